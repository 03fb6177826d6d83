"""Whom keeping order tells, and in which words. Never the reported text, not even its title: what is
wrong may stand there."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.questions.rules import wrote
from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members
from portal.notices.flows import Mail, tell

from .enums import MoveState
from .models import Case, Move, Report


def reported(case: Case, report: Report, *, by: User) -> None:
    """Those who may handle it: there is something new in the queue. `by` is never named."""
    keepers = [
        person for person in holders(Permission.MODERATE_FORUM) if not wrote(person, case.post)
    ]
    tell(
        keepers,
        kind="text-reported",
        title=lambda: (
            _("Something in the forum has been reported: %(reason)s")
            % {"reason": report.get_reason_display()}
        ),
        url=reverse("moderation_desk:case", args=[case.pk]),
        mail=Mail("moderation/mail/reported"),
        by=by,
    )


def settled(case: Case, *, by: User) -> None:
    """Each one who has reported it hears what came of it, on a page of their own report."""
    for report in _still_members(case.reports.select_related("person")):
        assert report.person is not None
        tell(
            [report.person],
            kind="report-settled",
            title=lambda: (
                _("The secretariat has looked at what you reported: %(outcome)s")
                % {"outcome": case.get_outcome_display()}
            ),
            url=reverse("moderation:report", args=[report.pk]),
            by=by,
        )


def asked_to_move(move: Move, people: Iterable[User], *, by: User) -> None:
    """Those who have written under a question are asked whether others may read it. Without its title: one
    of them may have left the group that it is for."""
    keys = [person.pk for person in people]
    tell(
        members().filter(pk__in=keys),
        kind="move-asked",
        title=lambda: _("May others read what you have written? The secretariat asks you"),
        url=reverse("moderation:consent", args=[move.pk]),
        by=by,
    )


def move_ended(move: Move, state: MoveState, *, by: User | None) -> None:
    """The one who asked hears how it ended, and not by whom."""
    if move.asked_by is None:
        return
    tell(
        members().filter(pk=move.asked_by.pk),
        kind="move-ended",
        title=lambda: (
            _("You asked to move a question: %(state)s") % {"state": MoveState(state).label}
        ),
        url=reverse("questions:question", args=[move.question_id]),
        by=by,
    )


def _still_members(reports: Iterable[Report]) -> list[Report]:
    keys = set(members().values_list("pk", flat=True).filter(pk__in=[r.person_id for r in reports]))
    return [report for report in reports if report.person_id in keys]
