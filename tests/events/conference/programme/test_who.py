"""The programme is written by those who manage the conference."""

import pytest

from events.conference.enums import Tone
from events.conference.flows import places, programme, publishing
from events.conference.models import Session, SessionDraft
from portal.kit.problems import Refused

from .asking import ALLOWED, address, point, typed

pytestmark = pytest.mark.django_db


def test_only_those_who_manage_the_conference_change_its_programme(client, personas, session, hall):
    here = session.conference_id
    pages = [
        address("programme", here),
        address("add_session", here),
        address("publish_programme", here),
        address("places", here),
        address("add_hall", here),
        address("hall", here, hall.pk),
        address("change_session", session.uid),
        address("cancel_session", session.uid),
    ]
    deeds = [
        address("remove_session", session.uid),
        address("undo_session", session.uid),
        address("remove_hall", here, hall.pk),
    ]
    for name, user in personas.all().items():
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        for page in pages:
            assert (client.get(page).status_code == 200) == (name in ALLOWED), (name, page)
        if name not in ALLOWED:
            for page in [*pages, *deeds]:
                assert client.post(page, typed()).status_code in (302, 403, 405), (name, page)
    session.refresh_from_db()
    assert (session.title, session.is_cancelled) == ("Mægling", False)
    assert Session.objects.count() == 2 and not SessionDraft.objects.exists()


@pytest.mark.parametrize("name", ["member", "coordinator", "jurist"])
def test_the_flows_ask_the_same_rule(personas, session, hall, name):
    user, conference = getattr(personas, name), session.conference
    draft = programme.cancel_session(session=session, by=personas.editor)
    for deed in (
        lambda: programme.add_session(conference=conference, point=point("X"), by=user),
        lambda: programme.change_session(plan=session, point=point("X"), by=user),
        lambda: programme.cancel_session(session=session, by=user),
        lambda: programme.remove_session(plan=session, by=user),
        lambda: programme.undo(draft=draft, by=user),
        lambda: publishing.publish(conference=conference, by=user),
        lambda: publishing.cancel_now(session=session, by=user),
        lambda: places.write_hall(conference=conference, name="X", by=user),
        lambda: places.remove_hall(hall=hall, by=user),
        lambda: places.write_track(conference=conference, name="X", tone=Tone.SAND, by=user),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert "not_allowed" in refused.value.codes
