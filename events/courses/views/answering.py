"""One's answer to a course: on its page, or from the address in a letter."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from members.people.gates import members_only
from members.people.models import User
from portal.ui.methods import form_page
from portal.ui.refusals import do

from ... import one_click
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
@form_page
def by_mail(request, token: str) -> HttpResponse:
    """Answer from a letter, without logging in."""
    try:
        number, key, deed = links.behind(token)
    except (signing.BadSignature, ValueError):
        return one_click.broken(request, "courses")
    course = Course.objects.select_related("group").filter(pk=number).first()
    person = User.objects.filter(pk=key, is_active=True).first()
    if course is None or person is None:
        return one_click.broken(request, "courses")
    return one_click.answer(
        request,
        room="courses",
        person=person,
        blockers=lambda: problems.to_answer_by_mail(course, person, deed),
        deed=lambda: _answer(course, person, deed),
        values={"course": course, "takes": deed == MailDeed.TAKE},
    )


def _answer(course: Course, person: User, deed: MailDeed) -> None:
    """The address is the person's own, so it is they who act."""
    if deed == MailDeed.TAKE:
        waiting.accept(course=course, person=person, by=person)
    else:
        attending.withdraw(course=course, person=person, by=person)


def _do(request, course: Course, deed: Callable[[], str]) -> HttpResponse:
    """Do it, say what came of it, and go back to the course."""
    do(request, deed)
    return redirect(course)
