"""Who answers for material, what is due, and what becomes of it when somebody leaves."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.membership.models import HandOver
from members.people import duties
from members.people.flows import membership
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.care import queries
from resources.care.flows import answering
from resources.care.models import Care
from resources.library.enums import Audience
from resources.library.flows.retiring import retire
from tests.factories import care
from tests.factories.people import make_member
from tests.factories.resources import make_basis, make_guide, make_version


@pytest.fixture
def guide(db):
    return make_guide("Frister")


@pytest.fixture
def owner(db):
    return make_member("Mette Holm", "Odense")


@pytest.fixture
def deputy(db):
    return make_member("Ole Bro", "Nyborg")


def told(kind: str) -> list[str]:
    notices = Notice.objects.filter(kind=kind).order_by("recipient__name")
    return list(notices.values_list("recipient__name", flat=True))


def test_the_page_says_whom_to_ask_until_when_and_where_it_comes_from(
    guide, owner, deputy, client, personas
):
    make_version(guide)
    care.own(
        guide,
        owner,
        deputy,
        review_on=date(2031, 3, 1),
        source="Odenses skabelon fra 2024",
        licence="free",
    )
    client.force_login(personas.jurist)
    page = client.get(guide.get_absolute_url()).content.decode()
    for words in (
        "Mette Holm",
        "Ole Bro",
        "Gennemgås senest 1. marts 2031",
        "Odenses skabelon fra 2024",
        "CC BY 4.0",
    ):
        assert words in page, words


def test_strangers_see_where_it_comes_from_and_no_name(owner, client):
    guide = make_guide("For alle", audience=Audience.PUBLIC)
    make_version(guide)
    care.own(guide, owner, source="Odenses skabelon")
    page = client.get(guide.get_absolute_url()).content.decode()
    assert "Odenses skabelon" in page
    assert "Mette Holm" not in page
    assert "Er noget forældet?" not in page


def test_only_those_who_keep_the_library_say_who_answers_for_it(guide, owner):
    with pytest.raises(Refused):
        answering.set_care(guide=guide, owner=owner, by=owner)


def test_nobody_answers_for_what_they_may_not_read(personas):
    guide = make_guide("Fyns", audience=Audience.GROUP, group=personas.group)
    with pytest.raises(Refused):
        care.own(guide, personas.other_coordinator)
    with pytest.raises(Refused):
        care.own(guide, personas.former)
    assert care.own(guide, personas.member).owner == personas.member


def test_owner_and_deputy_are_two(guide, owner):
    with pytest.raises(Refused) as refused:
        care.own(guide, owner, owner)
    assert [each.code for each in refused.value.blockers] == ["same"]


def test_another_licence_is_put_in_words(guide, personas):
    with pytest.raises(Refused) as refused:
        answering.set_care(guide=guide, licence="other", by=personas.editor)
    assert [each.code for each in refused.value.blockers] == ["no_licence_words"]


def test_a_new_owner_is_told_once(guide, owner, personas):
    for _time in range(2):
        answering.set_care(guide=guide, owner=owner, by=personas.editor)
    assert told("material-owner") == ["Mette Holm"]


def test_both_hear_once_of_each_day_that_comes(guide, owner, deputy):
    today = timezone.localdate()
    care.own(guide, owner, deputy, review_on=today)
    care.own(make_guide("Senere"), owner, review_on=today + timedelta(days=1))
    assert [answering.tell_due(by=None) for _time in range(2)] == [1, 0]
    assert told("material-due") == ["Mette Holm", "Ole Bro"]
    Care.objects.filter(guide=guide).update(review_on=today - timedelta(days=1))
    assert answering.tell_due(by=None) == 1


def test_what_nobody_answers_for_is_the_desks(guide, personas):
    care.own(guide, None, review_on=timezone.localdate())
    assert personas.editor and answering.tell_due(by=None) == 1
    assert told("material-due") == ["Rikke Redaktør"]


def test_having_looked_at_it_sets_the_next_day(guide, owner, client):
    today = timezone.localdate()
    care.own(guide, owner, review_on=today)
    client.force_login(owner)
    ahead = today + timedelta(days=365)
    client.post(reverse("care:reviewed", args=[guide.pk]), {"next_on": ahead.isoformat()})
    kept = Care.objects.get(guide=guide)
    assert (kept.reviewed_on, kept.review_on) == (today, ahead)
    assert answering.tell_due(by=None) == 0


def test_only_those_who_answer_for_it_have_looked_at_it(guide, owner, deputy):
    care.own(guide, owner)
    with pytest.raises(Refused):
        answering.reviewed(guide=guide, by=deputy)
    with pytest.raises(Refused):
        answering.reviewed(guide=guide, next_on=timezone.localdate(), by=owner)


def test_when_the_owner_leaves_the_deputy_takes_it_on(guide, owner, deputy):
    care.own(guide, owner, deputy)
    membership.end_membership(person=owner, by=None)
    kept = Care.objects.get(guide=guide)
    assert (kept.owner, kept.deputy) == (deputy, None)
    assert told("material-owner") == ["Mette Holm", "Ole Bro", "Ole Bro"]
    assert HandOver.objects.get(person=owner).to == deputy


def test_without_a_deputy_it_stands_at_the_desk_until_somebody_has_it(
    guide, owner, deputy, personas, client
):
    care.own(guide, owner)
    membership.end_membership(person=owner, by=None)
    assert list(queries.kept(personas.editor, show="uden")) == [guide]
    client.force_login(personas.editor)
    page = client.get(reverse("care_desk:owners") + "?vis=uden").content.decode()
    assert "Frister" in page
    assert "uden ansvarlig" in page
    line = HandOver.objects.get(person=owner, settled_at=None)
    duties.hand_over(kind=line.kind, person=owner, number=line.number, to=deputy, by=None)
    assert Care.objects.get(guide=guide).owner == deputy
    assert not queries.kept(personas.editor, show="uden")


def test_who_has_left_is_not_named_on_the_page(guide, owner, personas, client):
    make_version(guide)
    care.own(guide, owner)
    owner.posts.all().delete()
    client.force_login(personas.jurist)
    assert "Mette Holm" not in client.get(guide.get_absolute_url()).content.decode()


def test_the_desk_form_says_what_is_wrong_and_keeps_what_is_right(guide, owner, personas, client):
    client.force_login(personas.editor)
    address = reverse("care_desk:care", args=[guide.pk])
    given = {"owner": owner.pk, "deputy": owner.pk, "source": "Odense", "review_on": "1.3.2031"}
    assert "være stedfortræder" in client.post(address, given).content.decode()
    assert client.post(address, {**given, "deputy": ""}).status_code == 302
    kept = Care.objects.get(guide=guide)
    assert (kept.owner, kept.source, kept.review_on) == (owner, "Odense", date(2031, 3, 1))


def test_no_cpr_number_in_the_source(guide, personas, client):
    client.force_login(personas.editor)
    address = reverse("care_desk:care", args=[guide.pk])
    client.post(address, {"source": "Sagen om 010190-1234"})
    assert not Care.objects.filter(guide=guide).exists()


@pytest.mark.parametrize("count", [1, 3, 30])
@pytest.mark.parametrize(("name", "queries"), [("overview", 15), ("owners", 11)])
def test_the_desk_asks_as_much_for_many_as_for_one(
    personas, owner, deputy, client, django_assert_num_queries, count, name, queries
):
    for place in range(count):
        care.own(make_guide(f"Frister {place}"), owner, deputy, review_on=timezone.localdate())
    client.force_login(personas.editor)
    client.get(reverse(f"care_desk:{name}"))
    with django_assert_num_queries(queries):
        client.get(reverse(f"care_desk:{name}"))


def test_what_is_retired_waits_for_nobody(personas):
    guide, editor = make_guide("Gammel"), personas.administrator
    make_basis(guide)
    today = timezone.localdate()
    answering.set_care(guide=guide, owner=personas.member, review_on=today, by=editor)
    assert queries.waiting_for(editor) == 1 and len(queries.owned_by(personas.member)) == 1
    retire(guide=guide, because="Forældet.", by=editor)
    assert queries.waiting_for(editor) == 0 and queries.owned_by(personas.member) == []
    assert guide not in queries.kept(editor) and not queries.due_for(editor)
    assert answering.tell_due(by=None) == 0
    assert queries.resting_on(guide.legal_bases.get()) == []
