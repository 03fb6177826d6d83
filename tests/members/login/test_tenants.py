"""A municipality's own log-in opens existing accounts, for the allowed tenants only."""

import os
import subprocess
import sys

import pytest
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from members.login import tenants
from members.people.models import User
from tests.factories.people import make_member

ODENSE = "0a1b2c3d-0000-4000-8000-000000000001"
AARHUS = "9f8e7d6c-0000-4000-8000-000000000002"
STRANGE = "11111111-0000-4000-8000-000000000003"


@pytest.fixture(autouse=True)
def _two_tenants(settings):
    settings.OIDC_TENANTS = [ODENSE, AARHUS]


def login_from(tenant, name, *, provider=None, **claims) -> SocialLogin:
    """What allauth has in hand after the token's signature has been checked."""
    return SocialLogin(
        user=User(),
        account=SocialAccount(
            provider=provider or tenants.provider_id(tenant),
            uid="uid-1",
            extra_data={
                "id_token": {"tid": tenant, "preferred_username": name, **claims},
                "userinfo": {"email": name},
            },
        ),
    )


@pytest.fixture
def connected(monkeypatch):
    """Whom the adapter has connected; allauth's own storing is allauth's to test."""
    people = []
    monkeypatch.setattr(SocialLogin, "connect", lambda self, request, user: people.append(user))
    return people


def pre_login(login):
    get_adapter().pre_social_login(RequestFactory().get("/"), login)


@pytest.mark.django_db
def test_an_allowed_tenant_opens_an_account_that_exists(connected):
    member = make_member(email="mette@odense.example.dk")
    pre_login(login_from(ODENSE, "Mette@Odense.example.dk"))
    assert connected == [member]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "login",
    [
        login_from(STRANGE, "mette@odense.example.dk"),
        login_from(STRANGE, "mette@odense.example.dk", provider=tenants.provider_id(ODENSE)),
        login_from(AARHUS, "mette@odense.example.dk", provider=tenants.provider_id(ODENSE)),
        login_from(ODENSE, "mette@odense.example.dk", tid=""),
        login_from(ODENSE, "mette@odense.example.dk", tid=None),
        login_from(ODENSE, "ingen@odense.example.dk"),
        login_from(ODENSE, ""),
        login_from(ODENSE, "ingen@odense.example.dk", email="mette@odense.example.dk"),
    ],
    ids=[
        "a strange tenant",
        "a strange tenant through another's provider",
        "an allowed tenant through another's provider",
        "no tenant",
        "null as tenant",
        "an address without an account",
        "no address",
        "an address that an administrator has written",
    ],
)
def test_all_others_are_refused(connected, login):
    make_member(email="mette@odense.example.dk")
    with pytest.raises(PermissionDenied):
        pre_login(login)
    assert connected == []


@pytest.mark.django_db
def test_a_closed_account_is_not_connected(connected):
    make_member(email="mette@odense.example.dk", is_active=False)
    with pytest.raises(PermissionDenied):
        pre_login(login_from(ODENSE, "mette@odense.example.dk"))


@pytest.mark.django_db
def test_a_known_account_is_checked_for_its_tenant_every_time(connected):
    member = make_member(email="mette@odense.example.dk")
    login = login_from(STRANGE, member.email, provider=tenants.provider_id(ODENSE))
    login.user = member
    with pytest.raises(PermissionDenied):
        pre_login(login)
    login = login_from(ODENSE, "et-andet-navn@odense.example.dk")
    login.user = member
    pre_login(login)
    assert connected == []


@pytest.mark.django_db
def test_nobody_signs_up_through_a_municipality():
    assert not get_adapter().is_open_for_signup(
        RequestFactory().get("/"), login_from(ODENSE, "ny@odense.example.dk")
    )


@pytest.mark.django_db
def test_it_is_off_until_tenants_are_named(client):
    assert not settings.SOCIALACCOUNT_PROVIDERS
    assert not SocialApp.objects.exists()
    assert not get_adapter().list_apps(RequestFactory().get("/"))
    assert client.get("/konto/oidc/kommune-0a1b2c3d/login/").status_code == 404


def test_the_settings_name_each_tenants_provider_as_the_adapter_does():
    asked = (
        "from django.conf import settings; "
        "print(settings.SOCIALACCOUNT_PROVIDERS['openid_connect']['APPS'][1]['provider_id'])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.embedded",
            "PORTAL_OIDC_TENANTS": f"{ODENSE.upper()}, {AARHUS}",
            "PORTAL_OIDC_CLIENT_ID": "klient",
            "PORTAL_OIDC_CLIENT_SECRET": "hemmeligt",
        },
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == tenants.provider_id(AARHUS)
