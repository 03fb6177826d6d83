"""The conference: who sees it, and the seats."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.conference import agenda, queries, rules
from events.conference.enums import RegistrationState, SessionKind, State
from events.conference.flows import arranging, forgetting, registering
from events.conference.models import Conference, Registration
from members.onboarding.enums import Deed
from members.onboarding.flows import start_onboarding
from members.onboarding.models import StepDone
from members.people.flows.membership import end_membership
from portal.audit.models import Entry
from portal.kit.ean import InvalidEan
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import WRONG_EAN, conference_facts, make_conference, register
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


def seats(conference) -> tuple[int, int]:
    """The counter, and the rows that it counts."""
    confirmed = Registration.objects.filter(
        conference=conference, state=RegistrationState.CONFIRMED
    )
    return Conference.objects.get(pk=conference.pk).taken, confirmed.count()


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor)


def test_every_list_holds_what_the_rule_allows(personas):
    shown = make_conference(by=personas.editor)
    make_conference(by=personas.editor, draft=True, days=600)
    register(shown, personas.member)
    register(shown, personas.editor)
    seen = {}
    for name, user in personas.all().items():
        listed = set(queries.conferences_for(user))
        assert listed == {c for c in Conference.objects.all() if rules.may_view(user, c)}, name
        assert set(queries.search_for(user, "nyborg")) <= listed
        rows = set(queries.registrations_for(user))
        allowed = {r for r in Registration.objects.all() if rules.may_view_registration(user, r)}
        assert rows == allowed, name
        seen[name] = (len(listed), len(rows), queries.participants(user, shown).count())
    assert seen == {
        "stranger": (0, 0, 0),
        "applicant": (0, 0, 0),
        "admitted": (0, 0, 0),
        "former": (0, 0, 0),
        "suspended": (0, 0, 0),
        "member": (1, 1, 0),
        "jurist": (1, 0, 0),
        "coordinator": (1, 0, 0),
        "other_coordinator": (1, 0, 0),
        "editor": (2, 2, 2),
        "administrator": (2, 2, 2),
    }


def test_a_former_member_no_longer_sees_the_registration_they_had(personas, conference):
    register(conference, personas.member)
    end_membership(person=personas.member, by=personas.administrator)
    assert not queries.registrations_for(personas.member).exists()
    assert not rules.may_view_registration(personas.member, Registration.objects.get())


def test_registering_takes_a_seat_ticks_the_step_and_sends_a_receipt(personas, conference):
    person = personas.member
    start_onboarding(person=person, by=None)
    registration = register(conference, person, ean="5798 0098 0005 3", diet="vegetar")
    assert seats(conference) == (1, 1)
    assert registration.ean == "5798009800053" and registration.diet == "vegetar"
    assert StepDone.objects.get().step.deed == Deed.CONFERENCE_SIGNED_UP
    letter = OutgoingMail.objects.get()
    assert (letter.address, letter.template) == (person.email, "conference/mail/receipt")
    assert "vegetar" not in str(letter.context)
    assert "vegetar" not in str(Entry.objects.get(action="conference.registered").facts)


def test_the_same_key_answers_with_the_first_result(personas, conference):
    key = uuid4()
    first = register(conference, personas.member, key=key)
    assert register(conference, personas.member, key=key, diet="alt") == first
    assert seats(conference) == (1, 1)
    assert OutgoingMail.objects.count() == 1
    # Also when the house is full by now, or registration has closed.
    Conference.objects.update(capacity=1)
    assert register(conference, personas.member, key=key) == first
    later = timezone.now() + timedelta(days=140)
    assert register(conference, personas.member, key=key, at=later) == first
    assert seats(conference) == (1, 1)


def test_another_ones_key_gives_nothing_away(personas, conference):
    key = uuid4()
    register(conference, personas.member, key=key)
    with pytest.raises(Refused) as refused:
        register(conference, personas.coordinator, key=key)
    assert refused.value.codes == ["key_in_use"]
    assert seats(conference) == (1, 1)


def test_nobody_has_two_seats(personas, conference):
    register(conference, personas.member)
    with pytest.raises(Refused) as refused:
        register(conference, personas.member)
    assert refused.value.codes == ["already_registered"]
    assert seats(conference) == (1, 1)


def test_registration_opens_and_closes_on_the_second(personas, conference):
    opens, closes = conference.registration_opens_at, conference.registration_closes_at
    second = timedelta(seconds=1)
    for at, code in [(opens - second, "not_open"), (closes, "closed"), (closes + second, "closed")]:
        with pytest.raises(Refused) as refused:
            register(conference, personas.member, at=at)
        assert refused.value.codes == [code]
    assert seats(conference) == (0, 0)
    register(conference, personas.member, at=opens)
    register(conference, personas.coordinator, at=closes - second)
    assert seats(conference) == (2, 2)


def test_the_last_seat_goes_to_one_and_is_free_again_when_they_cancel(personas):
    conference = make_conference(by=personas.editor, capacity=1)
    registration = register(conference, personas.member, diet="vegetar", needs="trinfrit")
    with pytest.raises(Refused) as refused:
        register(conference, personas.coordinator)
    assert refused.value.codes == ["full"]
    for _ in range(2):
        registration = registering.cancel_registration(
            registration=registration, by=personas.member
        )
    assert seats(conference) == (0, 0)
    assert (registration.diet, registration.needs) == ("", "")
    assert registration.cancelled_at is not None
    register(conference, personas.coordinator)
    with pytest.raises(Refused):
        register(conference, personas.member)
    assert seats(conference) == (1, 1)


def test_one_may_change_ones_mind(personas, conference):
    first = register(conference, personas.member)
    registering.cancel_registration(registration=first, by=personas.member)
    assert register(conference, personas.member) != first
    assert seats(conference) == (1, 1)


def test_nobody_cancels_for_another_but_the_secretariat(personas, conference):
    registration = register(conference, personas.member)
    with pytest.raises(Refused) as refused:
        registering.cancel_registration(registration=registration, by=personas.coordinator)
    assert refused.value.codes == ["not_allowed"]
    first_day = timezone.now() + timedelta(days=151)
    with pytest.raises(Refused) as refused:
        registering.cancel_registration(registration=registration, at=first_day, by=personas.member)
    assert refused.value.codes == ["begun"]
    assert seats(conference) == (1, 1)
    registering.cancel_registration(registration=registration, by=personas.editor)
    assert seats(conference) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"ean": WRONG_EAN}, InvalidEan),
        ({"diet": f"spørg {CPR}"}, ValidationError),
        ({"needs": CPR}, ValidationError),
        ({"payer_reference": CPR}, ValidationError),
        ({"order_number": CPR}, ValidationError),
    ],
)
def test_nothing_is_stored_half(personas, conference, changes, error):
    with pytest.raises(error):
        register(conference, personas.member, **changes)
    assert seats(conference) == (0, 0)
    assert not OutgoingMail.objects.exists()


def test_only_members_register_and_only_for_what_is_published(personas):
    draft = make_conference(by=personas.editor, draft=True)
    with pytest.raises(Refused) as refused:
        register(draft, personas.member)
    assert refused.value.codes == ["not_open"]
    conference = arranging.publish(conference=draft, by=personas.editor)
    for user in (personas.applicant, personas.former):
        with pytest.raises(Refused) as refused:
            register(conference, user)
        assert refused.value.codes == ["not_allowed"]
    assert seats(conference) == (0, 0)


def test_calling_off_tells_the_participants(personas, conference):
    register(conference, personas.member)
    registering.cancel_registration(
        registration=register(conference, personas.coordinator), by=personas.coordinator
    )
    called_off = arranging.call_off(conference=conference, by=personas.editor)
    assert called_off.state == State.CANCELLED
    assert [notice.recipient for notice in Notice.objects.all()] == [personas.member]
    with pytest.raises(Refused) as refused:
        register(conference, personas.coordinator)
    assert refused.value.codes == ["cancelled"]


def test_only_who_manages_it_arranges(personas, conference):
    for user in (personas.member, personas.coordinator, personas.jurist, personas.former):
        for deed in (
            lambda by: arranging.plan(facts=conference_facts(days=900), by=by),
            lambda by: arranging.change(conference=conference, facts=conference_facts(), by=by),
            lambda by: arranging.set_programme(conference=conference, programme=[], by=by),
            lambda by: arranging.publish(conference=conference, by=by),
            lambda by: arranging.call_off(conference=conference, by=by),
        ):
            with pytest.raises(Refused) as refused:
                deed(user)
            assert "not_allowed" in refused.value.codes


def test_there_are_never_fewer_seats_than_participants(personas, conference):
    register(conference, personas.member)
    register(conference, personas.coordinator)
    with pytest.raises(Refused) as refused:
        arranging.change(
            conference=conference, facts=conference_facts(capacity=1), by=personas.editor
        )
    assert refused.value.codes == ["too_few_seats"]
    changed = arranging.change(
        conference=conference, facts=conference_facts(capacity=2), by=personas.editor
    )
    assert (changed.capacity, changed.taken, changed.sequence) == (2, 2, 2)


def test_the_database_itself_refuses_one_too_many(personas):
    conference = make_conference(by=personas.editor, capacity=1)
    first = register(conference, personas.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.update(taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(
            conference=conference,
            person=personas.member,
            idempotency_key=uuid4(),
            payer=first.payer,
            ean=first.ean,
            payer_reference="x",
        )


def test_an_erased_account_leaves_seat_and_bill(personas, conference):
    register(conference, make_member("Gitte Gået", "Odense"))
    Registration.objects.get().person.delete()
    assert seats(conference) == (1, 1)
    assert Registration.objects.get().person is None


def test_diet_and_needs_are_erased_when_it_was_promised(personas, conference):
    register(conference, personas.member, diet="vegetar", needs="trinfrit")
    today = timezone.localdate()
    for days, erased in [(29, 0), (30, 1), (31, 0)]:
        day = today - timedelta(days=days)
        Conference.objects.update(starts_on=day, ends_on=day)
        assert forgetting.erase_needs(before=timezone.now() - timedelta(days=30), by=None) == erased
    registration = Registration.objects.get()
    assert (registration.diet, registration.needs) == ("", "")
    assert registration.ean


def test_the_present_conference_is_the_next_one(personas):
    assert queries.current_conference() is None
    past = make_conference(by=personas.editor, days=-400)
    assert queries.current_conference() == past
    far = make_conference(by=personas.editor, days=700)
    near = make_conference(by=personas.editor, days=150)
    make_conference(by=personas.editor, days=20, draft=True, year=2099)
    assert queries.current_conference() == near
    assert far != near


def test_the_secretariat_may_show_another_conference_in_the_settings(client, personas):
    past = make_conference(by=personas.editor, days=-400)
    near = make_conference(by=personas.editor, days=150)
    draft = make_conference(by=personas.editor, days=20, draft=True, year=2099)
    client.force_login(personas.administrator)
    page = "/admin/settings/pages/networksettings/"
    form = client.get(page, follow=True).context["form"]
    assert set(form.fields["conference"].queryset) == {past, near}
    kept = {name: form[name].value() for name in form.fields}
    where = client.get(page)["Location"]
    for choice, shown in [(past.pk, past), (draft.pk, past), ("", near)]:
        client.post(where, {**kept, "conference": choice})
        assert queries.current_conference() == shown
        assert client.get("/aarsmoede/").context["conference"] == shown


def test_the_programme_gathers_what_is_at_the_same_time(personas):
    def at(day, starts, ends, title, kind=SessionKind.PLENARY):
        return arranging.Point(day, time(starts), time(ends), kind, title)

    points = [
        at(2, 9, 10, "Anden dag"),
        at(1, 13, 14, "Frister", SessionKind.PARALLEL),
        at(1, 13, 14, "Mægling", SessionKind.PARALLEL),
        at(1, 10, 12, "Velkommen"),
    ]
    conference = make_conference(by=personas.editor, programme=points)
    days = agenda.days(queries.points_of(conference), [])
    assert [[[p.session.title for p in slot.points] for slot in day.slots] for day in days] == [
        [["Velkommen"], ["Frister", "Mægling"]],
        [["Anden dag"]],
    ]
    assert days[1].date == conference.starts_on + timedelta(days=1)
    assert list(queries.search_for(personas.member, "mægling")) == [conference]


# --- leaving the network -----------------------------------------------------------------------------
def test_whoever_leaves_gives_back_the_seat_and_is_told(personas, conference):
    leaver = personas.member
    registration = register(conference, leaver, diet="vegetar", needs="plads forrest")
    register(conference, personas.coordinator)
    end_membership(person=leaver, by=personas.administrator)
    assert seats(conference) == (1, 1)
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED
    assert (registration.diet, registration.needs) == ("", "")
    letter = OutgoingMail.objects.order_by("-pk").first()
    assert (letter.address, letter.template) == (leaver.email, "conference/mail/released")
    assert letter.context["is_late"] is False and "url" not in letter.context
    assert not Notice.objects.filter(kind="conference_left_too_late").exists()
    assert registering.release_seats(person=leaver, by=None) == 0


def test_after_the_closing_the_seat_is_still_given_back_but_may_cost(personas, conference):
    register(conference, personas.member)
    Conference.objects.update(registration_closes_at=timezone.now() - timedelta(minutes=1))
    end_membership(person=personas.member, by=None)
    assert seats(conference) == (0, 0)
    letter = OutgoingMail.objects.order_by("-pk").first()
    text = render(letter).body
    assert letter.context["is_late"] is True
    assert "Tilmeldingen er lukket" in text and "Ingen" not in text


@pytest.mark.parametrize(("starts", "told"), [(1, False), (0, True), (-1, True), (-2, True)])
def test_once_it_has_begun_the_secretariat_is_told_instead(personas, conference, starts, told):
    leaver, today = personas.member, timezone.localdate()
    registration = register(conference, leaver)
    Conference.objects.update(
        starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=starts + 2)
    )
    end_membership(person=leaver, by=personas.editor)
    registration.refresh_from_db()
    assert registration.is_confirmed is told
    assert seats(conference) == ((1, 1) if told else (0, 0))
    notices = Notice.objects.filter(kind="conference_left_too_late")
    # Also the editor who ended the membership: they cannot have known of the seat.
    assert {notice.recipient for notice in notices} == ({personas.editor} if told else set())
    for notice in notices:
        assert notice.title == f"Mette Holm har forladt netværket, men har en plads på {conference}"
        assert notice.url == f"/admin/netvaerket/aarsmoede/?aar={conference.year}"


def test_a_conference_that_is_over_or_called_off_is_left_alone(personas, conference):
    registration = register(conference, personas.member)
    today = timezone.localdate()
    Conference.objects.update(
        starts_on=today - timedelta(days=3), ends_on=today - timedelta(days=1)
    )
    other = make_conference(by=personas.editor, days=500)
    kept = register(other, personas.member)
    arranging.call_off(conference=other, by=personas.editor)
    end_membership(person=personas.member, by=None)
    for row in (registration, kept):
        row.refresh_from_db()
        assert row.is_confirmed
    assert not Notice.objects.filter(kind="conference_left_too_late").exists()
