"""Every address as every persona, asked and posted to: in where one may, and nowhere else."""

import pytest

from tests.house.addresses import OURS
from tests.house.doors import DOORS, PUBLIC, ROLES, SOME_MEMBERS, opens

pytestmark = pytest.mark.alike


def test_every_address_has_a_door():
    assert set(OURS) - set(DOORS) == set()
    assert set(DOORS) - set(OURS) == set()


def outcome(response) -> str:
    """What a door did: "in", "login" (sent to the log-in) or "out" (refused)."""
    path = response.request["PATH_INFO"]
    # No worker runs beside the tests, and `/readyz` says so.
    assert response.status_code < 500 or path == "/readyz", path
    if response.status_code == 302 and response["Location"].startswith("/konto/login/"):
        return "login"
    if response.status_code == 302 and response["Location"] == "/admin/":
        return "out"  # so does Wagtail's admin answer a lack of permission
    return "out" if response.status_code in (403, 404, 405) else "in"


@pytest.mark.parametrize("persona", ROLES)
def test_the_walk(persona, scene, client):
    people, address = scene
    user = getattr(people, persona)
    wrong = []
    for method in ("get", "post"):
        for name in OURS:
            # A fresh log-in each time: one address ends sessions, another one logs in.
            if user.is_authenticated:
                client.force_login(user)
            else:
                client.logout()
            response = getattr(client, method)(address(name))
            result = outcome(response)
            door = DOORS[name]
            if opens(door, persona):
                refused = result == "out" and response.status_code != 405
                # Somebody else's notice is not there at all.
                some = door in (PUBLIC, SOME_MEMBERS) or name == "notices:open"
                fine = result != "login" and (some or not refused)
            elif persona == "stranger":
                fine = result == "login" or response.status_code == 405
            else:
                fine = result == "out"
            if not fine:
                wrong.append((method, name, result))
    assert wrong == []
