"""The menu of the secretariat's admin is Danish for Danish readers, down to what Wagtail puts there."""

import json
import re

import pytest

from members.people.enums import Role
from tests.factories.people import make_secretariat, show_second_factor

pytestmark = pytest.mark.django_db

PROPS = re.compile(
    r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', re.S
)


def labels(client, language: str) -> dict[str, str]:
    """Address (or name, of a group) → label, of everything in the menu."""
    page = client.get("/admin/", headers={"accept-language": language})
    found: dict[str, str] = {}

    def walk(part):
        if isinstance(part, dict):
            if "label" in part and "name" in part:
                found[part.get("url") or part.get("action") or part["icon_name"]] = part["label"]
            for each in part.values():
                walk(each)
        elif isinstance(part, list):
            for each in part:
                walk(each)

    walk(json.loads(PROPS.search(page.text)[1]))
    return found


@pytest.mark.parametrize(
    "role", [Role.SECRETARIAT_ADMINISTRATOR, Role.SECRETARIAT_EDITOR, Role.HOTLINE_JURIST]
)
def test_no_label_is_the_same_in_english_and_in_danish(client, role):
    person = make_secretariat(role)
    client.force_login(person)
    show_second_factor(client, person)
    person.language = "en"
    person.save()
    english = labels(client, "en")
    person.language = "da"
    person.save()
    danish = labels(client, "da")
    assert danish.keys() == english.keys() and len(danish) > 4
    left = {place: words for place, words in danish.items() if english[place] == words}
    assert left == {}
    if role is Role.SECRETARIAT_ADMINISTRATOR:
        assert {"Billeder", "Dokumenter", "Sider", "Log ud"} <= set(danish.values())
