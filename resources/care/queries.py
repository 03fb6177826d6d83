"""Who answers for what, what waits, and what readers have said, each for a reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders, members
from members.people.rules import is_member
from resources.library.models import Edition, Guide, LegalBasis, Version
from resources.library.queries import pages_beside
from resources.library.reach import guides_for, in_use_for, readers_of
from resources.library.rules import may_edit

from . import citing
from .citing import Cited
from .enums import Check, Outcome
from .mentions import Rule
from .models import Care, Opinion, Recheck, Report, RuleChange

#: What is due within so many days stands at the desk already.
SOON = timedelta(days=60)
WAITING = Q(outcome=Check.WAITS)
OPEN = Q(outcome=Outcome.WAITS)
IN_USE = Q(guide__retirement__isnull=True)


def care_of(guide: Guide) -> Care | None:
    return Care.objects.select_related("owner", "deputy").filter(guide=guide).first()


def carers(guide: Guide, care: Care | None) -> QuerySet[User]:
    """Those who answer for it and may read it today: the owner and the deputy."""
    if care is None:
        return User.objects.none()
    return readers_of(guide).filter(pk__in=[care.owner_id, care.deputy_id])


def editors() -> QuerySet[User]:
    return holders(Permission.EDIT_LIBRARY)


def owned_by(user) -> list[Care]:
    """What a member answers for and may read, the one that is due first at the top; nobody answers for what
    is retired."""
    if not is_member(user):
        return []
    mine = Care.objects.filter(Q(owner=user) | Q(deputy=user), guide__in=in_use_for(user))
    return list(
        mine.select_related("guide__group", "owner", "deputy")
        .prefetch_related(
            Prefetch("guide__reports", Report.objects.filter(OPEN), to_attr="open_reports")
        )
        .order_by(F("review_on").asc(nulls_last=True), "guide__title", "pk")
    )


def due_for(user) -> QuerySet[Care]:
    """What is due or soon will be, for those who keep the library; the longest due first."""
    if not may_edit(user):
        return Care.objects.none()
    until = timezone.localdate() + SOON
    found = Care.objects.filter(IN_USE, review_on__lte=until)
    found = found.select_related("guide", "owner", "deputy")
    return found.order_by("review_on", "pk")


def without_owner() -> Q:
    """As a condition on guides: nobody answers for them, or nobody who is a member today."""
    return ~Q(care__owner__in=members().values("pk"))


def kept(user, *, show: str = "") -> QuerySet[Guide]:
    """All material in use with who answers for it, for those who keep the library: all, or `uden` owner."""
    if not may_edit(user):
        return Guide.objects.none()
    found = in_use_for(user).select_related("care__owner", "care__deputy", "group")
    return found.filter(without_owner()) if show == "uden" else found


def reports_for(user) -> QuerySet[Report]:
    """A member's own; all of them for those who keep the library."""
    found = Report.objects.select_related("guide", "person", "settled_by")
    if may_edit(user):
        return found
    return found.filter(person=user) if is_member(user) else found.none()


def own_reports(user) -> QuerySet[Report]:
    """What the reader has reported, the newest first; its material may have become others' since."""
    mine = reports_for(user).filter(person_id=user.pk, guide__in=guides_for(user))
    return mine.order_by("-created_at", "-pk")


def opinion_of(user, version: Version) -> Opinion | None:
    """What the reader has said of a version: everybody's own affair."""
    return Opinion.objects.filter(person=user, version=version).first()


@dataclass(frozen=True)
class Tally:
    """What readers have said of one version, and in which words. Nobody is named."""

    version: Version
    yes: int
    no: int
    words: list[Opinion]


def tallies(user, guide: Guide | None = None) -> list[Tally]:
    """Of each version of which something has been said, for those who keep the library; of one guide also for
    those who answer for it, whom the one who asks has let in. The latest said first."""
    if guide is None and not may_edit(user):
        return []
    said = Opinion.objects.exclude(words="").order_by("-said_at", "-pk").defer("person")
    found = (
        Version.objects.filter(opinions__isnull=False)
        .defer("text", "body")
        .select_related("edition__guide")
        .annotate(
            yes=Count("opinions", filter=Q(opinions__helped=True)),
            no=Count("opinions", filter=Q(opinions__helped=False)),
        )
        .prefetch_related(Prefetch("opinions", said, to_attr="said"))
        .order_by("-published_at", "-pk")
    )
    if guide is not None:
        found = found.filter(edition__guide=guide)
    versions: Iterable[Any] = found
    return [Tally(each, each.yes, each.no, each.said) for each in versions]


