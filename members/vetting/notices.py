"""This room's letters: what they are called and what they need."""

from django.urls import reverse
from django.utils.translation import gettext as _

from members.admission.notices import page_of
from members.people.models import User
from portal.notices.flows import Mail, tell

from .enums import Word
from .models import Letter, Vouching


def as_mail(letter: Letter) -> Mail:
    """A letter as it goes out, with the way to the applicant's own page."""
    return Mail(
        "vetting/mail/letter",
        {
            "url": page_of(letter.application),
            "subject_line": letter.subject,
            "body": letter.body,
            "kind": letter.kind,
        },
    )


def asked_to_vouch(vouching: Vouching, *, by: User) -> None:
    """A member is asked about somebody from their own municipality."""
    application = vouching.application
    tell(
        [vouching.member],
        kind="vouching",
        title=lambda: _("Is this applicant one of your colleagues?"),
        url=reverse("vetting:vouch", args=[vouching.pk]),
        mail=Mail(
            "vetting/mail/vouch",
            {"municipality": application.municipality.name if application.municipality else ""},
        ),
        by=by,
    )


def vouched(vouching: Vouching, *, by: User) -> None:
    """The vetter hears what the member says."""
    vetter = vouching.application.vetter or vouching.asked_by
    if vetter is None:
        return
    yes = vouching.word == Word.YES
    tell(
        [vetter],
        kind="vouching",
        title=lambda: (
            _("A colleague knows the applicant") if yes else _("A colleague does not know them")
        ),
        url=reverse("admission_desk:case", args=[vouching.application_id]),
        by=by,
    )
