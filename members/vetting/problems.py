"""Why something cannot be done at the vetter's desk, as values."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.admission.enums import OPEN, WITH_APPLICANT
from members.admission.models import Application
from members.admission.problems import to_notice, to_take
from members.admission.rules import may_view
from members.people.enums import Permission
from members.people.models import User
from members.people.rules import has_a_place, is_member, may
from portal.kit.problems import Blocker, Warning

from . import wording
from .enums import LetterKind, Outcome
from .models import Letter, Vouching
from .queries import co_signer, colleagues, earlier_cases, has_to_do_with, was_heard

#: So long at least has an applicant to say something before a rejection.
HEARING_DAYS = timedelta(days=7)


def to_read(application: Application, user) -> list[Blocker]:
    """Why this person has no part in the case's notes."""
    if may_view(user, application):
        return []
    return [Blocker("not_allowed", _("You may not see this case."))]


def to_handle(application: Application, user) -> list[Blocker]:
    """Why this person cannot do anything to the case: it is closed, or a colleague's."""
    found = to_take(application, user)
    if application.state in OPEN and application.vetter_id not in (None, user.pk):
        found.append(
            Blocker(
                "colleagues_case",
                _("%(name)s has the case. Take it over first, if you have agreed on that.")
                % {"name": application.vetter},
            )
        )
    return found


def to_receive(application: Application, to: User | None) -> list[Blocker]:
    """Why a case cannot be handed over to this person; nobody can always have it. Whoever has to do with the
    municipality takes it at the desk, with their eyes open and a second signer."""
    if to is None:
        return [] if application.state in OPEN else to_take(application, to)
    found = []
    if not may(to, Permission.VET_APPLICATIONS):
        found.append(
            Blocker("no_vetter", _("%(name)s does not decide applications.") % {"name": to.name})
        )
    found += [each for each in to_take(application, to) if each.code != "not_allowed"]
    if has_to_do_with(application, to):
        found.append(
            Blocker(
                "own_municipality",
                _("%(name)s holds a post in the applicant's own municipality.") % {"name": to.name},
            )
        )
    return found


def to_close(application: Application, outcome: Outcome, user) -> list[Blocker]:
    """Why this person cannot decide the case, whichever way."""
    found = to_handle(application, user)
    if application.state in WITH_APPLICANT:
        found.append(
            Blocker("with_the_applicant", _("The applicant has been asked and may still answer."))
        )
    conflicts = application.state in OPEN and has_to_do_with(application, user)
    if conflicts and co_signer(application, outcome, user) is None:
        found.append(
            Blocker(
                "second_signer",
                _(
                    "You hold a post in the applicant's own municipality. A second person of the "
                    "secretariat has to sign before you can decide."
                ),
            )
        )
    return found


def to_approve(application: Application, user) -> list[Blocker]:
    """Why this person cannot admit the applicant."""
    found = to_close(application, Outcome.ADMITTED, user)
    existing = User.objects.filter(email_key=application.email_key).first()
    if application.state in OPEN and existing is not None and has_a_place(existing):
        found.append(Blocker("already_member", _("This address already belongs to a member.")))
    return found


def to_reject(application: Application, user) -> list[Blocker]:
    """Why this person cannot turn the applicant down."""
    found = to_close(application, Outcome.REJECTED, user)
    if application.state in OPEN - WITH_APPLICANT and not was_heard(application):
        found.append(
            Blocker(
                "not_heard",
                _(
                    "The applicant has to be heard first: either they have answered, or the day by "
                    "which they could has passed."
                ),
            )
        )
    return found


def to_begin(kind: LetterKind, application: Application, user) -> list[Blocker]:
    """Why this person cannot write a letter of this kind about the case."""
    if kind == LetterKind.ADMISSION:
        return to_approve(application, user)
    if kind == LetterKind.REJECTION:
        return to_reject(application, user)
    found = to_handle(application, user)
    if application.state in WITH_APPLICANT:
        found.append(
            Blocker("with_the_applicant", _("The applicant has been asked and may still answer."))
        )
    return found


