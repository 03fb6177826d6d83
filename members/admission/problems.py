"""Why an application cannot go on, as values."""

from django.utils.translation import gettext_lazy as _

from members.people.enums import Permission
from members.people.models import User
from members.people.rules import is_member, may
from portal.kit.problems import Blocker, Warning

from .enums import DECIDED, OPEN, State
from .models import Application


def to_submit(application: Application) -> list[Blocker]:
    """Why a draft cannot be handed in."""
    found = []
    if application.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("The application has already been handed in.")))
    if application.email_confirmed_at is None:
        found.append(
            Blocker("address_not_confirmed", _("Open the link in the mail we sent you first."))
        )
    return found


def to_decide(application: Application, user) -> list[Blocker]:
    """Why this person cannot decide this application."""
    found = []
    if not may(user, Permission.VET_APPLICATIONS):
        found.append(Blocker("not_allowed", _("You may not decide applications.")))
    if application.state in DECIDED:
        found.append(Blocker("already_decided", _("The application has already been decided.")))
    elif application.state not in OPEN:
        found.append(Blocker("not_open", _("The application has not been handed in.")))
    if application.email_key == getattr(user, "email_key", None):
        found.append(Blocker("own_application", _("You cannot decide your own application.")))
    return found


def to_approve(application: Application, user) -> list[Blocker]:
    """Why this person cannot approve this application."""
    found = to_decide(application, user)
    existing = User.objects.filter(email_key=application.email_key).first()
    if existing is not None and is_member(existing):
        found.append(Blocker("already_member", _("This address already belongs to a member.")))
    return found


def to_notice(application: Application) -> list[Warning]:
    """What the vetter should know: the automatic checks."""
    found = []
    domain = application.email_key.rpartition("@")[2]
    municipality = application.municipality
    if municipality and municipality.email_domain and domain != municipality.email_domain:
        found.append(
            Warning(
                "other_domain",
                _("The address does not end in @%(domain)s.")
                % {"domain": municipality.email_domain},
            )
        )
    if Application.objects.filter(
        email_key=application.email_key, state=State.REJECTED
    ).exists():
        found.append(Warning("rejected_before", _("An earlier application was rejected.")))
    return found
