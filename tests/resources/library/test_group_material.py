"""Material that one group may read: one rule, wherever material is met."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from events.material import queries as material
from forum.questions.flows import answer
from forum.questions.forms import AnswerEditForm
from members.onboarding.subjects import SUBJECTS
from members.people.models import Post, User
from portal.kit.problems import Refused
from portal.notices.models import Notice
from portal.search import suggesting, vocabulary
from portal.words.models import Word
from resources.library import finding, reach
from resources.library.enums import Audience, Kind
from resources.library.models import Guide
from resources.library.rules import may_read
from resources.shelves import flows as shelves
from resources.shelves.queries import shelves_for, who_hear_of
from tests.factories import events, files, forum
from tests.factories.people import Personas, make_group, make_member
from tests.factories.resources import make_guide, make_version

READERS = {"member", "coordinator", "editor", "administrator"}
QUERIES = 8
TITLE = "Frokostordning for Fyn"


@pytest.fixture
def guide(personas):
    return make_guide(TITLE, audience=Audience.GROUP, group=personas.group)


@pytest.fixture
def version(guide):
    sections = [{"heading": "Zebrakoden", "paragraphs": ["Hver torsdag."], "points": []}]
    make_version(guide)
    letter = [("Brev.docx", files.word("Kære Pindsvinerådgiver"))]
    return make_version(guide, typeset=True, sections=sections, files=letter)


@pytest.mark.parametrize("name", Personas.NAMES)
def test_list_rule_and_readers_agree(personas, guide, name):
    user = getattr(personas, name)
    assert may_read(user, guide) == (name in READERS)
    assert (guide in reach.guides_for(user)) == (name in READERS)
    if user.pk:
        assert (user in reach.readers_of(guide)) == (name in READERS)


@pytest.mark.parametrize("name", ["stranger", "former", "other_coordinator", "jurist", "member"])
def test_every_address_of_it_asks_the_same_rule(personas, guide, version, client, name):
    user = getattr(personas, name)
    if user.pk:
        client.force_login(user)
    sees = name in READERS
    addresses = [
        guide.get_absolute_url(),
        guide.newest_url,
        version.get_absolute_url(),
        guide.compare_url,
        guide.teaching_url,
        reverse("short_material", args=[guide.pk]),
        version.file_url,
        *(each.get_absolute_url() for each in version.beside.all()),
    ]
    for address in addresses:
        response = client.get(address, follow=sees)
        assert (response.status_code == 200) == sees, address
    for query in ("", "?q=Zebrakoden", "?q=frokostordning", "?q=pindsvinerådgiver"):
        page = client.get(reverse("library:list") + query).content.decode()
        assert (TITLE in page) == sees, query


def test_the_page_says_who_may_read_it(personas, guide, version, client):
    client.force_login(personas.member)
    page = client.get(guide.get_absolute_url()).content.decode()
    assert "må kun læses af Fyn og sekretariatet" in page
    assert (
        "Kun Fyn og sekretariatet kan åbne det" in client.get(guide.teaching_url).content.decode()
    )


def test_who_leaves_the_group_is_out_at_once(personas, guide, version, client):
    shelves.keep(guide=guide, by=personas.member)
    client.force_login(personas.member)
    assert client.get(guide.get_absolute_url()).status_code == 200
    aalborg = personas.other_coordinator.posts.get().municipality
    Post.objects.filter(person=personas.member).update(municipality=aalborg)
    assert client.get(guide.get_absolute_url()).status_code == 404
    assert client.get(version.file_url).status_code == 404
    assert TITLE not in client.get(reverse("shelves:mine")).content.decode()
    fresh = User.objects.get(pk=personas.member.pk)
    assert [shelf.rows for shelf in shelves_for(fresh)] == [[]]
    assert fresh not in who_hear_of(guide)


def test_only_readers_hear_of_new_content(personas, guide):
    topic = forum.make_topic("Frokost")
    guide.topics.add(topic)
    for person in (personas.member, personas.other_coordinator):
        shelves.watch_topics(topics=[topic], by=person)
    make_version(guide)
    told = Notice.objects.filter(kind="material-changed").values_list("recipient__name", flat=True)
    assert list(told) == ["Mette Holm"]


def test_nobody_else_can_keep_it(personas, guide):
    with pytest.raises(Refused):
        shelves.keep(guide=guide, by=personas.other_coordinator)


def test_search_knows_no_word_and_no_title_of_it(personas, guide, version, client):
    vocabulary.gather(by=None)
    words = set(Word.objects.values_list("word", flat=True))
    assert not words & {"zebrakoden", "frokostordning", "pindsvinerådgiver"}
    outsider, insider = personas.other_coordinator, personas.member
    assert suggesting.suggestions(outsider, "Frokostord") == []
    assert [each.url for each in suggesting.suggestions(insider, "Frokostord")] == [
        guide.get_absolute_url()
    ]
    assert finding.alike(outsider, TITLE) == []
    for user, sees in ((outsider, False), (insider, True)):
        client.force_login(user)
        page = client.get(reverse("search:results"), {"q": "Zebrakoden"}).content.decode()
        assert (TITLE in page) == sees


def test_answers_name_only_what_all_members_may_read(personas, guide, client):
    question = forum.make_question(personas.member)
    assert guide not in AnswerEditForm().fields["cites"].queryset
    with pytest.raises(Refused):
        answer(question=question, body="<p>Se den.</p>", cites=guide, by=personas.member)
    open_one = make_guide("Frister for alle")
    make_version(open_one)
    answer(question=question, body="<p>Se den.</p>", cites=open_one, by=personas.member)
    Guide.objects.filter(pk=open_one.pk).update(audience=Audience.GROUP, group=personas.group)
    client.force_login(personas.other_coordinator)
    page = client.get(reverse("questions:question", args=[question.pk])).content.decode()
    assert "Frister for alle" not in page


def test_at_a_meeting_it_lies_for_its_own_readers(personas, guide):
    meeting = events.make_meeting(personas.group, by=personas.coordinator)
    events.make_material(meeting, by=personas.coordinator, things=[events.thing(guide=guide)])
    assert [each.guide for each in material.material_for(personas.member)] == [guide]
    assert not material.material_for(personas.other_coordinator)
    assert material.number_ready(meeting) == 0


def test_a_newcomer_is_never_asked_to_read_it(guide):
    offered = [key for subjects in SUBJECTS.values() for key, _words in subjects.choices()]
    assert f"guide:{guide.pk}" not in offered


def test_a_group_is_named_when_and_only_when_one_is_meant(personas):
    group = make_group("Bornholm", "Bornholm")
    for facts in ({"audience": Audience.GROUP}, {"audience": Audience.PUBLIC, "group": group}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_guide(**facts)
        with pytest.raises(ValidationError):
            Guide(slug="x", title="x", kind=Kind.TEMPLATE, **facts).full_clean()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_asks_as_much_for_many_as_for_one(
    personas, django_assert_num_queries, client, count
):
    for place in range(count):
        make_guide(f"{TITLE} {place}", audience=Audience.GROUP, group=personas.group)
    client.force_login(make_member("Ny Nielsen", "Odense"))
    client.get(reverse("library:list"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("library:list"))
