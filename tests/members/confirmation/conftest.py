"""A year that begins: the members are of long ago, and the clock is set by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from members.confirmation import flows
from portal.kit.dates import add_working_days
from tests.factories.people import make_member, make_secretariat, show_second_factor

#: The first working day of 2027, at half past seven.
MONDAY = datetime(2027, 1, 4, 6, 30, tzinfo=UTC)


def working_days_after(moment: datetime, count: int) -> datetime:
    day = add_working_days(timezone.localdate(moment), count)
    return moment + (day - timezone.localdate(moment))


@pytest.fixture
def clock(monkeypatch):
    """Sets the time, for all who ask Django for it; it begins in the spring before."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(datetime(2026, 3, 2, 9, tzinfo=UTC))
    return set_to


@pytest.fixture
def member(clock):
    return make_member("Mette Holm", "Odense", phone="12 34 56 78", title="Jurist")


@pytest.fixture
def secretariat(clock):
    """Somebody new enough not to be asked herself."""
    karen = make_secretariat()
    karen.memberships.update(admitted_at=datetime(2026, 12, 10, 9, tzinfo=UTC))
    return karen


class Visitor:
    """Somebody who is logged in whenever they come: a session does not last from one year to another."""

    def __init__(self, client, user):
        self.client, self.user = client, user

    def get(self, *args, **kwargs):
        return self._logged_in().get(*args, **kwargs)

    def post(self, *args, **kwargs):
        return self._logged_in().post(*args, **kwargs)

    def _logged_in(self):
        self.client.force_login(self.user)
        show_second_factor(self.client, self.user)
        return self.client


@pytest.fixture
def desk(client, secretariat):
    return Visitor(client, secretariat)


@pytest.fixture
def own(client, member):
    return Visitor(client, member)


@pytest.fixture
def asked(clock, member):
    """The member, who was asked on the first working day of 2027."""
    clock(MONDAY)
    flows.ask(by=None)
    return member.confirmations.get()


@pytest.fixture
def silent(clock, asked):
    """The same after both reminders and the days of grace after the last."""
    for count in (10, 20):
        clock(working_days_after(MONDAY, count))
        flows.remind(by=None)
    clock(working_days_after(MONDAY, 30) + timedelta(hours=1))
    asked.refresh_from_db()
    return asked
