"""The admitted one's first way in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.urls import reverse

from members.admission.models import Invitation
from members.people.flows import membership
from members.people.models import User
from portal.audit.models import Entry
from portal.notices.models import OutgoingMail
from tests.factories.admission import link_to, make_admitted, run_out
from tests.factories.people import TOTP_SECRET, make_former, make_member

pytestmark = pytest.mark.django_db
PASSWORD = "hest-batteri-klammer-17"


@pytest.fixture
def admitted(vetter):
    return make_admitted(vetter, email="Astrid@Skanderborg.example.dk").person


@pytest.fixture
def link(admitted):
    return link_to(admitted.email)


def choose(client, link, first=PASSWORD, second=PASSWORD, **more):
    return client.post(link, {"new_password1": first, "new_password2": second, **more})


def test_a_password_opens_the_account_and_min_side(client, admitted, link):
    assert admitted.email in client.get(link).text
    answer = choose(client, link)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("home_member")
    assert client.session["_auth_user_id"] == str(admitted.pk)
    admitted.refresh_from_db()
    assert admitted.check_password(PASSWORD)
    address = EmailAddress.objects.get(user=admitted)
    assert (address.email, address.verified, address.primary) == (
        "astrid@skanderborg.example.dk",
        True,
        True,
    )


def test_nobody_is_asked_again_for_what_they_chose_a_moment_ago(client, link):
    choose(client, link)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_a_passkey_instead_of_a_password(client, admitted, link):
    answer = client.post(link, {"way": "passkey"})
    assert answer["Location"] == reverse("login:first_passkey")
    assert client.get(answer["Location"]).status_code == 200
    admitted.refresh_from_db()
    assert not admitted.has_usable_password()


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("", "", "new_password1"),
        ("kort-ord-1", "kort-ord-1", "new_password2"),
        ("kodeordpassword", "noget-helt-andet", "new_password2"),
        ("123456789012345", "123456789012345", "new_password2"),
        ("astrid@skanderborg", "astrid@skanderborg", "new_password2"),
    ],
)
def test_a_weak_password_does_not_use_the_link_up(client, link, first, second, field):
    answer = choose(client, link, first, second)
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert first not in answer.text or not first
    assert Invitation.objects.get().used_at is None
    assert choose(client, link).status_code == 302


def test_the_link_works_once(client, link):
    choose(client, link)
    client.logout()
    again = client.get(link)
    assert again.status_code == 410
    assert again.context["state"] == "used"
    assert choose(client, link, "en-anden-kode-99", "en-anden-kode-99").status_code == 410
    assert User.objects.get(email="Astrid@Skanderborg.example.dk").check_password(PASSWORD)


def test_a_link_that_has_run_out_gives_way_to_a_fresh_one(client, admitted, link, run_jobs):
    run_out(Invitation.objects.get())
    page = client.get(link)
    assert (page.status_code, page.context["state"]) == (410, "expired")
    assert admitted.email not in page.text
    answer = client.post(f"{link}nyt-link/")
    assert answer["Location"] == reverse("admission:renewed")
    fresh = link_to(admitted.email)
    assert fresh != link
    assert client.get(fresh).status_code == 200
    assert client.get(link).context["state"] == "replaced"
    run_jobs()
    assert mail.outbox[-1].to == [admitted.email]


def test_renewing_reveals_nothing_and_sends_only_what_is_needed(client, admitted, link):
    count = OutgoingMail.objects.count()
    renewed = reverse("admission:renewed")
    unknown = reverse("admission:renew", args=["ukendt"])
    assert client.post(unknown)["Location"] == renewed
    assert client.post(f"{link}nyt-link/")["Location"] == renewed  # still open
    run_out(Invitation.objects.get())
    membership.end_membership(person=admitted, by=None)
    assert client.post(f"{link}nyt-link/")["Location"] == renewed
    assert OutgoingMail.objects.count() == count
    assert client.get(unknown).status_code == 405


def test_an_unknown_link_says_so(client):
    page = client.get(reverse("admission:invitation", args=["ukendt"]))
    assert (page.status_code, page.context["state"]) == (410, "unknown")


def test_whoever_has_left_is_not_let_in(client, admitted, link):
    membership.end_membership(person=admitted, by=None)
    assert client.get(link).context["state"] == "unknown"
    assert choose(client, link).status_code == 410
    assert "_auth_user_id" not in client.session


def test_someone_else_logged_in_is_logged_out_first(client, admitted, link):
    client.force_login(make_member())
    choose(client, link)
    assert client.session["_auth_user_id"] == str(admitted.pk)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_a_returning_member_keeps_the_second_factor(client, vetter):
    former = make_former()
    TOTP.activate(former, TOTP_SECRET)
    make_admitted(vetter, email=former.email)
    answer = choose(client, link_to(former.email))
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


def test_the_secret_stands_nowhere(client, link, caplog, capsys, run_jobs):
    secret = link.rstrip("/").rpartition("/")[2]
    page = client.get(link)
    choose(client, link)
    run_jobs()
    assert page["Referrer-Policy"] == "strict-origin"
    assert "no-store" in page["Cache-Control"]
    kept = [
        *Invitation.objects.values_list("token_hash", flat=True),
        *map(str, Entry.objects.values_list("facts", flat=True)),
        *map(str, OutgoingMail.objects.values_list("context", flat=True)),
    ]
    assert not [each for each in kept if secret in each]
    written = capsys.readouterr()
    assert secret not in caplog.text + written.out + written.err
