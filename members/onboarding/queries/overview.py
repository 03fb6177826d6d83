"""Every onboarding as the secretariat sees it: who has come no further for long stands on top."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from members.people.models import User
from members.people.queries import away, members, with_posts

from .. import subjects
from ..enums import CheckUp
from ..models import BuddyAsk, IntroSlot, Onboarding, Step
from ..rules import may_manage
from ..subjects import Gone
from .mine import Progress, put_together

#: Whoever has ticked nothing for so long is stuck.
STUCK = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One newcomer as the desk lists them."""

    progress: Progress
    person: User
    asked: BuddyAsk | None
    checks: list[CheckUp]
    is_away: bool
    stuck_days: int

    @property
    def onboarding(self) -> Onboarding:
        return self.progress.onboarding

    @property
    def is_stuck(self) -> bool:
        return self.stuck_days > 0

    @property
    def lacks_buddy(self) -> bool:
        """Nobody is the buddy, and nobody is thinking about it."""
        return self.onboarding.buddy_id is None and self.asked is None


def onboardings_for(user) -> QuerySet[Onboarding]:
    """Everyone's, for those who manage members; of people who are members."""
    if not may_manage(user):
        return Onboarding.objects.none()
    return Onboarding.objects.filter(person__in=members().values("pk"))


def overview(user, *, finished: bool = False, now: datetime | None = None) -> list[Line]:
    """All who are under way, the stuck ones first and the longest on top; or all who have finished, the
    latest first. In a constant number of queries."""
    now = now or timezone.now()
    rows = onboardings_for(user).filter(finished_at__isnull=not finished)
    lines = _lines(rows, now)
    if finished:
        return sorted(lines, key=lambda line: line.onboarding.finished_at or now, reverse=True)
    return sorted(lines, key=lambda line: (-line.stuck_days, line.onboarding.started_at))


def progress_of(user, pk: int, now: datetime | None = None) -> Line | None:
    """One newcomer's line, or None for one whom this reader may not see."""
    return next(iter(_lines(onboardings_for(user).filter(pk=pk), now or timezone.now())), None)


def _lines(rows: QuerySet[Onboarding], now: datetime) -> list[Line]:
    found = list(
        rows.select_related("track", "buddy").prefetch_related("done", "checks", "asks__person")
    )
    steps: dict[int, list[Step]] = {}
    for step in Step.objects.all():
        steps.setdefault(step.track_id, []).append(step)
    people = {
        person.pk: person
        for person in with_posts(User.objects.filter(pk__in=[each.person_id for each in found]))
    }
    gone = set(away().values_list("person_id", flat=True))
    return [
        _line(each, steps.get(each.track_id, []), people[each.person_id], gone, now)
        for each in found
    ]


def _line(onboarding, steps, person, gone, now) -> Line:
    progress = put_together(onboarding, steps, onboarding.done.all())
    still = now - progress.moved_at
    is_away = person.pk in gone
    stuck = onboarding.finished_at is None and not is_away and still >= STUCK
    return Line(
        progress=progress,
        person=person,
        asked=next((ask for ask in onboarding.asks.all() if ask.said == ""), None),
        checks=checks_due(onboarding, now),
        is_away=is_away,
        stuck_days=still.days if stuck else 0,
    )


def checks_due(onboarding: Onboarding, now: datetime) -> list[CheckUp]:
    """The checks whose day has come and that nobody has made. Whoever has been a member for a year is
    asked no more."""
    age = (now - onboarding.started_at).days
    made = {check.after for check in onboarding.checks.all()}
    return [after for after in CheckUp if after <= age < 365 and after not in made]


def waiting_count(user) -> int:
    """How much the secretariat should look at: newcomers who are stuck, without a buddy or due for a check,
    and steps that ask for what is retired."""
    if not may_manage(user):
        return 0
    waiting = sum(line.is_stuck or line.lacks_buddy or bool(line.checks) for line in overview(user))
    return waiting + len(gone_steps(user))


def gone_steps(user) -> list[tuple[Step, Gone]]:
    """The steps in use that ask for what is not to be used any more, for those who manage members."""
    if not may_manage(user):
        return []
    steps = list(Step.objects.filter(is_active=True).exclude(subject="").select_related("track"))
    gone = subjects.gone((step.deed, step.subject) for step in steps)
    return [(step, gone[step.subject]) for step in steps if step.subject in gone]


def slots_ahead(user) -> QuerySet[IntroSlot]:
    """The introductory meetings to come, booked or free."""
    if not may_manage(user):
        return IntroSlot.objects.none()
    ahead = IntroSlot.objects.filter(starts_at__gt=timezone.now())
    return ahead.select_related("host", "taken_by")


def booked_by(user, person: int) -> QuerySet[IntroSlot]:
    """The introductory meetings of one newcomer, past ones too."""
    if not may_manage(user):
        return IntroSlot.objects.none()
    return IntroSlot.objects.filter(taken_by=person).select_related("host")
