"""The people desk: leave, suspension, and taking somebody in again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.confirmation.wording import reason_for_hearing
from members.people.models import Absence, Suspension
from portal.kit.calendar import add_working_days
from portal.ui.methods import form_page

from .. import forms, queries
from ..flows import absence, readmitting, suspending
from ..problems import to_put_in_force
from .pages import managers_only, one_click, one_form, the_person

#: How the list of unconfirmed data asks in its link for reasons that are written already.
UNCONFIRMED = "ubekraeftet"
#: How long a member has for answering when nothing else is chosen.
DAYS_TO_ANSWER = 10


@managers_only
@form_page
def begin_leave(request: HttpRequest, person_id: int) -> HttpResponse:
    """Write a leave down."""
    shown = the_person(request, person_id)
    form = forms.AbsenceForm(request.POST or None, person=shown)
    return one_form(
        request,
        form,
        title=_("Leave for %(name)s") % {"name": shown.name},
        button=_("Write the leave down"),
        back=shown,
        lead=_("The person stays a member and can read along."),
        deed=lambda: absence.begin(person=shown, **form.cleaned_data, by=request.user),
        done=_("The leave is written down."),
    )


@managers_only
@form_page
def end_leave(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Set the first day back."""
    found = get_object_or_404(Absence.objects.select_related("person"), pk=absence_id)
    form = forms.BackForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    return one_form(
        request,
        form,
        title=_("%(name)s is back") % {"name": found.person.name},
        button=_("Save"),
        back=found.person,
        deed=lambda: absence.end(absence=found, **form.cleaned_data, by=request.user),
        done=_("The day of coming back is kept."),
    )


@managers_only
@form_page
def readmit(request: HttpRequest, person_id: int) -> HttpResponse:
    """A former member is back in a post."""
    shown = the_person(request, person_id)
    form = forms.GivePostForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    return one_form(
        request,
        form,
        title=_("Readmit %(name)s") % {"name": shown.name},
        button=_("Readmit"),
        back=shown,
        lead=_("The old account opens again, and the person gets a letter."),
        deed=lambda: readmitting.readmit(person=shown, **form.cleaned_data, by=request.user),
        done=_("The person is a member again."),
    )


@managers_only
@require_safe
def suspensions(request: HttpRequest) -> HttpResponse:
    """Those that wait for an answer or a decision, and those in force."""
    found = [
        (each, to_put_in_force(each, request.user)) for each in queries.suspensions(request.user)
    ]
    return render(request, "people_desk/suspensions.html", {"suspensions": found})


@managers_only
@form_page
def suspend(request: HttpRequest, person_id: int) -> HttpResponse:
    """Hear a member about a suspension; `grund` says that it is for want of the yearly confirmation."""
    shown = the_person(request, person_id)
    initial: dict[str, object] = {"due_on": add_working_days(timezone.localdate(), DAYS_TO_ANSWER)}
    if request.GET.get("grund") == UNCONFIRMED:
        initial["reason"] = reason_for_hearing(shown)
    form = forms.SuspendForm(request.POST or None, initial=initial)
    return one_form(
        request,
        form,
        title=_("Hear %(name)s about a suspension") % {"name": shown.name},
        button=_("Send the hearing"),
        back=shown,
        lead=_(
            "Nothing is closed yet. You decide when the member has answered, or the day is over."
        ),
        deed=lambda: suspending.propose(person=shown, **form.cleaned_data, by=request.user),
        done=_("The member is heard, and gets a letter."),
    )


@managers_only
@require_POST
def put_in_force(request: HttpRequest, suspension_id: int) -> HttpResponse:
    """Shut the member out from now on."""
    found = _the_suspension(suspension_id)
    return one_click(
        request,
        back=found.person,
        deed=lambda: suspending.put_in_force(suspension=found, by=request.user),
        done=_("The membership is suspended, and the member gets a letter."),
    )


@managers_only
@require_POST
def lift(request: HttpRequest, suspension_id: int) -> HttpResponse:
    """Let the member in again, or drop the proposal."""
    found = _the_suspension(suspension_id)
    return one_click(
        request,
        back=found.person,
        deed=lambda: suspending.lift(suspension=found, by=request.user),
        done=_("The membership goes on, and the member gets a letter."),
    )


def _the_suspension(suspension_id: int) -> Suspension:
    return get_object_or_404(Suspension.objects.select_related("person"), pk=suspension_id)
