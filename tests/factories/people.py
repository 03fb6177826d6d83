"""People for tests, made through the same flows as in the portal."""

import itertools
from datetime import timedelta
from functools import cached_property

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import timezone

from members.groups import flows as groups
from members.groups.enums import GroupKind
from members.login.second_factor import FACTORS
from members.municipalities.models import Municipality
from members.people.enums import PostRole, Role
from members.people.flows import membership, roles
from members.people.models import Suspension, User
from members.people.rules import forget_standing

number = itertools.count(1)
#: A second factor's secret for every secretariat account of a test.
TOTP_SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "rolig-hverdag-47"


def municipality(name: str = "Odense") -> Municipality:
    """One of the real 98, which a migration has loaded."""
    return Municipality.objects.get(name=name)


def make_user(name: str = "Ukendt Person", *, email: str = "", password: str | None = PASSWORD):
    """An account and nothing more: its holder is an applicant at most."""
    user = User.objects.create_user(
        email or f"person{next(number)}@example.dk", password, name=name
    )
    EmailAddress.objects.create(user=user, email=user.email_key, verified=True, primary=True)
    return user


def make_member(
    name: str = "Mette Holm",
    at: str = "Odense",
    *,
    role=PostRole.ADVISER,
    email: str = "",
    **fields,
):
    """A member with a post in a municipality; `fields` are set on the account."""
    user = make_user(name, email=email)
    for field, value in fields.items():
        setattr(user, field, value)
    user.save()
    membership.admit(person=user, municipalities=[municipality(at)], role=role, by=None)
    return user


def make_secretariat(
    role=Role.SECRETARIAT_ADMINISTRATOR, name: str = "Karen Lund", *, second_factor: bool = True
):
    """A member in Copenhagen with a secretariat role and, unless told otherwise, a second factor."""
    user = make_member(name, "København", role=PostRole.STAFF)
    roles.grant(person=user, role=role, by=None)
    if second_factor:
        TOTP.activate(user, TOTP_SECRET)
    return user


def make_admitted_for(name: str = "Asta Senere", at: str = "Odense", *, days: int = 40):
    """Admitted, in a post that begins so many days from now."""
    user = make_user(name)
    membership.admit(
        person=user,
        municipalities=[municipality(at)],
        role=PostRole.ADVISER,
        starts_on=timezone.localdate() + timedelta(days=days),
        by=None,
    )
    return user


def make_former(name: str = "Bodil Friis", at: str = "Vejle"):
    user = make_member(name, at)
    membership.end_membership(person=user, by=None)
    return user


def suspend(user) -> Suspension:
    """Proposed, heard and put in force just now."""
    now = timezone.now()
    suspension = Suspension.objects.create(
        person=user, reason="Svarer ikke", proposed_at=now, heard_at=now, in_force_at=now
    )
    forget_standing(user)
    return suspension


def make_group(name: str = "Fyn", *municipalities: str, kind=GroupKind.LOCAL):
    return groups.save(
        name=name,
        kind=kind,
        municipalities=[municipality(each) for each in municipalities or ("Odense", "Nyborg")],
        rhythm_weeks=(6, 12),
        by=None,
    )


def make_coordinator(group, name: str = "Ole Bro", at: str = "Nyborg"):
    user = make_member(name, at)
    roles.grant(person=user, role=Role.COORDINATOR, group=group, by=None)
    return user


def show_second_factor(client, user) -> None:
    """Let a client's session be one in which the account's second factor was shown; nothing when the
    account has none."""
    device = Authenticator.objects.filter(user=user.pk, type__in=FACTORS).first()
    if device is not None:
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, "mfa", id=device.pk, type=device.type)
        request.session.save()


class Personas:
    """Everyone the rules tell apart. Each is made when first asked for; `all()` makes them all."""

    NAMES = (
        "stranger",
        "applicant",
        "admitted",
        "member",
        "coordinator",
        "other_coordinator",
        "editor",
        "jurist",
        "administrator",
        "former",
        "suspended",
    )

    stranger = AnonymousUser()

    @cached_property
    def group(self):
        return make_group("Fyn", "Odense", "Nyborg")

    @cached_property
    def other_group(self):
        return make_group("Nordjylland", "Aalborg", "Hjørring")

    @cached_property
    def applicant(self):
        return make_user("Ansøger Andersen")

    @cached_property
    def admitted(self):
        return make_admitted_for("Asta Senere", "Odense")

    @cached_property
    def member(self):
        return make_member("Mette Holm", "Odense")

    @cached_property
    def coordinator(self):
        return make_coordinator(self.group, "Ole Bro", "Nyborg")

    @cached_property
    def other_coordinator(self):
        return make_coordinator(self.other_group, "Nora Nord", "Aalborg")

    @cached_property
    def editor(self):
        return make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør")

    @cached_property
    def jurist(self):
        return make_secretariat(Role.HOTLINE_JURIST, "Jonas Jurist")

    @cached_property
    def administrator(self):
        return make_secretariat(Role.SECRETARIAT_ADMINISTRATOR, "Karen Lund")

    @cached_property
    def former(self):
        return make_former()

    @cached_property
    def suspended(self):
        user = make_member("Sune Sus", "Odense")
        suspend(user)
        return user

    def all(self) -> dict:
        """Name → account (or AnonymousUser), with standing to be read anew."""
        people = {name: getattr(self, name) for name in self.NAMES}
        for user in people.values():
            if user.is_authenticated:
                forget_standing(user)
        return people
