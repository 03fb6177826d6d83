"""What the portal has written down by itself: mails, log-ins, the trail, and the desk's own."""

import json

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.reports.actions import in_words

from .sources import Chapter, Column, Mine, Source, by

TO_THE_PERSON = Mine(
    ("recipient", "address"),
    lambda person: Q(recipient=person) | Q(recipient__isnull=True, address=person.email),
)
IN_THE_TRAIL = Mine(
    ("by_id", "about_id", "object_id"),
    lambda person: (
        Q(by_id=person.pk)
        | Q(about_id=person.pk)
        | Q(object_type=person._meta.label_lower, object_id=str(person.pk))
    ),
)


def _who(row, person) -> str:
    if row.by_id is None:
        return gettext("The portal itself")
    return gettext("You") if row.by_id == person.pk else gettext("Somebody else")


def _about_whom(row, person) -> str:
    if row.about_id is None:
        return ""
    return gettext("You") if row.about_id == person.pk else gettext("Somebody else")


def _facts(row, _person) -> str:
    return json.dumps(row.facts, ensure_ascii=False) if row.facts else ""


def _extra(row, _person) -> str:
    return json.dumps(row.extra_data, ensure_ascii=False) if row.extra_data else ""


def _factor(row, _person) -> str:
    return {
        "totp": gettext("Codes from an app"),
        "webauthn": gettext("Passkey"),
        "recovery_codes": gettext("Recovery codes"),
    }.get(row.type, row.type)


def _edited(label: str, heading, path: str = "user", *columns: Column, **options) -> Source:
    return Source(label, heading, by(path), columns, **options)


TOLD = Chapter(
    _("Notifications and mails"),
    (
        Source(
            "notices.Notice",
            _("Notifications"),
            by("recipient"),
            (
                Column("title", _("Title")),
                Column("kind", _("Kind")),
                Column("url", _("Leads to")),
                Column("created_at", _("Created")),
                Column("read_at", _("Read")),
            ),
        ),
        Source(
            "notices.OutgoingMail",
            _("Mails to you"),
            TO_THE_PERSON,
            (
                Column("address", _("To")),
                Column("subject", _("Subject")),
                Column("template", _("Letter")),
                Column("language", _("Language")),
                Column("subscription", _("Can be left as")),
                Column("enclosure", _("Carries")),
                Column("state", _("State")),
                Column("created_at", _("Created")),
                Column("sent_at", _("Sent")),
                Column("next_attempt_at", _("Next attempt")),
                Column("error", _("What went wrong")),
            ),
        ),
    ),
)

LOG_IN = Chapter(
    _("Log-in and security"),
    (
        Source(
            "account.EmailAddress",
            _("E-mail addresses"),
            by("user"),
            (
                Column("email", _("E-mail")),
                Column("verified", _("Confirmed")),
                Column("primary", _("Used for log-in")),
            ),
        ),
        Source(
            "account.EmailConfirmation",
            _("Confirmations of an address"),
            by("email_address__user"),
            (Column("created", _("Created")), Column("sent", _("Sent"))),
        ),
        Source(
            "mfa.Authenticator",
            _("Second factor and passkeys"),
            by("user"),
            (
                Column("type", _("Kind"), _factor),
                Column("created_at", _("Created")),
                Column("last_used_at", _("Last used")),
            ),
        ),
        Source(
            "usersessions.UserSession",
            _("Where you are logged in"),
            by("user"),
            (
                Column("ip", _("IP address")),
                Column("user_agent", _("Browser")),
                Column("created_at", _("Logged in")),
                Column("last_seen_at", _("Last seen")),
            ),
        ),
        Source(
            "socialaccount.SocialAccount",
            _("Your municipality's log-in"),
            by("user"),
            (
                Column("provider", _("Log-in")),
                Column("uid", _("Number there")),
                Column("extra_data", _("What it told us"), _extra),
                Column("date_joined", _("Created")),
                Column("last_login", _("Latest log-in")),
            ),
        ),
        Source(
            "audit.Entry",
            _("The log of important actions"),
            IN_THE_TRAIL,
            (
                Column("at", _("When")),
                Column("action", _("What"), lambda row, _person: in_words(row.action)),
                Column("by_id", _("Done by"), _who),
                Column("about_id", _("About"), _about_whom),
                Column("object_type", _("Kind of object")),
                Column("object_id", _("Number")),
                Column("facts", _("Details"), _facts),
                Column("request_id", _("Request")),
            ),
        ),
    ),
)