def waiting_for(user) -> int:
    """How much waits at the desk: what is due, open reports, and what is to be looked at again."""
    if not may_edit(user):
        return 0
    waiting = [
        Care.objects.filter(IN_USE, review_on__lte=timezone.localdate()).values_list("pk"),
        Report.objects.filter(OPEN).values_list("pk"),
        Recheck.objects.filter(WAITING, guide__isnull=False).values_list("pk"),
    ]
    return waiting[0].union(*waiting[1:], all=True).count()


def resting_on(basis: LegalBasis) -> list[int]:
    """The numbers of the guides that have the rule as their legal basis, or name it in a text or a file
    beside it that can be read. What is retired rests."""
    rule = Rule.of(basis)
    bases = list(LegalBasis.objects.all())
    same_act = {each.pk for each in bases if Rule.of(each).act == rule.act}
    same = {each.pk for each in bases if Rule.of(each) == rule}
    versions = Version.objects.only("edition", "number", "text", "withdrawn_at")
    editions = Edition.objects.only("guide").prefetch_related(Prefetch("versions", versions))
    guides = Guide.objects.filter(retirement__isnull=True).only("pk")
    guides = guides.order_by("number", "title", "pk")
    read = list(guides.prefetch_related("legal_bases", Prefetch("editions", editions)))
    texts = {guide.pk: [guide.newest_text] for guide in read}
    for guide, _file, page in pages_beside(read):
        texts[guide.pk].append(page.text)
    found = []
    for guide in read:
        about = {each.pk for each in guide.legal_bases.all()}
        words = "\n".join(texts[guide.pk])
        if about & same or rule.is_named_in(words, is_about_the_act=bool(about & same_act)):
            found.append(guide.pk)
    return found


@dataclass(frozen=True)
class Progress:
    """A change of a rule, and how far what rests on it has been looked at."""

    change: RuleChange
    done: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True)
class Line:
    """One piece of a list for re-checking as this reader may see it."""

    recheck: Recheck
    title: str
    url: str
    facts: str


def changes_for(user) -> list[Progress]:
    """All changes with how far they are, for those who keep the library; what has been deleted does not
    count."""
    if not may_edit(user):
        return []
    changes = list(
        RuleChange.objects.select_related("basis").prefetch_related(
            Prefetch("rechecks", Recheck.objects.select_related("guide", "checked_by"))
        )
    )
    return _progress(changes)


def progress_of(change: RuleChange) -> Progress:
    return _progress([change])[0]


def _progress(changes: list[RuleChange]) -> list[Progress]:
    subjects = [each.subject for change in changes for each in change.rechecks.all()]
    there = citing.standing([each for each in subjects if each])
    found = []
    for change in changes:
        pieces = [
            each for each in change.rechecks.all() if not each.subject or each.subject in there
        ]
        found.append(Progress(change, sum(not each.waits for each in pieces), len(pieces)))
    return found


def lines_of(user, change: RuleChange) -> tuple[list[Line], int]:
    """What is to be looked at again, and how much more there is that this reader may not see."""
    rechecks = list(change.rechecks.select_related("guide", "checked_by"))
    subjects = [each.subject for each in rechecks if each.subject]
    there, seen = citing.standing(subjects), citing.shown(user, subjects)
    lines, unseen = [], 0
    for each in rechecks:
        if each.guide is not None:
            lines.append(_line(each, Cited(each.guide.full_title, each.guide.get_absolute_url())))
        elif each.subject in seen:
            lines.append(_line(each, seen[each.subject]))
        elif each.subject in there:
            unseen += 1
    return lines, unseen


def _line(recheck: Recheck, cited: Cited) -> Line:
    return Line(recheck, cited.title, cited.url, cited.facts)


def changes_behind(kind: str, numbers: Iterable[int]) -> dict[int, list[RuleChange]]:
    """What readers of pieces of a room above are told, by number: the rules that have changed and for which a
    piece has not been looked at yet. One query, and none for no pieces."""
    subjects = {f"{kind}:{number}": number for number in numbers}
    if not subjects:
        return {}
    waiting = Recheck.objects.filter(WAITING, subject__in=subjects)
    found: dict[int, list[RuleChange]] = {}
    for each in waiting.select_related("change__basis").order_by("change__since", "change"):
        found.setdefault(subjects[each.subject], []).append(each.change)
    return found
