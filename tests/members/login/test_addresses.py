"""One address opens one account, in whatever spelling it is typed and through whatever door."""

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.urls import reverse

from members.admission.models import Application, Invitation
from members.login import tenants
from members.people.enums import Role
from members.people.models import User
from portal.notices.models import OutgoingMail
from tests.factories.admission import link_to, make_admitted, make_application, make_draft
from tests.factories.people import PASSWORD, make_member, make_secretariat, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "mette@tårnby.example.dk"
LOGIN, RESET, START = (
    reverse(name) for name in ("account_login", "account_reset_password", "admission:start")
)
spellings = pytest.mark.parametrize(
    "typed",
    [
        "mette@ta\u030arnby.example.dk",
        "METTE@TA\u030aRNBY.example.dk",
        "Mette@TÅRNBY.EXAMPLE.DK",
        "ｍｅｔｔｅ＠ｔårnby．example．dk",
        "mette@xn--trnby-mra.example.dk",
        "\u202amette@tårnby.example.dk\u202c ",
    ],
    ids=["apart", "apart and capital", "capital", "full width", "encoded", "invisible marks"],
)


def log_in(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def is_in(client, person) -> bool:
    return client.session.get("_auth_user_id") == str(person.pk)


# --- logging in --------------------------------------------------------------------------------------
@spellings
def test_logging_in(client, typed):
    member = make_member(email=ADDRESS)
    assert log_in(client, typed)["Location"] == reverse("home_member")
    assert is_in(client, member)


@spellings
def test_an_account_made_in_another_spelling(client, typed):
    member = make_member(email=typed)
    assert (member.email_key, member.email.lower()) == (ADDRESS, ADDRESS)
    log_in(client, ADDRESS)
    assert is_in(client, member)
    # Nothing was left to be confirmed, which would stand in the way of a passkey.
    assert EmailAddress.objects.get().verified


@spellings
def test_there_is_one_account_to_an_address(typed):
    make_user(email=ADDRESS)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(typed, name="Mette Igen")
    assert User.objects.get_by_natural_key(typed) == User.objects.get()


def test_guessing_in_many_spellings_is_guessing_at_one_account(client):
    make_member(email=ADDRESS)
    for typed in (ADDRESS, ADDRESS.upper(), "mette@ta\u030arnby.example.dk") * 2:
        log_in(client, typed, "forkert-kode-1")
    log_in(client, "mette@xn--trnby-mra.example.dk")
    assert "_auth_user_id" not in client.session


# --- a new password ----------------------------------------------------------------------------------
@spellings
def test_a_reset_goes_to_the_accounts_own_address(client, typed, run_jobs):
    member = make_member(email="Mette@Tårnby.example.dk")
    client.post(RESET, {"email": typed})
    letter = OutgoingMail.objects.get()
    assert (letter.template, letter.address, letter.recipient) == (
        "account/email/password_reset_key",
        "Mette@tårnby.example.dk".replace("t", "T", 1) if False else member.email,
        member,
    )
    assert EmailAddress.objects.get().email == ADDRESS
    run_jobs()
    link = next(word for word in mail.outbox[0].body.split() if "/konto/password/" in word)
    page = client.get("/konto/" + link.partition("/konto/")[2], follow=True)
    new = {"password1": "en-helt-ny-kode-88", "password2": "en-helt-ny-kode-88"}
    client.post(page.redirect_chain[-1][0], new)
    log_in(client, typed, "en-helt-ny-kode-88")
    assert is_in(client, member)


def test_an_invited_one_who_never_came_finds_a_way_in(client):
    vetter = make_secretariat()
    person = make_admitted(vetter, email="Astrid@Skanderborg.example.dk").person
    client.post(RESET, {"email": "astrid@skanderborg.example.dk"})
    letter = OutgoingMail.objects.first()
    assert (letter.template, letter.address) == ("account/email/password_reset_key", person.email)


def test_an_address_only_asked_for_resets_nothing(client):
    member = make_member(email="mette@odense.example.dk")
    EmailAddress.objects.create(user=member, email=ADDRESS)
    client.post(RESET, {"email": ADDRESS})
    assert OutgoingMail.objects.get().template == "account/email/unknown_account"


# --- applying and being invited ----------------------------------------------------------------------
@spellings
def test_applying_twice_is_one_application(client, typed):
    first = make_draft(ADDRESS)
    assert client.post(START, {"email": typed})["Location"] == reverse("admission:sent")
    assert Application.objects.get() == first
    assert OutgoingMail.objects.filter(template="admission/mail/link").count() == 2


@spellings
def test_a_member_who_applies_is_told_of_the_account(client, typed):
    member = make_member(email=ADDRESS)
    client.post(START, {"email": typed})
    letter = OutgoingMail.objects.get()
    assert (letter.template, letter.recipient) == ("admission/mail/already_member", member)
    assert not Application.objects.exists()


@spellings
def test_from_the_application_to_the_first_log_in(client, typed):
    client.post(START, {"email": typed})
    application = Application.objects.get()
    assert (application.email_key, application.email.lower()) == (ADDRESS, ADDRESS)
    client.get(link_to(application.email))
    application.delete()
    person = make_admitted(make_secretariat(), email=typed).person
    words = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    client.post(link_to(person.email), words)
    assert is_in(client, person)
    kept = EmailAddress.objects.get(user=person)
    assert (kept.email, kept.verified, kept.primary) == (ADDRESS, True, True)
    client.logout()
    log_in(client, "mette@tårnby.example.dk")
    assert is_in(client, person)


@spellings
def test_a_vetter_cannot_decide_the_own_application(typed):
    from members.admission.problems import to_decide

    vetter = make_secretariat()
    application = make_application(email=ADDRESS)
    vetter.email = typed
    vetter.save()
    assert "own_application" in [blocker.code for blocker in to_decide(application, vetter)]


# --- another address ---------------------------------------------------------------------------------
def change_to(client, member, typed):
    """Ask for another address as its owner does, having just given the password."""
    log_in(client, member.email)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client.post(reverse("account_email"), {"email": typed, "action_add": ""}, follow=True)


def confirm(client):
    asked_for = EmailAddress.objects.get(verified=False)
    key = EmailConfirmationHMAC.create(asked_for).key
    return client.post(reverse("account_confirm_email", args=[key]))


@spellings
def test_changing_the_address(client, typed):
    member = make_member(email="mette@odense.example.dk")
    change_to(client, member, typed)
    assert OutgoingMail.objects.first().address == ADDRESS
    confirm(client)
    member.refresh_from_db()
    assert (member.email, member.email_key) == (ADDRESS, ADDRESS)
    assert EmailAddress.objects.get().email == ADDRESS
    client.logout()
    log_in(client, typed)
    assert is_in(client, member)


@spellings
def test_ones_own_address_in_another_spelling_is_no_change(client, typed):
    member = make_member(email=ADDRESS)
    answer = change_to(client, member, typed)
    assert "email" in answer.context["form"].errors
    assert EmailAddress.objects.count() == 1


@spellings
def test_a_colleagues_address_is_not_taken_over(client, typed):
    colleague = make_member("Lone Dam", email=ADDRESS)
    member = make_member("Mette Holm", "Faxe", email="mette@faxe.example.dk")
    change_to(client, member, typed)
    answer = confirm(client)
    assert "allerede er bekræftet af en anden konto" in str(
        next(iter(get_messages(answer.wsgi_request)))
    )
    member.refresh_from_db()
    colleague.refresh_from_db()
    assert (member.email, colleague.email) == ("mette@faxe.example.dk", ADDRESS)


def test_nor_that_of_someone_who_has_been_invited_and_not_come_yet(client):
    invited = make_admitted(make_secretariat(), email="Astrid@Skanderborg.example.dk").person
    member = make_member("Mette Holm", "Faxe", email="mette@faxe.example.dk")
    change_to(client, member, "astrid@skanderborg.example.dk")
    assert confirm(client).status_code == 302
    member.refresh_from_db()
    assert member.email == "mette@faxe.example.dk"
    assert User.objects.get_by_natural_key("astrid@skanderborg.example.dk") == invited


# --- the command line, and a municipality's own log-in ----------------------------------------------
@spellings
def test_the_first_administrator_is_found_in_any_spelling(typed):
    member = make_member(email=ADDRESS)
    call_command("first_administrator", "Mette Holm", typed)
    assert member.grants.get().role == Role.SECRETARIAT_ADMINISTRATOR
    assert Invitation.objects.get().person == member
    assert User.objects.count() == 1


def test_the_first_administrator_needs_an_address():
    with pytest.raises(CommandError, match="is not an e-mail address"):
        call_command("first_administrator", "Mette Holm", "mette.odense.dk")
    assert not User.objects.exists()


@spellings
def test_a_municipalitys_log_in_knows_its_people_in_any_spelling(typed, settings, monkeypatch):
    tenant = "0a1b2c3d-0000-4000-8000-000000000001"
    settings.OIDC_TENANTS = [tenant]
    connected = []
    monkeypatch.setattr(SocialLogin, "connect", lambda self, request, user: connected.append(user))

    def pre_login(name):
        claims = {"id_token": {"tid": tenant, "preferred_username": name}}
        account = SocialAccount(
            provider=tenants.provider_id(tenant), uid="uid-1", extra_data=claims
        )
        login = SocialLogin(user=User(), account=account)
        get_social_adapter().pre_social_login(RequestFactory().get("/"), login)

    member = make_member(email=ADDRESS)
    pre_login(typed)
    assert connected == [member]
    with pytest.raises(PermissionDenied):
        pre_login("mette@taarnby.example.dk")
