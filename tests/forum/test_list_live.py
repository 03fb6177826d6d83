"""An open list of questions: it hears of what its reader may read, and of nothing else."""

import json

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from django.urls import reverse

from forum.questions import flows, queries
from forum.questions.broadcast import list_groups
from forum.questions.consumers import QuestionListConsumer
from forum.questions.stamps import newest_of, number_of
from members.people.flows.membership import end_membership
from tests.factories.forum import make_answer, make_comment, make_question
from tests.factories.people import Personas
from tests.forum.test_consumers import Line, register, session_of  # noqa: F401

in_thread = database_sync_to_async
live = pytest.mark.django_db(transaction=True)


async def dial(user):
    session = await in_thread(session_of)(user)
    scope = {
        "type": "websocket",
        "path": "/ws/spoerg/",
        "headers": [],
        "user": user,
        "session": session,
    }
    line = Line(QuestionListConsumer.as_asgi(), scope)
    assert isinstance(line, ApplicationCommunicator)
    await line.open()
    return line


@in_thread
def people(*names):
    personas = Personas()
    return personas, *(getattr(personas, name) for name in ("group", *names))


@live
async def test_a_question_for_all_is_counted_by_all_and_named_to_none():
    _, _, asker, reader = await people("member", "other_coordinator")
    socket = await dial(reader)
    assert await socket.hear() == {"type": "heartbeat", "stamp": 0}
    question = await in_thread(make_question)(asker, "Hvad nu?", anonymous=True)
    assert await socket.hear() == {
        "type": "event",
        "kind": "asked",
        "question": question.pk,
        "audience": None,
    }
    await socket.say({"type": "ping"})
    assert await socket.hear() == {"type": "heartbeat", "stamp": 1}
    await socket.hang_up()


@live
async def test_a_groups_question_reaches_the_group_and_those_who_keep_order():
    _, group, asker, inside, outside, keeper = await people(
        "member", "coordinator", "other_coordinator", "jurist"
    )
    lines = {user: await dial(user) for user in (inside, outside, keeper)}
    for line in lines.values():
        await line.hear()
    question = await in_thread(make_question)(asker, "Kun for os", audience=group)
    answer = await in_thread(make_answer)(question, inside)
    for user in (inside, keeper):
        assert (await lines[user].hear())["kind"] == "asked"
        row = await lines[user].hear()
        assert (row["kind"], row["question"], row["seq"]) == ("row", question.pk, 1)
        assert "Kun for os" in row["html"] and "1 svar" in row["html"]
        assert "<form" not in row["html"] and str(answer.body) not in row["html"]
    assert await lines[outside].receive_nothing(timeout=0.5)
    await lines[outside].say({"type": "ping"})
    assert await lines[outside].hear() == {"type": "heartbeat", "stamp": 0}
    for line in lines.values():
        await line.hang_up()


@live
async def test_who_leaves_the_network_leaves_the_list():
    _, _, reader = await people("member")
    socket = await dial(reader)
    await socket.hear()
    await in_thread(end_membership)(person=reader, by=None)
    assert await socket.closed_with() == 4403


@live
async def test_outsiders_are_closed_out():
    _, _, applicant, former = await people("applicant", "former")
    for outsider in (applicant, former):
        assert await (await dial(outsider)).closed_with() == 4403


@live
async def test_who_leaves_a_group_hears_no_more_of_it_and_comes_back_for_the_rest():
    _, group, asker, reader = await people("member", "coordinator")
    socket = await dial(reader)
    await socket.hear()

    def move_away():
        from tests.factories.people import municipality

        reader.posts.update(municipality=municipality("Aalborg"))

    await in_thread(move_away)()
    await in_thread(make_question)(asker, "Kun for os", audience=group)
    frame = await socket.hear()  # the heartbeat has not come yet: what was on its way
    assert frame["kind"] == "asked"
    await socket.say({"type": "ping"})
    assert await socket.closed_with() == QuestionListConsumer.OTHER_AUDIENCES


@live
async def test_what_is_rolled_back_is_never_pushed():
    from django.db import transaction

    _, _, asker, reader = await people("member", "editor")
    socket = await dial(reader)
    await socket.hear()

    def break_off():
        with transaction.atomic():
            make_question(asker)
            transaction.set_rollback(True)

    await in_thread(break_off)()
    assert await socket.receive_nothing(timeout=0.5)
    await socket.hang_up()


