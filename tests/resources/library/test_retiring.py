"""Material that is retired and versions that are withdrawn lead on to what replaces them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.kit.problems import Refused
from portal.notices.models import Notice
from resources.collections import flows as collections
from resources.collections.queries import places_for
from resources.library.enums import Audience
from resources.library.finding import alike, search_for, titled
from resources.library.flows.publishing import withdraw_version
from resources.library.flows.retiring import bring_back, retire
from resources.library.models import Guide, Retirement
from resources.library.reach import guides_for, in_use_for
from resources.library.replacing import instead_of
from resources.shelves import flows as shelves
from tests.factories.resources import (
    make_collection,
    make_guide,
    make_version,
    make_waiting,
)

pytestmark = pytest.mark.django_db
BECAUSE = "Loven er ophævet."


@pytest.fixture
def editor(personas):
    return personas.administrator


def desk(name: str, *args) -> str:
    return reverse(f"library_desk:{name}", args=args)


def test_retired_material_is_gone_from_lists_and_search_and_its_address_says_why(
    client, personas, editor
):
    old, new = make_guide("Gammel notatpligt"), make_guide("Ny notatpligt")
    version = make_version(old, typeset=True)
    retire(guide=old, because=BECAUSE, instead=new, by=editor)
    member = personas.member
    assert old in guides_for(member) and list(in_use_for(member)) == [new]
    assert list(search_for(member, "gammel")) == []
    assert (titled(member, "gammel"), alike(member, "gammel notatpligt")) == ([], [new])
    client.force_login(member)
    assert "Gammel notatpligt" not in client.get("/bibliotek/").content.decode()
    for address in (old.get_absolute_url(), version.get_absolute_url(), old.compare_url):
        page = client.get(address).content.decode()
        assert BECAUSE in page and new.get_absolute_url() in page
        assert "børn på øen" not in page
    assert client.get(version.file_url).status_code == 404


def test_a_chain_leads_to_its_end_and_only_to_what_the_reader_may_read(personas, editor):
    first, second, third = (make_guide(audience=Audience.PUBLIC) for _ in range(3))
    retire(guide=first, because=BECAUSE, instead=second, by=editor)
    assert instead_of(personas.applicant, first) == second
    retire(guide=second, because=BECAUSE, instead=third, by=editor)
    Guide.objects.filter(pk=third.pk).update(audience=Audience.MEMBERS)
    assert instead_of(personas.member, first) == third
    assert instead_of(personas.applicant, first) is None
    retire(guide=third, because=BECAUSE, by=editor)
    assert instead_of(personas.member, first) is None


def test_nothing_replaces_itself_or_what_replaces_it(editor):
    one, two, three = make_guide(), make_guide(), make_guide()
    retire(guide=one, because=BECAUSE, instead=two, by=editor)
    for guide, instead, code in (
        (two, one, "circle"),
        (two, two, "circle"),
        (three, one, "instead_gone"),
    ):
        with pytest.raises(Refused) as refused:
            retire(guide=guide, because=BECAUSE, instead=instead, by=editor)
        assert refused.value.codes == [code]


def test_what_is_brought_back_is_found_again(personas, editor):
    guide = make_guide("Notatpligt")
    make_version(guide)
    retire(guide=guide, because=BECAUSE, by=editor)
    retire(guide=guide, because="Igen.", by=editor)
    assert Retirement.objects.get().because == BECAUSE
    bring_back(guide=guide, by=editor)
    bring_back(guide=guide, by=editor)
    assert list(search_for(personas.member, "notatpligt")) == [guide]


def test_only_those_who_keep_the_library_retire_and_say_why(personas, editor):
    guide = make_guide()
    with pytest.raises(Refused) as refused:
        retire(guide=guide, because=BECAUSE, by=personas.member)
    assert refused.value.codes == ["not_allowed"]
    with pytest.raises(Refused) as refused:
        retire(guide=guide, because="  ", by=editor)
    assert refused.value.codes == ["no_reason"]


def test_a_text_on_its_way_keeps_its_material_in_use(personas, editor):
    waiting = make_waiting(personas.administrator)
    with pytest.raises(Refused) as refused:
        retire(guide=waiting.guide, because=BECAUSE, by=editor)
    assert refused.value.codes == ["on_its_way"]


def test_those_who_keep_it_or_follow_its_collection_are_told_once(personas, editor):
    guide = make_guide("Frister")
    made = make_collection(guide, make_guide(), by=editor)
    for person in (personas.member, personas.coordinator):
        collections.follow(collection=made, by=person)
    shelves.keep(guide=guide, by=personas.member)
    retire(guide=guide, because=BECAUSE, by=editor)
    told = Notice.objects.filter(url=guide.get_absolute_url())
    assert sorted(told.values_list("recipient", "kind")) == sorted(
        [
            (personas.member.pk, "material-retired"),
            (personas.coordinator.pk, "collection-material-changed"),
        ]
    )
    assert len(places_for(personas.member, made)) == 1


def test_a_withdrawn_version_leads_on_to_other_material_or_another_version(
    client, personas, editor
):
    guide, other = make_guide(klarret=3), make_guide("Afløseren")
    first = make_version(guide)
    second, third = make_version(guide), make_version(guide)
    withdraw_version(version=first, because="Forkert.", instead=third, by=editor)
    client.force_login(personas.member)
    assert third.get_absolute_url() in client.get(first.get_absolute_url()).content.decode()
    with pytest.raises(Refused) as refused:
        withdraw_version(version=third, because="Forkert.", instead=first, by=editor)
    assert refused.value.codes == ["circle"]
    withdraw_version(version=third, because="Forkert.", instead=other, by=editor)
    page = client.get(first.get_absolute_url()).content.decode()
    assert other.get_absolute_url() in page
    assert instead_of(personas.member, second) == guide


def test_the_desk_asks_why_and_what_replaces_it(client, editor):
    old, new = make_guide("Gammel"), make_guide("Ny")
    client.force_login(editor)
    page = client.post(desk("retire", old.pk), {"because": "", "instead": ""}).content.decode()
    assert "Skriv, hvorfor" in page
    client.post(desk("retire", old.pk), {"because": BECAUSE, "instead": f"m{new.pk}"})
    assert (old.retirement.because, old.retirement.replaced_by) == (BECAUSE, new)
    assert client.get(desk("retire", old.pk)).status_code == 404
    assert BECAUSE in client.get(desk("list")).content.decode()
    assert BECAUSE in client.get(desk("guide", old.pk)).content.decode()
    client.post(desk("bring_back", old.pk))
    assert not Retirement.objects.exists()


def test_the_desk_withdraws_a_version_with_what_replaces_it(client, editor, personas):
    version, other = make_version(), make_guide("Afløseren")
    client.force_login(editor)
    page = desk("withdraw", version.pk)
    client.post(page, {"because": "Forkert.", "instead": f"m{other.pk}"})
    assert version.replacement.by_guide == other
    client.force_login(personas.member)
    assert "Afløseren" in client.get(version.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", ["retire", "withdraw"])
def test_the_forms_take_as_many_queries_with_many(client, editor, kind):
    guide = make_guide()
    version = make_version(guide)
    address = desk(kind, guide.pk if kind == "retire" else version.pk)
    client.force_login(editor)

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    make_version(make_guide())
    few = asked()
    for _ in range(8):
        make_version(make_guide())
        make_version(guide)
    assert asked() == few