def to_send(letter: Letter) -> list[Blocker]:
    """What a letter still lacks."""
    kind = LetterKind(letter.kind)
    found = to_word(kind, letter.subject, letter.body)
    if kind in (LetterKind.HEARING, LetterKind.REJECTION) and not letter.reason:
        found.append(Blocker("no_reason", _("Choose a reason.")))
    if kind != LetterKind.ADMISSION and not letter.text.strip():
        found.append(Blocker("no_text", _("Write what it is about in this very case.")))
    if kind == LetterKind.REJECTION and not letter.remedy.strip():
        found.append(Blocker("no_remedy", _("Write what the applicant may do about it.")))
    if kind in (LetterKind.MORE, LetterKind.HEARING):
        found += to_wait_until(kind, letter.due_on)
    return found


def to_wait_until(kind: LetterKind, due_on: date | None) -> list[Blocker]:
    """Why the applicant cannot be given until this day."""
    if due_on is None:
        return [Blocker("no_day", _("Choose the last day to answer."))]
    if kind == LetterKind.HEARING and due_on < timezone.localdate() + HEARING_DAYS:
        return [
            Blocker(
                "too_soon",
                _("Give the applicant at least %(days)d days to say something.")
                % {"days": HEARING_DAYS.days},
            )
        ]
    return []


def to_word(kind: LetterKind, subject: str, body: str) -> list[Blocker]:
    """Why a letter of a kind cannot be worded like this."""
    found = []
    for word in wording.unknown(kind, f"{subject}\n{body}"):
        found.append(
            Blocker(
                "unknown_place",
                _("{%(word)s} is not a place that this letter fills.") % {"word": word},
            )
        )
    for place in wording.missing(kind, body):
        found.append(
            Blocker(
                "missing_place",
                _("The text has to have the place {%(word)s}: %(what)s.")
                % {"word": place.value, "what": place.label},
            )
        )
    return found


def to_write_texts(user) -> list[Blocker]:
    """Why this person cannot change what the letters say."""
    if may(user, Permission.VET_APPLICATIONS):
        return []
    return [Blocker("not_allowed", _("You may not change the letters' texts."))]


def to_sign(application: Application, user) -> list[Blocker]:
    """Why this person cannot sign as the second one. They need not be outside the municipality: the
    secretariat itself sits in one."""
    found = to_take(application, user)
    if application.vetter_id is None:
        found.append(Blocker("nobody_decides", _("Somebody has to take the case first.")))
    elif application.vetter_id == user.pk:
        found.append(
            Blocker("own_case", _("The case is yours: somebody else has to be the second one."))
        )
    return found


def to_ask_member(application: Application, member: User, user) -> list[Blocker]:
    """Why this member cannot be asked about the applicant."""
    found = to_handle(application, user)
    if member not in colleagues(application):
        found.append(
            Blocker("no_colleague", _("Only a member of the same municipality can be asked."))
        )
    if application.vouchings.filter(member=member).exists():
        found.append(
            Blocker("asked_before", _("%(name)s has been asked already.") % {"name": member})
        )
    return found


def to_vouch(vouching: Vouching, user) -> list[Blocker]:
    """Why this person cannot say a word about the applicant."""
    found = []
    if vouching.member_id != user.pk or not is_member(user):
        found.append(Blocker("not_asked", _("Somebody else has been asked.")))
    if vouching.application.state not in OPEN:
        found.append(
            Blocker(
                "closed", _("The case is closed, and your word is no longer needed. Thank you.")
            )
        )
    return found


def to_see(application: Application, user) -> list[Warning]:
    """What the vetter should know: the automatic checks, and who already is there."""
    found = to_notice(application)
    if application.state in OPEN:
        if has_to_do_with(application, user):
            found.append(
                Warning(
                    "own_municipality",
                    _("You hold a post in the applicant's own municipality."),
                )
            )
        earlier = earlier_cases(application)
        if earlier:
            found.append(Warning("earlier_cases", _("There are earlier cases from this address.")))
    return found
