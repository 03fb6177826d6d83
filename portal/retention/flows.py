"""Erasing what the policy no longer lets us keep. Each part is a small transaction of its own, so that
a long night's work never holds the database for long."""

from collections.abc import Callable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from members.admission.enums import State
from members.admission.models import Application, Invitation
from members.people.models import User
from portal.audit import trail
from portal.audit.models import Entry
from portal.live.streams import close_all
from portal.notices.models import Notice, OutgoingMail

from .policy import policy

#: No mail is ever delivered to this domain (RFC 2606), and it marks what has been erased.
ERASED = "@slettet.invalid"
FORMER_MEMBER = "Tidligere medlem"
ERASED_TEXT = "Slettet"


def erase_what_has_run_out(*, now: datetime | None = None, by) -> dict[str, int]:
    """Do everything that is due; returns how many rows each part erased or emptied."""
    moment = timezone.localtime(now)
    counts = {}
    for name, part in PARTS.items():
        with transaction.atomic():
            counts[name] = part(policy().deadlines[name].before(moment), by)
            if counts[name]:
                trail.record("retention.erased", on=None, by=by, what=name, count=counts[name])
    return counts


def _notices(before: datetime, by) -> int:
    return Notice.objects.filter(created_at__lt=before).delete()[0]


def _mails(before: datetime, by) -> int:
    return OutgoingMail.objects.filter(created_at__lt=before).delete()[0]


def _application_drafts(before: datetime, by) -> int:
    drafts = Application.objects.filter(state=State.DRAFT, created_at__lt=before)
    return drafts.delete()[1].get(Application._meta.label, 0)


def _unsuccessful_applications(before: datetime, by) -> int:
    rejected = Application.objects.filter(state=State.REJECTED, decided_at__lt=before)
    withdrawn = Application.objects.filter(
        state=State.WITHDRAWN,
        pk__in=[
            int(key)
            for key in Entry.objects.filter(
                action="admission.withdrawn",
                object_type=Application._meta.label_lower,
                at__lt=before,
            ).values_list("object_id", flat=True)
        ],
    )
    return sum(
        _anonymise_application(application)
        for application in (rejected | withdrawn).exclude(email_key__endswith=ERASED)
    )


def _anonymise_application(application: Application) -> int:
    """Leave what is counted (state, dates, reason) and nothing that points at the person."""
    address = f"ansoegning-{application.pk}{ERASED}"
    application.email = application.email_key = address
    application.name = application.title = application.phone = application.motivation = ""
    application.function_form, application.in_post_since = "", None
    if application.decision_text:
        application.decision_text = ERASED_TEXT
    if application.state == State.WITHDRAWN:
        application.municipality = None
    application.save()
    return 1


def _profiles(before: datetime, by) -> int:
    """Empty the profile and close the account of everyone whose membership ended before."""
    people = _left(before).exclude(email_key__endswith=ERASED)
    for person in people:
        person.email = f"person-{person.pk}{ERASED}"
        person.title = person.phone = person.about = ""
        person.offers, person.is_active = [], False
        person.set_unusable_password()
        person.save()
        person.expertise.clear()
        for model in (EmailAddress, Authenticator, UserSession, SocialAccount):
            model.objects.filter(user=person).delete()
        Invitation.objects.filter(person=person).delete()
        for application in Application.objects.filter(person=person):
            _anonymise_application(application)
        trail.record("retention.profile_erased", on=person, by=by, about=person)
        close_all(person.pk)
    return len(people)


def _names(before: datetime, by) -> int:
    """Take the name from what the person wrote, which stays for the others' use."""
    people = _left(before).exclude(name=FORMER_MEMBER)
    for person in people:
        person.name = FORMER_MEMBER
        person.save(update_fields=["name"])
        trail.record("retention.name_erased", on=person, by=by, about=person)
    return len(people)


def _left(before: datetime) -> QuerySet[User]:
    """Those whose last membership ended before, and who have not come back."""
    return (
        User.objects.filter(memberships__isnull=False)
        .exclude(memberships__ended_at__isnull=True)
        .exclude(memberships__ended_at__gte=before)
        .distinct()
    )


def _logins(before: datetime, by) -> int:
    return UserSession.objects.filter(last_seen_at__lt=before).delete()[0]


def _sessions(before: datetime, by) -> int:
    run_out = Session.objects.filter(expire_date__lt=before).count()
    SessionStore.clear_expired()
    return run_out


def _audit(before: datetime, by) -> int:
    return Entry.objects.filter(at__lt=before).delete()[0]


#: The policy's deadline → what is done when it has run out.
PARTS: dict[str, Callable[[datetime, object], int]] = {
    "notices": _notices,
    "mails": _mails,
    "application_drafts": _application_drafts,
    "unsuccessful_applications": _unsuccessful_applications,
    "profiles": _profiles,
    "names": _names,
    "logins": _logins,
    "sessions": _sessions,
    "audit": _audit,
}
