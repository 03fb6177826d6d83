"""The desk opens to sessions that have shown a second factor, not merely to accounts that have one."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.forms import LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from members.login import second_factor
from members.login.second_factor import SecondFactor
from members.people.models import User
from tests.factories.people import PASSWORD, TOTP_SECRET, make_member, make_secretariat

pytestmark = pytest.mark.django_db
DESK = "/admin/netvaerket/optagelse/?vis=afgjorte"
SHOW, SHOW_PASSKEY = reverse("mfa_reauthenticate"), reverse("mfa_reauthenticate_webauthn")
WITH_PASSWORD = reverse("account_reauthenticate")
REFUSALS = (SHOW, SHOW_PASSKEY, reverse("mfa_index"), reverse("account_login"))


@pytest.fixture
def person():
    """Of the secretariat, without a second factor as yet."""
    return make_secretariat(second_factor=False)


@pytest.fixture
def old_session(client, person):
    """Opened with the password, before the account got its second factor somewhere else."""
    log_in(client, person)
    totp.TOTP.activate(person, TOTP_SECRET)
    return client


def log_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def code(step: int = 0, secret: str = TOTP_SECRET) -> str:
    """What the app shows now, or a step later: each code works once."""
    now = list(totp.yield_hotp_counters_from_time())[1]
    return totp.format_hotp_value(totp.hotp_value(secret, now + step))


def passkey_of(person) -> Authenticator:
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "PC", "credential": {}}
    )


def opens(client) -> bool:
    """Whether the gate lets a session on to the desk."""
    answer = client.get(DESK)
    return not answer.get("Location", "").startswith(REFUSALS)


def request_of(client, person) -> HttpRequest:
    request = HttpRequest()
    request.session, request.user = client.session, person
    return request


# --- a session older than the factor -----------------------------------------------------------------
def test_a_session_from_before_the_factor_is_asked_for_it_in_plain_words(old_session):
    answer = old_session.get(DESK)
    assert answer.status_code == 302
    assert (
        answer["Location"] == f"{SHOW}?next=%2Fadmin%2Fnetvaerket%2Foptagelse%2F%3Fvis%3Dafgjorte"
    )
    page = old_session.get(answer["Location"])
    assert "Du er logget ind uden kode eller adgangsnøgle." in page.text
    assert "Bekræft med en af dem, så åbner sekretariatets bord." in page.text
    assert WITH_PASSWORD not in page.text


def test_giving_it_opens_the_desk_where_one_was_going(old_session):
    asked = old_session.get(DESK)["Location"]
    answer = old_session.post(asked, {"code": code(), "next": DESK})
    assert (answer.status_code, answer["Location"]) == (302, DESK)
    assert opens(old_session)


@pytest.mark.parametrize("wrong", ["000000", "", PASSWORD])
def test_a_wrong_code_opens_nothing_and_keeps_the_way(old_session, wrong):
    page = old_session.post(SHOW, {"code": wrong, "next": DESK})
    assert page.status_code == 200
    assert "Du er logget ind uden kode eller adgangsnøgle." in page.text
    assert not opens(old_session)


def test_the_password_once_more_does_not_stand_in_for_it(old_session):
    answer = old_session.post(WITH_PASSWORD, {"password": PASSWORD, "next": DESK})
    assert answer["Location"].startswith(SHOW)
    assert not opens(old_session)


def test_another_session_that_shows_it_opens_only_itself(old_session, person):
    other = Client()
    assert log_in(other, person)["Location"] == reverse("mfa_authenticate")
    other.post(reverse("mfa_authenticate"), {"code": code()})
    assert opens(other)
    assert not opens(old_session)


def test_the_members_rooms_stay_open_meanwhile(old_session):
    assert old_session.get(reverse("home_member")).status_code == 200


def test_what_was_being_sent_is_not_sent_again_by_itself(old_session):
    answer = old_session.post("/admin/netvaerket/optagelse/1/optag/")
    assert answer["Location"] == f"{SHOW}?next=%2Fadmin%2F"


def test_who_has_only_a_passkey_is_asked_for_that_one(client, person):
    log_in(client, person)
    passkey_of(person)
    RecoveryCodes.activate(person)
    assert client.get(DESK)["Location"].startswith(f"{SHOW_PASSKEY}?next=")
    ways = get_adapter().get_reauthentication_methods(person)
    assert [way["url"] for way in ways] == [SHOW_PASSKEY, SHOW]  # a recovery code works, too


# --- ways to show it ---------------------------------------------------------------------------------
def test_a_code_at_the_log_in(client, person):
    totp.TOTP.activate(person, TOTP_SECRET)
    log_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert opens(client)


def test_a_recovery_code_stands_in_for_a_phone_that_is_away(client, person):
    totp.TOTP.activate(person, TOTP_SECRET)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    log_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert opens(client)


def test_logging_in_with_a_passkey(client, person, monkeypatch):
    device = passkey_of(person)
    monkeypatch.setattr(LoginWebAuthnForm, "clean_credential", lambda form: device)
    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "x"}'})
    assert client.session["_auth_user_id"] == str(person.pk)
    assert opens(client)


def test_a_passkey_in_an_old_session(client, person, monkeypatch):
    log_in(client, person)
    device = passkey_of(person)
    monkeypatch.setattr(ReauthenticateWebAuthnForm, "clean_credential", lambda form: device)
    assert not opens(client)
    client.post(SHOW_PASSKEY, {"credential": '{"id": "x"}', "next": DESK})
    assert opens(client)


def test_setting_it_up_shows_it(client, person, monkeypatch):
    # The test's own transaction never ends; allauth tells of the factor when that of the view does.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda deed, **_: deed())
    log_in(client, person)
    set_up = reverse("mfa_activate_totp")
    assert client.get(set_up)["Location"].startswith(WITH_PASSWORD)
    client.post(WITH_PASSWORD, {"password": PASSWORD, "next": set_up})
    secret = client.get(set_up).context["form"].secret
    client.post(set_up, {"code": code(secret=secret)})
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    records = get_authentication_records(request_of(client, person), person)
    assert [(each["method"], each.get("type")) for each in records] == [
        ("password", None),
        ("password", None),
        ("mfa", "totp"),
    ]
    assert opens(client)


# --- what does not count -----------------------------------------------------------------------------
def test_an_old_session_cannot_add_a_factor_of_its_own(old_session, person):
    for way in ("mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes"):
        assert old_session.get(reverse(way))["Location"].startswith(SHOW), way
        old_session.post(WITH_PASSWORD, {"password": PASSWORD})
        assert old_session.get(reverse(way))["Location"].startswith(SHOW), way


def test_a_further_factor_does_not_show_the_first(old_session, person):
    request = request_of(old_session, person)
    device = passkey_of(person)
    authenticator_added.send(
        sender=Authenticator, request=request, user=person, authenticator=device
    )
    assert second_factor.of(request) is SecondFactor.HELD_BACK


def test_recovery_codes_that_are_made_show_nothing(client, person):
    log_in(client, person)
    request = request_of(client, person)
    codes = RecoveryCodes.activate(person).instance
    authenticator_added.send(
        sender=Authenticator, request=request, user=person, authenticator=codes
    )
    assert second_factor.of(request) is SecondFactor.NONE


def test_a_passkey_that_was_removed_opens_no_more(client, person, monkeypatch):
    totp.TOTP.activate(person, TOTP_SECRET)
    device = passkey_of(person)
    monkeypatch.setattr(LoginWebAuthnForm, "clean_credential", lambda form: device)
    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "x"}'})
    assert opens(client)
    device.delete()
    assert not opens(client)


def test_what_somebody_else_showed_in_this_browser_counts_for_them_alone(client, person):
    shown_by = make_secretariat(name="Jonas Jurist")
    client.force_login(shown_by)
    assert opens(client)
    totp.TOTP.activate(person, TOTP_SECRET)
    request = request_of(client, person)
    assert second_factor.of(request) is SecondFactor.HELD_BACK


def test_the_gate_costs_one_query(client, django_assert_num_queries):
    person = make_secretariat()
    client.force_login(person)
    request = request_of(client, User.objects.get(pk=person.pk))
    assert request.session.keys()  # read by now, as in every request
    with django_assert_num_queries(1):
        assert second_factor.of(request) is SecondFactor.SHOWN


def test_a_member_without_one_still_confirms_with_the_password(client):
    member = make_member()
    log_in(client, member)
    assert client.get(reverse("mfa_add_webauthn"))["Location"].startswith(WITH_PASSWORD)
    client.post(WITH_PASSWORD, {"password": PASSWORD})
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
