"""The meetings' pages, as a browser sees them."""

from uuid import uuid4

import pytest
from django.urls import reverse
from icalendar import Calendar

from events.meetings.enums import Answer, Change, State
from events.meetings.flows import attending, planning
from events.meetings.models import AgendaItem, Meeting, SignUp
from members.municipalities.models import Municipality
from portal.notices.models import OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import make_draft, make_meeting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(personas):
    return make_meeting(
        personas.group, by=personas.coordinator, agenda=[planning.Point("Bordet rundt", 30)]
    )


def as_(client, user):
    client.force_login(user)
    return client


def as_sent(agenda) -> dict:
    """The rows of an agenda as a browser sends them back when nobody has touched them."""
    fields = [field for row in (agenda.management_form, *agenda) for field in row]
    values = {field.html_name: field.value() for field in fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def form(personas, **changes) -> dict:
    values = {
        "key": uuid4(),
        "group": personas.group.pk,
        "title": "Lokalmøde på Fyn",
        "day": "2027-03-04",
        "starts": "10:00",
        "ends": "14:00",
        "host": Municipality.objects.get(name="Nyborg").pk,
        "place_name": "Nyborg Rådhus",
        "capacity": "12",
        "agenda-TOTAL_FORMS": "3",
        "agenda-INITIAL_FORMS": "0",
        "agenda-0-title": "Siden sidst",
        "agenda-0-minutes": "30",
        "agenda-2-title": "Aktindsigt",
        "agenda-2-minutes": "75",
        "agenda-2-owner": personas.coordinator.pk,
    }
    return {**values, **changes}


def test_who_gets_which_page(client, personas, meeting):
    draft = make_draft(personas.group, by=personas.coordinator)
    run = {"plan": [], "change": [draft.pk], "cancel": [draft.pk]}
    expected = {  # the list, a meeting, a draft, its planning
        "stranger": (302, 302, 302, 302),
        "applicant": (403, 403, 403, 403),
        "admitted": (403, 403, 403, 403),
        "former": (403, 403, 403, 403),
        "suspended": (403, 403, 403, 403),
        "member": (200, 200, 404, 404),
        "jurist": (200, 200, 404, 404),
        "other_coordinator": (200, 200, 404, 404),
        "coordinator": (200, 200, 200, 200),
        "editor": (200, 200, 200, 200),
        "administrator": (200, 200, 200, 200),
    }
    addresses = [
        reverse("meetings:list"),
        meeting.get_absolute_url(),
        draft.get_absolute_url(),
        reverse("meetings:change", args=run["change"]),
    ]
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        assert tuple(client.get(url).status_code for url in addresses) == expected[name], name
    # Whoever may read a meeting but not run it is told so, and nothing happens.
    as_(client, personas.other_coordinator)
    for name in ("change", "cancel"):
        assert client.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 403
    for name in ("publish", "cancel", "change"):
        assert client.post(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 403
    assert as_(client, personas.member).get(reverse("meetings:plan")).status_code == 403
    meeting.refresh_from_db()
    assert meeting.state == State.PUBLISHED


@pytest.mark.parametrize(("address", "queries"), [("list", 8), ("list-past", 6), ("detail", 16)])
def test_queries_do_not_grow(client, personas, django_assert_num_queries, address, queries):
    as_(client, personas.member)
    people, meetings = [], []

    def grow(count):
        while len(meetings) < count:
            days = -10 - len(meetings) if address == "list-past" else 10 + len(meetings)
            meetings.append(
                make_meeting(personas.group, by=personas.coordinator, days=days, capacity=None)
            )
            people.append(make_member(f"Nummer {len(people)}", "Odense"))
            if address == "detail":
                attending.sign_up(meeting=meetings[0], person=people[-1], by=people[-1])
                AgendaItem.objects.create(
                    meeting=meetings[0],
                    order=len(people),
                    title="Et punkt",
                    minutes=10,
                    owner=people[-1],
                )

    url = reverse("meetings:list") + ("?tid=tidligere" if address == "list-past" else "")
    for count in (1, 3, 30):
        grow(count)
        page = meetings[0].get_absolute_url() if address == "detail" else url
        client.get(page)  # what all pages share is in the cache from here on
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200


def test_the_list_is_filtered(client, personas):
    ours = make_meeting(personas.group, by=personas.coordinator, title="Vores møde")
    theirs = make_meeting(personas.other_group, by=personas.other_coordinator, title="Deres møde")
    as_(client, personas.member)

    def titles(query=""):
        page = client.get(reverse("meetings:list") + query).content.decode()
        return [each.title for each in (ours, theirs) if each.title in page]

    assert titles() == ["Vores møde", "Deres møde"]
    assert titles("?gruppe=mine") == ["Vores møde"]
    assert titles(f"?gruppe={personas.other_group.pk}") == ["Deres møde"]
    assert titles("?tid=tidligere") == []
    assert titles("?gruppe=sludder&page=99") == ["Vores møde", "Deres møde"]


def test_signing_up_and_sending_regrets(client, personas, meeting):
    as_(client, personas.member)
    for name, answer, taken in [
        ("sign_up", Answer.COMING, 1),
        ("sign_up", Answer.COMING, 1),
        ("send_regrets", Answer.REGRETS, 0),
    ]:
        response = client.post(reverse(f"meetings:{name}", args=[meeting.pk]))
        assert response["Location"] == meeting.get_absolute_url()
        assert SignUp.objects.get().state == answer
        meeting.refresh_from_db()
        assert meeting.taken == taken
    assert client.get(reverse("meetings:sign_up", args=[meeting.pk])).status_code == 405


def test_planning_publishing_and_the_minutes(client, personas):
    as_(client, personas.coordinator)
    assert client.get(reverse("meetings:plan")).status_code == 200
    sent = form(personas)
    first = client.post(reverse("meetings:plan"), sent)
    meeting = Meeting.objects.get()
    assert first["Location"] == meeting.get_absolute_url()
    assert client.post(reverse("meetings:plan"), sent)["Location"] == first["Location"]
    assert Meeting.objects.count() == 1
    points = [(item.title, item.minutes, item.owner) for item in meeting.agenda.all()]
    coordinator = personas.coordinator
    assert points == [("Siden sidst", 30, None), ("Aktindsigt", 75, coordinator)]
    assert meeting.starts_at.isoformat() == "2027-03-04T09:00:00+00:00"

    change = reverse("meetings:change", args=[meeting.pk])
    rows = as_sent(client.get(change).context["agenda"])
    facts = {name: value for name, value in sent.items() if "agenda" not in name}
    emptied = {"agenda-1-title": "", "agenda-1-minutes": ""}
    client.post(change, {**facts, **rows, **emptied, "title": "Lokalmøde i Nyborg"})
    client.post(reverse("meetings:publish", args=[meeting.pk]))
    meeting.refresh_from_db()
    assert (meeting.title, meeting.state) == ("Lokalmøde i Nyborg", State.PUBLISHED)
    assert meeting.agenda.get().title == "Siden sidst"
    edit = client.get(reverse("meetings:change", args=[meeting.pk])).content.decode()
    assert 'value="2027-03-04"' in edit and 'value="10:00"' in edit


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": "Om 010190-1234"}),
        ("ends", {"ends": "09:00"}),
        ("capacity", {"capacity": "0"}),
        ("online_url", {"online_url": "javascript:alert(1)"}),
        ("group", {"group": "999999"}),
        ("agenda-0-minutes", {"agenda-0-minutes": ""}),
        ("agenda-0-title", {"agenda-0-title": "010190 1234"}),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(client, personas, field, changes):
    as_(client, personas.coordinator)
    response = client.post(reverse("meetings:plan"), form(personas, **changes))
    assert response.status_code == 200
    errors = response.context["form"].errors
    for number, row in enumerate(response.context["agenda"].errors):
        errors |= {f"agenda-{number}-{name}": words for name, words in row.items()}
    assert list(errors) == [field]
    assert not Meeting.objects.exists()


def test_a_coordinator_cannot_plan_for_another_group(client, personas):
    as_(client, personas.coordinator)
    response = client.post(reverse("meetings:plan"), form(personas, group=personas.other_group.pk))
    assert "group" in response.context["form"].errors
    assert not Meeting.objects.exists()


def test_cancelling_asks_first(client, personas, meeting):
    as_(client, personas.coordinator)
    address = reverse("meetings:cancel", args=[meeting.pk])
    assert client.get(address).status_code == 200
    meeting.refresh_from_db()
    assert meeting.state == State.PUBLISHED
    client.post(address)
    meeting.refresh_from_db()
    assert meeting.state == State.CANCELLED
    draft = make_draft(personas.group, by=personas.coordinator)
    client.post(reverse("meetings:cancel", args=[draft.pk]))
    assert not Meeting.objects.filter(pk=draft.pk).exists()


def test_the_calendar_file_is_the_same_occasion_every_time(client, personas, meeting):
    as_(client, personas.member)
    address = reverse("meetings:calendar", args=[meeting.pk])
    first = client.get(address)
    assert first["Content-Type"].startswith("text/calendar")
    assert client.get(address).content == first.content
    calendar = Calendar.from_ical(first.content)
    event = calendar.events[0]
    assert event.uid == f"{meeting.uid}@netvaerket"
    assert [str(zone["TZID"]) for zone in calendar.timezones] == ["Europe/Copenhagen"]
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event.start == meeting.starts_at and event.end == meeting.ends_at
    assert (event.sequence, str(event.status)) == (0, "CONFIRMED")
    planning.cancel(meeting=meeting, by=personas.coordinator)
    event = Calendar.from_ical(client.get(address).content).events[0]
    assert (event.sequence, str(event.status)) == (1, "CANCELLED")
    assert event.uid == f"{meeting.uid}@netvaerket"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", ["published", "changed", "cancelled", "signed_up", "regretted"])
def test_every_letter_can_be_read(personas, meeting, name, language):
    from events.meetings import notices

    personas.member.language = language
    personas.member.save()
    attending.sign_up(meeting=meeting, person=personas.member, by=personas.member)
    tell = {
        "signed_up": lambda meeting, *, by: None,
        "regretted": lambda meeting, *, by: attending.send_regrets(
            meeting=meeting, person=personas.member, by=by
        ),
        "published": notices.tell_published,
        "changed": lambda meeting, *, by: notices.tell_moved(meeting, meeting, list(Change), by=by),
        "cancelled": notices.tell_cancelled,
    }[name]
    tell(meeting, by=personas.coordinator)
    message = render(OutgoingMail.objects.get(template=f"meetings/mail/{name}"))
    html = message.alternatives[0].content
    year = str(meeting.starts_at.year)
    for text in (message.body, html):
        assert meeting.title in text and year in text and meeting.get_absolute_url() in text
        assert (" kl. " in text) == (language == "da")
    assert meeting.title in message.subject and "\n" not in message.subject
