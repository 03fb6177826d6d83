"""The next number of a kind: the counter moves in the transaction that writes the document."""

from datetime import date

from django.db.models import F

from ..enums import LETTERS, Kind
from ..models import Counter


def drawn(kind: Kind, on: date) -> tuple[int, str]:
    """The next serial number of the year, and how it is written: `F2027-0001`. Whoever draws next waits until
    this transaction has ended; one that comes to nothing leaves no gap."""
    counter, _new = Counter.objects.get_or_create(kind=kind, year=on.year)
    Counter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    serial = Counter.objects.values_list("last", flat=True).get(pk=counter.pk)
    return serial, f"{LETTERS[kind]}{on.year}-{serial:04d}"
