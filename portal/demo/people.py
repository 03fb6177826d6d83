"""Members, their posts and roles, groups and open applications."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from members.admission.flows import applying, deciding
from members.admission.models import Application
from members.groups import flows as groups
from members.municipalities.models import Municipality
from members.onboarding.enums import Deed
from members.onboarding.flows import start_onboarding, tick, tick_by_hand
from members.onboarding.models import Step
from members.people.enums import PostRole, Role
from members.people.flows import membership, profile, roles
from members.people.models import User
from members.people.rules import is_secretariat
from portal.topics import flows as topics
from portal.topics.models import Topic

from . import logins
from .cast import Cast, address, domain
from .texts import read


def write_topics() -> None:
    for row in read("topics")["topic"]:
        topics.save(
            slug=row["slug"],
            name=row["name"],
            description=row["description"],
            synonyms=row["synonyms"],
            by=None,
        )


def write_members() -> None:
    """Admit everyone in `people.toml`, and let the former ones leave again."""
    by_name = {each.name: each for each in Municipality.objects.all()}
    known = {topic.slug: topic for topic in Topic.objects.all()}
    for row in read("people")["person"]:
        own = by_name[row["municipality"]]
        if not own.email_domain:
            own.email_domain = domain(own.name)
            own.save(update_fields=["email_domain"])
        person = User.objects.create_user(address(row["key"], own.name), None, name=row["name"])
        began = beginning(row["since_years"])
        membership.admit(
            person=person,
            municipalities=[own, *(by_name[name] for name in row.get("also", []))],
            role=PostRole(row["role"]),
            starts_on=began,
            by=None,
        )
        profile.change(
            person=person,
            name=row["name"],
            title=row["title"],
            phone=row["phone"],
            about=row.get("about", ""),
            expertise=[known[slug] for slug in row.get("expertise", [])],
            offers=row.get("offers", []),
            kept=row.get("kept", []),
            by=None,
        )
        for role in row.get("roles", []):
            roles.grant(person=person, role=Role(role), by=None)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    for row in read("people").get("former", []):
        own = by_name[row["municipality"]]
        person = User.objects.create_user(
            address(row["key"], own.name), None, name=row["name"], title=row["title"]
        )
        membership.admit(
            person=person,
            municipalities=[own],
            role=PostRole(row["role"]),
            starts_on=beginning(6),
            by=None,
        )
        membership.end_membership(person=person, by=None)
        if row.get("leaves_vacant"):
            membership.give_post(
                person=None,
                municipality=own,
                role=PostRole(row["role"]),
                starts_on=timezone.localdate() - timedelta(days=row["left_days_ago"]),
                by=None,
            )


def beginning(years: int) -> date:
    """The first day of a post that long ago; a newcomer began three weeks ago."""
    today = timezone.localdate()
    return today - timedelta(days=365 * years + 21)


def write_groups() -> None:
    cast = Cast()
    for row in read("groups")["group"]:
        group = groups.save(
            name=row["name"],
            kind=row["kind"],
            municipalities=[cast.municipalities[name] for name in row["municipalities"]],
            rhythm_weeks=tuple(row["rhythm_weeks"]),
            by=cast.administrator,
        )
        roles.grant(
            person=cast.by_key[row["coordinator"]],
            role=Role.COORDINATOR,
            group=group,
            by=cast.administrator,
        )


def begin_onboardings() -> None:
    """The newest members are in their first months; Mette is four steps in."""
    cast = Cast()
    for row in read("people")["person"]:
        if row["since_years"] == 0:
            start_onboarding(person=cast.by_key[row["key"]], by=cast.administrator)
    mette = cast.by_key["mette-holm"]
    mette.onboarding.buddy = cast.by_key["jens-aagaard"]
    mette.onboarding.save(update_fields=["buddy"])
    for deed in (Deed.PROFILE_FILLED, Deed.MEETING_SIGNED_UP):
        tick(person=mette, deed=deed, by=mette)
    tick_by_hand(step=Step.objects.filter(deed=Deed.BY_HAND).latest("order"), by=mette)


def write_applications() -> None:
    """Open applications of the last two weeks, some of them taken."""
    cast = Cast()
    now = timezone.now()
    for row in read("applications")["application"]:
        own = cast.municipalities[row["municipality"]]
        application = applying.begin(email=f"{row['email']}@{domain(own.name)}")
        assert application is not None, "the applicants are not members"
        applying.confirm_address(application=application)
        applying.submit(
            application=application,
            name=row["name"],
            title=row["title"],
            phone=row["phone"],
            municipality=own,
            role=PostRole.ADVISER,
            function_form=row["form"],
            in_post_since=timezone.localdate() - timedelta(days=60),
            motivation=f"{row['motivation']}\n\n{row['since']}.",
        )
        when = now - timedelta(days=row["days_ago"], hours=2)
        Application.objects.filter(pk=application.pk).update(
            created_at=when - timedelta(hours=3), email_confirmed_at=when, submitted_at=when
        )
        if row["state"] == "in_vetting":
            application.refresh_from_db()
            deciding.take(application=application, by=cast.administrator)


def give_logins() -> None:
    """The printed log-ins: one password for all, and a second factor for the secretariat."""
    password = make_password(logins.PASSWORD)
    for login in logins.LOGINS:
        person = User.objects.get(email=login.email)
        person.password = password
        person.save(update_fields=["password"])
        if is_secretariat(person):
            TOTP.activate(person, logins.TOTP_SECRET)
            RecoveryCodes.activate(person)
