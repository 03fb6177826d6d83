"""The cases that somebody vets, offered for handing over. Whoever applied is not named: what a duty is stays
on the list of hand-overs longer than an application does."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.admission.enums import OPEN
from members.admission.models import Application
from members.people import duties
from members.people.duties import Duty, Held
from members.people.models import User

from .flows import taking


def held_by(person: User) -> Iterable[Held]:
    """The open cases that are this person's."""
    cases = Application.objects.filter(vetter=person, state__in=OPEN).select_related("municipality")
    for case in cases:
        words = _("Case %(number)d: an application from %(municipality)s")
        yield Held(
            case.pk,
            words % {"number": case.pk, "municipality": case.municipality},
            reverse("admission_desk:case", args=[case.pk]),
        )


def hand_over(*, person: User, number: int, to: User | None, by) -> None:
    """The case is another vetter's, or nobody's. Safe to repeat, and one that has been closed or taken over
    meanwhile stays where it is. Raises `Refused`."""
    case = Application.objects.filter(pk=number, vetter=person, state__in=OPEN).first()
    if case is not None:
        taking.pass_on(application=case, to=to, by=by)


def offer() -> None:
    duties.offer("vetter", Duty(gettext_lazy("Vetter of an application"), held_by, hand_over))
