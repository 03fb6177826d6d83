"""Why an application cannot go on, as values."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.enums import Permission
from members.people.models import User
from members.people.rules import begins_later, has_a_place, is_member, may
from portal.kit.problems import Blocker, Warning

from .enums import (
    DECIDED,
    MOVES,
    OPEN,
    WITH_APPLICANT,
    FunctionForm,
    InvitationState,
    State,
)
from .finding import alike, is_same_person
from .models import Application, Exchange, MembershipRules
from .steps import Step

#: So long may an applicant be given at most.
LONGEST_RESPITE = timedelta(days=90)
NEWER = Blocker(
    "newer",
    _(
        "Something newer has been kept from another window since you opened this page, and it is not "
        "written over. Open the newest version, and copy over what you want to keep from here."
    ),
)


def to_write(application: Application) -> list[Blocker]:
    """Why nothing more can be written in an application."""
    found = []
    if application.state != State.DRAFT:
        found.append(Blocker("not_a_draft", _("The application has already been handed in.")))
    if application.email_confirmed_at is None:
        found.append(
            Blocker("address_not_confirmed", _("Open the link in the mail we sent you first."))
        )
    return found


def to_complete(application: Application) -> dict[Step, list[Blocker]]:
    """What is still missing in an application, by the step in which it is filled in."""
    missing: dict[Step, list[Blocker]] = {step: [] for step in Step}
    for name, message in (
        ("name", _("Write your name.")),
        ("title", _("Write your job title.")),
        ("phone", _("Write your phone number.")),
    ):
        if not getattr(application, name):
            missing[Step.YOU].append(Blocker(f"no_{name}", message))
    functions = list(application.functions.select_related("municipality"))
    if not application.role:
        missing[Step.FUNCTION].append(Blocker("no_role", _("Choose what you are.")))
    if not functions:
        missing[Step.FUNCTION].append(Blocker("no_municipality", _("Choose your municipality.")))
    for function in functions:
        where = {"municipality": function.municipality}
        if not function.form:
            words = _("Choose how the function is placed in %(municipality)s.") % where
            missing[Step.FUNCTION].append(Blocker("no_form", words))
        if function.since is None:
            words = _("Write the day you began in %(municipality)s.") % where
            missing[Step.FUNCTION].append(Blocker("no_since", words))
    if application.consented_at is None:
        consent = _("We can only decide when you agree that we keep what you have written.")
        missing[Step.REST].append(Blocker("no_consent", consent))
    return missing


def to_submit(application: Application) -> list[Blocker]:
    """Why a draft cannot be handed in: everything at once."""
    found = to_write(application)
    if application.state == State.DRAFT:
        found += [blocker for step in to_complete(application).values() for blocker in step]
    return found


def to_move(application: Application, to: State) -> list[Blocker]:
    """Why an application cannot pass from the state it is in to another one."""
    if to in MOVES[State(application.state)]:
        return []
    return [
        Blocker(
            "no_such_move",
            _("The application is not where it can become: %(state)s.") % {"state": to.label},
        )
    ]


def to_take(application: Application, user) -> list[Blocker]:
    """Why this person cannot have this application on their desk."""
    found = []
    if not may(user, Permission.VET_APPLICATIONS):
        found.append(Blocker("not_allowed", _("You may not decide applications.")))
    if application.state in DECIDED:
        found.append(Blocker("already_decided", _("The application has already been decided.")))
    elif application.state == State.WITHDRAWN:
        found.append(Blocker("withdrawn", _("The applicant has withdrawn the application.")))
    elif application.state == State.JOINED:
        found.append(Blocker("joined", _("The case goes on in the one it was joined with.")))
    elif application.state not in OPEN:
        found.append(Blocker("not_open", _("The application has not been handed in.")))
    if application.email_key == getattr(user, "email_key", None):
        found.append(Blocker("own_application", _("You cannot decide your own application.")))
    return found


def to_decide(application: Application, user) -> list[Blocker]:
    """Why this person cannot decide this application."""
    found = to_take(application, user)
    if application.state in WITH_APPLICANT:
        found.append(
            Blocker("with_the_applicant", _("The applicant has been asked and may still answer."))
        )
    return found


def earlier_of(one: Application, other: Application) -> Application:
    """The one of two applications that was handed in first."""
    return min((one, other), key=lambda each: (each.submitted_at or each.created_at, each.pk))


def to_join(later: Application, earlier: Application, user) -> list[Blocker]:
    """Why this person cannot close the later case as joined with the earlier one. That they are one person's
    is for people to judge: the portal only names those that look alike."""
    if later.pk == earlier.pk:
        return [Blocker("same_case", _("Choose another case than this one."))]
    found = to_take(later, user)
    if later.vetter_id not in (None, getattr(user, "pk", None)) and later.state in OPEN:
        found.append(
            Blocker(
                "colleagues_case",
                _("%(name)s has the case. Take it over first, if you have agreed on that.")
                % {"name": later.vetter},
            )
        )
    known = {blocker.code for blocker in found}
    found += [each for each in to_take(earlier, user) if each.code not in known]
    return found


def to_ask(application: Application, text: str, due_on: date, user) -> list[Blocker]:
    """Why this person cannot ask the applicant this, with this day for the answer."""
    found = to_decide(application, user)
    if application.state == State.SUBMITTED:
        found.append(Blocker("not_taken", _("Take the case first.")))
    if not text.strip():
        found.append(Blocker("asks_nothing", _("Write what you ask the applicant for.")))
    today = timezone.localdate()
    if due_on <= today:
        found.append(Blocker("due_too_soon", _("The day for the answer must lie ahead.")))
    elif due_on > today + LONGEST_RESPITE:
        found.append(Blocker("due_too_late", _("Give the applicant 90 days at most.")))
    return found


def to_answer(exchange: Exchange, text: str) -> list[Blocker]:
    """Why the applicant cannot answer this."""
    found = []
    if exchange.answered_at is not None:
        found.append(Blocker("answered", _("We have your answer already.")))
    elif not exchange.is_open or exchange.application.state not in WITH_APPLICANT:
        found.append(Blocker("not_asked", _("We no longer wait for an answer from you.")))
    if not text.strip():
        found.append(Blocker("says_nothing", _("Write your answer.")))
    return found


def to_withdraw_question(application: Application, user) -> list[Blocker]:
    """Why this person cannot take back what the applicant was asked."""
    found = to_take(application, user)
    if application.state not in WITH_APPLICANT:
        found.append(Blocker("nothing_asked", _("The applicant has not been asked for anything.")))
    return found


def to_publish_rules(text: str, valid_from: date, user) -> list[Blocker]:
    """Why this person cannot publish these rules of membership from this day on."""
    found = []
    if not may(user, Permission.MANAGE_MEMBERS):
        found.append(Blocker("not_allowed", _("You may not change the rules of membership.")))
    if not text.strip():
        found.append(Blocker("says_nothing", _("Write the rules.")))
    latest = MembershipRules.objects.first()
    if valid_from < timezone.localdate():
        found.append(Blocker("begins_in_the_past", _("New rules cannot begin in the past.")))
    elif latest is not None and valid_from <= latest.valid_from:
        found.append(
            Blocker("before_the_latest", _("They must begin after those that are there already."))
        )
    return found


def to_invite_again(application: Application, user) -> list[Blocker]:
    """Why this person cannot send the admitted one a fresh invitation."""
    found = []
    if not may(user, Permission.VET_APPLICATIONS):
        found.append(Blocker("not_allowed", _("You may not send invitations.")))
    if application.state != State.APPROVED or application.person is None:
        found.append(Blocker("not_admitted", _("Only an admitted applicant can be invited.")))
        return found
    if not has_a_place(application.person):
        found.append(Blocker("not_a_member", _("The person is no longer a member.")))
    latest = application.person.invitations.first()
    if latest is not None and latest.state == InvitationState.USED:
        found.append(Blocker("already_in", _("The invitation has already been used.")))
    return found


def look_alikes(application: Application) -> list[Warning]:
    """Other open applications that may be the same: for the desk alone, since an applicant is never told
    who else has applied or is a member."""
    found = []
    for other in alike(application):
        words = (
            _("%(name)s has applied from another address, and may be the same person.")
            if is_same_person(application, other)
            else _("%(name)s has applied for the same municipality and role.")
        )
        code = "same_person" if is_same_person(application, other) else "same_function"
        found.append(Warning(code, words % {"name": other.name}))
    return found


def to_notice(application: Application) -> list[Warning]:
    """What the vetter should know: the automatic checks."""
    found = []
    domain = application.email_key.rpartition("@")[2]
    municipality = application.municipality
    if municipality and municipality.email_domain:
        if domain != municipality.email_domain:
            found.append(
                Warning(
                    "other_domain",
                    _("The address does not end in @%(domain)s.")
                    % {"domain": municipality.email_domain},
                )
            )
    elif municipality:
        found.append(
            Warning(
                "unknown_domain",
                _("We do not know %(municipality)s's e-mail domain, so check @%(domain)s yourself.")
                % {"municipality": municipality.name, "domain": domain},
            )
        )
    forms = {function.form for function in application.functions.all()}
    if forms - {FunctionForm.COUNCIL, ""}:
        found.append(
            Warning("other_form", _("The function is not placed under the municipal council."))
        )
    found += look_alikes(application)
    others = Application.objects.exclude(pk=application.pk).filter(email_key=application.email_key)
    if others.filter(state=State.REJECTED).exists():
        found.append(Warning("rejected_before", _("An earlier application was rejected.")))
    existing = User.objects.filter(email_key=application.email_key).first()
    if existing is not None and application.state in OPEN:
        found.append(
            Warning("member_now", _("This address already belongs to a member."))
            if is_member(existing)
            else Warning("admitted_now", _("The person is admitted already, and begins later."))
            if begins_later(existing)
            else Warning("known_account", _("The person has had an account here before."))
        )
    return found
