"""Members, their posts and roles, groups and open applications."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from members.admission.enums import ExchangeKind
from members.admission.flows import applying, drafting, exchanging
from members.admission.models import Application
from members.admission.steps import Step as Part
from members.admission.steps import fingerprint
from members.groups import flows as groups
from members.municipalities.models import Municipality
from members.onboarding.enums import Deed
from members.onboarding.flows import (
    buddies,
    help_so_many,
    open_slots,
    start_onboarding,
    tick,
)
from members.onboarding.models import BuddyAsk, Onboarding
from members.people.enums import PostRole, Role
from members.people.flows import membership, profile, roles
from members.people.models import User
from members.people.rules import is_secretariat
from members.vetting.flows import taking
from portal.kit.dates import COPENHAGEN, add_working_days
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
    """Admit everyone in `people.toml`; `turns` lets the former ones leave again."""
    by_name = {each.name: each for each in Municipality.objects.all()}
    known = {topic.slug: topic for topic in Topic.objects.all()}
    for row in read("people")["person"]:
        own = by_name[row["municipality"]]
        if not own.email_domain:
            own.email_domain = domain(own.name)
            own.save(update_fields=["email_domain"])
        person = User.objects.create_user(address(row["key"], own.name), None, name=row["name"])
        began = beginning(row["since_years"], row.get("since_days", 21))
        membership.admit(
            person=person,
            municipalities=[own, *(by_name[name] for name in row.get("also", []))],
            role=PostRole(row["role"]),
            starts_on=began,
            admitted_at=admission(began),
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
    for row in read("people")["former"]:
        own = by_name[row["municipality"]]
        person = User.objects.create_user(
            address(row["key"], own.name), None, name=row["name"], title=row["title"]
        )
        began = beginning(6)
        membership.admit(
            person=person,
            municipalities=[own],
            role=PostRole(row["role"]),
            starts_on=began,
            admitted_at=admission(began),
            by=None,
        )
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def beginning(years: int, days: int = 21) -> date:
    """The first day of a post that long ago; a newcomer began three weeks ago."""
    return timezone.localdate() - timedelta(days=365 * years + days)


def admission(began: date) -> datetime:
    """Whoever begins in a post hears of the network within two weeks."""
    return datetime.combine(began + timedelta(days=12), time(10), tzinfo=COPENHAGEN)


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
    """The newest members are in their first months: Mette has come far and has a buddy, who has room for
    one more; Thomas has done nothing for a month, and Julie's first buddy could not."""
    cast = Cast()
    for row in read("people")["person"]:
        if row["since_years"] == 0:
            newcomer = cast.by_key[row["key"]]
            started = start_onboarding(person=newcomer, by=cast.administrator)
            admitted_at = newcomer.memberships.get().admitted_at
            Onboarding.objects.filter(pk=started.pk).update(started_at=admitted_at)
    mette, jens = cast.by_key["mette-holm"], cast.by_key["jens-aagaard"]
    open_asks = BuddyAsk.objects.filter(onboarding=mette.onboarding, said="")
    if not open_asks.filter(person=jens).exists():
        buddies.ask_buddy(onboarding=mette.onboarding, person=jens, by=cast.administrator)
    help_so_many(capacity=2, by=jens)
    buddies.accept(ask=open_asks.get(), by=jens)
    julie = cast.by_key["julie-noesgaard"]
    first = BuddyAsk.objects.get(onboarding=julie.onboarding, said="")
    buddies.decline(ask=first, by=first.person)
    lay_out_intro_meetings(cast)
    for deed in (Deed.MATERIAL_READ, Deed.PROFILE_FILLED, Deed.MEETING_SIGNED_UP):
        tick(person=mette, deed=deed, by=mette)


def lay_out_intro_meetings(cast: Cast) -> None:
    """Two half hours on each of the next working days."""
    day = timezone.localdate()
    for _ in range(3):
        day = add_working_days(day, 1)
        first = datetime.combine(day, time(9, 30), tzinfo=COPENHAGEN)
        open_slots(
            times=[first, first + timedelta(minutes=30)],
            place="Telefon: vi ringer til dig",
            by=cast.administrator,
        )


def write_applications() -> None:
    """Open applications of the last two weeks, some of them taken."""
    cast = Cast()
    now = timezone.now()
    for row in read("applications")["application"]:
        own = cast.municipalities[row["municipality"]]
        application = applying.begin(email=f"{row['email']}@{domain(own.name)}")
        assert application is not None, "the applicants are not members"
        applying.confirm_address(application=application)
        _fill_in(application, row, own)
        applying.submit(application=application)
        when = now - timedelta(days=row["days_ago"], hours=2)
        Application.objects.filter(pk=application.pk).update(
            created_at=when - timedelta(hours=3), email_confirmed_at=when, submitted_at=when
        )
        if row["state"] == "in_vetting":
            application.refresh_from_db()
            taking.take(application=application, by=cast.administrator)
        if asked := row.get("asked"):
            exchanging.ask(
                application=application,
                kind=ExchangeKind.MORE,
                text=asked,
                due_on=timezone.localdate() + timedelta(days=10),
                by=cast.administrator,
            )
            application.exchanges.update(asked_at=now - timedelta(days=3))


def _fill_in(application: Application, row: dict, own: Municipality) -> None:
    """The three steps, as the applicant writes them."""
    drafting.keep_answers(
        application=application,
        step=Part.YOU,
        answers={name: row[name] for name in ("name", "title", "phone")},
        seen=fingerprint(application, Part.YOU),
    )
    place: drafting.Place = {
        "municipality": own,
        "form": row["form"],
        "since": timezone.localdate() - timedelta(days=row.get("since_days", 60)),
        "fte": Decimal(row["fte"]) if "fte" in row else None,
        "head": row.get("head", ""),
        "rules_url": row.get("rules_url", ""),
    }
    drafting.keep_functions(
        application=application,
        role=PostRole(row.get("role", PostRole.ADVISER)),
        places=[place],
        seen=fingerprint(application, Part.FUNCTION),
    )
    drafting.keep_rest(
        application=application,
        motivation=f"{row['motivation']}\n\n{row['since']}.",
        consents=True,
        seen=fingerprint(application, Part.REST),
    )


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
