"""Making one person of two accounts. Everything that points at the one that goes is treated as the table
says; the trail keeps both numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext as _

from members.people.models import Membership, Post, User
from members.people.rules import forget_standing
from portal.audit import trail
from portal.kit.problems import Blocker, Refused, stop_if

from ..merge_table import TABLE, Way, pointing_at_a_person
from ..problems import to_merge
from .nightly import _delete_with_files, _empty_profiles, _take_names


@dataclass(frozen=True)
class Moved:
    """What became of one kind of row: how many came along, and how many gave way to the kept account's."""

    what: str
    moved: int
    gave_way: int


@transaction.atomic
def merge(*, kept: User, gone: User, by) -> list[Moved]:
    """Give all that is one account's to the other, close it and empty it. Raises `Refused` when both have
    something of which there can only be one and a human has to choose."""
    # Whoever comes second waits here, and then meets an account that is erased.
    User.objects.filter(pk__in=(kept.pk, gone.pk)).update(language=F("language"))
    for account in (kept, gone):
        account.refresh_from_db()
    stop_if(to_merge(kept, gone, by))
    for session in UserSession.objects.filter(user=gone):
        session.end()
    moved = _give_all(kept, gone)
    for name in ("title", "phone", "about"):
        setattr(kept, name, getattr(kept, name) or getattr(gone, name))
    kept.offers = sorted({*kept.offers, *gone.offers})
    kept.save(update_fields=["title", "phone", "about", "offers"])
    emptied = User.objects.filter(pk=gone.pk)
    _empty_profiles(emptied, by)
    _take_names(emptied, by)
    for account in (kept, gone):
        forget_standing(account)
    trail.record("retention.merged", on=kept, by=by, about=kept, gone=gone.pk)
    return moved


@transaction.atomic
def try_merging(*, kept: User, gone: User, by) -> list[Moved]:
    """What `merge` would do, without anything being left of it: nothing is written, not even on the trail
    (`trail.record` stands in `merge`). Raises the same `Refused`."""
    stop_if(to_merge(kept, gone, by))
    moved = _give_all(kept, gone)
    transaction.set_rollback(True)
    return moved


def _give_all(kept: User, gone: User) -> list[Moved]:
    found = []
    for name, model, field in pointing_at_a_person():
        way = TABLE[name]
        rows = model._default_manager.filter(**{field.name: gone})
        count = rows.count()
        if not count:
            continue
        if way is Way.MOVE:
            rows.update(**{field.name: kept})
            gave_way = 0
        elif way is Way.GOES:
            _delete_with_files(rows)
            gave_way = count
        elif way is Way.JOIN:
            gave_way = JOINING[name](kept, gone)
        else:
            gave_way = sum(not _moves(row, field.name, kept, way) for row in rows)
        words = str(model._meta.verbose_name_plural)
        found.append(Moved(words[:1].upper() + words[1:], count - gave_way, gave_way))
    return found


def _moves(row: Model, name: str, kept: User, way: Way) -> bool:
    """Give one row to the kept account; whether the database allows it beside what is there."""
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{name: kept})
    except IntegrityError:
        if way is Way.ALONE:
            raise Refused([_both_have(row)]) from None
        if way is Way.OR_NOBODY:
            type(row)._default_manager.filter(pk=row.pk).update(**{name: None})
        else:
            _delete_with_files(type(row)._default_manager.filter(pk=row.pk))
        return False
    return True


def _both_have(row: Model) -> Blocker:
    what = str(row._meta.verbose_name)
    return Blocker(
        "both_have_one",
        _("Both accounts have this, and there can be only one. End one of them first: %(what)s.")
        % {"what": what},
    )


def _join_memberships(kept: User, gone: User) -> int:
    rows = list(Membership.objects.filter(person__in=(kept, gone)))
    return _join(rows, "admitted_at", "ended_at", kept)


def _join_posts(kept: User, gone: User) -> int:
    kinds: dict[tuple, list[Post]] = {}
    for post in Post.objects.filter(person__in=(kept, gone)):
        kinds.setdefault((post.municipality_id, post.role), []).append(post)
    count = sum(_join(rows, "starts_on", "ends_on", kept) for rows in kinds.values())
    # Nobody is their own deputy.
    Post.objects.filter(person=kept, deputy_for__person=kept).update(deputy_for=None)
    return count


def _join(rows: Iterable[Any], starts: str, ends: str, kept: User) -> int:
    """Lay together the spans that overlap or touch, the earliest row of each staying; how many went."""
    groups: list[list[Any]] = []
    until: Any = None
    for row in sorted(rows, key=lambda row: (getattr(row, starts), row.pk)):
        end = getattr(row, ends)
        if groups and (until is None or getattr(row, starts) <= until):
            groups[-1].append(row)
            until = None if until is None or end is None else max(until, end)
        else:
            groups.append([row])
            until = end
    # Those that give way first: the database allows no overlap, not even for a moment.
    for first, *others in groups:
        for other in others:
            if isinstance(other, Post):
                other.deputies.exclude(pk=first.pk).update(deputy_for=first)
            other.delete()
    for group in groups:
        first, last = group[0], _last([getattr(row, ends) for row in group])
        rows_of_it: QuerySet = type(first)._default_manager.filter(pk=first.pk)
        rows_of_it.update(**{"person": kept, ends: last})
    return sum(len(group) - 1 for group in groups)


def _last(days: Sequence[Any]) -> Any:
    return None if None in days else max(days)


#: Spans of time → how they are laid together.
JOINING = {
    "people.Membership.person": _join_memberships,
    "people.Post.person": _join_posts,
}
