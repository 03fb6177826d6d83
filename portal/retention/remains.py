"""Where a person can still be recognised: their name, address or number in whatever column it stands."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import CharField, FileField, JSONField, Model, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext

from members.admission.models import Application
from members.people.models import User

NOBODY, NO_ADDRESS, NO_NUMBER = "Tidligere medlem", "slettet adresse", "slettet nummer"


@dataclass(frozen=True)
class Traces:
    """Every spelling that a person is recognised by, with what stands in its place afterwards."""

    spellings: dict[str, str]

    @property
    def pattern(self) -> re.Pattern:
        """Any of them as whole words, the longest first."""
        longest = sorted(self.spellings, key=len, reverse=True)
        either = "|".join(re.escape(spelling) for spelling in longest)
        return re.compile(rf"(?<![\w@.])(?:{either})(?![\w@])", re.IGNORECASE)

    def without(self, value: Any) -> Any:
        """The value, text or JSON, with none of them in it."""
        if isinstance(value, str):
            return self.pattern.sub(self._instead, value)
        if isinstance(value, list):
            return [self.without(each) for each in value]
        if isinstance(value, dict):
            return {self.without(key): self.without(each) for key, each in value.items()}
        return value

    def _instead(self, found: re.Match) -> str:
        spelling = found[0].casefold()
        return next(new for old, new in self.spellings.items() if old.casefold() == spelling)


@dataclass(frozen=True)
class Remain:
    """One column of one row in which a person is still recognised."""

    row: Model
    field: Any

    @property
    def value(self) -> Any:
        return getattr(self.row, self.field.attname)


def traces_of(person: User) -> Traces:
    """What the person is recognised by today. A name that another account bears too, and one of a single
    word, say too little to be taken out of other people's texts."""
    applications = Application.objects.filter(Q(person=person) | Q(email_key=person.email_key))
    names = {person.name, *applications.values_list("name", flat=True)}
    same = User.objects.exclude(pk=person.pk).filter(name__in=names)
    names -= set(same.values_list("name", flat=True))
    addresses = {person.email, person.email_key}
    addresses |= set(EmailAddress.objects.filter(user=person).values_list("email", flat=True))
    addresses |= set(applications.values_list("email", flat=True))
    numbers = {person.phone, *applications.values_list("phone", flat=True)}
    return Traces(
        {name: NOBODY for name in names if len(name.split()) > 1 and name != NOBODY}
        | {address: NO_ADDRESS for address in addresses if address}
        | {way: NO_NUMBER for number in numbers if number for way in _ways(number)}
    )


def _ways(number: str) -> set[str]:
    """A number of eight digits as it may be written: in pairs, in one, in two halves."""
    digits = re.sub(r"\D", "", number)
    pairs = [digits[at : at + 2] for at in range(0, len(digits), 2)]
    return {digits, f"{digits[:4]} {digits[4:]}", *(sign.join(pairs) for sign in (" ", "\xa0"))}


def remains(traces: Traces) -> Iterator[Remain]:
    """Every column of every table that has one of them in it; one query a table."""
    if not traces.spellings:
        return
    parts = {way for spelling in traces.spellings for way in _sure_parts(spelling)}
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        fields = [field for field in model._meta.local_fields if _is_text(field)]
        if not fields:
            continue
        texts = {f"{field.name}_in_words": Cast(field.name, TextField()) for field in fields}
        anywhere = reduce(
            or_,
            (Q(**{f"{name}__icontains": way}) for name in texts for way in parts),
        )
        for row in model._base_manager.annotate(**texts).filter(anywhere).order_by("pk"):
            for field in fields:
                value = getattr(row, f"{field.name}_in_words") or ""
                if traces.pattern.search(value) or traces.pattern.search(_read(value)):
                    yield Remain(row, field)


def _sure_parts(spelling: str) -> set[str]:
    """The longest part that every database finds in whatever case, as it stands in a text and in JSON:
    SQLite does not know that ø and Ø are one letter. What it finds too much, the pattern leaves out."""
    part = max(re.split(r"[^\W\d_a-zA-Z]", spelling), key=len)
    return {part, json.dumps(part)[1:-1]}


def counted(found: list[Remain]) -> list[tuple[str, int]]:
    """How many there are of each kind, in words, for the one who decides."""
    kinds = Counter(_kind(remain.row) for remain in found)
    return sorted((name[:1].upper() + name[1:], count) for name, count in kinds.items())


def _kind(row: Model) -> str:
    """Its name; the search's own tables, which have none for people, are the search."""
    if row._meta.app_label == "wagtailsearch":
        return gettext("The search")
    return str(row._meta.verbose_name_plural)


def _read(value: str) -> str:
    """JSON on SQLite has its letters beyond ASCII in numbers."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), value)


def _is_text(field: Any) -> bool:
    if field.remote_field is not None or field.primary_key or field.choices:
        return False
    return isinstance(field, CharField | TextField | FileField | JSONField) or (
        field.get_internal_type() == "JSONField"
    )
