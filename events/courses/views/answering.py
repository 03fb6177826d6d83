"""One's answer to a course: on its page, or from the address in a letter."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from members.people.gates import members_only
from members.people.models import User
from portal.kit.problems import Refused
from portal.ui.refusals import say

from .. import links, problems, queries
from ..enums import MailDeed, Place
from ..flows import attending, waiting
from ..forms.answers import EnrolForm
from ..models import Course
from .reading import page


@require_POST
@members_only
def enrol(request, pk: int) -> HttpResponse:
    course = get_object_or_404(queries.courses_for(request.user), pk=pk)
    form = EnrolForm(request.POST, course=course)
    if not form.is_valid():
        return page(request, course, enrol_form=form)

    def deed() -> str:
        enrolment = attending.enrol(
            course=course, person=request.user, waits="waits" in request.POST, by=request.user
        )
        if enrolment.place == Place.WAITING:
            return _("You are on the waiting list. You hear from us as soon as there is a seat.")
        return _("You are signed up.")

    return _do(request, course, deed)


@require_POST
@members_only
def withdraw(request, pk: int) -> HttpResponse:
    course = get_object_or_404(queries.courses_for(request.user), pk=pk)

    def deed() -> str:
        attending.withdraw(course=course, person=request.user, by=request.user)
        return _("You are no longer signed up.")

    return _do(request, course, deed)


@require_POST
@members_only
def accept(request, pk: int) -> HttpResponse:
    course = get_object_or_404(queries.courses_for(request.user), pk=pk)

    def deed() -> str:
        waiting.accept(course=course, person=request.user, by=request.user)
        return _("The seat is yours.")

    return _do(request, course, deed)


@login_not_required
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token: str) -> HttpResponse:
    """Answer from a letter, without logging in: with one POST. Looking changes nothing, for programs that
    check links look, too."""
    try:
        number, person_number, deed = links.behind(token)
    except (signing.BadSignature, ValueError):
        return render(request, "courses/link_broken.html", status=410)
    course = Course.objects.select_related("group").filter(pk=number).first()
    person = User.objects.filter(pk=person_number, is_active=True).first()
    if course is None or person is None:
        return render(request, "courses/link_broken.html", status=410)
    with translation.override(person.language):
        found = problems.to_answer_by_mail(course, person, deed)
        if not found and request.method == "POST":
            try:
                _answer(course, person, deed)
            except Refused as refused:
                found = refused.blockers
            else:
                return render(
                    request,
                    "courses/link_done.html",
                    {"course": course, "takes": deed == MailDeed.TAKE},
                )
        return render(
            request,
            "courses/link.html",
            {
                "course": course,
                "takes": deed == MailDeed.TAKE,
                "person": person,
                "blockers": found,
            },
        )


def _answer(course: Course, person: User, deed: MailDeed) -> None:
    """The address is the person's own, so it is they who act."""
    if deed == MailDeed.TAKE:
        waiting.accept(course=course, person=person, by=person)
    else:
        attending.withdraw(course=course, person=person, by=person)


def _do(request, course: Course, deed: Callable[[], str]) -> HttpResponse:
    """Do it, say what came of it, and go back to the course."""
    try:
        done = deed()
    except Refused as refused:
        say(request, refused.blockers)
    else:
        messages.success(request, done)
    return redirect(course)
