"""A course's certificates for those who run it: who gets one, who has one, who does not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from members.people.gates import members_only
from portal.kit.problems import Refused
from portal.ui.methods import form_page
from portal.ui.refusals import put_on, say

from .. import problems, queries, rules, typesetting
from ..enums import BY_ITSELF
from ..flows import issuing
from ..forms import WithdrawForm
from ..models import Attendance, Certificate
from .finding import course_run_by
from .holding import answer_with


@form_page
@members_only
def page(request, pk: int) -> HttpResponse:
    """See beforehand who gets a certificate and who does not and why, and issue them with one click."""
    course = course_run_by(request.user, pk)
    if request.method == "POST":
        try:
            issued = issuing.issue(course=course, by=request.user)
        except Refused as refused:
            say(request, refused.blockers)
        else:
            _tell(request, len(issued))
        return redirect("certificates:course", pk)
    preview = queries.preview_of(course)
    ticked = Attendance.objects.filter(date__course=course, came=True).values("date")
    return render(
        request,
        "certificates/course.html",
        {
            "course": course,
            "preview": preview,
            "held": course.dates.count(),
            "unticked": course.dates.exclude(pk__in=ticked),
            "blockers": problems.to_issue(course, request.user),
            "by_itself": course.ends_at + BY_ITSELF,
            "certificates": list(queries.certificates_of(request.user, course)),
        },
    )


def _tell(request, count: int) -> None:
    if count:
        words = ngettext(
            "%(n)d certificate is issued, and its holder has been told.",
            "%(n)d certificates are issued, and their holders have been told.",
            count,
        )
        messages.success(request, words % {"n": count})
    else:
        messages.info(request, _("Nobody lacked a certificate."))


@require_safe
@members_only
def files(request, pk: int) -> HttpResponse:
    """All valid certificates of the course in one file."""
    course = course_run_by(request.user, pk)
    valid = queries.certificates_of(request.user, course).filter(withdrawn_at=None).exclude(name="")
    found = list(valid)
    if not found:
        raise Http404
    return answer_with(typesetting.pdf(found), f"kursusbeviser-{course.pk}.pdf")


@form_page
@members_only
def withdraw(request, certificate_id: int) -> HttpResponse:
    """Take a wrong certificate back, with a reason."""
    certificate = get_object_or_404(queries.certificates_for(request.user), pk=certificate_id)
    if not rules.may_issue_of(request.user, certificate):
        raise PermissionDenied
    back = page_of(certificate)
    if stopped := problems.to_withdraw(certificate, request.user):
        say(request, stopped)
        return redirect(back)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issuing.withdraw(
                certificate=certificate, because=form.cleaned_data["because"], by=request.user
            )
        except (Refused, ValidationError) as problem:
            put_on(form, problem)
        else:
            messages.success(
                request, _("The certificate is withdrawn. Issue a new one when the list is right.")
            )
            return redirect(back)
    return render(
        request,
        "certificates/withdraw.html",
        {"certificate": certificate, "form": form, "back": back},
    )


def page_of(certificate: Certificate) -> str:
    """Where those who run what it is of see all its certificates."""
    if certificate.is_of_conference:
        return reverse("certificates_desk:conference", args=[certificate.conference_id])
    return reverse("certificates:course", args=[certificate.course_id])
