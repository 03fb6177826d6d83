"""The pages that stand in for a mail server and an authenticator app, on one's own machine only."""

import re

import pytest
from django.conf import settings as django_settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.urls import reverse

from members.people.enums import Role
from tests.factories.people import TOTP_SECRET, make_secretariat

pytestmark = pytest.mark.django_db
FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def folder(tmp_path, settings):
    settings.VAR = tmp_path
    settings.MAILERS = {"default": {"BACKEND": FILES, "OPTIONS": {"file_path": tmp_path / "mail"}}}
    return tmp_path / "mail"


def write(folder, *subjects):
    connection = mailers["default"]
    messages = []
    for subject in subjects:
        message = EmailMultiAlternatives(
            subject,
            "Følg http://localhost:8000/ansoeg/x/",
            to=["å@example.dk"],
            connection=connection,
        )
        message.attach_alternative(
            '<html><head><title>x</title></head><body><a href="/x">æøå</a><script>1</script></body></html>',
            "text/html",
        )
        messages.append(message)
    connection.send_messages(messages)


def first(client):
    text = client.get(reverse("dev_mails")).content.decode()
    return re.search(r'href="(/dev/mail/[^"]+/0/)"', text).group(1)


def test_mails_are_listed_and_read_without_logging_in(client, folder):
    write(folder, "Dit link æøå", "Det andet")
    text = client.get(reverse("dev_mails")).content.decode()
    assert "Dit link æøå" in text and "Det andet" in text
    page = client.get(first(client))
    assert '<a href="http://localhost:8000/ansoeg/x/"' in page.content.decode()
    assert "sandbox" in page.content.decode()


def test_the_html_part_runs_no_script_and_is_framed_by_us_only(client, folder):
    write(folder, "Dit link")
    answer = client.get(first(client) + "html/")
    policy = answer.headers["Content-Security-Policy"]
    assert "æøå" in answer.content.decode()
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["..", "portal.sqlite3", "no.log", "%2e%2e%2fportal.sqlite3"])
def test_no_other_file_is_read(client, folder, name):
    (folder.parent / "portal.sqlite3").write_text("hemmeligt")
    assert client.get(f"/dev/mail/{name}/0/").status_code == 404


def test_a_place_beyond_the_last_is_not_there(client, folder):
    write(folder, "Dit link")
    assert client.get(first(client).replace("/0/", "/7/")).status_code == 404


def test_outside_the_embedded_mode_there_is_nothing(client, folder, settings):
    write(folder, "Dit link")
    settings.EMBEDDED = False
    for name in ("dev_mails", "dev_codes"):
        assert client.get(reverse(name)).status_code == 404


def test_codes_want_debug_too_and_are_right(client, settings):
    from allauth.mfa.totp.internal.auth import validate_totp_code

    make_secretariat(Role.HOTLINE_JURIST, "Jonas Jurist")
    assert not django_settings.DEBUG
    assert client.get(reverse("dev_codes")).status_code == 404
    settings.DEBUG = True
    text = client.get(reverse("dev_codes")).content.decode()
    assert "Jonas Jurist" in text
    code = re.search(r"<code>(\d{6})</code>", text).group(1)
    assert validate_totp_code(TOTP_SECRET, code)
