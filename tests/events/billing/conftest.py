"""A conference at 3.450 kroner with a lunch and a night; two advisers of Odense come on one number."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from events.billing.due import all_due
from events.conference.flows import on_behalf
from events.conference.models import Conference
from members.people.enums import Role
from tests.factories import billing, events
from tests.factories.people import make_member, make_secretariat

REFERENCE = {"payer_reference": "Borgerrådgiveren", "order_number": "4500123"}


@pytest.fixture
def editor(db):
    return make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør")


@pytest.fixture
def seller(editor):
    return billing.make_seller(by=editor)


@pytest.fixture
def conference(editor):
    return events.make_conference(by=editor)


@pytest.fixture
def lunch(conference, editor):
    return events.make_part(conference, "meal", price=Decimal(225), by=editor)


@pytest.fixture
def night(conference, editor):
    return events.make_part(conference, price=Decimal("895.50"), by=editor)


@pytest.fixture
def mette(conference, lunch, night):
    person = make_member("Mette Holm", "Odense")
    return events.register(conference, person, parts=[lunch, night], **REFERENCE)


@pytest.fixture
def bo(conference, lunch):
    person = make_member("Bo Lund", "Odense")
    return events.register(conference, person, parts=[lunch], **REFERENCE)


def let_close(conference, *, days: int = 1):
    """Registration closed so many days ago."""
    now = timezone.now()
    Conference.objects.filter(pk=conference.pk).update(
        registration_opens_at=now - timedelta(days=90),
        registration_closes_at=now - timedelta(days=days),
    )
    conference.refresh_from_db()
    return conference


def let_end(conference, *, days: int = 31):
    """Its last day was so many days ago."""
    today = timezone.localdate()
    let_close(conference, days=days + 30)
    Conference.objects.filter(pk=conference.pk).update(
        starts_on=today - timedelta(days=days + 2), ends_on=today - timedelta(days=days)
    )
    conference.refresh_from_db()
    return conference


def due(conference):
    """What waits, of the conference as it is now."""
    return all_due(Conference.objects.get(pk=conference.pk))


def lines(document):
    """Name, text and amount of each line."""
    return [(each.name, each.title, each.amount) for each in document.lines.all()]


def move(registration, by, **changes):
    """Another payer for somebody, at the desk."""
    told = {
        "payer": registration.payer,
        "ean": registration.ean,
        "payer_reference": "Økonomi",
        "order_number": "",
        **changes,
    }
    return on_behalf.change_payer(registration=registration, **told, note="De ringede", by=by)
