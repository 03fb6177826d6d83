"""A session is proposed, reviewed, answered and put into the programme; and nobody sees more than they
may."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from events.conference.flows.points import Talker
from events.conference.models import Conference, Session, SessionDraft
from events.proposals import queries, rules
from events.proposals.enums import MOVES, SEEN, State
from events.proposals.flows import calling, deciding, proposing, reviewing
from events.proposals.models import Call, OutcomeLetter, Proposal, Review
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.factories import proposals as make
from tests.factories.events import make_conference, publish_programme
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(personas):
    return make_conference(by=personas.editor)


@pytest.fixture
def call(conference, personas):
    return make.make_call(conference, by=personas.editor)


@pytest.fixture
def group(call, personas):
    """Two in the programme group."""
    people = [make_member(name, "Odense") for name in ("Agnes", "Bertil")]
    for person in people:
        make.name(call, person, by=personas.editor)
    OutgoingMail.objects.all().delete()
    return people


@pytest.fixture
def proposal(conference, call, personas):
    return make.make_proposal(conference, personas.member, by=personas.editor)


def typed(call, person, **changes) -> dict:
    return {
        "key": "6f1f6f66-8a0e-4b36-9c0f-0d8f4c1a2b3c",
        "title": "Aktindsigt i praksis",
        "form": "talk",
        "minutes": "45",
        "abstract": "Hvad der virker.",
        "day": "",
        "track": "",
        "equipment": "",
        "oplaeg-TOTAL_FORMS": "1",
        "oplaeg-INITIAL_FORMS": "0",
        "oplaeg-0-person": str(person.pk),
        **changes,
    }


def codes(deed) -> list[str]:
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.codes


# --- the whole way -------------------------------------------------------------------------------------
def test_from_a_draft_to_a_point_of_the_programme(client, personas, conference, call, group):
    member, editor, administrator = personas.member, personas.editor, personas.administrator
    client.force_login(member)
    assert "Foreslå en session" in client.get("/aarsmoede/").text
    page = reverse("proposals:new")
    assert f'value="{member.pk}" selected' in client.get(page).text
    client.post(page, typed(call, member, step="save", abstract=""))
    draft = Proposal.objects.get()
    assert draft.state == State.DRAFT
    edit = reverse("proposals:edit", args=[draft.pk])
    answer = client.post(edit, typed(call, member, step="submit", abstract=""))
    assert set(answer.context["form"].errors) == {"abstract"}
    client.post(edit, typed(call, member, step="submit", minutes="90"))
    draft.refresh_from_db()
    assert (draft.state, draft.minutes) == (State.SUBMITTED, 90)
    assert set(
        Notice.objects.filter(kind="proposals_desk").values_list("recipient", flat=True)
    ) == {
        editor.pk,
        administrator.pk,
    }
    # The group: nobody sees the others' before their own.
    for person, score in zip(group, (5, 3), strict=True):
        client.force_login(person)
        review = reverse("proposals:review", args=[draft.pk])
        assert "Fandtastisk" not in client.get(review).text
        client.post(review, {"score": str(score), "comment": f"Fandtastisk, siger {person.name}"})
        assert "Fandtastisk" in client.get(review).text
    # The desk: ranked, answered with a letter that is looked at first, and put into the programme.
    client.force_login(editor)
    listed = client.get(reverse("proposals_desk:overview", args=[conference.pk]))
    (row,) = listed.context["rows"]
    assert (row.mean, row.spread, row.count) == (4, 1, 2)
    decide = reverse("proposals_desk:decide", args=[draft.pk])
    first = client.get(f"{decide}?svar=accepted").context["form"]["body"].value()
    assert "Vi vil meget gerne have det med" in first
    letter = {"outcome": "accepted", "body": f"{first}\n\nHilsen Rikke"}
    shown = client.post(decide, {**letter, "step": "look"})
    assert "Hilsen Rikke" in shown.text and not OutcomeLetter.objects.exists()
    for _ in range(2):
        client.post(decide, {**letter, "step": "send"})
    mail = OutgoingMail.objects.get(template="proposals/mail/outcome")
    assert mail.recipient == member and "Hilsen Rikke" in render(mail).body
    assert mail.context["title"].startswith("Ja til dit forslag")
    client.force_login(member)
    client.post(reverse("proposals:confirm", args=[draft.pk]))
    client.force_login(editor)
    made = client.post(reverse("proposals_desk:make_session", args=[draft.pk]))
    point = SessionDraft.objects.get()
    assert made["Location"] == reverse("conference_desk:change_session", args=[point.uid])
    assert (point.title, point.speaker, f"{point.ends:%H:%M}") == (
        draft.title,
        member.name,
        "11:30",
    )
    assert (
        "står allerede i programmet"
        in client.post(reverse("proposals_desk:make_session", args=[draft.pk]), follow=True).text
    )
    publish_programme(conference, by=editor)
    draft.refresh_from_db()
    assert draft.state == State.CONFIRMED
    assert Session.objects.get(uid=draft.session_uid).speakers.get().person == member
    done = Entry.objects.filter(action__startswith="proposals.").values_list("action", flat=True)
    assert {"submitted", "reviewed", "decided", "confirmed", "made_session"} <= {
        each.removeprefix("proposals.") for each in done
    }
    # What the group thought of it is nowhere in the trail.
    assert not any("Fandtastisk" in str(each.facts) for each in Entry.objects.all())


# --- by the server's clock -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("second", "code"), [(-1, "not_open"), (0, None), (1, None)], ids=["before", "at", "after"]
)
def test_it_opens_at_its_very_second(personas, call, second, code):
    at = call.opens_at + timedelta(seconds=second)
    _save_at(personas.member, call, at, code)


@pytest.mark.parametrize(
    ("second", "code"), [(-1, None), (0, "closed"), (1, "closed")], ids=["before", "at", "after"]
)
def test_it_closes_at_its_very_second(personas, call, second, code):
    at = call.closes_at + timedelta(seconds=second)
    _save_at(personas.member, call, at, code)


def _save_at(person, call, at, code) -> None:
    def deed():
        return proposing.save(
            call=call, facts=make.facts(), speakers=[Talker(person=person)], at=at, by=person
        )

    if code is None:
        assert deed().pk
    else:
        assert codes(deed) == [code]


def test_after_the_closing_what_was_sent_in_stands(client, personas, call, proposal):
    Call.objects.update(closes_at=timezone.now())
    client.force_login(personas.member)
    edit = reverse("proposals:edit", args=[proposal.pk])
    answer = client.post(edit, typed(call, personas.member, title="Nyt", step="save"), follow=True)
    assert "Fristen er udløbet" in answer.text
    proposal.refresh_from_db()
    assert proposal.title == "Aktindsigt i praksis"
    # Withdrawing stays possible.
    client.post(reverse("proposals:withdraw", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.state == State.WITHDRAWN


def test_a_form_sent_twice_is_one_proposal(client, personas, call):
    client.force_login(personas.member)
    for _ in range(2):
        client.post(reverse("proposals:new"), typed(call, personas.member, step="submit"))
    assert Proposal.objects.count() == 1


def test_there_is_no_call_where_there_is_no_conference_to_see(client, personas):
    draft = make_conference(by=personas.editor, draft=True)
    make.make_call(draft, by=personas.editor)
    client.force_login(personas.member)
    assert client.get(reverse("proposals:list")).status_code == 404
    assert client.get(reverse("proposals:panel", args=[draft.pk])).status_code == 404


def test_a_cpr_number_does_not_come_in(personas, call, group, proposal):
    who, by = personas.member, personas.editor
    for deed in (
        lambda: make.make_proposal(call.conference, who, by=by, title="010190-1234"),
        lambda: make.make_proposal(
            call.conference, who, by=by, speakers=[Talker(name="010190-1234")]
        ),
        lambda: reviewing.review(proposal=proposal, score=3, comment="010190-1234", by=group[0]),
        lambda: make.decide(proposal, State.DECLINED, by=by, body="010190-1234"),
    ):
        with pytest.raises(ValidationError):
            deed()


# --- states --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("state", "to"), list(product(State, (*State,))), ids=lambda state: str(state)
)
def test_only_the_moves_of_the_table_are_made(personas, proposal, state, to):
    """Each state against each other, by the flow that would bring it there."""
    Proposal.objects.filter(pk=proposal.pk).update(
        state=state, submitted_at=None if state == State.DRAFT else timezone.now()
    )
    proposal.refresh_from_db()
    flows = {
        State.WITHDRAWN: lambda: proposing.withdraw(proposal=proposal, by=personas.member),
        State.CONFIRMED: lambda: proposing.confirm(proposal=proposal, by=personas.member),
        State.ACCEPTED: lambda: make.decide(proposal, State.ACCEPTED, by=personas.editor),
        State.WAITING: lambda: make.decide(proposal, State.WAITING, by=personas.editor),
        State.DECLINED: lambda: make.decide(proposal, State.DECLINED, by=personas.editor),
    }
    if to not in flows or (state == to == State.CONFIRMED):
        return
    try:
        flows[to]()
    except Refused as refused:
        assert to not in MOVES[state] and "wrong_state" in refused.codes
    else:
        assert to in MOVES[state]
        proposal.refresh_from_db()
        assert proposal.state == to


# --- who sees what -------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", State)
def test_the_list_and_the_rule_agree_for_everybody(personas, group, proposal, state):
    speaker = make_member("Taler", "Odense")
    proposal.speakers.create(person=speaker)
    Proposal.objects.filter(pk=proposal.pk).update(
        state=state, submitted_at=None if state == State.DRAFT else timezone.now()
    )
    proposal.refresh_from_db()
    everybody = {**personas.all(), "panelist": group[0], "speaker": speaker}
    sees = {name for name, user in everybody.items() if proposal in queries.proposals_for(user)}
    assert sees == {name for name, user in everybody.items() if rules.may_view(user, proposal)}
    expected = {"member"}
    if state != State.DRAFT:
        expected |= {"editor", "administrator", "speaker"}
    if state in SEEN:
        expected |= {"panelist"}
    assert sees == expected


def test_reviews_are_the_groups_and_of_ones_own_nobodys(
    client, personas, conference, group, proposal
):
    agnes, bertil = group
    make.review(proposal, agnes, 2, "Hemmeligt")
    assert list(queries.reviews_for(agnes, proposal)) == list(Review.objects.all())
    for person in (bertil, personas.member, personas.coordinator, personas.stranger):
        assert list(queries.reviews_for(person, proposal)) == []
    # A mean would tell as much.
    (row,) = queries.ranking(bertil, proposal.call)
    assert (row.mean, row.count, row.is_waiting) == (None, 1, True)
    client.force_login(personas.member)
    assert "Hemmeligt" not in client.get(proposal.get_absolute_url()).text
    assert client.get(reverse("proposals:review", args=[proposal.pk])).status_code == 403
    # In the secretariat's own hands, too.
    own = make.make_proposal(conference, personas.editor, by=personas.editor, title="Mit eget")
    make.review(own, agnes, 1, "Hemmeligt")
    client.force_login(personas.editor)
    page = client.get(reverse("proposals_desk:proposal", args=[own.pk])).text
    assert "Hemmeligt" not in page and "så en anden i sekretariatet afgør det" in page
    assert "own" in codes(lambda: make.decide(own, State.ACCEPTED, by=personas.editor))
    make.decide(own, State.ACCEPTED, by=personas.administrator)


def test_nobody_reviews_what_they_speak_at(personas, conference, group):
    agnes, bertil = group
    theirs = make.make_proposal(
        conference,
        bertil,
        by=personas.editor,
        speakers=[Talker(person=bertil), Talker(person=agnes)],
    )
    for person in group:
        assert codes(lambda person=person: make.review(theirs, person)) == ["own"]
    assert codes(lambda: make.review(theirs, personas.coordinator)) == ["not_allowed"]


def test_the_right_of_the_group_ends_with_the_conference(
    client, personas, conference, group, proposal
):
    client.force_login(group[0])
    panel = reverse("proposals:panel", args=[conference.pk])
    assert client.get(panel).status_code == 200
    today = timezone.localdate()
    for ends, status in ((today, 200), (today - timedelta(days=1), 403)):
        Conference.objects.update(starts_on=ends, ends_on=ends)
        assert client.get(panel).status_code == status
    assert codes(lambda: make.review(proposal, group[0])) == ["not_allowed"]


def test_whoever_is_taken_out_of_the_group_sees_nothing_more(
    client, personas, conference, call, group
):
    client.force_login(personas.editor)
    number = call.panel.get(person=group[0]).pk
    other = make.make_call(make_conference(by=personas.editor, days=600), by=personas.editor)
    wrong = reverse("proposals_desk:remove_panelist", args=[other.conference_id, number])
    client.post(wrong)
    assert call.panel.count() == 2
    client.post(reverse("proposals_desk:remove_panelist", args=[conference.pk, number]))
    client.force_login(group[0])
    assert client.get(reverse("proposals:panel", args=[conference.pk])).status_code == 403


def test_the_group_is_told_once_and_only_members_are_named(client, personas, call):
    client.force_login(personas.editor)
    page = reverse("proposals_desk:name_panelist", args=[call.conference_id])
    for person in (personas.member, personas.member, personas.former):
        client.post(page, {"person": person.pk})
    assert [each.person for each in call.panel.all()] == [personas.member]
    letter = render(OutgoingMail.objects.get(template="proposals/mail/named")).body
    assert "giver det fra 1 til 5" in letter


@pytest.mark.parametrize("name", ["edit", "withdraw", "confirm"])
def test_what_is_anothers_is_not_there(client, personas, proposal, name):
    client.force_login(personas.coordinator)
    page = reverse(f"proposals:{name}", args=[proposal.pk])
    assert client.post(page, {}).status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == State.SUBMITTED


def test_no_review_after_the_decision(personas, group, proposal):
    make.decide(proposal, State.DECLINED, by=personas.editor)
    assert codes(lambda: make.review(proposal, group[0])) == ["decided"]


def test_a_call_closes_before_the_conference_begins(personas, conference):
    now = timezone.now()
    for opens, closes, code in (
        (now, now, "closes_first"),
        (now, now + timedelta(days=400), "closes_late"),
    ):
        assert code in codes(
            lambda opens=opens, closes=closes: calling.write_call(
                conference=conference, opens_at=opens, closes_at=closes, by=personas.editor
            )
        )
    assert "not_allowed" in codes(
        lambda: calling.write_call(
            conference=conference, opens_at=now, closes_at=now, by=personas.member
        )
    )


def test_only_what_is_accepted_comes_into_the_programme(personas, proposal):
    assert codes(lambda: deciding.make_session(proposal=proposal, by=personas.editor)) == [
        "not_accepted"
    ]


@pytest.mark.parametrize(("name", "count"), [("list", 9), ("panel", 11), ("desk", 19)])
def test_queries_do_not_grow(
    client, personas, conference, call, group, django_assert_num_queries, name, count
):
    pages = {
        "list": (personas.member, reverse("proposals:list")),
        "panel": (group[0], reverse("proposals:panel", args=[conference.pk])),
        "desk": (personas.editor, reverse("proposals_desk:overview", args=[conference.pk])),
    }
    reader, page = pages[name]
    client.force_login(reader)
    for total in (1, 3, 10):
        while (n := Proposal.objects.count()) < total:
            made = make.make_proposal(
                conference, personas.member, by=personas.editor, title=f"Forslag {n}"
            )
            for person in group:
                make.review(made, person, 1 + n % 5)
        client.get(page)
        with django_assert_num_queries(count):
            assert client.get(page).status_code == 200
