"""The pages of the own lists, and the box on a guide's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.library.enums import Line
from resources.library.flows.retiring import retire
from resources.shelves import flows
from resources.shelves.models import Kept, OwnList, TopicWatch
from tests.factories.resources import make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db
MINE = "/bibliotek/lister/"


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


def test_material_is_kept_and_taken_off_on_its_own_page(client, member):
    guide = make_guide(klarret=3)
    make_version(guide)
    assert "Gem på min liste" in client.get(guide.get_absolute_url()).content.decode()
    keep = reverse("shelves:keep", args=[guide.pk])
    answer = client.post(keep, {"svar": "gem"}, follow=True)
    assert answer.redirect_chain[-1][0] == guide.get_absolute_url()
    assert "Det står på din liste." in answer.content.decode()
    [own] = OwnList.objects.all()
    client.post(keep, {"svar": "fjern", "liste": own.pk})
    assert not Kept.objects.exists()


def test_lists_are_made_renamed_and_deleted(client, member):
    client.post(MINE, {"name": "Udvalget"})
    own = OwnList.objects.get()
    client.post(f"{MINE}{own.pk}/", {"name": "Byrådet"})
    assert "Byrådet" in client.get(MINE).content.decode()
    client.post(f"{MINE}{own.pk}/", {"svar": "slet"})
    assert not OwnList.objects.exists()


def test_a_wrong_name_is_kept_and_explained(client, member):
    flows.make_list(name="Udvalget", by=member)
    taken = client.post(MINE, {"name": "udvalget"}).content.decode()
    assert "Du har allerede en liste med det navn." in taken
    assert 'value="udvalget"' in taken
    assert "Giv listen et navn." in client.post(MINE, {"name": ""}).content.decode()


@pytest.mark.parametrize("value", ["x", "99999", "-1", "1" * 40])
def test_a_list_that_is_not_ones_own_is_not_there(client, member, personas, value):
    foreign = flows.make_list(name="En andens", by=personas.jurist)
    guide = make_guide()
    assert client.get(f"{MINE}{foreign.pk}/").status_code == 404
    keep = reverse("shelves:keep", args=[guide.pk])
    assert client.post(keep, {"liste": foreign.pk}).status_code == 404
    assert client.post(keep, {"liste": value}).status_code in (302, 404)
    assert not Kept.objects.filter(own_list=foreign).exists()


def test_topics_are_chosen_and_a_foreign_one_changes_nothing(client, member):
    topic = make_topic()
    client.post(f"{MINE}emner/", {"topics": [topic.pk]})
    client.post(f"{MINE}emner/", {"topics": [99999]})
    assert TopicWatch.objects.get().topic == topic


def test_the_page_takes_as_many_queries_with_many_lists(client, member):
    def fill(numbers):
        for number in numbers:
            own = flows.make_list(name=f"Liste {number}", by=member)
            guide = make_guide(klarret=number, topics=[make_topic(f"emne {number}")])
            make_version(guide, line=Line.COPENHAGEN)
            make_version(guide, line=Line.NATIONAL)
            flows.keep(guide=guide, own_list=own, by=member)

    def asked() -> int:
        client.get(MINE)
        with CaptureQueriesContext(connection) as captured:
            client.get(MINE)
        return len(captured)

    fill([1])
    few = asked()
    fill(range(2, 20))
    assert asked() == few


def test_what_is_retired_on_a_list_says_what_is_read_instead(client, personas):
    old, new = make_guide("Gammel"), make_guide("Den nye")
    flows.keep(guide=old, by=personas.member)
    client.force_login(personas.member)
    retire(guide=old, because="Samlet.", instead=new, by=personas.administrator)
    page = client.get(reverse("shelves:mine")).content.decode()
    assert "udgået" in page and new.get_absolute_url() in page
