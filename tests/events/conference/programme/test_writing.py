"""A point of the programme is written at the desk, as a draft."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from events.conference import queries
from events.conference.enums import SessionKind, Tone
from events.conference.flows import places, programme
from events.conference.flows.points import Talker
from events.conference.models import Session, SessionDraft
from portal.audit.models import Entry
from portal.kit.problems import Refused
from tests.factories.events import (
    make_conference,
)

from .asking import address, point, typed

pytestmark = pytest.mark.django_db


def test_a_point_is_a_draft_until_it_is_published(at_the_desk, personas, conference, hall):
    page = address("add_session", conference.pk)
    assert at_the_desk.get(f"{page}?dag=2").context["form"]["day"].value() == 2
    lotte = {"name": "Lotte Friis", "title": "chefjurist", "organisation": "KL"}
    member = {"person": str(personas.member.pk), "about": "Har mæglet i ti år"}
    sent = typed(lotte, member, day="2", starts="9.30", abstract="Om mødet.", hall=str(hall.pk))
    answer = at_the_desk.post(page, sent)
    assert answer["Location"] == address("programme", conference.pk)
    draft = SessionDraft.objects.get()
    assert (draft.day, draft.starts, draft.ends, draft.room) == (
        2,
        time(9, 30),
        time(11, 30),
        "Salen",
    )
    assert draft.speaker == f"Lotte Friis, {personas.member.name}"
    entry = Entry.objects.get(action="conference.session_added")
    assert (entry.by_id, entry.object_id) == (personas.editor.pk, str(draft.pk))
    assert "nyt, ikke udgivet" in at_the_desk.get(answer["Location"]).text
    assert "Velkommen" not in at_the_desk.get("/aarsmoede/").text
    assert list(queries.search_for(personas.member, "lotte")) == []
    at_the_desk.post(address("publish_programme", conference.pk), {"words": ""})
    added = Session.objects.get(title="Velkommen")
    assert (added.uid, added.speaker) == (draft.uid, f"Lotte Friis, {personas.member.name}")
    assert not SessionDraft.objects.exists()
    for path in ("/aarsmoede/", "/aarsmoede/program/", answer["Location"]):
        text = at_the_desk.get(path).text
        assert "Velkommen" in text and "Salen" in text and "kl. 9.30-11.30" in text, path
    assert "chefjurist, KL" in at_the_desk.get(added.get_absolute_url()).text
    assert list(queries.search_for(personas.member, "lotte")) == [conference]


def test_a_form_sent_twice_adds_one_point(at_the_desk, conference):
    for _ in range(2):
        at_the_desk.post(address("add_session", conference.pk), typed())
    assert SessionDraft.objects.filter(title="Velkommen").count() == 1


def test_rows_of_speakers_come_and_go_without_a_script(at_the_desk, conference):
    page = address("add_session", conference.pk)
    one, two = {"name": "Lotte Friis"}, {"name": "Vibeke Riis"}
    more = at_the_desk.post(page, typed(one, title="Nyt", more_speakers="1"))
    assert 'value="Lotte Friis"' in more.text and 'value="Nyt"' in more.text
    assert len(more.context["speakers"].forms) == 2
    less = at_the_desk.post(page, typed(one, two, remove_speaker="0"))
    assert "Lotte Friis" not in less.text and 'value="Vibeke Riis"' in less.text
    assert not SessionDraft.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "4"}, "day"),
        ({"day": "x"}, "day"),
        ({"starts": "halv ti"}, "starts"),
        ({"starts": ""}, "starts"),
        ({"starts": "12:00"}, "ends"),
        ({"ends": "10:00"}, "ends"),
        ({"kind": "fest"}, "kind"),
        ({"title": ""}, "title"),
        ({"title": "Sagen om 010190-1234"}, "title"),
        ({"hall": "99999"}, "hall"),
        ({"track": "99999"}, "track"),
        ({"abstract": "Borgeren 010190-1234"}, "abstract"),
        ({"capacity": "0", "kind": SessionKind.PARALLEL}, "capacity"),
        ({"capacity": "mange", "kind": SessionKind.PARALLEL}, "capacity"),
        ({"capacity": "20"}, "capacity"),
    ],
)
def test_a_wrong_answer_is_said_beside_its_field_and_the_rest_is_kept(
    at_the_desk, conference, session, changes, field
):
    for page in (address("add_session", conference.pk), address("change_session", session.uid)):
        answer = at_the_desk.post(page, typed({"name": "Lotte Friis"}, **changes))
        assert set(answer.context["form"].errors) == {field}
        assert 'value="Lotte Friis"' in answer.text
    assert not SessionDraft.objects.exists()


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"name": "010190-1234"}, "name"),
        ({"name": "Lotte", "about": "Født 010190-1234"}, "about"),
        ({"name": "Lotte", "organisation": "010190-1234"}, "organisation"),
        ({"title": "chefjurist"}, "person"),
        ({"person": "99999"}, "person"),
    ],
)
def test_a_wrong_speaker_is_said_at_the_row(at_the_desk, conference, row, field):
    answer = at_the_desk.post(address("add_session", conference.pk), typed(row))
    assert [set(each) for each in answer.context["speakers"].errors] == [{field}]
    assert not SessionDraft.objects.exists()


def test_a_cpr_number_does_not_come_in_by_the_flows_either(personas, conference):
    by = personas.editor
    for deed in (
        lambda: programme.add_session(conference=conference, point=point("010190-1234"), by=by),
        lambda: programme.add_session(
            conference=conference,
            point=point("X", speakers=(Talker(name="010190-1234"),)),
            by=by,
        ),
        lambda: places.write_hall(conference=conference, name="010190-1234", by=by),
        lambda: places.write_track(
            conference=conference, name="010190-1234", tone=Tone.SAND, by=by
        ),
    ):
        with pytest.raises(ValidationError):
            deed()


def test_nothing_of_another_conference_is_used(personas, conference):
    other = make_conference(by=personas.editor, days=600)
    theirs = places.write_hall(conference=other, name="Fremmed sal", by=personas.editor)
    with pytest.raises(Refused) as refused:
        programme.add_session(
            conference=conference, point=point("X", hall=theirs), by=personas.editor
        )
    assert refused.value.codes == ["elsewhere"]


def test_the_same_member_speaks_once_at_a_point(personas, conference):
    twice = (Talker(person=personas.member), Talker(person=personas.member))
    with pytest.raises(Refused) as refused:
        programme.add_session(
            conference=conference, point=point("X", speakers=twice), by=personas.editor
        )
    assert refused.value.codes == ["speaks_twice"]
