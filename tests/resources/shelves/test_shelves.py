"""Own lists, followed topics, and who hears of what."""

import pytest
from django.core.exceptions import ValidationError

from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.library.enums import Audience, Extent, Line
from resources.library.flows.publishing import withdraw_version
from resources.shelves import flows, problems, queries
from resources.shelves.models import Kept, OwnList, TopicWatch
from tests.factories.people import make_member
from tests.factories.resources import make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db


def on_lists_of(person, guide) -> set[int]:
    return {each.pk for each in queries.lists_beside(person, guide) if each.has_it}


def heard(person) -> list[str]:
    kept = Notice.objects.filter(recipient=person, kind="material-changed")
    return list(kept.order_by("pk").values_list("title", flat=True))


def test_the_first_list_makes_itself_and_keeps_everything_once(personas):
    guide = make_guide()
    assert flows.keep(guide=guide, by=personas.member) is True
    assert flows.keep(guide=guide, by=personas.member) is False
    [own] = queries.lists_for(personas.member)
    assert (own.name, own.kept.count()) == ("Gemt", 1)


def test_material_can_stand_on_several_lists_and_leave_one_or_all(personas):
    guide = make_guide()
    one = flows.make_list(name="Til undervisning", by=personas.member)
    two = flows.make_list(name="Udvalget", by=personas.member)
    for own in (one, two):
        flows.keep(guide=guide, own_list=own, by=personas.member)
    assert on_lists_of(personas.member, guide) == {one.pk, two.pk}
    assert flows.let_go(guide=guide, own_list=one, by=personas.member) is True
    assert on_lists_of(personas.member, guide) == {two.pk}
    assert flows.let_go(guide=guide, by=personas.member) is True
    assert flows.let_go(guide=guide, by=personas.member) is False


def test_nobody_sees_or_touches_anothers_list(personas):
    own = flows.make_list(name="Min egen", by=personas.member)
    guide = make_guide()
    flows.keep(guide=guide, own_list=own, by=personas.member)
    for other in (personas.jurist, personas.administrator):
        assert own not in queries.lists_for(other)
        with pytest.raises(Refused) as refused:
            flows.keep(guide=guide, own_list=own, by=other)
        assert refused.value.codes == ["foreign"]
        with pytest.raises(Refused) as refused:
            flows.rename_list(own_list=own, name="Min nu", by=other)
        assert refused.value.codes == ["foreign"]
        flows.delete_list(own_list=own, by=other)
        flows.let_go(guide=guide, own_list=own, by=other)
    assert on_lists_of(personas.member, guide) == {own.pk}


@pytest.mark.parametrize("persona", ["applicant", "former", "suspended", "admitted"])
def test_only_members_have_lists(personas, persona):
    user = getattr(personas, persona)
    guide = make_guide(audience=Audience.PUBLIC)
    deeds = [
        lambda: flows.keep(guide=guide, by=user),
        lambda: flows.make_list(name="Min", by=user),
        lambda: flows.watch_topics(topics=[make_topic()], by=user),
    ]
    for deed in deeds:
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.codes == ["not_allowed"]
    assert not (OwnList.objects.exists() or TopicWatch.objects.exists())


def test_names_are_ones_own_once_and_never_empty_or_a_cpr_number(personas):
    flows.make_list(name=" Udvalget ", by=personas.member)
    flows.make_list(name="Udvalget", by=personas.jurist)
    for name, code in (("udvalget", "taken"), ("  ", "no_name")):
        with pytest.raises(Refused) as refused:
            flows.make_list(name=name, by=personas.member)
        assert refused.value.codes == [code]
    with pytest.raises(ValidationError):
        flows.make_list(name="010190-1234", by=personas.member)
    other = flows.make_list(name="Andet", by=personas.member)
    with pytest.raises(Refused):
        flows.rename_list(own_list=other, name="Udvalget", by=personas.member)
    assert flows.rename_list(own_list=other, name="ANDET", by=personas.member).name == "ANDET"


def test_there_is_an_end_to_lists_and_to_what_is_on_one(personas, monkeypatch):
    monkeypatch.setattr(problems, "MOST_LISTS", 2)
    monkeypatch.setattr(problems, "MOST_ON_A_LIST", 1)
    own = flows.make_list(name="A", by=personas.member)
    flows.make_list(name="B", by=personas.member)
    with pytest.raises(Refused) as refused:
        flows.make_list(name="C", by=personas.member)
    assert refused.value.codes == ["too_many"]
    guide = make_guide()
    flows.keep(guide=guide, own_list=own, by=personas.member)
    flows.keep(guide=guide, own_list=own, by=personas.member)
    with pytest.raises(Refused) as refused:
        flows.keep(guide=make_guide(), own_list=own, by=personas.member)
    assert refused.value.codes == ["full"]


def test_new_content_is_told_once_to_those_who_keep_it_or_follow_its_topic(personas):
    topic = make_topic("frister")
    guide = make_guide("Frister", klarret=22, topics=[topic])
    for own in ("A", "B"):
        made = flows.make_list(name=own, by=personas.member)
        flows.keep(guide=guide, own_list=made, by=personas.member)
    flows.watch_topics(topics=[topic], by=personas.member)
    flows.watch_topics(topics=[topic], by=personas.coordinator)
    bystander = make_member("En anden", "Vejle")
    make_version(guide, line=Line.COPENHAGEN)
    make_version(guide, line=Line.COPENHAGEN, change="Ny frist.")
    expected = [
        "Nyt i biblioteket: KlarRet 22: Frister",
        "KlarRet 22: Frister har fået nyt indhold: Ny frist.",
    ]
    assert heard(personas.member) == expected
    assert heard(personas.coordinator) == expected
    assert heard(bystander) == []


def test_a_small_correction_is_told_to_nobody(personas):
    guide = make_guide()
    flows.keep(guide=guide, by=personas.member)
    make_version(guide, extent=Extent.TYPO)
    assert heard(personas.member) == []


def test_whoever_is_no_member_any_more_hears_nothing_more(personas):
    from members.people.flows import membership

    guide = make_guide()
    leaver = make_member("På vej ud", "Vejle")
    flows.keep(guide=guide, by=leaver)
    membership.end_membership(person=leaver, by=None)
    make_version(guide)
    assert heard(leaver) == []


def test_followed_topics_are_what_was_chosen_last(personas):
    one, two = make_topic("aktindsigt"), make_topic("notatpligt")
    flows.watch_topics(topics=[one, two], by=personas.member)
    flows.watch_topics(topics=[two], by=personas.member)
    assert list(queries.watched_by(personas.member)) == [two]


def test_a_list_says_what_is_new_to_its_owner(personas):
    from resources.library.flows.reading import record_reading

    guide = make_guide()
    first = make_version(guide)
    flows.keep(guide=guide, by=personas.member)
    record_reading(version=first, by=personas.member)
    [shelf] = queries.shelves_for(personas.member)
    assert shelf.rows[0].unread is None
    second = make_version(guide)
    [shelf] = queries.shelves_for(personas.member)
    assert shelf.rows[0].unread == second
    withdraw_version(version=second, because="Forkert.", by=None)
    [shelf] = queries.shelves_for(personas.member)
    assert shelf.rows[0].unread is None


def test_the_trail_does_not_say_what_is_kept(personas):
    flows.keep(guide=make_guide(), by=personas.member)
    entry = Entry.objects.get(action="shelves.kept")
    assert (entry.object_id, entry.facts) == ("", {})
    assert Kept.objects.count() == 1
