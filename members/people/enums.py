"""Roles and permissions: the words; `roles.toml` says which role has which permission, and why."""

import tomllib
from enum import StrEnum
from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Everything that anyone may be allowed to do. Nothing is allowed that is not asked for here."""

    ENTER_MEMBERS_ROOMS = "enter_members_rooms"
    WRITE_IN_FORUM = "write_in_forum"
    SIGN_UP = "sign_up"
    RUN_GROUP_MEETINGS = "run_group_meetings"
    ENTER_DESK = "enter_desk"
    EDIT_PAGES = "edit_pages"
    EDIT_LIBRARY = "edit_library"
    VET_APPLICATIONS = "vet_applications"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_MEETINGS = "manage_meetings"
    MANAGE_CONFERENCE = "manage_conference"
    MODERATE_FORUM = "moderate_forum"
    CONFIRM_ANSWERS = "confirm_answers"
    TRACE_ANONYMOUS = "trace_anonymous"
    SEE_AUDIT = "see_audit"
    MANAGE_NOTICES = "manage_notices"
    MANAGE_ROLES = "manage_roles"
    ANSWER_HOTLINE = "answer_hotline"


class Role(models.TextChoices):
    """Who someone is to the network. The first six follow from facts, the others are granted."""

    VISITOR = "visitor", _("visitor")
    APPLICANT = "applicant", _("applicant")
    ADMITTED = "admitted", _("admitted, and not begun yet")
    MEMBER = "member", _("member")
    FORMER_MEMBER = "former_member", _("former member")
    SUSPENDED = "suspended", _("suspended member")
    COORDINATOR = "coordinator", _("coordinator")
    SECRETARIAT_EDITOR = "secretariat_editor", _("secretariat editor")
    HOTLINE_JURIST = "hotline_jurist", _("hotline jurist")
    SECRETARIAT_ADMINISTRATOR = "secretariat_administrator", _("secretariat administrator")


GRANTED = frozenset(
    {
        Role.COORDINATOR,
        Role.SECRETARIAT_EDITOR,
        Role.HOTLINE_JURIST,
        Role.SECRETARIAT_ADMINISTRATOR,
    }
)
SECRETARIAT = frozenset(
    {Role.SECRETARIAT_EDITOR, Role.HOTLINE_JURIST, Role.SECRETARIAT_ADMINISTRATOR}
)


class PostRole(models.TextChoices):
    """What someone does in a municipality's function."""

    ADVISER = "adviser", _("borgerrådgiver")
    STAFF = "staff", _("staff of the borgerrådgiver")


class Offer(models.TextChoices):
    """What a member offers colleagues."""

    BUDDY = "buddy", _("buddy for a new member")
    TEACHING = "teaching", _("teaching")
    JOB_SHADOWING = "job_shadowing", _("job-shadowing")


class Field(models.TextChoices):
    """What of a profile each person chooses the audience of. The name and the posts are everyone's."""

    TITLE = "title", _("job title")
    EMAIL = "email", _("e-mail")
    PHONE = "phone", _("phone")
    ABOUT = "about", _("about me")
    EXPERTISE = "expertise", _("knows about")
    OFFERS = "offers", _("offers")


class Audience(models.TextChoices):
    """Who sees a field of a profile."""

    MEMBERS = "members", _("all members")
    SECRETARIAT = "secretariat", _("the secretariat alone")


class NameAfter(models.TextChoices):
    """What stands at a member's texts when they have left, until the policy takes the name."""

    NAME = "name", _("my name")
    FORMER = "former", _("former member")


def _read_roles() -> dict[Role, frozenset[Permission]]:
    table = tomllib.loads(Path(__file__).with_name("roles.toml").read_text(encoding="utf-8"))
    return {
        Role(name): frozenset(Permission(word) for word in row["may"])
        for name, row in table.items()
    }


#: Role → its permissions, out of `roles.toml`. A misspelt word stops the portal from starting.
PERMISSIONS = _read_roles()
