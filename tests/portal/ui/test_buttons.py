"""An address that only a button leads to says so to whoever opens it as a page."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.factories.people import make_member
from tests.factories.resources import make_guide

pytestmark = pytest.mark.django_db
TELLS = "Tryk på knappen igen"


@pytest.fixture
def address():
    return reverse("shelves:keep", args=[make_guide().pk])


def test_whoever_had_to_log_in_first_is_told_to_press_again(client, address):
    answer = client.post(address)
    assert answer.status_code == HTTPStatus.FOUND
    onwards = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
    assert onwards == address
    client.force_login(make_member("Mette Holm", "Odense"))
    page = client.get(onwards)
    assert page.status_code == HTTPStatus.METHOD_NOT_ALLOWED and page["Allow"] == "POST"
    assert TELLS in page.text and reverse("home_member") in page.text
    assert "no-store" in page["Cache-Control"]


def test_programs_get_the_bare_answer(client, address):
    client.force_login(make_member("Mette Holm", "Odense"))
    for method in ("head", "put", "delete"):
        answer = getattr(client, method)(address)
        assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and answer.content == b""
