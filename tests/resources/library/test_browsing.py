"""Ways through the library: by topic, kind and act, what is new, what is used, and in other words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.words.flows.keeping import keep_same
from resources.library import browsing, front
from resources.library.enums import Audience, Extent, Kind, Line
from resources.library.flows.publishing import withdraw_version
from resources.library.flows.reading import count_download, record_reading
from resources.library.flows.retiring import retire
from resources.library.reach import reach_of
from resources.visits.models import Visit
from tests.factories.people import make_member
from tests.factories.resources import make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db
FRONT, TOPICS, LAWS = "/bibliotek/", "/bibliotek/emner/", "/bibliotek/lov/"
ACT = "forvaltningsloven"


@pytest.fixture
def member(client, personas):
    client.force_login(personas.member)
    return personas.member


@pytest.fixture
def readers():
    return [make_member(f"Læser {number}", "Vejle") for number in range(6)]


def newest(user):
    return front.newest(front.material(front.facts_within(reach_of(user))))


def most_used(user):
    facts = front.facts_within(reach_of(user))
    return front.used(facts, front.material(facts))


def test_topics_kinds_and_acts_count_only_what_the_reader_may_read(personas):
    topic, other = make_topic("notatpligt"), make_topic("aktindsigt")
    open_ = make_guide(topics=[topic], audience=Audience.PUBLIC, legal_bases=[(ACT, "§ 19")])
    make_guide(topics=[topic, other], kind=Kind.TEMPLATE, legal_bases=[(ACT, "§ 7")])
    gone = make_guide(topics=[other], legal_bases=[("arkivloven", "§ 1")])
    retire(guide=gone, because="Udgået.", by=personas.administrator)
    assert [(t.name, t.many) for t in browsing.topics_for(personas.applicant)] == [
        ("notatpligt", 1)
    ]
    mine = [(each.name, each.many) for each in browsing.topics_for(personas.member)]
    assert mine == [("aktindsigt", 1), ("notatpligt", 2)]
    assert browsing.kinds_for(personas.applicant) == [(Kind.INTRODUCTION, 1)]
    assert browsing.kinds_for(personas.member) == [(Kind.INTRODUCTION, 1), (Kind.TEMPLATE, 1)]
    [law] = browsing.laws_for(personas.applicant)
    assert [(str(basis), guides) for basis, guides in law.sections] == [(f"{ACT} § 19", [open_])]
    [law] = browsing.laws_for(personas.member)
    assert [basis.section for basis, _guides in law.sections] == ["§ 7", "§ 19"]


def test_each_act_is_a_section_to_unfold_with_how_much_it_has(client, personas, member):
    both = [("forvaltningsloven", "§ 7"), ("forvaltningsloven", "§ 19")]
    make_guide("Vejledningspligt", legal_bases=both)
    make_guide("Partshøring", legal_bases=both[1:])
    gone = make_guide("Gammel", legal_bases=[("arkivloven", "§ 1")])
    alone = client.get(LAWS).content.decode()
    # What lies under two sections is one piece of material.
    assert "2 materialer" in alone and "1 materiale" in alone
    assert alone.count("data-unfold") == 2 and "data-unfold open" not in alone
    retire(guide=gone, because="Udgået.", by=personas.administrator)
    left = client.get(LAWS).content.decode()
    assert "Arkivloven" not in left
    assert left.count("data-unfold open") == 1  # nothing to choose between


def test_the_newest_is_each_material_once_and_no_typo_and_nothing_withdrawn(personas):
    one, two, three = make_guide("Et"), make_guide("To"), make_guide("Tre")
    make_version(one)
    second = make_version(one)
    first = make_version(two)
    make_version(two, extent=Extent.TYPO)
    withdraw_version(version=make_version(three), because="Forkert.", by=None)
    assert newest(personas.member) == [first, second]
    assert newest(personas.applicant) == []


def test_what_is_new_since_the_last_visit_stays_while_one_looks_around(client, member):
    old, new = make_guide("Kendt vejledning"), make_guide("Frisk vejledning")
    make_version(old, at=timezone.now() - timedelta(days=20))
    make_version(new, at=timezone.now() - timedelta(days=1))
    assert client.get(FRONT).context["new_to_you"] == []
    Visit.objects.update(seen_at=timezone.now() - timedelta(days=5))
    for _look in range(2):
        page = client.get(FRONT)
        assert [version.edition.guide for version in page.context["new_to_you"]] == [new]
        client.get(new.get_absolute_url())
    assert "Nyt siden dit sidste besøg" in page.content.decode()


def test_the_most_used_is_counted_without_persons_and_not_below_five_readers(
    client, personas, readers
):
    much, less, fewer = make_guide("Meget"), make_guide("Mindre"), make_guide("Af færre")
    seldom = make_guide("Sjældent")
    for guide, many in ((less, 6), (much, 6), (fewer, 5), (seldom, 4)):
        version, copenhagen = make_version(guide), make_version(guide, line=Line.COPENHAGEN)
        for reader in readers[:many]:
            record_reading(version=version, by=reader)
            record_reading(version=copenhagen, by=reader)
    for _time in range(9):
        for guide in (much, fewer, seldom):
            count_download(version=guide.editions.first().newest)
    used = most_used(personas.member)
    # By what is said of each; how often it was opened decides among equals.
    assert [(each.guide, each.readers) for each in used] == [(much, 6), (less, 6), (fewer, 5)]
    later = timezone.now() + timedelta(days=400)
    assert browsing.used_among({each.guide.pk for each in used}, later) == ()
    assert most_used(personas.applicant) == []
    client.force_login(personas.member)
    page = client.get(FRONT).content.decode()
    assert "læst af 5 medlemmer" in page


def test_the_librarys_list_looks_for_what_means_the_same(client, personas, member):
    keep_same(kept=None, words=["mødeforbud", "besøgsforbud"], by=personas.administrator)
    guide = make_guide("Om besøgsforbud")
    make_version(guide)
    page = client.get(FRONT, {"q": "mødeforbud"})
    assert page.context["found"] == [guide]
    assert "Vi søgte også efter" in page.content.decode()


@pytest.mark.parametrize("address", [FRONT, f"{FRONT}?q=vejledning", TOPICS, LAWS])
def test_the_pages_take_as_many_queries_with_many(client, member, readers, address):
    def fill(numbers):
        for number in numbers:
            guide = make_guide(
                "Vejledning",
                klarret=number,
                topics=[make_topic(f"emne {number}")],
                legal_bases=[(f"lov {number}", f"§ {number}")],
            )
            version = make_version(guide)
            for reader in readers:
                record_reading(version=version, by=reader)
            count_download(version=version)

    def asked() -> int:
        client.get(address)
        Visit.objects.update(since=timezone.now() - timedelta(days=5))
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    fill([1])
    few = asked()
    fill([2, 3])
    assert asked() == few
    fill(range(4, 31))
    assert asked() == few
