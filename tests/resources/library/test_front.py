"""The library's front is rendered once for all who may read the same: never old, and never another's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from resources.library import front
from resources.library.enums import Audience, Kind
from resources.library.flows.publishing import withdraw_version
from resources.library.flows.retiring import retire
from resources.library.models import Guide
from resources.library.reach import reach_of
from resources.visits.models import Visit
from tests.factories.people import make_member
from tests.factories.resources import make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db
FRONT = "/bibliotek/"


def seen_by(person=None) -> str:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client.get(FRONT).text


def test_what_is_kept_for_a_group_is_shown_to_nobody_else(personas):
    make_version(make_guide("Gruppens notat", audience=Audience.GROUP, group=personas.group))
    make_version(make_guide("Medlemmernes notat", kind=Kind.TEMPLATE))
    insider, outsider = personas.coordinator, make_member("Ude Udesen", "Vejle")
    for _again in range(2):
        assert "Gruppens notat" in seen_by(insider)
        assert "Gruppens notat" in seen_by(personas.editor)
        page = seen_by(outsider)
        assert "Medlemmernes notat" in page and "Gruppens notat" not in page
        for stranger in (None, personas.applicant, personas.former):
            assert "notat" not in seen_by(stranger)


def test_whatever_changes_stands_there_at_once(personas):
    topic = make_topic("aktindsigt")
    guide = make_guide("Et notat", klarret=3, topics=[topic])
    other = make_guide("Et brev", kind=Kind.TEMPLATE, topics=[topic])
    assert "version 1" not in seen_by(personas.member)
    version = make_version(guide)
    assert "version 1" in seen_by(personas.member)
    withdraw_version(version=version, because="Forkert.", by=personas.administrator)
    assert "version 1" not in seen_by(personas.member)
    Guide.objects.filter(pk=other.pk).update(title="Et andet brev", summary="Kort og godt.")
    topic.name = "åbenhed"
    topic.save()
    page = seen_by(personas.member)
    assert "Et andet brev" in page and "Kort og godt." in page
    assert "aktindsigt" not in page and page.count("åbenhed") == 2
    retire(guide=other, because="Udgået.", by=personas.administrator)
    assert "Et andet brev" not in seen_by(personas.member)


def test_what_is_new_to_one_is_not_new_to_another(personas):
    make_version(make_guide("Et nyt notat"))
    other = make_member("Flittig Læser", "Vejle")
    now = timezone.now()
    Visit.objects.create(person=personas.member, seen_at=now, since=now - timedelta(days=3))
    Visit.objects.create(person=other, seen_at=now, since=now)
    for _again in range(2):
        assert "Nyt siden dit sidste besøg" in seen_by(personas.member)
        assert "Nyt siden dit sidste besøg" not in seen_by(other)


def test_the_page_is_made_of_its_facts_alone(personas, django_assert_num_queries):
    guide = make_guide("Et notat", klarret=3, topics=[make_topic("aktindsigt")])
    make_version(guide)
    facts = front.facts_within(reach_of(personas.member))
    with django_assert_num_queries(0):
        [found] = front.material(facts)
        [version] = front.newest([found])
        said = (found.full_title, found.readers, [topic.name for topic in found.topics.all()])
        assert said == ("KlarRet 3: Et notat", "må læses af medlemmer", ["aktindsigt"])
        assert version.get_absolute_url() == "/bibliotek/klarret/3/v1/?udgave=national"
