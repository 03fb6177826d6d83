"""Whom a request about one's own data concerns, and in which words.

A title stays behind the secretariat's bells, so it names nobody.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from portal.kit import dates
from portal.notices.flows import Mail, send_last_letter, send_letter, tell

from .models import DataRequest


def received(request: DataRequest, *, by) -> None:
    """The one who asks: that it has come, and by when it is answered. And the secretariat."""
    person = request.person
    send_letter(
        person.email,
        mail=Mail(
            "retention/mail/received",
            {
                "url": reverse("retention:my_data") + "#anmodninger",
                "kind": request.kind,
                "day": dates.long_date(request.due_on, person.language),
                "written_down": request.written_by_id is not None,
            },
        ),
        to=person,
        by=by,
    )
    _tell_desk(
        request,
        kind="data-request",
        title=lambda: _("Somebody asks about their own data"),
        template="retention/mail/to_answer",
        by=by,
    )


def soon_due(request: DataRequest, *, by) -> None:
    """The secretariat: the month is running out."""
    _tell_desk(
        request,
        kind="data-request-due",
        title=lambda: _("A request about a person's own data has to be answered soon"),
        template="retention/mail/soon_due",
        by=by,
    )


def answered(request: DataRequest, *, by) -> None:
    """The one who asked: the answer, which stands on their page too."""
    send_letter(
        request.person.email,
        mail=Mail(
            "retention/mail/answered",
            {
                "url": reverse("retention:my_data") + "#anmodninger",
                "kind": request.kind,
                "outcome": request.outcome,
                "answer": request.answer,
                "may_complain": request.is_not_wholly_met,
            },
        ),
        to=request.person,
        by=by,
    )


def erased(address: str, language: str, words: str, *, by) -> None:
    """The one who asked to be erased, and now is: the last letter, of which nothing is left."""
    send_last_letter(
        address, mail=Mail("retention/mail/erased", {"words": words}), language=language, by=by
    )


def _tell_desk(request: DataRequest, *, kind: str, title, template: str, by) -> None:
    """Those who can answer it: not the one it is from."""
    colleagues = holders(Permission.MANAGE_MEMBERS).exclude(pk=request.person_id)
    by_language: dict[str, list[User]] = {}
    for person in colleagues:
        by_language.setdefault(person.language, []).append(person)
    for language, people in by_language.items():
        tell(
            people,
            kind=kind,
            title=title,
            url=reverse("retention_desk:request", args=[request.pk]),
            mail=Mail(template, {"day": dates.long_date(request.due_on, language)}),
            by=by,
        )