PAGE = Column("title", _("Page"))
DESK = Chapter(
    _("Work at the secretariat's desk"),
    (
        _edited("wagtailcore.Page", _("Pages you have made"), "owner", PAGE),
        _edited("wagtailcore.Page", _("Pages you have locked"), "locked_by", PAGE),
        _edited(
            "wagtailcore.Revision",
            _("Versions of pages you have saved"),
            "user",
            Column("object_str", _("Page")),
            Column("created_at", _("When")),
        ),
        _edited(
            "wagtailcore.PageLogEntry",
            _("What you have done to pages"),
            "user",
            Column("label", _("Page")),
            Column("action", _("What")),
            Column("timestamp", _("When")),
        ),
        _edited(
            "wagtailcore.ModelLogEntry",
            _("What you have done to other things"),
            "user",
            Column("label", _("Title")),
            Column("action", _("What")),
            Column("timestamp", _("When")),
        ),
        _edited(
            "wagtailcore.Comment",
            _("Your comments on drafts"),
            "user",
            Column("text", _("Text")),
            Column("page.title", _("Page")),
            Column("created_at", _("Written")),
            related=("page",),
        ),
        _edited(
            "wagtailcore.Comment",
            _("Comments on drafts you have settled"),
            "resolved_by",
            Column("page.title", _("Page")),
            Column("resolved_at", _("When")),
            related=("page",),
        ),
        _edited(
            "wagtailcore.CommentReply",
            _("Your replies to comments on drafts"),
            "user",
            Column("text", _("Text")),
            Column("created_at", _("Written")),
        ),
        _edited(
            "wagtailcore.PageSubscription",
            _("Pages whose comments you follow"),
            "user",
            Column("page.title", _("Page")),
            related=("page",),
        ),
        _edited(
            "wagtaildocs.Document",
            _("Documents you have put up"),
            "uploaded_by_user",
            Column("title", _("Title")),
            Column("created_at", _("When")),
        ),
        _edited(
            "wagtailimages.Image",
            _("Pictures you have put up"),
            "uploaded_by_user",
            Column("title", _("Title")),
            Column("created_at", _("When")),
        ),
        _edited(
            "wagtailcore.UploadedFile",
            _("Files you are putting up"),
            "uploaded_by_user",
            Column("file", _("File")),
        ),
        _edited(
            "wagtailusers.UserProfile",
            _("Your choices at the desk"),
            "user",
            Column("avatar", _("Picture")),
            Column("current_time_zone", _("Time zone")),
            Column("preferred_language", _("Language")),
            files=("avatar",),
        ),
        _edited(
            "wagtailadmin.EditingSession",
            _("Pages you have open"),
            "user",
            Column("object_id", _("Number")),
            Column("last_seen_at", _("Last seen")),
        ),
        _edited(
            "wagtailadmin.FormState",
            _("What you are writing at the desk"),
            "user",
            Column("object_id", _("Number")),
            Column("data", _("Text")),
            Column("last_updated_at", _("When")),
        ),
        _edited(
            "wagtailcore.APIToken",
            _("Keys for programs"),
            "user",
            Column("name", _("Name")),
            Column("created", _("Created")),
        ),
        _edited(
            "wagtailcore.WorkflowState",
            _("Approvals you have asked for"),
            "requested_by",
            Column("created_at", _("When")),
        ),
        _edited(
            "wagtailcore.TaskState",
            _("Approvals you have given"),
            "finished_by",
            Column("finished_at", _("When")),
        ),
    ),
)
