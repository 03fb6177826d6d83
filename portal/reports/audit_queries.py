"""The trail, narrowed and with the names that its numbers stand for."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils.text import capfirst

from members.people.enums import Permission
from members.people.models import User
from members.people.rules import may
from portal.audit.models import Entry
from portal.kit import addresses, danish, dates, names

from .actions import facts_in_words, in_words


@dataclass(frozen=True)
class Line:
    """One deed, ready to be read. A name is missing when the account has been deleted."""

    entry: Entry
    words: str
    by: User | None
    about: User | None
    kind: str
    facts: list[str]


def entries_for(user) -> QuerySet[Entry]:
    """The whole trail for those who may see it, nothing for others."""
    return Entry.objects.all() if may(user, Permission.SEE_AUDIT) else Entry.objects.none()


def narrowed(
    entries: QuerySet[Entry],
    *,
    person: str = "",
    action: str = "",
    object: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """The deeds by or about a person, of a kind, on an object, in a period (both days included)."""
    if person:
        keys = _keys_of(person)
        entries = entries.filter(
            Q(by_id__in=keys)
            | Q(about_id__in=keys)
            | Q(object_type=User._meta.label_lower, object_id__in=[str(key) for key in keys])
        )
    if action:
        entries = entries.filter(action=action)
    if object:
        kind, _, number = object.strip().replace("#", " ").partition(" ")
        entries = entries.filter(object_type=kind.lower())
        if number.strip():
            entries = entries.filter(object_id=number.strip())
    if since:
        entries = entries.filter(at__gte=dates.midnight(since))
    if until:
        entries = entries.filter(at__lt=dates.midnight(until + timedelta(days=1)))
    return entries


def lines(entries: list[Entry]) -> list[Line]:
    """The entries with names, in one query however many they are."""
    keys = {key for entry in entries for key in (entry.by_id, entry.about_id) if key is not None}
    people = User.objects.in_bulk(keys)
    return [
        Line(
            entry,
            in_words(entry.action),
            people.get(entry.by_id),
            people.get(entry.about_id),
            kind_in_words(entry.object_type),
            facts_in_words(entry.facts),
        )
        for entry in entries
    ]


def _keys_of(words: str) -> list[int]:
    """The accounts that a number, an address or the beginning of a name means."""
    if words.isdecimal():
        return [int(words)]
    if "@" in words:
        return list(
            User.objects.filter(email_key=addresses.key(words)).values_list("pk", flat=True)
        )
    people = User.objects.all()
    for part in words.split():
        key = danish.sort_key(part)
        people = people.filter(names.begins(key))
    return list(people.values_list("pk", flat=True)[:200])


def kind_in_words(label: str) -> str:
    """`Version` for "library.version"; a kind that no longer exists is shown as it was written."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return label
