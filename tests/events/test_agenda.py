"""Members propose points for the agenda; those who run the meeting decide, and put the points in order."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.meetings.flows import agenda, planning
from events.meetings.models import Proposal
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from portal.notices.tasks import render
from tests.events.test_meeting_pages import as_
from tests.factories.events import make_draft, make_meeting
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
CPR = "010190-1234"


@pytest.fixture
def meeting(personas):
    points = [planning.Point(title, 30) for title in ("Siden sidst", "Nyt", "Eventuelt")]
    return make_meeting(personas.group, by=personas.coordinator, agenda=points)


def titles(meeting) -> list[str]:
    return list(meeting.agenda.values_list("title", flat=True))


def test_the_groups_members_propose_and_the_coordinator_is_told(personas, meeting):
    for _ in range(2):
        agenda.propose(meeting=meeting, title="Frister", minutes=20, by=personas.member)
    assert Proposal.objects.count() == 1
    assert [notice.recipient for notice in Notice.objects.all()] == [personas.coordinator]
    elsewhere = make_member("Egon Ekstern", "Aalborg")
    for user in (elsewhere, personas.former, personas.applicant):
        with pytest.raises(Refused) as refused:
            agenda.propose(meeting=meeting, title="Andet", minutes=5, by=user)
        assert refused.value.codes == ["not_allowed"]
    begun = make_meeting(personas.group, by=personas.coordinator, days=-1)
    with pytest.raises(Refused) as refused:
        agenda.propose(meeting=begun, title="Andet", minutes=5, by=personas.member)
    assert refused.value.codes == ["not_open"]
    with pytest.raises(ValidationError):
        agenda.propose(meeting=meeting, title=f"Om {CPR}", minutes=5, by=personas.member)


def test_a_proposal_is_taken_in_or_turned_down_once_and_the_proposer_is_told(personas, meeting):
    by, member = personas.coordinator, personas.member
    first, second = (
        agenda.propose(meeting=meeting, title=title, minutes=20, by=member)
        for title in ("Frister", "Gebyrer")
    )
    with pytest.raises(Refused):
        agenda.take_in(proposal=first, by=member)
    point = agenda.take_in(proposal=first, by=by)
    assert (point.owner, point.minutes, titles(meeting)[-1]) == (member, 20, "Frister")
    agenda.turn_down(proposal=second, by=by)
    assert not Proposal.objects.exists() and "Gebyrer" not in titles(meeting)
    for decide in (agenda.take_in, agenda.turn_down):
        with pytest.raises(Refused) as refused:
            decide(proposal=first, by=by)
        assert refused.value.codes == ["decided"]
    told = Notice.objects.filter(recipient=member).order_by("pk")
    assert [notice.title for notice in told] == [
        "Dit punkt er kommet på dagsordenen: Frister",
        "Dit punkt kom ikke på dagsordenen denne gang: Gebyrer",
    ]
    letters = OutgoingMail.objects.filter(recipient=member, template="meetings/mail/decided")
    bodies = [render(letter).body for letter in letters.order_by("pk")]
    assert "er kommet på dagsordenen" in bodies[0] and "Frister" in bodies[0]
    assert "kommer ikke på dagsordenen denne gang" in bodies[1] and "Gebyrer" in bodies[1]


def test_points_change_places_and_the_ends_stay(personas, meeting):
    by = personas.coordinator
    first, _, last = meeting.agenda.all()
    agenda.move_point(point=last, up=True, by=by)
    assert titles(meeting) == ["Siden sidst", "Eventuelt", "Nyt"]
    agenda.move_point(point=first, up=True, by=by)
    agenda.move_point(point=first, up=False, by=by)
    assert titles(meeting) == ["Eventuelt", "Siden sidst", "Nyt"]
    with pytest.raises(Refused):
        agenda.move_point(point=first, up=True, by=personas.member)


def test_the_page_lets_each_do_what_is_theirs(client, personas, meeting):
    address = reverse("meetings:propose", args=[meeting.pk])
    as_(client, personas.member)
    wrong = client.post(address, {"title": f"Om {CPR}", "minutes": "10"})
    assert "CPR" in wrong.content.decode() and f"Om {CPR}" in wrong.content.decode()
    assert not Proposal.objects.exists()
    page = client.post(address, {"title": "Frister", "minutes": "20"}, follow=True)
    assert "venter på dem, der holder mødet" in page.content.decode()
    assert "Tag det med" not in page.content.decode()
    proposal = Proposal.objects.get()
    decide = reverse("meetings:decide", args=[meeting.pk, proposal.pk])
    move = reverse("meetings:move_point", args=[meeting.pk, meeting.agenda.last().pk])
    assert [client.post(url).status_code for url in (decide, move)] == [403, 403]
    other = as_(client, make_member("Nils Nabo", "Nyborg")).get(meeting.get_absolute_url())
    assert "Frister" not in other.content.decode().split("Dagsorden")[-1]
    as_(client, personas.coordinator)
    assert "Tag det med" in client.get(meeting.get_absolute_url()).content.decode()
    client.post(decide, {"svar": "ja"})
    client.post(move, {"vej": "op"})
    assert titles(meeting) == ["Siden sidst", "Eventuelt", "Nyt", "Frister"]


def test_another_meetings_proposal_or_point_is_not_found(client, personas, meeting):
    proposal = agenda.propose(meeting=meeting, title="Frister", minutes=20, by=personas.member)
    draft = make_draft(personas.group, by=personas.coordinator)
    as_(client, personas.coordinator)
    for name, number in (("decide", proposal.pk), ("move_point", meeting.agenda.first().pk)):
        assert client.post(reverse(f"meetings:{name}", args=[draft.pk, number])).status_code == 404
    assert Proposal.objects.exists()
