"""What waits to be billed, worked out of what participants have and of the documents that hold.

A document belongs to one payer with one number and one reference, and collects its participants. Where
somebody who stands on a document is charged something else by now, or by somebody else, that document is
taken back and everybody on it is billed anew, together with whoever has come since."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from events.conference.models import Conference
from members.municipalities.models import Municipality

from . import charging
from .charging import PAID_BY, Charge, Payer
from .enums import Kind
from .models import Document

#: So many names are written out on a list; of more the number is said.
FEW = 3


@dataclass
class Draft:
    """A document that could be issued."""

    payer: Payer
    payer_name: str
    charges: list[Charge]

    @property
    def few_names(self) -> str:
        """The participants' names, where they are few enough to be read at a glance."""
        names = [charge.name for charge in self.charges]
        return ", ".join(names) if len(names) <= FEW else ""

    @cached_property
    def total(self) -> Decimal:
        return sum((charge.total for charge in self.charges), Decimal(0))


@dataclass
class Due:
    """What is billed in one step: documents that are taken back, and those that take their place."""

    credits: list[Document] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)

    @cached_property
    def token(self) -> str:
        """Names exactly this, whoever asks: it is another one as soon as anything of it has changed."""
        return _digest(
            [
                [each.pk for each in self.credits],
                [
                    [draft.payer, *sorted(charge.mark for charge in draft.charges)]
                    for draft in self.drafts
                ],
            ]
        )

    @cached_property
    def total(self) -> Decimal:
        """What the payers owe more afterwards, or less."""
        new = sum((draft.total for draft in self.drafts), Decimal(0))
        return new - sum((each.total for each in self.credits), Decimal(0))

    @property
    def title(self) -> str:
        """Whom it is about."""
        names = [draft.payer_name for draft in self.drafts]
        names += [document.payer_name for document in self.credits]
        return ", ".join(dict.fromkeys(names))

    @property
    def payer(self) -> Payer:
        """Whose place on the list it has: the first one's to be billed, or whoever is billed no more."""
        return self.drafts[0].payer if self.drafts else _payer_of(self.credits[0])

    @property
    def is_change(self) -> bool:
        return bool(self.credits)


def all_due(conference: Conference) -> list[Due]:
    """Everything that waits, changes first, then by payer in Danish order; in words."""
    return in_words(conference, reckoned(conference))


def reckoned(conference: Conference) -> list[Due]:
    """The same in numbers: sums and tokens are known, names and titles are not. A constant number of
    queries."""
    wanted, holding = charging.reckoned(conference), _holding(conference)
    fallen = {document for document, each in holding.items() if not each.fits(wanted)}
    settled = {
        number
        for document, each in holding.items()
        if document not in fallen
        for number in each.charged
    }
    charges: dict[Payer, list[Charge]] = {}
    for number, charge in wanted.items():
        if number not in settled:
            charges.setdefault(charge.payer, []).append(charge)
    towns = _towns()
    drafts = [
        Draft(payer, towns[payer.municipality].name, charges[payer])
        for payer in sorted(charges, key=lambda payer: _order(payer, towns))
    ]
    stale = Document.objects.filter(pk__in=fallen).select_related("payment").order_by("pk")
    found = _together(
        [({number for number in holding[each.pk].charged if number}, Due([each])) for each in stale]
        + [({charge.registration for charge in each.charges}, Due([], [each])) for each in drafts]
    )
    return sorted(found, key=lambda due: (not due.is_change, _order(due.payer, towns)))


def in_words(conference: Conference, found: Iterable[Due]) -> list[Due]:
    """Some of them with names and titles: what a page shows, or what is to be written."""
    found = list(found)
    charges = (each for due in found for draft in due.drafts for each in draft.charges)
    worded = charging.in_words(conference, charges)
    place = {number: at for at, number in enumerate(worded)}

    def in_order(draft: Draft) -> list[Charge]:
        numbers = sorted((each.registration for each in draft.charges), key=place.__getitem__)
        return [worded[number] for number in numbers]

    return [
        Due(due.credits, [replace(each, charges=in_order(each)) for each in due.drafts])
        for due in found
    ]


def token_of(found: Iterable[Due]) -> str:
    """Names all of this together, as `Due.token` names one."""
    return _digest([each.token for each in found])


def _digest(content: list) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:32]


class _Town(NamedTuple):
    name: str
    name_key: str


def _towns() -> dict[int, _Town]:
    rows = Municipality.objects.order_by().values_list("pk", "name", "name_key")
    return {number: _Town(name, key) for number, name, key in rows}


def _order(payer: Payer, towns: dict[int, _Town]) -> tuple:
    return towns[payer.municipality].name_key, payer.reference, payer.ean, payer.order_number


# --- what is billed beside what is charged ------------------------------------------------------------
class _Holding(NamedTuple):
    """An invoice that holds, in numbers: what each registration on it is charged for, thing by thing."""

    payer: Payer
    charged: dict[int | None, list[tuple[int, Decimal]]]

    def fits(self, wanted: dict[int, Charge]) -> bool:
        """Whether everybody on it is charged just that by now. With somebody on it whose registration is long
        since deleted it is left alone."""
        return None in self.charged or all(
            number in wanted and self._fits(wanted[number], billed)
            for number, billed in self.charged.items()
            if number is not None
        )

    def _fits(self, charge: Charge, billed: list[tuple[int, Decimal]]) -> bool:
        by_now = sorted((item.thing, item.amount) for item in charge.items)
        return charge.payer == self.payer and sorted(billed) == by_now


def _holding(conference: Conference) -> dict[int, _Holding]:
    """By the document's number; two queries."""
    invoices = conference.documents.filter(kind=Kind.INVOICE, credited_by=None)
    found = {
        document: _Holding(Payer(*payer), {})
        for document, *payer in invoices.order_by("pk").values_list("pk", *PAID_BY)
    }
    lines = charging.lines_that_hold(conference).order_by()
    for document, number, thing, amount in lines.values_list(
        "document", "registration", "thing", "amount"
    ):
        found[document].charged.setdefault(number, []).append((thing, amount))
    return found


def _payer_of(document: Document) -> Payer:
    return Payer(*(getattr(document, name) for name in PAID_BY))


def _together(steps: list[tuple[set[int], Due]]) -> list[Due]:
    """Each due with the registrations that stand on it: what shares a participant is done in one step, so
    that nobody is billed twice or not at all."""
    groups: dict[int, tuple[set[int], Due]] = {}
    group_of: dict[int, int] = {}
    for step, (numbers, due) in enumerate(steps):
        touching = [
            groups.pop(each) for each in sorted({group_of[n] for n in numbers if n in group_of})
        ]
        credits = [each for group in touching for each in group[1].credits] + due.credits
        new = [each for group in touching for each in group[1].drafts] + due.drafts
        numbers = numbers.union(*(group[0] for group in touching))
        groups[step] = numbers, Due(credits, new)
        group_of |= dict.fromkeys(numbers, step)
    return [due for _numbers, due in groups.values()]
