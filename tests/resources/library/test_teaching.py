"""A short address and a code for teaching."""

import io
import re

import pytest
import segno
import zxingcpp
from PIL import Image

from resources.library.enums import Audience
from resources.library.views.teaching import short_address
from tests.factories.resources import make_guide, make_version

pytestmark = pytest.mark.django_db


def test_the_short_addresses_lead_to_the_material(client, personas):
    client.force_login(personas.member)
    make_guide(klarret=14)
    other = make_guide(slug="brev")
    assert client.get("/k/14")["Location"] == "/bibliotek/klarret/14/"
    assert client.get(f"/m/{other.pk}")["Location"] == "/bibliotek/brev/"
    assert short_address(other) == f"/m/{other.pk}"


def test_a_short_address_tells_nobody_what_there_is(client, personas):
    hidden = make_guide()
    for path in (f"/m/{hidden.pk}", f"/m/{hidden.pk + 99}"):
        assert client.get(path)["Location"] == f"/konto/login/?next={path}"
    client.force_login(personas.applicant)
    assert client.get(f"/m/{hidden.pk}").status_code == 404
    assert client.get("/k/14").status_code == client.get("/k/15").status_code == 302


def test_the_code_on_the_page_opens_the_short_address(client):
    """The code is read by another hand than the one that draws it."""
    make_version(make_guide(klarret=14, audience=Audience.PUBLIC))
    answer = client.get("/bibliotek/klarret/14/undervisning/")
    assert answer.context["words"] == "testserver/k/14"
    code = segno.make("http://testserver/k/14", error="m", micro=False)
    [drawn] = re.findall(r' d="([^"]+)"', code.svg_inline(scale=8, border=2))
    assert drawn in answer.content.decode()
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=6)
    assert zxingcpp.read_barcode(Image.open(picture)).text == answer.context["address"]
