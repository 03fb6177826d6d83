"""Which ways lead in, and which do not."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from members.people.enums import SECRETARIAT
from members.people.flows import roles
from members.people.models import User
from members.people.rules import forget_standing
from portal.notices.models import OutgoingMail
from tests.factories.people import PASSWORD, make_member, make_secretariat, make_user

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")
RESET = reverse("account_reset_password")


def log_in(client, email, password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


@pytest.mark.parametrize(
    "path", ["/konto/signup/", "/konto/signup/passkey/", "/konto/3rdparty/signup/"]
)
def test_nobody_signs_up_by_themself(client, path):
    before = User.objects.count()
    words = {"email": "ny@example.dk", "password1": "rolig-hverdag-99", "name": "Ny"}
    for answer in (client.get(path), client.post(path, words)):
        assert answer.status_code in (200, 302, 404)
        assert "_auth_user_id" not in client.session
        if answer.status_code == 302:
            assert answer["Location"] == LOGIN
        if answer.status_code == 200:
            assert 'name="password1"' not in answer.text
    assert User.objects.count() == before


def test_a_member_logs_in_and_lands_on_min_side(client):
    member = make_member(email="mette@odense.example.dk")
    assert log_in(client, member.email)["Location"] == reverse("home_member")


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("mette@odense.example.dk", "METTE@Odense.Example.DK"),
        ("mette@aerø.example.dk", "Mette@AERØ.example.dk"),
        ("mette@tårnby.example.dk", "mette@TÅRNBY.example.dk"),
    ],
)
def test_the_address_may_be_written_in_any_case(client, kept, typed):
    member = make_member(email=kept)
    assert log_in(client, typed).status_code == 302
    assert client.session["_auth_user_id"] == str(member.pk)


def test_wrong_password_and_unknown_address_look_alike(client):
    make_member(email="mette@odense.example.dk")
    answers = [
        log_in(client, "mette@odense.example.dk", "forkert-kode-1"),
        log_in(client, "ingen@odense.example.dk", "forkert-kode-1"),
    ]
    errors = [answer.context["form"].errors.as_json() for answer in answers]
    assert errors[0] == errors[1]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_reset_does_not_tell_who_has_an_account(client):
    make_member(email="mette@odense.example.dk")
    answers = [
        client.post(RESET, {"email": email}, follow=True)
        for email in ("mette@odense.example.dk", "ingen@odense.example.dk")
    ]
    assert [answer.redirect_chain for answer in answers] == [
        [(reverse("account_reset_password_done"), 302)]
    ] * 2
    bodies = [_without_tokens(answer.text) for answer in answers]
    assert bodies[0].replace("mette@", "") == bodies[1].replace("ingen@", "")
    # Both cost a letter, so that the time tells nothing either.
    assert sorted(OutgoingMail.objects.values_list("address", "template")) == [
        ("ingen@odense.example.dk", "account/email/unknown_account"),
        ("mette@odense.example.dk", "account/email/password_reset_key"),
    ]


def _without_tokens(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(line for line in lines if "csrf" not in line and "nonce" not in line)


def test_a_closed_account_does_not_open(client):
    member = make_member()
    member.is_active = False
    member.save()
    log_in(client, member.email)
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped_per_account_and_not_for_the_whole_town_hall(client):
    make_member(email="mette@odense.example.dk")
    lone = make_member(email="lone@odense.example.dk")
    for _ in range(5):
        log_in(client, "mette@odense.example.dk", "forkert-kode-1")
    stopped = log_in(client, "mette@odense.example.dk")
    assert stopped.status_code == 200
    assert "_auth_user_id" not in client.session
    log_in(client, lone.email)
    assert client.session["_auth_user_id"] == str(lone.pk)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/login/",
        "/_util/login/",
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/abc-def/",
        "/admin/password_reset/complete/",
    ],
)
def test_wagtails_own_doors_lead_to_ours(client, path):
    member = make_secretariat()
    for answer in (
        client.get(path),
        client.post(path, {"username": member.email, "password": PASSWORD}),
    ):
        assert answer.status_code == 302
        assert answer["Location"].partition("?")[0] in (LOGIN, RESET)
    assert "_auth_user_id" not in client.session


def test_wagtail_keeps_the_way_back(client):
    answer = client.get("/admin/login/?next=/admin/pages/")
    assert answer["Location"] == f"{LOGIN}?next=/admin/pages/"


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/netvaerket/optagelse/"])
def test_strangers_are_sent_to_the_log_in(client, path):
    assert client.get(path)["Location"].startswith(LOGIN)


@pytest.mark.parametrize("path", ["/admin/", "/admin/account/", "/admin/findes-ikke/"])
@pytest.mark.parametrize("who", ["applicant", "member", "coordinator", "former"])
def test_the_desk_is_not_for_members(client, personas, who, path):
    client.force_login(getattr(personas, who))
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
@pytest.mark.parametrize("path", ["/admin/", "/admin/account/", "/admin/api/main/pages/"])
def test_the_desk_asks_each_secretariat_role_for_a_second_factor(client, role, path):
    person = make_secretariat(role, second_factor=False)
    client.force_login(person)
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    RecoveryCodes.activate(person)
    assert client.get(path)["Location"] == reverse("mfa_index")


def test_who_has_a_second_factor_must_show_it(client):
    person = make_secretariat()
    answer = log_in(client, person.email)
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/")["Location"].startswith(LOGIN)


def test_a_role_that_ends_closes_the_desk_at_once(client):
    person = make_secretariat()
    client.force_login(person)
    assert client.get("/admin/").status_code != 403
    roles.end(grant=person.grants.get(), by=None)
    forget_standing(person)
    assert client.get("/admin/").status_code == 403


@pytest.mark.parametrize("who", ["former", "suspended"])
def test_whoever_is_out_lands_where_it_says_what_became_of_the_membership(client, personas, who):
    answer = log_in(client, getattr(personas, who).email)
    assert answer["Location"] == reverse("membership:mine")


def test_an_unproven_address_does_not_log_in(client):
    user = make_user(email="ny@odense.example.dk")
    user.emailaddress_set.update(verified=False)
    log_in(client, user.email)
    assert "_auth_user_id" not in client.session


def test_too_many_attempts_get_a_page_of_ours(client):
    answers = [client.post(RESET, {"email": f"en{n}@odense.example.dk"}) for n in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert answers[-1].templates[0].name == "429.html"
    assert 'id="main"' in answers[-1].text
