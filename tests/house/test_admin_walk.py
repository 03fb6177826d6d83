"""Every page of the admin: out for whoever has no role, and whole for whoever has one."""

import pytest
from django.urls import get_resolver

pytestmark = pytest.mark.alike


def admin_paths(resolver=None, prefix="/"):
    for pattern in (resolver or get_resolver()).url_patterns:
        text = str(pattern.pattern).lstrip("^")
        if hasattr(pattern, "url_patterns"):
            yield from admin_paths(pattern, prefix + text)
        elif "<" not in prefix + text and "(" not in prefix + text:
            yield (prefix + text).rstrip("$")


#: Wagtail's translations for its scripts are the same for all and say nothing of anyone.
ADMIN = sorted(
    path
    for path in set(admin_paths())
    if path.startswith("/admin/") and not path.startswith(("/admin/jsi18n", "/admin/failwhale"))
)


@pytest.mark.parametrize("persona", ["stranger", "applicant", "member", "coordinator", "former"])
def test_no_page_of_the_admin_opens_without_a_role(persona, scene, client):
    people, _ = scene
    user = getattr(people, persona)
    if user.is_authenticated:
        client.force_login(user)
    opened = []
    for path in ADMIN:
        response = client.get(path)
        if response.status_code not in (302, 403, 404):
            opened.append(path)
    assert opened == []


def test_there_are_pages_of_the_admin_to_try():
    assert "/admin/" in ADMIN
    assert len(ADMIN) > 30


@pytest.mark.parametrize("persona", ["editor", "jurist", "administrator"])
def test_no_page_of_the_admin_breaks_for_the_secretariat(persona, scene, client):
    people, _ = scene
    client.force_login(getattr(people, persona))
    assert client.get("/admin/").status_code == 200
    broken = [path for path in ADMIN if client.get(path).status_code >= 500]
    assert broken == []
