"""The policy is whole, and the night's work does what it says; `tests/house/test_retention.py` holds that it
does all of it, on its day."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from members.admission.enums import RejectionReason, State
from members.admission.models import Application
from members.people.flows import membership, profile
from members.people.models import Membership, User
from members.people.queries import people_for
from portal.audit import trail
from portal.audit.models import Entry
from portal.notices.flows import Mail, send_letter, tell
from portal.notices.models import Notice, OutgoingMail
from portal.retention import checks, flows, tasks
from portal.retention.policy import Deadline, policy
from portal.topics import flows as topics
from tests.factories.people import (
    make_former,
    make_member,
    make_secretariat,
    make_user,
    municipality,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def ago(**delta):
    return timezone.now() - timedelta(**delta)


def night():
    return flows.erase_what_has_run_out(by=None)


# --- the policy --------------------------------------------------------------------------------------
def test_every_field_that_can_hold_personal_data_has_a_rule():
    assert checks.without_rule() == []


def test_every_rule_has_a_field():
    assert checks.without_field() == []


def test_the_check_names_a_field_without_a_rule(monkeypatch):
    whole = policy()
    lacking = {name: row for name, row in whole.fields.items() if name != "people.User.about"}
    stale = lacking | {"people.User.shoe_size": {"erase": "blank"}}
    monkeypatch.setattr(checks, "policy", lambda: type(whole)(whole.deadlines, stale))
    found = checks.every_field_has_a_rule(None)
    assert {error.id for error in found} >= {"portal.E010", "portal.E011"}
    assert any("people.User.about" in error.msg for error in found)
    assert any("people.User.shoe_size" in error.msg for error in found)


def test_every_rule_says_why_and_how_long():
    for name, row in policy().fields.items():
        if row["erase"] != "never_personal":
            assert len(row["why"]) > 10 and len(row["keep"]) > 3, name


def test_the_link_to_an_application_lasts_as_long_as_the_draft():
    assert policy().deadlines["application_drafts"].days == settings.APPLICATION_DRAFT_DAYS


@pytest.mark.parametrize(
    ("days", "months", "now", "before"),
    [
        (90, 0, NOW, datetime(2026, 8, 23, 12, tzinfo=UTC)),
        (0, 6, NOW, datetime(2026, 5, 21, 12, tzinfo=UTC)),
        (0, 12, NOW, datetime(2025, 11, 21, 12, tzinfo=UTC)),
        (0, 6, datetime(2026, 8, 31, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)),
        (0, 60, datetime(2028, 2, 29, tzinfo=UTC), datetime(2023, 2, 28, tzinfo=UTC)),
        (0, 1, datetime(2026, 1, 31, tzinfo=UTC), datetime(2025, 12, 31, tzinfo=UTC)),
    ],
)
def test_deadlines_count_whole_months(days, months, now, before):
    assert Deadline(days, months, "").before(now) == before


# --- the night's work --------------------------------------------------------------------------------
@pytest.mark.django_db
def test_notices_and_mails_go_after_90_days():
    user = make_member()
    for kind in ("old", "new"):
        tell([user], kind=kind, title=kind, url="/", by=None)
        send_letter(f"{kind}@example.dk", mail=Mail("x"), by=None)
    Notice.objects.filter(kind="old").update(created_at=ago(days=91))
    OutgoingMail.objects.filter(address="old@example.dk").update(created_at=ago(days=91))
    Notice.objects.filter(kind="new").update(created_at=ago(days=89))
    counts = night()
    assert (counts["notices"], counts["mails"]) == (1, 1)
    assert Notice.objects.get().kind == "new"
    assert OutgoingMail.objects.get().address == "new@example.dk"
    assert Entry.objects.filter(action="retention.erased").count() == 2
    assert not any(night().values())


def application(address, state, **fields):
    given = {
        "name": "Ansøger Andersen",
        "title": "Jurist",
        "phone": "12 34 56 78",
        "motivation": "Vil gerne",
        "municipality": municipality("Faxe"),
        "consented_at": ago(days=400),
        "submitted_at": ago(days=400),
        "email_confirmed_at": ago(days=400),
        **fields,
    }
    return Application.objects.create(email=address, email_key=address, state=state, **given)


def rejected(address, decided_at):
    return application(
        address,
        State.REJECTED,
        decided_at=decided_at,
        rejection_reason=RejectionReason.NO_FUNCTION,
    )


@pytest.mark.django_db
def test_drafts_go_after_30_days():
    for days in (29, 31):
        Application.objects.create(
            email=f"d{days}@example.dk", email_key=f"d{days}@example.dk", created_at=ago(days=days)
        )
    assert night()["application_drafts"] == 1
    assert Application.objects.get().email == "d29@example.dk"


@pytest.mark.django_db
def test_unsuccessful_applications_lose_the_person_after_a_year():
    old = rejected("old@example.dk", ago(days=367))
    fresh = rejected("fresh@example.dk", ago(days=363))
    withdrawn = application("w@example.dk", State.WITHDRAWN, withdrawn_at=ago(days=367))
    recent = application("r@example.dk", State.WITHDRAWN, withdrawn_at=ago(days=10))
    assert night()["unsuccessful_applications"] == 2
    for row in (old, withdrawn):
        row.refresh_from_db()
        stored = " ".join(str(getattr(row, field.name)) for field in row._meta.fields)
        for words in ("Andersen", "Jurist", "12 34", "Vil gerne", "example.dk", "Fordi"):
            assert words not in stored
    assert old.state == State.REJECTED and old.rejection_reason == RejectionReason.NO_FUNCTION
    for row in (fresh, recent):
        row.refresh_from_db()
        assert row.name == "Ansøger Andersen"
    assert night()["unsuccessful_applications"] == 0


@pytest.mark.django_db
def test_a_profile_goes_six_months_after_leaving_and_the_name_after_two_years():
    known = topics.save(slug="aktindsigt", name="Aktindsigt", by=None)
    user = make_secretariat(name="Gået Gert")
    profile.change(
        person=user,
        name=user.name,
        title="Jurist",
        phone="12 34 56 78",
        about="Om mig",
        expertise=[known],
        offers=["buddy"],
        by=user,
    )
    address = user.email
    membership.end_membership(person=user, by=None)
    assert night()["profiles"] == 0
    Membership.objects.update(admitted_at=ago(days=900), ended_at=ago(days=186))
    counts = night()
    assert (counts["profiles"], counts["names"]) == (1, 0)
    user = User.objects.get(pk=user.pk)
    assert (user.title, user.phone, user.about, user.offers) == ("", "", "", [])
    assert not user.expertise.exists()
    assert user.name == "Gået Gert"
    assert user.email != address and not user.is_active and not user.has_usable_password()
    assert not EmailAddress.objects.filter(user=user).exists()
    assert not Authenticator.objects.filter(user=user).exists()
    Membership.objects.update(ended_at=ago(days=735))
    assert night()["names"] == 1
    user = User.objects.get(pk=user.pk)
    assert user.name == flows.FORMER_MEMBER
    assert not people_for(make_member()).filter(pk=user.pk).exists()
    assert not any(night().values())


@pytest.mark.django_db
def test_whoever_came_back_or_is_here_keeps_everything():
    here = make_member("Her Hansen")
    back = make_former("Kom Igen", "Vejle")
    Membership.objects.filter(person=back).update(
        admitted_at=ago(days=1200), ended_at=ago(days=800)
    )
    membership.admit(person=back, municipalities=[municipality("Faxe")], role="adviser", by=None)
    applicant = make_user("Ansøger Andersen")
    counts = night()
    assert (counts["profiles"], counts["names"]) == (0, 0)
    for user, name in ((here, "Her Hansen"), (back, "Kom Igen"), (applicant, "Ansøger Andersen")):
        user.refresh_from_db()
        assert user.name == name and user.is_active


@pytest.mark.django_db
def test_sessions_and_log_ins_go(client):
    user = make_member()
    client.force_login(user)
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=ago(hours=1))
    for key, days in (("a", 190), ("b", 10)):
        UserSession.objects.create(
            user=user,
            ip="10.0.0.1",
            session_key=key * 32,
            user_agent="x",
            last_seen_at=ago(days=days),
        )
    counts = night()
    assert (counts["sessions"], counts["logins"]) == (1, 1)
    assert Session.objects.get().session_key == client.session.session_key
    assert UserSession.objects.get().session_key == "b" * 32


@pytest.mark.django_db
def test_the_trail_goes_after_five_years():
    for days in (1820, 1830):
        entry = trail.record("groups.changed", on=None, by=None)
        Entry.objects.filter(pk=entry.pk).update(at=ago(days=days))
    assert night()["audit"] == 1
    assert Entry.objects.filter(action="groups.changed").count() == 1


@pytest.mark.django_db
def test_the_night_task_does_it():
    tell([make_member()], kind="old", title="x", url="/", by=None)
    Notice.objects.update(created_at=ago(days=91))
    assert tasks.erase_what_has_run_out.call()["notices"] == 1
