"""From notes to what all members read: comments by those who were there, final minutes and addenda; and
what was promised waits for its owner until it is done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.meetings.enums import State
from events.meetings.models import AgendaItem
from events.minutes import queries
from events.minutes.enums import Phase
from events.minutes.flows import attending, doing, finishing, following_up, writing
from events.minutes.models import Comment, Minutes, ToDo
from forum.questions.models import Question
from members.people import duties
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories.events import let_begin, make_meeting, make_minutes, make_todo, open_minutes

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def minutes(personas):
    """Being written, of a meeting that the member came to and the jurist did not."""
    meeting = let_begin(make_meeting(personas.group, by=personas.coordinator))
    found = make_minutes(meeting, by=personas.coordinator)
    for person, came in ((personas.member, True), (personas.jurist, False)):
        attending.tick(meeting=meeting, person=person, came=came, by=personas.coordinator)
    Notice.objects.all().delete()
    OutgoingMail.objects.all().delete()
    return Minutes.objects.select_related("meeting__group").get(pk=found.pk)


@pytest.fixture
def section(minutes):
    return minutes.sections.select_related("minutes__meeting__group").first()


def told(kind: str) -> set:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__name", flat=True))


# --- comments ----------------------------------------------------------------------------------------
def test_those_who_were_there_are_asked_and_comment(client, minutes, section, personas):
    by = personas.coordinator
    open_ = reverse("minutes:open", args=[minutes.meeting_id])
    client.force_login(by)
    day = timezone.localdate() + timedelta(days=14)
    assert client.post(open_, {"until": day.isoformat()}).status_code == 302
    minutes.refresh_from_db()
    minutes.meeting.refresh_from_db()
    assert (minutes.phase, minutes.meeting.state) == (Phase.COMMENTS, State.HELD)
    assert told("minutes_open") == {personas.member.name}
    letter = render(OutgoingMail.objects.get(template="minutes/mail/open"))
    assert "Kommentarer indtil" in letter.body and "frister" not in letter.body
    client.post(open_, {"until": (day + timedelta(days=1)).isoformat()})
    assert Notice.objects.filter(kind="minutes_open").count() == 1  # nobody is told twice

    say = reverse("minutes:comment", args=[minutes.meeting_id, section.order])
    client.force_login(personas.jurist)
    if not personas.jurist.grants.exists():
        assert client.post(say, {"text": "Nej"}).status_code == 404
    client.force_login(personas.member)
    assert client.get(minutes.get_absolute_url()).status_code == 200
    for _ in range(2):
        assert client.post(say, {"text": "Jeg husker det anderledes."}).status_code == 302
    comment = Comment.objects.get()
    page = client.post(say, {"text": f"Født {CPR}"}).content.decode()
    assert "form-error" in page and Comment.objects.count() == 1
    assert client.post(say, {"text": ""}).status_code == 200

    mark = reverse("minutes:take_in", args=[minutes.meeting_id, comment.pk])
    assert client.post(mark, {"taken_in": "1"}).status_code == 403
    client.force_login(by)
    assert client.post(mark, {"taken_in": "1"}).status_code == 302
    comment.refresh_from_db()
    assert comment.taken_in_at is not None


def test_a_day_that_has_passed_and_empty_minutes_are_refused(client, minutes, personas):
    client.force_login(personas.coordinator)
    open_ = reverse("minutes:open", args=[minutes.meeting_id])
    for wrong in ("2001-01-01", "", "snart"):
        page = client.post(open_, {"until": wrong})
        assert page.status_code == 200 and "form-error" in page.content.decode()
    minutes.sections.update(body="")
    with pytest.raises(Refused) as refused:
        finishing.make_final(minutes=minutes, by=personas.coordinator)
    assert refused.value.codes == ["empty"]


def test_when_the_day_has_passed_it_is_proposed_once_and_not_done(minutes, personas):
    open_minutes(minutes, by=personas.coordinator)
    minutes.refresh_from_db()
    day = minutes.comments_until
    assert finishing.propose_final(today=day, by=None) == 0
    assert finishing.propose_final(today=day + timedelta(days=1), by=None) == 1
    assert finishing.propose_final(today=day + timedelta(days=2), by=None) == 0
    assert personas.coordinator.name in told("minutes_ready")
    minutes.refresh_from_db()
    assert minutes.phase == Phase.COMMENTS


# --- final -------------------------------------------------------------------------------------------
def test_final_minutes_are_read_by_all_and_set_right_by_an_addendum(client, minutes, personas):
    client.force_login(personas.coordinator)
    finish = reverse("minutes:finish", args=[minutes.meeting_id])
    for _ in range(2):
        assert client.post(finish).status_code == 302
    assert told("minutes_final") == {personas.member.name}
    assert Notice.objects.filter(kind="minutes_final").count() == 1
    add = reverse("minutes:add", args=[minutes.meeting_id])
    assert client.post(add, {"text": "Mødet sluttede kl. 15, øl."}).status_code == 302
    assert "form-error" in client.post(add, {"text": CPR}).content.decode()
    client.force_login(personas.other_coordinator)
    page = client.get(minutes.get_absolute_url()).content.decode()
    assert "Vi talte om frister." in page and "Mødet sluttede kl. 15, øl." in page
    assert client.post(add, {"text": "Nej"}).status_code == 403
    assert list(queries.search_for(personas.jurist, "øl sluttede")) == [minutes]
    on_meeting = client.get(minutes.meeting.get_absolute_url()).content.decode()
    assert minutes.get_absolute_url() in on_meeting


def test_addenda_are_for_final_minutes_only(minutes, personas):
    with pytest.raises(Refused) as refused:
        finishing.add(minutes=minutes, text="Mere", by=personas.coordinator)
    assert refused.value.codes == ["not_final"]
    with pytest.raises(ValidationError):
        finishing.add(minutes=minutes, text=CPR, by=personas.coordinator)


# --- to-dos ------------------------------------------------------------------------------------------
def test_a_todo_waits_on_its_owners_page_until_it_is_done(client, minutes, personas):
    by = personas.coordinator
    todo = make_todo(personas.member, minutes, text="Find tre eksempler", by=by)
    client.force_login(personas.member)
    home = reverse("home_member")
    assert "Find tre eksempler" not in client.get(home).content.decode()  # not given yet
    open_minutes(minutes, by=by)
    assert told("todo_given") == {personas.member.name}
    assert "Find tre eksempler" in client.get(home).content.decode()
    assert client.get(todo.get_absolute_url()).status_code == 200
    ticked = client.post(todo.get_absolute_url(), {"done": "1", "back": "home"})
    assert ticked.url == home
    todo.refresh_from_db()
    first = todo.done_at
    client.post(todo.get_absolute_url(), {"done": "1"})
    todo.refresh_from_db()
    assert todo.done_at == first is not None
    assert "Find tre eksempler" not in client.get(home).content.decode().split("Næste møder")[0]
    client.post(todo.get_absolute_url(), {"done": "0"})
    todo.refresh_from_db()
    assert todo.done_at is None
    ToDo.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Overskredet" in client.get(home).content.decode()


def test_nobody_else_ticks_it(client, minutes, personas):
    todo = make_todo(personas.member, minutes, by=personas.coordinator)
    finishing.make_final(minutes=minutes, by=personas.coordinator)
    client.force_login(personas.other_coordinator)
    client.post(todo.get_absolute_url(), {"done": "1"})
    todo.refresh_from_db()
    assert todo.done_at is None
    client.force_login(personas.coordinator)
    client.post(todo.get_absolute_url(), {"done": "1"})
    todo.refresh_from_db()
    assert todo.done_at is not None


def test_its_owner_is_reminded_once_on_the_working_day_before(minutes, personas):
    todo = make_todo(personas.member, minutes, by=personas.coordinator)
    open_minutes(minutes, by=personas.coordinator)
    ToDo.objects.update(due_on=date(2026, 4, 7))  # the Tuesday after Easter
    assert doing.remind(today=date(2026, 3, 31), by=None) == 0
    assert doing.remind(today=date(2026, 4, 1), by=None) == 1  # Wednesday: then it is Easter
    assert doing.remind(today=date(2026, 4, 6), by=None) == 0
    assert told("todo_due") == {personas.member.name}
    letter = render(OutgoingMail.objects.get(template="minutes/mail/due"))
    assert todo.text not in letter.body and "7. april 2026" in letter.body


def test_it_is_handed_over_with_the_other_duties(minutes, personas):
    todo = make_todo(personas.member, minutes, by=personas.coordinator)
    open_minutes(minutes, by=personas.coordinator)
    held = [(kind, each.number) for kind, _, each in duties.held_by(personas.member)]
    assert ("todo", todo.pk) in held
    for _ in range(2):
        duties.hand_over(
            kind="todo",
            person=personas.member,
            number=todo.pk,
            to=personas.jurist,
            by=personas.administrator,
        )
    todo.refresh_from_db()
    assert todo.owner == personas.jurist
    assert told("todo_given") == {personas.member.name, personas.jurist.name}
    duties.hand_over(kind="todo", person=personas.jurist, number=todo.pk, to=None, by=None)
    todo.refresh_from_db()
    assert todo.owner is None


def test_the_next_meeting_is_offered_a_point_for_what_is_open(client, minutes, personas):
    by = personas.coordinator
    make_todo(personas.member, minutes, by=by)
    finishing.make_final(minutes=minutes, by=by)
    following = make_meeting(personas.group, by=by)
    client.force_login(by)
    page = client.get(following.get_absolute_url()).content.decode()
    address = reverse("minutes:follow_up", args=[following.pk])
    assert address in page
    for _ in range(2):
        client.post(address)
    assert AgendaItem.objects.get(meeting=following).title == "Opfølgning"
    assert address not in client.get(following.get_absolute_url()).content.decode()
    with pytest.raises(Refused):
        following_up.put_on_agenda(meeting=following, by=personas.member)


# --- a point becomes a question ----------------------------------------------------------------------
def test_a_point_becomes_a_question_and_leads_to_it(client, section, personas):
    finishing.make_final(minutes=section.minutes, by=personas.coordinator)
    client.force_login(personas.coordinator)
    ask = f"{reverse('questions:ask')}?fra=referat:{section.pk}"
    page = client.get(ask)
    initial = page.context["form"].initial
    assert initial["title"] == section.title and personas.member.name not in initial["body"]
    assert initial["audience"] == section.minutes.meeting.group_id
    form = {"title": "Hvad gør I?", "body": initial["body"], "key": initial_key(page), "draft": 0}
    client.post(ask, form)
    section.refresh_from_db()
    address = reverse("questions:question", args=[Question.objects.get().pk])
    assert section.question_url == address
    client.force_login(personas.member)
    assert address in client.get(section.minutes.get_absolute_url()).content.decode()


def test_no_other_point_can_be_asked_about_or_marked(client, section, personas):
    client.force_login(personas.member)
    for token in (f"referat:{section.pk}", "referat:x", "ukendt:1", "referat:" + "9" * 30):
        page = client.get(f"{reverse('questions:ask')}?fra={token}")
        assert page.status_code == 200 and not page.context["form"].initial.get("body")


def initial_key(page):
    field = page.context["form"].fields["key"]
    return field.initial() if callable(field.initial) else field.initial


def test_a_question_without_the_way_back_leaves_no_link(client, section, personas):
    client.force_login(personas.coordinator)
    ask = f"{reverse('questions:ask')}?fra=referat:{section.pk}"
    page = client.get(ask)
    form = {"title": "Noget andet", "body": "Helt andet.", "key": initial_key(page), "draft": 0}
    client.post(ask, form)
    section.refresh_from_db()
    assert (Question.objects.count(), section.question_url) == (1, "")


def test_a_todo_that_is_added_while_they_are_commented_on_is_given_at_once(section, personas):
    open_minutes(section.minutes, by=personas.coordinator)
    writing.promise(
        section=section,
        text="Ring til Odense",
        owner=personas.member,
        due_on=timezone.localdate(),
        by=personas.coordinator,
    )
    assert told("todo_given") == {personas.member.name}
