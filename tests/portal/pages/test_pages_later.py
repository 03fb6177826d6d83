"""A line that the first pages got later comes into a page that nobody has touched, and else onto the
secretariat's start page."""

import json

import pytest
from django.apps import apps

from portal.pages.first_pages import later
from portal.pages.models import ContentPage

pytestmark = pytest.mark.django_db
WORD = "kept_vain_searches"
LABEL = {"da": "Hvad der er søgt forgæves efter", "en": "What was searched for in vain"}


def page_of(language: str) -> ContentPage:
    return ContentPage.objects.get(slug={"da": "privatliv", "en": "privacy"}[language])


def labels(page: ContentPage) -> list[str]:
    page.refresh_from_db()
    return [
        item["label"]
        for block in page.body
        if block.block_type == "facts"
        for item in block.value["items"]
    ]


def as_before(language: str) -> list[str]:
    """The page as a portal from before has it; what it says of then."""
    page = page_of(language)
    body = page.body.get_prep_value()
    for block in body:
        if block["type"] == "facts":
            items = block["value"]["items"]
            items[:] = [item for item in items if WORD not in item["value"]["value"]]
    ContentPage.objects.filter(pk=page.pk).update(body=json.dumps(body))
    return labels(page)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_as_shipped_gets_the_line_in_its_place_once(language):
    shipped = labels(page_of(language))
    before = as_before(language)
    assert before == [label for label in shipped if label != LABEL[language]]
    later.add(apps, WORD)
    later.add(apps, WORD)
    assert labels(page_of(language)) == shipped


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_page_that_somebody_has_saved_stays_as_it_is(language, personas):
    before = as_before(language)
    page_of(language).save_revision(user=personas.editor).publish()
    later.add(apps, WORD)
    assert labels(page_of(language)) == before


def test_a_new_page_is_left_alone_and_lacks_nothing(client, personas):
    bodies = list(ContentPage.objects.order_by("pk").values_list("body", flat=True))
    later.add(apps, WORD)
    assert list(ContentPage.objects.order_by("pk").values_list("body", flat=True)) == bodies
    client.force_login(personas.editor)
    assert "Sig, hvor længe det bliver gemt" not in client.get("/admin/").text


def test_what_a_page_does_not_say_stands_on_the_start_page_of_those_who_can_write_it(
    client, personas
):
    as_before("da")
    page = page_of("da")
    page.save_revision(user=personas.editor).publish()
    client.force_login(personas.editor)
    text = client.get("/admin/").text
    assert "Sig, hvor længe det bliver gemt" in text
    assert LABEL["da"] in text and "{kept_vain_searches}" in text
    assert f"/admin/pages/{page.pk}/edit/" in text
    client.force_login(personas.jurist)
    assert "Sig, hvor længe det bliver gemt" not in client.get("/admin/").text


def test_it_is_gone_as_soon_as_the_page_names_the_time_in_whatever_words(client, personas):
    as_before("da")
    page = page_of("da")
    page.body.append(("paragraph", "<p>Søgeord: {kept_vain_searches}.</p>"))
    page.save_revision(user=personas.editor).publish()
    client.force_login(personas.editor)
    assert LABEL["da"] not in client.get("/admin/").text
