"""Duties that go from one to another: the list of what those who left did, and handing over before."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.people import duties
from portal.ui.methods import form_page

from .. import forms, queries
from ..flows import handing_over
from ..models import HandOver
from .pages import managers_only, one_form, the_person


@managers_only
@require_safe
def hand_overs(request: HttpRequest) -> HttpResponse:
    """What those who left did for others, and nobody does yet."""
    waiting = [
        (each, duties.DUTIES[each.kind].label if each.kind in duties.DUTIES else each.kind)
        for each in queries.hand_overs(request.user)
    ]
    return render(request, "people_desk/hand_overs.html", {"waiting": waiting})


@managers_only
@form_page
def settle(request: HttpRequest, hand_over_id: int) -> HttpResponse:
    """Give one of them to somebody, or say that nobody needs to take it."""
    found = get_object_or_404(HandOver.objects.select_related("person"), pk=hand_over_id)
    form = forms.HandOverForm(request.POST or None, person=found.person)
    return one_form(
        request,
        form,
        title=found.words,
        button=_("Hand over"),
        back=None,
        lead=_("%(name)s had it until now.") % {"name": found.person.name},
        note=_how(found.kind),
        deed=lambda: handing_over.settle(
            hand_over=found, to=form.cleaned_data["to"], by=request.user
        ),
        done=_("It is handed over."),
    )


@managers_only
@form_page
def hand_over(
    request: HttpRequest, person_id: int, duty_kind: str, duty_number: int
) -> HttpResponse:
    """The same while the person is still there."""
    shown = the_person(request, person_id)
    held = {(word, duty.number): duty for word, _label, duty in duties.held_by(shown)}
    if (duty_kind, duty_number) not in held:
        raise Http404
    form = forms.HandOverForm(request.POST or None, person=shown)
    return one_form(
        request,
        form,
        title=held[duty_kind, duty_number].words,
        button=_("Hand over"),
        back=shown,
        lead=_("%(name)s has it now.") % {"name": shown.name},
        note=_how(duty_kind),
        deed=lambda: handing_over.hand_over(
            person=shown,
            kind=duty_kind,
            number=duty_number,
            to=form.cleaned_data["to"],
            by=request.user,
        ),
        done=_("It is handed over."),
    )


def _how(kind: str):
    return duties.DUTIES[kind].how if kind in duties.DUTIES else ""
