"""Whoever was invited and chose a passkey makes it, sees the recovery codes and goes on to Min side. The
passkey itself is made in a browser: see `tests.journeys`."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal import auth
from django.urls import reverse

from members.login.forms import AddPasskeyForm, EditPasskeyForm, FirstPasskeyForm
from members.people.flows import membership
from portal.kit import cpr
from tests.factories.admission import link_to, make_admitted
from tests.factories.people import PASSWORD, make_member, make_secretariat

pytestmark = pytest.mark.django_db
MAKE, CODES, MIN_SIDE = (
    reverse(name) for name in ("login:first_passkey", "login:first_codes", "home_member")
)


@pytest.fixture
def newcomer(client):
    """Has used the invitation and chosen a passkey."""
    person = make_admitted(make_secretariat()).person
    answer = client.post(link_to(person.email), {"way": "passkey"})
    assert answer["Location"] == MAKE
    return person


@pytest.fixture
def make_passkey(client, monkeypatch):
    """Post the page as a browser does that has made one; what it has signed is not looked at."""
    monkeypatch.setattr(FirstPasskeyForm, "clean", lambda form: form.cleaned_data)
    return lambda: client.post(MAKE, {"credential": '{"id": "x"}'})


def test_the_page_asks_for_a_passkey_that_opens_alone(client, newcomer):
    page = client.get(MAKE)
    wanted = page.context["js_data"]["creation_options"]["publicKey"]["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    # The server holds the browser to it.
    assert client.session[auth.STATE_SESSION_KEY]["user_verification"] == "required"
    assert 'name="passwordless"' not in page.text
    assert reverse("mfa_index") not in page.text.partition("<main")[2].partition("</main")[0]


def test_the_codes_are_shown_once_with_the_way_on(client, newcomer, make_passkey):
    answer = make_passkey()
    assert (answer.status_code, answer["Location"]) == (302, CODES)
    page = client.get(CODES)
    assert 'class="toast ' not in page.text  # it says itself what has been done
    codes = RecoveryCodes.activate(newcomer).get_unused_codes()
    assert len(codes) == 10
    assert [code for code in codes if f"<li>{code}</li>" not in page.text] == []
    assert f'<a class="button" href="{MIN_SIDE}">Gå til Min side</a>' in page.text
    assert "no-store" in page["Cache-Control"]
    assert client.get(MIN_SIDE).status_code == 200


def test_who_already_has_codes_goes_straight_on(client, newcomer, make_passkey):
    RecoveryCodes.activate(newcomer)
    assert make_passkey()["Location"] == MIN_SIDE


def test_who_is_no_longer_a_member_is_not_led_to_a_closed_door(client, newcomer, make_passkey):
    RecoveryCodes.activate(newcomer)
    newcomer.memberships.update(ended_at=newcomer.memberships.get().admitted_at)
    assert make_passkey()["Location"] == reverse("membership:mine")


def test_a_broken_passkey_is_refused_and_the_page_stays(client, newcomer):
    page = client.post(MAKE, {"credential": '{"x": "y"}'})
    assert page.status_code == 200
    assert "Det passer ikke. Prøv igen." in page.text
    assert not Authenticator.objects.filter(user=newcomer).exists()


def test_a_password_can_be_chosen_instead_and_leads_to_min_side(client, newcomer):
    way = f"{reverse('account_set_password')}?next={MIN_SIDE}"
    assert f'href="{way}"' in client.get(MAKE).text
    form = client.get(way)
    assert f'<input type="hidden" name="next" value="{MIN_SIDE}">' in form.text
    words = {"password1": PASSWORD, "password2": PASSWORD, "next": MIN_SIDE}
    assert client.post(reverse("account_set_password"), words)["Location"] == MIN_SIDE
    newcomer.refresh_from_db()
    assert newcomer.check_password(PASSWORD)


def test_a_stranger_and_a_session_that_has_grown_old_make_no_passkey(client):
    assert client.get(MAKE)["Location"].startswith(reverse("account_login"))
    client.force_login(make_member())
    for path in (MAKE, reverse("mfa_add_webauthn")):
        assert client.get(path)["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(CODES)["Location"] == MIN_SIDE  # there are none to see


def test_who_left_in_the_meantime_is_out(client, newcomer):
    membership.end_membership(person=newcomer, by=None)
    assert client.get(MAKE).status_code == 302


# --- what a passkey is called ------------------------------------------------------------------------
def test_passkeys_are_called_something_in_plain_danish(client, newcomer, make_passkey):
    make_passkey()
    make_passkey()
    names = [
        each.wrap().name for each in Authenticator.objects.filter(type="webauthn").order_by("pk")
    ]
    assert names == ["Min adgangsnøgle", "Adgangsnøgle 2"]


def test_the_oldest_passkey_stands_first(client, newcomer, make_passkey):
    make_passkey()
    make_passkey()
    found = Authenticator.objects.filter(type="webauthn")
    first, second = found.order_by("pk")
    # The database gives rows as it likes, and likes one that was written last.
    found.filter(pk=first.pk).update(created_at=second.created_at + timedelta(days=1))
    page = client.get(reverse("mfa_list_webauthn")).text
    assert page.index("Adgangsnøgle 2") < page.index("Min adgangsnøgle")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Min pc", "Min pc"),
        ("", "Min adgangsnøgle"),
        ("010170-1234s pc", "010170-1234s pc"),
        ("pc for 010170-1234", f"pc for {cpr.MARKER}"),
        ("x" * 70, "x" * 60),
    ],
)
def test_a_name_is_mended_rather_than_refused(typed, kept, monkeypatch):
    monkeypatch.setattr(AddPasskeyForm, "clean", lambda form: form.cleaned_data)
    form = AddPasskeyForm({"name": typed, "credential": '{"id": "x"}'}, user=make_member())
    assert form.is_valid()
    assert form.cleaned_data["name"] == kept
    assert form.fields["name"].label == "Navn"


def test_a_new_name_passes_the_guard():
    device = Authenticator(user=make_member(), type="webauthn", data={"name": "Min pc"})
    assert "name" in EditPasskeyForm({"name": "pc for 010170-1234"}, instance=device).errors
    assert EditPasskeyForm({"name": "Arbejds-pc"}, instance=device).is_valid()
