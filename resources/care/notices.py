"""Whom the care for material tells, and in which words."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.people.models import User
from portal.notices.flows import tell
from resources.library.models import Guide

from .models import Care, Report, RuleChange
from .queries import care_of, carers, editors


def asked_to_care(person: User, guide: Guide, *, by) -> None:
    """Who answers for material from now on."""
    tell(
        [person],
        kind="material-owner",
        title=lambda: _("You answer for %(guide)s from now on") % {"guide": guide.full_title},
        url=reverse("care:mine"),
        by=by,
    )


def due(care: Care, *, by) -> None:
    """Owner and deputy, that it is time to look at it; without either, those who keep the library."""
    guide = care.guide

    def title() -> str:
        return _("It is time to look at %(guide)s again") % {"guide": guide.full_title}

    people = list(carers(guide, care))
    if people:
        tell(people, kind="material-due", title=title, url=reverse("care:mine"), by=by)
    else:
        url = reverse("care_desk:overview")
        tell(editors(), kind="material-due", title=title, url=url, by=by)


def said(guide: Guide, *, by) -> None:
    """Whoever answers for it, that a reader has written a word; who it was is not said. Without an owner,
    those who keep the library."""
    people = list(carers(guide, care_of(guide)))
    url = reverse("care:words", args=[guide.pk]) if people else reverse("care_desk:opinions")
    tell(
        [each for each in (people or editors()) if each != by],
        kind="material-word",
        title=lambda: (
            _("A reader has written a word about %(guide)s") % {"guide": guide.full_title}
        ),
        url=url,
        by=None,
    )


def reported(report: Report, *, by) -> None:
    """Those who keep the library and those who answer for the material."""
    guide = report.guide

    def title() -> str:
        return _("Reported as out of date: %(guide)s") % {"guide": guide.full_title}

    keepers = list(editors())
    url = reverse("care_desk:settle", args=[report.pk])
    tell(keepers, kind="material-outdated", title=title, url=url, by=by)
    others = [each for each in carers(guide, care_of(guide)) if each not in keepers]
    tell(others, kind="material-outdated", title=title, url=reverse("care:mine"), by=by)


def settled(report: Report, *, by) -> None:
    """The one who reported it gets the answer."""
    guide = report.guide
    tell(
        [report.person],
        kind="material-settled",
        title=lambda: (
            _("Answer to what you reported about %(guide)s: %(outcome)s")
            % {"guide": guide.full_title, "outcome": report.get_outcome_display()}
        ),
        url=reverse("care:mine"),
        by=by,
    )


def rule_changed(change: RuleChange, guides: list[Guide], *, by) -> None:
    """Those who answer for what rests on the rule, each once."""
    cares = Care.objects.filter(guide__in=guides).select_related("guide__group")
    counts: dict[User, int] = {}
    for care in cares:
        for person in carers(care.guide, care):
            counts[person] = counts.get(person, 0) + 1
    for person, count in counts.items():
        tell(
            [person],
            kind="rule-changed",
            title=partial(_to_look_at, change, count),
            url=reverse("care:mine"),
            by=by,
        )


def _to_look_at(change: RuleChange, count: int) -> str:
    words = ngettext(
        "%(rule)s has changed. %(count)d piece that you answer for is to be looked at again",
        "%(rule)s has changed. %(count)d pieces that you answer for are to be looked at again",
        count,
    )
    return words % {"rule": change.basis, "count": count}
