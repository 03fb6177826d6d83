"""Every letter that the log-in may send is ours, in three parts."""

from pathlib import Path

import allauth
import pytest
from django.conf import settings
from django.template.loader import render_to_string

LIBRARY = Path(allauth.__file__).parent / "templates"
# Ways in that the portal does not offer: codes by mail instead of links.
NOT_OFFERED = {"account/email/login_code", "account/email/password_reset_code"}
CONTEXT = {
    "recipient_name": "Mette Holm",
    "base_url": "https://portal.example",
    "password_reset_url": "https://portal.example/konto/nyt",
    "activate_url": "https://portal.example/konto/bekraeft",
    "from_email": "gammel@example.dk",
    "to_email": "ny@example.dk",
    "deleted_email": "gammel@example.dk",
}


def letters():
    names = {
        str(path.relative_to(LIBRARY)).removesuffix("_subject.txt")
        for room in ("account", "mfa", "socialaccount")
        for path in (LIBRARY / room / "email").glob("*_subject.txt")
    }
    return sorted(names - NOT_OFFERED)


@pytest.mark.parametrize("letter", letters())
def test_a_letter_has_three_parts_of_our_own(letter):
    for ending in (".subject.txt", ".txt", ".html"):
        assert (settings.ROOT / "templates" / (letter + ending)).exists()
        text = render_to_string(letter + ending, CONTEXT)
        assert text.strip()
        assert "{" not in text


def test_the_link_for_a_new_password_is_in_both_parts():
    for ending in (".txt", ".html"):
        text = render_to_string(f"account/email/password_reset_key{ending}", CONTEXT)
        assert CONTEXT["password_reset_url"] in text


def test_a_letter_about_safety_says_what_to_do():
    text = render_to_string("account/email/email_changed.txt", CONTEXT)
    assert "gammel@example.dk" in text
    assert "ny@example.dk" in text
