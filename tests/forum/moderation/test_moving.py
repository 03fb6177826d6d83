"""Other readers of a question: fewer at once, others only when everybody who wrote there has said yes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from forum.following.models import Waiting
from forum.moderation import flows, queries
from forum.moderation.enums import MoveState
from forum.moderation.models import Consent, Move
from forum.questions import finding
from forum.questions import flows as forum
from forum.questions import queries as readers
from forum.questions.consumers import QuestionConsumer
from forum.questions.enums import Closing, Level
from forum.questions.models import Question
from members.people.flows import membership
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.live import streams
from portal.notices.models import Notice
from tests.factories.following import follow_question
from tests.factories.forum import make_answer, make_comment, make_question, make_report
from tests.factories.people import make_group, make_member

pytestmark = pytest.mark.django_db
WHY = "Det gælder kun jer på Fyn."


@pytest.fixture
def question(personas):
    return make_question(personas.member, "Hvem tager skærmmødet?")


@pytest.fixture
def narrow(personas):
    """A question in the group, with an answer by its coordinator."""
    found = make_question(personas.member, "Hvem tager skærmmødet?", audience=personas.group)
    make_answer(found, personas.coordinator)
    return found


def codes(refused) -> list[str]:
    return [blocker.code for blocker in refused.value.blockers]


def move(question, audience, by, reason=WHY):
    return flows.move(question=question, audience=audience, reason=reason, by=by)


def say(request, by, agrees=True):
    return flows.answer(request=request, agrees=agrees, by=by)


def audience_of(question):
    return Question.objects.get(pk=question.pk).audience


def enough_in(group):
    """So many in the group that nobody is known by being in it."""
    return [make_member(f"Nr {n}", "Nyborg") for n in range(5)]


# --- narrower, at once -------------------------------------------------------------------------------
def test_from_the_whole_network_to_the_asker_s_group_it_moves_at_once(personas, question):
    make_answer(question, personas.other_coordinator)
    Notice.objects.all().delete()
    done = move(question, personas.group, personas.jurist)
    assert done.state == MoveState.MOVED and audience_of(question) == personas.group
    told = Notice.objects.get()
    assert (told.recipient, told.title) == (
        personas.member,
        f"Kun Fyn læser nu dit spørgsmål: {WHY}",
    )
    entry = Entry.objects.get(action="questions.moved")
    assert (entry.by_id, entry.facts) == (personas.jurist.pk, {"group": personas.group.pk})


def test_the_asker_never_loses_sight_of_it(personas, question):
    with pytest.raises(Refused) as refused:
        move(question, personas.other_group, personas.jurist)
    assert codes(refused) == ["asker_outside"]
    assert audience_of(question) is None and not Move.objects.exists()


def test_whoever_is_outside_now_loses_it_everywhere(client, personas, question):
    outsider, insider = personas.other_coordinator, personas.coordinator
    for person in (outsider, insider):
        follow_question(person, question, Level.DAILY)
    answer = make_answer(question, personas.editor)
    forum.accept(answer=answer, by=personas.member)
    for person in (outsider, insider):
        follow_question(person, question, Level.AT_ONCE)
    make_answer(question, personas.editor)
    move(question, personas.group, personas.jurist)
    address = reverse("questions:question", args=[question.pk])
    found = {}
    for name in ("other_coordinator", "coordinator"):
        user = getattr(personas, name)
        client.force_login(user)
        moved = Question.objects.get(pk=question.pk)
        socket = QuestionConsumer()
        socket.scope = {"url_route": {"kwargs": {"question_id": question.pk}}}
        found[name] = {
            "page": client.get(address).status_code == 200,
            "list": moved in readers.listed(user),
            "search": moved in finding.search_for(user, "skærmmødet"),
            "news": bool(readers.events_after(user, moved, 0)[0]),
            "socket": socket in QuestionConsumer.standings({socket: user}),
            "bell": Notice.objects.filter(recipient=user, url__startswith=address).exists(),
            "waiting": Waiting.objects.filter(person=user).exists(),
        }
    assert set(found["coordinator"].values()) == {True}
    assert set(found["other_coordinator"].values()) == {False}
    before = Notice.objects.filter(recipient=outsider).count()
    make_answer(Question.objects.get(pk=question.pk), insider)
    assert Notice.objects.filter(recipient=outsider).count() == before


def test_open_pages_are_asked_and_not_told(
    personas, question, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(streams, "_send", lambda groups, message: sent.append((groups, message)))
    with django_capture_on_commit_callbacks(execute=True):
        move(question, personas.group, personas.jurist)
    of_question = [
        message["type"] for groups, message in sent if groups == [f"question.{question.pk}"]
    ]
    assert of_question == ["revoked"]
    event = Question.objects.get(pk=question.pk).events.get()
    assert "Kun for Fyn" in event.html and event.seq == 1


def test_an_anonymous_asker_is_asked_first_also_for_fewer_readers(personas):
    enough_in(personas.group)
    question = make_question(personas.member, anonymous=True)
    request = move(question, personas.group, personas.jurist)
    assert request.is_open and audience_of(question) is None
    assert list(request.consents.values_list("person", flat=True)) == [personas.member.pk]
    say(request, personas.member)
    assert audience_of(question) == personas.group


def test_nobody_learns_by_trying_where_an_anonymous_asker_belongs(personas):
    for place in ("Nyborg", "Aalborg"):
        for number in range(5):
            make_member(f"{place} {number}", place)
    inside = make_question(personas.member, anonymous=True)
    outside = make_question(personas.other_coordinator, anonymous=True)
    for question in (inside, outside):
        assert move(question, personas.group, personas.jurist).is_open
    request = queries.open_move_of(outside)
    with pytest.raises(Refused) as refused:
        say(request, personas.other_coordinator)
    assert codes(refused) == ["outside"]
    assert queries.answered(request) is None, "no figure beside anonymous texts"


def test_too_few_to_hide_among_is_refused(personas, question):
    make_answer(question, personas.editor, anonymous=True)
    with pytest.raises(Refused) as refused:
        move(question, personas.group, personas.jurist)
    assert codes(refused) == ["too_few"]


# --- wider, with everybody's consent -----------------------------------------------------------------
def test_wider_it_moves_when_the_last_one_has_said_yes(client, personas, narrow):
    make_comment(narrow.answers.get(), personas.administrator)
    Notice.objects.all().delete()
    request = move(narrow, None, personas.jurist)
    asked = Notice.objects.filter(kind="move-asked")
    assert {notice.recipient for notice in asked} == {
        personas.member,
        personas.coordinator,
        personas.administrator,
    }
    assert not [notice for notice in asked if "skærmmødet" in notice.title]
    for person in (personas.coordinator, personas.administrator, personas.administrator):
        say(request, person)
        assert audience_of(narrow) == personas.group
    assert queries.answered(request) == (2, 3)
    say(request, personas.member)
    assert audience_of(narrow) is None
    assert Move.objects.get().state == MoveState.MOVED
    assert Notice.objects.get(kind="move-ended").recipient == personas.jurist
    assert narrow in readers.listed(personas.other_coordinator)
    assert narrow in finding.search_for(personas.other_coordinator, "skærmmødet")


def test_one_no_ends_it_and_nobody_learns_whose(client, personas, narrow):
    request = move(narrow, None, personas.jurist)
    say(request, personas.member)
    say(request, personas.coordinator, agrees=False)
    assert Move.objects.get().state == MoveState.REFUSED
    with pytest.raises(Refused) as refused:
        say(request, personas.member)
    assert codes(refused) == ["over"]
    assert audience_of(narrow) == personas.group
    answered = Entry.objects.filter(action="moderation.move_answered")
    assert set(answered.values_list("by_id", flat=True)) == {None}
    title = Notice.objects.get(kind="move-ended").title
    assert personas.coordinator.name not in title


def test_whoever_writes_meanwhile_is_asked_too(personas, narrow):
    request = move(narrow, None, personas.jurist)
    say(request, personas.member)
    make_comment(narrow.answers.get(), personas.administrator)
    say(request, personas.coordinator)
    assert audience_of(narrow) == personas.group
    assert Notice.objects.filter(kind="move-asked", recipient=personas.administrator).exists()
    say(request, personas.administrator)
    assert audience_of(narrow) is None


def test_the_flow_itself_never_widens_without_consent(personas, narrow):
    agreed = {personas.member.pk}
    for audience in (None, personas.other_group):
        with pytest.raises(Refused) as refused:
            forum.move(
                question=narrow, audience=audience, reason=WHY, agreed=agreed, by=personas.jurist
            )
        assert "consent" in codes(refused)


def test_who_asks_for_it_has_said_yes(personas):
    question = make_question(personas.member, audience=personas.group)
    make_answer(question, personas.jurist)
    request = move(question, None, personas.jurist)
    assert not Notice.objects.filter(kind="move-asked", recipient=personas.jurist).exists()
    say(request, personas.member)
    assert audience_of(question) is None


def test_what_is_not_answered_in_time_stays(personas, narrow):
    request = move(narrow, None, personas.jurist)
    say(request, personas.member)
    soon = timezone.now() + timedelta(days=13)
    assert flows.lapse_moves(now=soon, by=None) == 0
    late = timezone.now() + timedelta(days=15)
    assert flows.lapse_moves(now=late, by=None) == 1
    assert flows.lapse_moves(now=late, by=None) == 0
    assert Move.objects.get().state == MoveState.LAPSED
    with pytest.raises(Refused):
        say(request, personas.coordinator)
    assert audience_of(narrow) == personas.group
    assert Notice.objects.filter(kind="move-ended").count() == 1


def test_who_has_left_cannot_be_asked(personas, narrow):
    membership.end_membership(person=personas.coordinator, by=None)
    with pytest.raises(Refused) as refused:
        move(narrow, None, personas.jurist)
    assert codes(refused) == ["left"]
    # Of an anonymous text it is not said: the request is made, and runs out.
    enough_in(personas.group)
    leaver = make_member("Lise Toft", "Nyborg")
    question = make_question(personas.member, audience=personas.group)
    make_answer(question, leaver, anonymous=True)
    membership.end_membership(person=leaver, by=None)
    assert move(question, None, personas.jurist).is_open


def test_a_text_that_is_gone_asks_nobody(personas, narrow):
    forum.delete_answer(answer=narrow.answers.get(), by=personas.coordinator)
    request = move(narrow, None, personas.jurist)
    assert list(request.consents.values_list("person", flat=True)) == [personas.member.pk]


def test_only_those_who_are_asked_answer(client, personas, narrow):
    request = move(narrow, None, personas.jurist)
    page = reverse("moderation:consent", args=[request.pk])
    seen = set()
    for name, user in personas.all().items():
        if user.is_authenticated:
            client.force_login(user)
            if client.get(page).status_code == 200:
                seen.add(name)
        if name not in ("member", "coordinator"):
            with pytest.raises(Refused) as refused:
                say(request, user)
            assert codes(refused) == ["not_asked"]
    assert seen == {"member", "coordinator"}


# --- one at a time, and what stands in the way -------------------------------------------------------
def test_one_request_at_a_time(personas, narrow):
    request = move(narrow, None, personas.jurist)
    with pytest.raises(Refused) as refused:
        move(narrow, personas.other_group, personas.administrator)
    assert "asked" in codes(refused)
    with pytest.raises(IntegrityError), transaction.atomic():
        Move.objects.create(question=narrow, answer_by=timezone.now(), reason="x")
    flows.withdraw(request=request, by=personas.administrator)
    flows.withdraw(request=request, by=personas.administrator)
    assert Move.objects.get().state == MoveState.WITHDRAWN
    assert Entry.objects.filter(action="moderation.move_withdrawn").count() == 1
    assert move(narrow, None, personas.jurist).is_open


def test_only_those_who_keep_order_move(personas, question, narrow):
    request = move(narrow, None, personas.jurist)
    for name, user in personas.all().items():
        if name in ("jurist", "administrator"):
            continue
        for attempt in (
            lambda user=user: move(question, personas.group, user),
            lambda user=user: forum.move(
                question=question, audience=personas.group, reason=WHY, by=user
            ),
            lambda user=user: flows.withdraw(request=request, by=user),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert "not_allowed" in codes(refused), name
    assert audience_of(question) is None


def test_nobody_is_led_to_a_closed_door(personas, question):
    leading = make_question(personas.editor, "Den samme")
    forum.close(question=leading, closing=Closing.DUPLICATE, same_as=question, by=personas.jurist)
    with pytest.raises(Refused) as refused:
        move(question, personas.group, personas.jurist)
    assert codes(refused) == ["leads"]
    with pytest.raises(Refused) as refused:
        move(question, None, personas.jurist)
    assert codes(refused) == ["same"]


# --- the pages ---------------------------------------------------------------------------------------
def test_asking_and_answering_by_the_pages(client, personas, narrow):
    case = make_report(narrow, personas.coordinator).case
    client.force_login(personas.jurist)
    address = reverse("moderation_desk:move", args=[case.pk])
    desk = reverse("moderation_desk:case", args=[case.pk])
    assert client.post(address, {"audience": ""}).context["move_form"].errors
    wrong = client.post(address, {"reason": "Sagen om 010190-1234"})
    assert "CPR-nummer" in wrong.text
    asked = client.post(address, {"reason": "Alle har glæde af det."}, follow=True).text
    assert "0 af 2 har sagt ja." in asked
    request = Move.objects.get()
    page = reverse("moderation:consent", args=[request.pk])
    client.force_login(personas.coordinator)
    shown = client.get(page).text
    for words in ("Alle har glæde af det.", "Hvem tager skærmmødet?", "Syv arbejdsdage."):
        assert words in shown
    assert "Borgeren har ventet" not in shown, "of the texts only one's own"
    assert "Du har sagt ja." in client.post(page, {"said": "ja"}, follow=True).text
    client.force_login(personas.jurist)
    assert "1 af 2 har sagt ja." in client.get(desk).text
    client.post(address, {"undo": "1"})
    assert Move.objects.get().state == MoveState.WITHDRAWN
    client.force_login(personas.coordinator)
    assert "Sekretariatet spørger ikke mere." in client.get(page).text


def test_the_last_yes_says_that_it_has_moved(client, personas, narrow):
    request = move(narrow, None, personas.jurist)
    page = reverse("moderation:consent", args=[request.pk])
    said = []
    for person in (personas.member, personas.coordinator):
        client.force_login(person)
        said.append(client.post(page, {"said": "ja"}, follow=True).text)
    assert "Spørgsmålet flytter, når alle har sagt ja." in said[0]
    assert "Tak. Spørgsmålet er flyttet." in said[1]


def test_one_says_no_by_the_page(client, personas, narrow):
    request = move(narrow, None, personas.jurist)
    client.force_login(personas.member)
    page = reverse("moderation:consent", args=[request.pk])
    assert "Det bliver, hvor det er." in client.post(page, {"said": "nej"}, follow=True).text
    assert Consent.objects.get(person=personas.member).said == "no"


def test_one_who_has_left_the_group_is_asked_and_not_shown_the_question(client, personas):
    group = make_group("Vest", "Varde", "Esbjerg")
    writer = make_member("Vera Vest", "Varde")
    question = make_question(make_member("Egon Es", "Esbjerg"), "Hemmelig titel", audience=group)
    make_answer(question, writer, "<p>Mine egne ord.</p>")
    membership.end_membership(person=writer, by=None)
    membership.admit(
        person=writer,
        municipalities=[personas.group.municipalities.first()],
        role="adviser",
        by=None,
    )
    request = move(question, None, personas.jurist)
    client.force_login(writer)
    shown = client.get(reverse("moderation:consent", args=[request.pk])).text
    assert "Mine egne ord." in shown and "Hemmelig titel" not in shown
