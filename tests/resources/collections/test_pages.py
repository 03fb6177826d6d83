"""The pages of the collections, at the desk and for readers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resources.collections.models import Collection, Follower
from resources.library.enums import Audience
from resources.library.flows.retiring import retire
from tests.factories.resources import make_collection, make_guide, make_topic, make_version

pytestmark = pytest.mark.django_db
DESK = "/admin/netvaerket/samlinger/"


def rows(*chosen, old: int = 0) -> dict:
    """What a form with these rows sends: guide, line, order, out; the first so many were there."""
    data = {"raekke-TOTAL_FORMS": len(chosen), "raekke-INITIAL_FORMS": old}
    for at, (guide, line, order, out) in enumerate(chosen):
        data |= {f"raekke-{at}-guide": guide, f"raekke-{at}-line": line}
        data |= {f"raekke-{at}-order": order} | ({f"raekke-{at}-out": "on"} if out else {})
    return data


@pytest.fixture
def editor(client, personas):
    client.force_login(personas.administrator)
    return personas.administrator


def test_a_collection_is_made_published_and_found(client, personas, editor):
    one, two = make_guide("Første samtale"), make_guide("Notater")
    data = {"title": "Til de første uger", "purpose": "Læs det i rækkefølge."}
    chosen = rows((one.pk, "Læs den til sidst", 2, False), (two.pk, "", 1, False), ("", "", "", 0))
    client.post(f"{DESK}ny/", {**data, **chosen})
    made = Collection.objects.get()
    assert [place.guide for place in made.places.all()] == [two, one]
    assert "Til de første uger" in client.get(DESK).content.decode()
    client.post(f"{DESK}{made.pk}/vis/", {"svar": "udgiv"})
    client.force_login(personas.member)
    assert made.get_absolute_url() in client.get("/bibliotek/").content.decode()
    assert made.get_absolute_url() in client.get(one.get_absolute_url()).content.decode()
    page = client.get(made.get_absolute_url()).content.decode()
    assert page.index("Notater") < page.index("Første samtale")
    assert "Læs den til sidst" in page


def test_material_is_taken_out_and_a_stale_form_is_refused(client, editor):
    one, two = make_guide("Et"), make_guide("To")
    made = make_collection(one, two, by=editor)
    words = {"title": made.title, "purpose": made.purpose, "seen": made.seen}
    chosen = rows((one.pk, "", 1, True), (two.pk, "", 2, False), old=2)
    client.post(f"{DESK}{made.pk}/", {**words, **chosen})
    assert [place.guide for place in made.places.all()] == [two]
    again = client.post(f"{DESK}{made.pk}/", {**words, **chosen}).content.decode()
    assert "Åbn den igen" in again


def test_a_draft_is_the_desks_alone_and_answers_like_nothing(client, personas):
    draft = make_collection(make_guide(), published=False, by=personas.administrator)
    client.force_login(personas.member)
    for address in (draft.get_absolute_url(), f"{draft.get_absolute_url()}udskriv/"):
        assert client.get(address).status_code == 404
    client.logout()
    assert client.get(draft.get_absolute_url())["Location"].startswith("/konto/login/")


def test_a_stranger_sees_only_what_everyone_may_read(client, personas):
    closed, open_ = make_guide("Lukket"), make_guide("Åbent", audience=Audience.PUBLIC)
    for guide in (closed, open_):
        make_version(guide)
    made = make_collection(closed, open_, for_everyone=True, by=personas.administrator)
    for address in (made.get_absolute_url(), f"{made.get_absolute_url()}udskriv/"):
        page = client.get(address).content.decode()
        assert "Åbent" in page and "Lukket" not in page


def test_it_is_followed_and_left_from_its_page(client, personas):
    made = make_collection(make_guide(), by=personas.administrator)
    client.force_login(personas.member)
    follow = reverse("collections:follow", args=[made.slug])
    answer = client.post(follow, {"svar": "ja"}, follow=True)
    assert "Følg den ikke længere" in answer.content.decode()
    client.post(follow, {"svar": "nej"})
    assert not Follower.objects.exists()


def test_it_is_printed_with_the_newest_texts(client, personas):
    guide = make_guide("Notater")
    make_version(guide, sections=[{"heading": "Gammel", "paragraphs": ["Før."]}])
    make_version(guide, sections=[{"heading": "Ny", "paragraphs": ["Skriv samme dag."]}])
    made = make_collection(guide, by=personas.administrator)
    client.force_login(personas.member)
    page = client.get(reverse("collections:print", args=[made.slug])).content.decode()
    assert "Skriv samme dag." in page and "Før." not in page


@pytest.mark.parametrize("name", ["library:list", "collection", "print", "desk", "edit", "guide"])
def test_the_pages_take_as_many_queries_with_many(client, editor, name):
    made = make_collection(make_guide(klarret=1), by=editor)
    addresses = {
        "library:list": "/bibliotek/",
        "collection": made.get_absolute_url(),
        "print": f"{made.get_absolute_url()}udskriv/",
        "desk": DESK,
        "edit": f"{DESK}{made.pk}/",
        "guide": made.places.get().guide.get_absolute_url(),
    }

    def fill(numbers):
        for number in numbers:
            guide = make_guide(klarret=number, topics=[make_topic(f"emne {number}")])
            make_version(guide)
            make_version(guide, line="copenhagen")
            made.places.create(guide=guide, order=number)
            make_collection(guide, made.places.first().guide, title=f"Nr. {number}", by=editor)

    def asked() -> int:
        client.get(addresses[name])
        with CaptureQueriesContext(connection) as captured:
            client.get(addresses[name])
        return len(captured)

    fill([2])
    few = asked()
    fill([3, 4])
    assert asked() == few
    fill(range(5, 31))
    assert asked() == few


def test_the_desk_says_what_is_retired_and_lets_it_go(client, personas):
    old, other, new = (make_guide(name) for name in ("Gammel", "En anden", "Den nye"))
    made = make_collection(old, other, by=personas.editor)
    retire(guide=old, because="Samlet.", instead=new, by=personas.administrator)
    client.force_login(personas.editor)
    page = client.get(reverse("collections_desk:edit", args=[made.pk])).content.decode()
    assert "er udgået; brug" in page and new.get_absolute_url() in page
    assert f'value="{other.pk}" selected' in page and f'<option value="{old.pk}"' not in page


def test_the_desk_counts_what_readers_see(client, personas):
    old, other = make_guide("Gammel"), make_guide("En anden")
    make_collection(old, other, by=personas.editor)
    client.force_login(personas.editor)
    assert '<td data-label="Materiale">2</td>' in client.get(DESK).content.decode()
    retire(guide=old, because="Samlet.", by=personas.administrator)
    assert '<td data-label="Materiale">1</td>' in client.get(DESK).content.decode()
