"""Collections: who sees them, what stands in them, and who hears of what."""

import pytest
from django.core.exceptions import ValidationError

from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.collections import flows, queries
from resources.collections.models import Collection, Follower
from resources.collections.rules import may_see
from resources.library.enums import Audience, Extent
from resources.shelves import flows as shelves
from tests.factories.resources import make_collection, make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db
PERSONAS = ["member", "coordinator", "administrator", "applicant", "former", "suspended"]


def heard(person) -> list[str]:
    kinds = ["collection-changed", "collection-material-changed", "material-changed"]
    kept = Notice.objects.filter(recipient=person, kind__in=kinds)
    return list(kept.order_by("pk").values_list("title", flat=True))


def save(collection, rows, by):
    return flows.save(
        collection=collection,
        title=collection.title,
        purpose=collection.purpose,
        rows=rows,
        seen=collection.seen,
        by=by,
    )


@pytest.mark.parametrize("persona", PERSONAS)
def test_the_list_and_the_rule_agree(personas, persona):
    user = getattr(personas, persona)
    editor = personas.administrator
    of_all = make_collection(make_guide(), title="Alle", for_everyone=True, by=editor)
    of_members = make_collection(make_guide(), title="Medlemmer", by=editor)
    draft = make_collection(make_guide(), title="Kladde", published=False, by=editor)
    seen = set(queries.collections_for(user))
    assert seen == {each for each in (of_all, of_members, draft) if may_see(user, each)}
    is_member = persona in ("member", "coordinator", "administrator")
    assert seen == ({of_all, of_members} if is_member else {of_all})


def test_only_what_the_reader_may_read_is_shown_and_counted(personas):
    closed, open_ = make_guide("Lukket"), make_guide("Åben", audience=Audience.PUBLIC)
    mixed = make_collection(closed, open_, for_everyone=True, by=personas.administrator)
    make_collection(closed, title="Kun for medlemmer", for_everyone=True, by=personas.administrator)
    [shown] = queries.on_the_front(personas.applicant)
    assert (shown.collection, shown.count) == (mixed, 1)
    assert len(queries.on_the_front(personas.member)) == 2
    assert [place.guide for place in queries.places_for(personas.applicant, mixed)] == [open_]
    assert [place.guide for place in queries.places_for(personas.member, mixed)] == [closed, open_]


def test_material_stands_once_in_the_order_that_was_asked_for(personas):
    editor = personas.administrator
    one, two = make_guide("Et"), make_guide("To")
    made = make_collection(one, two, by=editor)
    made = save(made, [(two, "Først"), (one, "")], editor)
    assert [(p.order, p.guide, p.line) for p in made.places.all()] == [
        (1, two, "Først"),
        (2, one, ""),
    ]
    with pytest.raises(Refused) as refused:
        save(made, [(one, ""), (one, "")], editor)
    assert refused.value.codes == ["twice"]


def test_what_was_changed_meanwhile_is_not_written_over(personas):
    editor = personas.administrator
    made = make_collection(make_guide(), by=editor)
    old = Collection.objects.get(pk=made.pk)
    save(made, [(make_guide("Ny"), "")], editor)
    with pytest.raises(Refused) as refused:
        save(old, [], editor)
    assert refused.value.codes == ["changed_meanwhile"]


def test_nothing_empty_is_published_and_nothing_published_is_thrown_away(personas):
    editor = personas.administrator
    empty = make_collection(published=False, by=editor)
    with pytest.raises(Refused) as refused:
        flows.publish(collection=empty, by=editor)
    assert refused.value.codes == ["empty"]
    full = make_collection(make_guide(), by=editor)
    with pytest.raises(Refused) as refused:
        flows.throw_away(collection=full, by=editor)
    assert refused.value.codes == ["published"]
    flows.take_back(collection=full, by=editor)
    flows.throw_away(collection=full, by=editor)
    assert list(Collection.objects.all()) == [empty]


def test_two_of_one_name_have_two_addresses(personas):
    editor = personas.administrator
    first = make_collection(make_guide(), title="Ærlig øvelse på Åen", by=editor)
    second = make_collection(make_guide(), title="Ærlig øvelse på Åen", by=editor)
    assert (first.slug, second.slug) == ("aerlig-oevelse-paa-aaen", "aerlig-oevelse-paa-aaen-2")


@pytest.mark.parametrize("persona", ["member", "applicant", "former"])
def test_only_those_who_keep_the_library_write(personas, persona):
    user = getattr(personas, persona)
    made = make_collection(make_guide(), by=personas.administrator)
    deeds = [
        lambda: save(made, [], user),
        lambda: flows.publish(collection=made, by=user),
        lambda: flows.take_back(collection=made, by=user),
        lambda: flows.throw_away(collection=made, by=user),
    ]
    for deed in deeds:
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.codes == ["not_allowed"]
    assert not queries.at_the_desk(user).exists()


def test_no_cpr_number_gets_in(personas):
    with pytest.raises(ValidationError):
        make_collection(make_guide(), line="Se 010190-1234", by=personas.administrator)


def test_followers_hear_when_material_comes_or_goes_and_not_of_words(personas):
    editor, member = personas.administrator, personas.member
    one, two = make_guide("Et"), make_guide("To")
    made = make_collection(one, title="Frister", by=editor)
    flows.follow(collection=made, by=member)
    made = save(made, [(one, "En ny linje")], editor)
    assert heard(member) == []
    made = save(made, [(one, ""), (two, "")], editor)
    made = save(made, [(two, "")], editor)
    assert heard(member) == ["Nyt i samlingen Frister", "Samlingen Frister er ændret"]
    flows.leave(collection=made, by=member)
    save(made, [(one, "")], editor)
    assert len(heard(member)) == 2


@pytest.mark.parametrize(
    ("extent", "count"), [(Extent.MAJOR, 1), (Extent.MEDIUM, 0), (Extent.TYPO, 0)]
)
def test_followers_hear_of_new_content_once_and_not_of_clearer_words(personas, extent, count):
    member = personas.member
    guide = make_guide("Frister", topics=[make_topic("frister")])
    make_version(guide)
    for title in ("A", "B"):
        made = make_collection(guide, title=title, by=personas.administrator)
        flows.follow(collection=made, by=member)
    flows.follow(collection=made, by=personas.coordinator)
    shelves.keep(guide=guide, by=personas.coordinator)
    make_version(guide, extent=extent, change="Ny frist.")
    assert len(heard(member)) == count
    assert len(heard(personas.coordinator)) == count


def test_nothing_is_told_of_a_draft(personas):
    guide = make_guide()
    made = make_collection(guide, by=personas.administrator)
    flows.follow(collection=made, by=personas.member)
    flows.take_back(collection=made, by=personas.administrator)
    make_version(guide)
    assert heard(personas.member) == []


def test_only_members_follow_and_the_trail_does_not_say_what(personas):
    made = make_collection(make_guide(), for_everyone=True, by=personas.administrator)
    for persona in (personas.applicant, personas.former, personas.suspended):
        with pytest.raises(Refused) as refused:
            flows.follow(collection=made, by=persona)
        assert refused.value.codes == ["not_allowed"]
    assert flows.follow(collection=made, by=personas.member) is True
    assert flows.follow(collection=made, by=personas.member) is False
    entry = Entry.objects.get(action="collections.followed")
    assert (entry.object_id, entry.facts) == ("", {})
    assert flows.leave(collection=made, by=personas.member) is True
    assert flows.leave(collection=made, by=personas.member) is False
    assert not Follower.objects.exists()
