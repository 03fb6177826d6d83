"""What a guide's page asks of this room, in one query whose SQL is kept: who answers for the material,
whether somebody has reported it, whether a rule behind it waits to be looked at, and what the reader has
said."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from portal.kit.prepared import Prepared
from resources.library.models import Guide, Version

from .models import Care, Opinion, Recheck, Report, RuleChange
from .queries import OPEN, WAITING

_CARE = tuple(field.attname for field in Care._meta.concrete_fields)


class Said(NamedTuple):
    """What the reader has said of the version that is shown."""

    helped: bool
    words: str


class Aside(NamedTuple):
    """What the room has to say of one guide to one reader. `reported_at`: when somebody found something out
    of date that waits for an answer."""

    care: Care | None
    reported_at: datetime | None
    changes: list[RuleChange]
    said: Said | None


def _asked(guide: int, version: int, reader: int):
    opinion = Opinion.objects.filter(person=reader, version=version).order_by()
    reports = Report.objects.filter(OPEN, guide=OuterRef("pk"))
    return (
        Guide.objects.filter(pk=guide)
        .order_by()
        .values_list(
            *(f"care__{name}" for name in _CARE),
            Subquery(reports.values("created_at")[:1]),
            Exists(Recheck.objects.filter(WAITING, guide=OuterRef("pk"))),
            Subquery(opinion.values("helped")[:1]),
            Subquery(opinion.values("words")[:1]),
        )
    )


_aside = Prepared(_asked)


def of(user, guide: Guide, version: Version | None) -> Aside:
    """Asked once for a page, however many of its parts show something of it."""
    known = guide.__dict__.get("_aside")
    if known is None:
        known = guide.__dict__["_aside"] = _read(user.pk or 0, guide, version)
    return known


def _read(reader: int, guide: Guide, version: Version | None) -> Aside:
    [row] = _aside(guide.pk, version.pk if version is not None else 0, reader)
    *care, reported_at, has_changes, helped, words = row
    return Aside(
        Care.from_db("default", _CARE, care) if care[0] is not None else None,
        reported_at,
        _changes(guide) if has_changes else [],
        None if helped is None else Said(helped, words),
    )


def _changes(guide: Guide) -> list[RuleChange]:
    waiting = Recheck.objects.filter(WAITING, guide=guide).values("change")
    found = RuleChange.objects.filter(pk__in=waiting).select_related("basis")
    return list(found.order_by("since"))