def test_each_audience_has_its_own_channel():
    assert list_groups(None) == ["questions.all"]
    assert list_groups(1) == ["questions.group.1", "questions.groups"]


# --- the numbers -------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_each_piece_of_news_moves_the_number_by_one(personas, monkeypatch):
    """A page adds one for each frame it gets: the number it would be told must be the same."""
    from forum.questions import broadcast

    frames = []
    monkeypatch.setattr(broadcast, "push_many", lambda groups, event: frames.append(event))
    question = make_question(personas.member)
    answer = make_answer(question, personas.coordinator)
    make_comment(answer, personas.member)
    flows.accept(answer=answer, by=personas.member)
    flows.accept(answer=answer, by=personas.member)  # nothing new: the number is given back
    flows.confirm(answer=answer, by=personas.jurist)
    flows.edit_answer(answer=answer, body="<p>Nyt</p>", by=personas.coordinator)
    flows.archive(question=question, by=personas.jurist)
    flows.delete_answer(answer=answer, by=personas.coordinator)
    make_question(personas.member, "To", audience=personas.group)
    flows.delete_question(question=question, by=personas.member)
    assert number_of(queries.stamps_for(personas.coordinator)) == len(frames) == 10
    assert number_of(queries.stamps_for(personas.other_coordinator)) == 9


@pytest.mark.django_db
def test_a_list_that_was_away_asks_for_what_it_missed(client, personas):
    client.force_login(personas.coordinator)
    question = make_question(personas.member, "Kendt")
    stamps = queries.stamps_for(personas.coordinator)
    make_answer(question, personas.editor)
    make_question(personas.member, "Nyt")
    make_question(personas.member, "Vores", audience=personas.group)
    hidden = make_question(personas.other_coordinator, "Deres", audience=personas.other_group)
    sent = {"siden": newest_of(stamps), "r": f"{question.pk},{hidden.pk},sludder"}
    news = client.get(reverse("questions:list_news"), sent).json()
    assert (news["stamp"], news["new"]) == (4, 2)
    assert [(row["question"], row["seq"]) for row in news["rows"]] == [(question.pk, 1)]
    assert "1 svar" in news["rows"][0]["html"]
    # With the page's filters: only what fits them is new to it.
    assert client.get(reverse("questions:list_news"), {**sent, "vis": "mine"}).json()["new"] == 0
    narrowed = client.get(reverse("questions:list_news"), {**sent, "hvem": "netvaerket"}).json()
    assert narrowed["new"] == 1
    assert client.get(reverse("questions:list_news")).json() == {"stamp": 4, "new": 0, "rows": []}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pulse_asks_as_often_for_many_lists_as_for_one(
    personas, django_assert_num_queries, count
):
    for each in range(3):
        make_question(personas.member, f"Nr. {each}", audience=personas.group)
    readers = {
        QuestionListConsumer(): user for user in [personas.coordinator, personas.jurist] * count
    }
    people = QuestionListConsumer.accounts({user.pk for user in readers.values()})
    readers = {socket: people[user.pk] for socket, user in readers.items()}
    with django_assert_num_queries(2):
        found = QuestionListConsumer.standings(readers)
    assert len(found) == 2 * count and {each["stamp"] for each in found.values()} == {3}


@pytest.mark.django_db
def test_the_rule_decides_for_every_persona(personas):
    """A socket is let in, and reads a group's questions, exactly where `may_view` says so."""
    from forum.questions.rules import may_view

    ours = make_question(personas.member, "Vores", audience=personas.group)
    for name, user in personas.all().items():
        socket = QuestionListConsumer()
        found = QuestionListConsumer.standings({socket: user}) if user.pk else {}
        audiences = found[socket]["audiences"] if socket in found else frozenset()
        hears = audiences is None or personas.group.pk in audiences
        assert (socket in found and hears) == may_view(user, ours), name
        said = []
        socket.audiences, socket.say = audiences, said.append
        event = {"type": "event", "kind": "asked", "audience": personas.group.pk}
        socket.relay(event, json.dumps(event))
        assert bool(said) == may_view(user, ours), name
