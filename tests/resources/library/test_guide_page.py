"""A guide's page is put together out of pieces: none of them is old, and none of them another's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from resources.care.flows.hearing import say
from resources.library.enums import Audience
from resources.library.flows.publishing import withdraw_version
from resources.library.flows.retiring import retire
from resources.library.models import Guide
from resources.shelves import flows as shelves
from tests.factories.people import make_member
from tests.factories.resources import (
    make_basis,
    make_collection,
    make_guide,
    make_topic,
    make_version,
)

pytestmark = pytest.mark.django_db


def page_for(person, guide: Guide) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(guide.get_absolute_url())
    return answer.text if answer.status_code == 200 else str(answer.status_code)


def test_a_text_that_is_kept_is_shown_only_to_those_who_may_read_it(personas):
    guide = make_guide("Et notat", klarret=4)
    make_version(guide)
    outsider = make_member("Ude Udesen", "Vejle")
    assert "Kernen i sagen" in page_for(outsider, guide)
    Guide.objects.filter(pk=guide.pk).update(audience=Audience.GROUP, group=personas.group)
    for _again in range(2):
        assert page_for(outsider, guide) == "404"
        assert "Kernen i sagen" in page_for(personas.coordinator, guide)


def test_what_is_withdrawn_or_retired_is_gone_at_once(personas):
    guide = make_guide("Et notat", klarret=4)
    version = make_version(guide)
    assert "Kernen i sagen" in page_for(personas.member, guide)
    withdraw_version(version=version, because="Forkert.", by=personas.administrator)
    page = page_for(personas.member, guide)
    assert "Kernen i sagen" not in page and "Forkert." in page
    retire(guide=guide, because="Udgået.", by=personas.administrator)
    assert "Udgået." in page_for(personas.member, guide)


def test_lists_and_answers_are_their_readers_own(personas):
    guide = make_guide("Et notat", klarret=4)
    version = make_version(guide)
    other = make_member("Flittig Læser", "Vejle")
    shelves.keep(guide=guide, by=other)
    say(version=version, helped=True, words="", by=other)
    for _again in range(2):
        assert "Du har svaret ja" in page_for(other, guide)
        assert "Du har svaret ja" not in page_for(personas.member, guide)
        assert "Tag det af" in page_for(other, guide)
        assert "Tag det af" not in page_for(personas.member, guide)


def test_related_material_is_named_to_those_who_may_read_it(personas):
    guide = make_guide("Et notat")
    hidden = make_guide("Gruppens notat", audience=Audience.GROUP, group=personas.group)
    guide.related.add(hidden, make_guide("Et brev"))
    page = page_for(make_member("Ude Udesen", "Vejle"), guide)
    assert "Et brev" in page and "Gruppens notat" not in page
    assert "Gruppens notat" in page_for(personas.coordinator, guide)


def test_the_page_asks_as_often_with_much_around_it(client, personas):
    guide = make_guide("Et notat", klarret=4)
    version = make_version(guide)
    client.force_login(personas.member)

    def add(numbers) -> None:
        for number in numbers:
            guide.topics.add(make_topic(f"emne {number}"))
            make_basis(guide, section=f"§ {number}")
            guide.related.add(make_guide(f"Notat {number}"))
            make_collection(guide, title=f"Samling {number}")
            own = shelves.make_list(name=f"Liste {number}", by=personas.member)
            shelves.keep(guide=guide, own_list=own, by=personas.member)
            make_version(guide)

    def asked() -> int:
        client.get(guide.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(guide.get_absolute_url())
        return len(captured)

    say(version=version, helped=True, words="", by=personas.member)
    add([1])
    few = asked()
    add(range(2, 9))
    assert asked() == few
