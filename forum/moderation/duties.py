"""Reported texts that somebody looks at, offered for handing over."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.people import duties
from members.people.duties import Duty, Held
from members.people.models import User

from .enums import CaseState
from .flows.settling import pass_on
from .models import Case


def held_by(person: User) -> Iterable[Held]:
    """The cases that a person has taken and not settled, by number: whose text it is stays in the case."""
    for case in Case.objects.filter(state=CaseState.TAKEN, assignee=person):
        words = _("Reported text no. %(number)d") % {"number": case.pk}
        yield Held(case.pk, words, reverse("moderation_desk:case", args=[case.pk]))


def offer() -> None:
    duties.offer("case", Duty(gettext_lazy("Reported text taken"), held_by, pass_on))
