"""Figures: median and longest without the days that the applicant had the ball, and nothing forgotten."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from members.admission.enums import State
from members.admission.models import Application, Exchange
from members.vetting.figures import figures_for
from members.vetting.flows.forgetting import anonymise
from tests.factories.people import make_member, municipality

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Copenhagen")
numbers = iter(range(1, 1000))


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def case(state, came, went, **fields) -> Application:
    address = f"f{next(numbers)}@example.dk"
    given = dict.fromkeys(("submitted_at", "email_confirmed_at", "consented_at"), came)
    ended = {"withdrawn_at" if state == State.WITHDRAWN else "decided_at": went}
    if state == State.REJECTED:
        ended |= {"rejection_reason": "no_function"}
    return Application.objects.create(
        email=address,
        email_key=address,
        name="En Ansøger",
        state=state,
        municipality=municipality("Faxe"),
        **given,
        **ended,
        **fields,
    )


def year():
    """Monday 2 March; three decided after 1, 4 and 10 working days, the last with 5 at the applicant's."""
    case(State.APPROVED, at(3, 2), at(3, 3))
    case(State.REJECTED, at(3, 2), at(3, 6))
    long = case(State.APPROVED, at(3, 2), at(3, 16))
    Exchange.objects.create(
        application=long,
        kind="more",
        text="?",
        asked_at=at(3, 4),
        due_on=date(2026, 3, 20),
        answer="!",
        answered_at=at(3, 11),
    )
    case(State.WITHDRAWN, at(4, 1), at(4, 8))


def test_median_and_longest_leave_out_the_applicants_days(vetter):
    year()
    found = figures_for(vetter, since=date(2026, 3, 1), until=date(2026, 4, 30))
    assert (found.received, found.decided) == (4, 3)
    assert found.days == [1, 4, 5]
    assert (found.median, found.longest) == (4, 5)
    assert [(month.first.month, month.received, month.cells) for month in found.months] == [
        (3, 3, [2, 1, 0, 0]),
        (4, 1, [0, 0, 1, 0]),
    ]


def test_a_period_ends_at_midnight_in_denmark(vetter):
    case(State.APPROVED, at(3, 30), at(3, 31, 23))
    march = figures_for(vetter, since=date(2026, 3, 1), until=date(2026, 3, 31))
    april = figures_for(vetter, since=date(2026, 4, 1), until=date(2026, 4, 30))
    assert (march.decided, april.decided) == (1, 0)


def test_anonymised_cases_are_counted_as_before(vetter):
    year()
    span = {"since": date(2026, 3, 1), "until": date(2026, 4, 30)}
    before = figures_for(vetter, **span)
    gone = Application.objects.filter(state__in=[State.REJECTED, State.WITHDRAWN])
    assert anonymise(applications=gone, by=None) == 2
    assert not Application.objects.filter(state=State.REJECTED, name="En Ansøger").exists()
    assert figures_for(vetter, **span) == before


def test_others_see_no_figures():
    year()
    found = figures_for(make_member(), since=date(2026, 3, 1), until=date(2026, 4, 30))
    assert (found.received, found.median, found.longest) == (0, None, None)


def test_the_page_draws_and_writes_them(desk):
    year()
    page = desk.get(reverse("admission_desk:figures"), {"fra": "2026-03-01", "til": "2026-04-30"})
    assert page.status_code == 200
    assert "<svg" in page.text and len(page.context["rows"]) == 2
    assert desk.get(reverse("admission_desk:figures"), {"fra": "vrøvl"}).status_code == 200
