"""Every letter allauth sends goes through our outbox and has its three parts."""

from pathlib import Path

import allauth
import pytest
from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core import mail
from django.template.loader import get_template
from django.test import RequestFactory

from portal.notices.models import OutgoingMail
from tests.factories.people import make_member

ROOT = Path(allauth.__file__).parent / "templates"
#: Letters of ways to log in that are switched off.
OFF = {"account/email/login_code", "account/email/password_reset_code"}
PREFIXES = sorted(
    str(path.relative_to(ROOT)).removesuffix("_subject.txt")
    for path in ROOT.rglob("email/*_subject.txt")
)
LINK = "https://example.dk/konto/et-sted/"


def test_the_letters_left_out_are_never_sent():
    assert set(PREFIXES) >= OFF
    assert not app_settings.LOGIN_BY_CODE_ENABLED
    assert not app_settings.LOGIN_BY_CODE_REQUIRED
    assert not app_settings.PASSWORD_RESET_BY_CODE_ENABLED
    assert not app_settings.EMAIL_VERIFICATION_BY_CODE_ENABLED


@pytest.mark.parametrize("prefix", [each for each in PREFIXES if each not in OFF])
def test_each_letter_goes_out_in_three_parts(prefix, run_jobs, db):
    member = make_member(email="mette@odense.example.dk")
    request = RequestFactory().get("/")
    with context.request_context(request):
        get_adapter().send_mail(
            prefix,
            member.email,
            {
                "user": member,
                "request": request,
                "password_reset_url": LINK,
                "activate_url": LINK,
                "signup_url": LINK,
                "from_email": "gammel@example.dk",
                "to_email": "ny@example.dk",
                "deleted_email": "slettet@example.dk",
                "ip": "192.0.2.7",
                "user_agent": "Netscape",
            },
        )
    kept = OutgoingMail.objects.get().context
    assert not {"ip", "user_agent", "request", "user"} & set(kept)
    run_jobs()
    letter = mail.outbox[0]
    assert letter.to == ["mette@odense.example.dk"]
    assert letter.subject.strip() and "\n" not in letter.subject
    assert "Mette Holm" in letter.body
    ((html, kind),) = letter.alternatives
    assert kind == "text/html" and "Mette Holm" in html
    assert "{%" not in letter.body + html and "{{" not in letter.body + html
    needs_link = {"activate_url", "password_reset_url"} & _names_in(f"{prefix}.txt")
    assert (LINK in letter.body) == (LINK in html) == bool(needs_link)


def _names_in(template: str) -> set[str]:
    source = get_template(template).template.source
    return {name for name in ("activate_url", "password_reset_url") if name in source}


def test_a_letter_to_an_unknown_address_names_nobody(client, run_jobs, db):
    client.post("/konto/password/reset/", {"email": "ingen@odense.example.dk"})
    run_jobs()
    assert mail.outbox[0].to == ["ingen@odense.example.dk"]


def test_a_new_password_through_the_letter(client, run_jobs, db):
    member = make_member(email="mette@odense.example.dk")
    client.post("/konto/password/reset/", {"email": member.email})
    run_jobs()
    link = next(line for line in mail.outbox[0].body.splitlines() if "/konto/" in line).strip()
    path = "/konto/" + link.partition("/konto/")[2]
    page = client.get(path, follow=True)
    form = page.redirect_chain[-1][0]
    words = {"password1": "en-helt-ny-kode-88", "password2": "en-helt-ny-kode-88"}
    assert client.post(form, words).status_code == 302
    member.refresh_from_db()
    assert member.check_password("en-helt-ny-kode-88")
    run_jobs()
    assert mail.outbox[-1].to == [member.email]
    assert OutgoingMail.objects.filter(template="account/email/password_reset").exists()
