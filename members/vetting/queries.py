"""Cases, letters and members' words for a reader, and what the problems ask about a case."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from members.admission.clock import age_of
from members.admission.enums import CLOSED, OPEN, ExchangeKind, State
from members.admission.models import Application
from members.admission.queries import applications_for
from members.municipalities.models import Municipality
from members.people.enums import Permission
from members.people.models import Post, User
from members.people.queries import holders, members
from members.people.rules import in_force, may
from portal.kit import danish

from . import wording
from .enums import LetterKind, Outcome
from .models import Letter, LetterText, Signature, Vouching

#: What the inbox is sorted by, in the order of its columns; with a minus the other way round.
SORTS = ("name", "municipality", "age", "state", "vetter")
#: Values of the filter by vetter that are no person's number.
MINE, NOBODYS = "mine", "ingen"


# --- the inbox ---------------------------------------------------------------------------------------
def cases_for(user, *, closed: bool, chosen: Mapping[str, Any]) -> list[Application]:
    """The cases of a tab as they have been chosen, sorted, each with its age; the open ones oldest first
    and the closed ones newest first unless something else is asked for."""
    rows = applications_for(user).filter(state__in=CLOSED if closed else OPEN)
    rows = rows.prefetch_related("exchanges", "functions__municipality")
    if chosen.get("state"):
        rows = rows.filter(state=chosen["state"])
    if chosen.get("municipality"):
        place = chosen["municipality"]
        rows = rows.filter(Q(municipality=place) | Q(functions__municipality=place)).distinct()
    if chosen.get("vetter") == MINE:
        rows = rows.filter(vetter=user)
    elif chosen.get("vetter") == NOBODYS:
        rows = rows.filter(vetter=None)
    elif chosen.get("vetter"):
        rows = rows.filter(vetter=chosen["vetter"])
    if closed:
        rows = rows.order_by(Coalesce("decided_at", "withdrawn_at", "joined_at").desc(), "-pk")
    else:
        rows = rows.order_by("submitted_at", "pk")
    found = list(rows)
    for application in found:
        application.age = age_of(application)
    sort = chosen.get("sort") or ""
    if sort.removeprefix("-") in SORTS:
        found.sort(key=_KEYS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return found


_KEYS: dict[str, Callable[[Application], Any]] = {
    "age": attrgetter("age"),
    "name": lambda case: danish.sort_key(case.name),
    "municipality": lambda case: danish.sort_key(str(case.municipality or "")),
    "state": lambda case: list(State).index(State(case.state)),
    "vetter": lambda case: danish.sort_key(case.vetter.name if case.vetter else "å" * 9),
}


def counts_for(user) -> tuple[int, int]:
    """How many are open and how many closed."""
    mine = applications_for(user)
    return mine.filter(state__in=OPEN).count(), mine.filter(state__in=CLOSED).count()


def vetters() -> QuerySet[User]:
    """Those who may have a case."""
    return holders(Permission.VET_APPLICATIONS).order_by("name_key", "pk")


# --- one case ----------------------------------------------------------------------------------------
def municipalities_of(application: Application) -> list[int]:
    """Where the applicant's functions lie."""
    places = [function.municipality_id for function in application.functions.all()]
    if not places and application.municipality_id is not None:
        places = [application.municipality_id]
    return places


def places_of(application: Application) -> list[tuple[Municipality, date | None]]:
    """Each of the applicant's municipalities, with the day they began there or will begin."""
    named = application.functions.select_related("municipality")
    places = [(function.municipality, function.since) for function in named]
    return places or [(application.municipality, None)] if application.municipality else places


def has_to_do_with(application: Application, user) -> bool:
    """Whether this person holds a post in one of the applicant's municipalities."""
    places = municipalities_of(application)
    return Post.objects.filter(in_force(), person=user.pk, municipality__in=places).exists()


def co_signer(application: Application, outcome: Outcome, decider) -> User | None:
    """The second person who stands behind this outcome, and still may."""
    signatures: Iterable[Signature] = (
        application.signatures.filter(outcome=outcome, signed_by__isnull=False)
        .exclude(signed_by=decider)
        .select_related("signed_by")
    )
    for signature in signatures:
        if may(signature.signed_by, Permission.VET_APPLICATIONS):
            return signature.signed_by
    return None


def was_heard(application: Application) -> bool:
    """Whether the applicant has said something before a rejection, or has let the day pass."""
    hearings = [each for each in application.exchanges.all() if each.kind == ExchangeKind.HEARING]
    return any(each.answered_at is not None or each.ran_out for each in hearings)


def colleagues(application: Application) -> list[User]:
    """The members who hold a post in one of the applicant's municipalities."""
    posts = Post.objects.filter(in_force(), municipality__in=municipalities_of(application))
    people = (
        members().filter(pk__in=posts.values("person")).exclude(email_key=application.email_key)
    )
    return list(people.prefetch_related("posts__municipality").order_by("name_key", "pk"))


def earlier_cases(application: Application) -> list[Application]:
    """What the same address has applied for before."""
    others = Application.objects.filter(email_key=application.email_key, submitted_at__isnull=False)
    return list(others.exclude(pk=application.pk).order_by("-submitted_at"))


def joined_with(application: Application) -> QuerySet[Application]:
    """The later cases of the same person that go on in this one, with all that was said in them."""
    return (
        application.joined.select_related("municipality")
        .prefetch_related("attachments", "exchanges__attachments", "functions__municipality")
        .order_by("submitted_at", "pk")
    )


def letters_of(application: Application) -> QuerySet[Letter]:
    """The sent ones and the drafts, the newest first."""
    return application.letters.select_related("drafted_by", "mail")


def draft_of(application: Application, kind: LetterKind) -> Letter | None:
    """The letter of a kind that is being written."""
    return application.letters.filter(kind=kind, sent_at__isnull=True).first()


# --- letters' texts ----------------------------------------------------------------------------------
def text_of(kind: LetterKind) -> tuple[str, str]:
    """Subject and body that a new letter of a kind begins with."""
    newest = LetterText.objects.filter(kind=kind).order_by("-number").first()
    if newest is not None:
        return newest.subject, newest.body
    first = wording.first_texts()[kind]
    return first["subject"], first["body"]


# --- what a member is asked --------------------------------------------------------------------------
def vouchings_for(user) -> QuerySet[Vouching]:
    """What this person has been asked about applicants, as long as the case is open or they answered."""
    if not getattr(user, "is_authenticated", False):
        return Vouching.objects.none()
    return Vouching.objects.filter(member=user).select_related(
        "application__municipality", "asked_by"
    )
