"""What is the same for all readers and seldom changes: kept in each process until somebody changes it.

The cache that the processes share holds a stamp, and nothing else: what was read under another one does not
hold any more. A request asks for the stamp once, so what is kept costs it nothing; outside of a request it is
asked for each time.
"""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

KEY = "alike"
MINUTES = 10

#: Everything that was read under the last stamp that this process has seen.
_kept: dict[str, dict["Alike", Any]] = {}
_request = threading.local()


class Alike[What]:
    """`read` gives what is alike for all; called, this gives what it gave the first time since something was
    changed. Nobody may change what they are given."""

    def __init__(self, read: Callable[[], What], *, of: type[Model] | None = None):
        """`of` is the model that says by its signals that it has changed; whoever changes something without
        them calls `forget`."""
        self._read = read
        if of is not None:
            for signal in (post_save, post_delete):
                signal.connect(
                    forget_now_and_then, sender=of, dispatch_uid=f"alike.{of._meta.label}"
                )

    def __call__(self) -> What:
        # The stamp comes before what is read, so that a change from now on takes it away again.
        found = _under(stamp())
        if self not in found:
            found[self] = self._read()
        return found[self]


def stamp() -> str:
    """What tells whether something has changed."""
    known = getattr(_request, "stamp", None)
    if known is None:
        known = cache.get(KEY)
        if known is None:
            known = uuid4().hex
            cache.set(KEY, known, MINUTES * 60)
        if getattr(_request, "is_on", False):
            _request.stamp = known
    return known


def forget() -> None:
    """Something has changed: everything is read anew, in every process."""
    _request.stamp = None
    cache.delete(KEY)


def forget_now_and_then(**_signal) -> None:
    """At once for this transaction's own reader, and after it for one who has read meanwhile; signals
    may call it."""
    forget()
    transaction.on_commit(forget)


def _under(stamp: str) -> dict[Alike, Any]:
    found = _kept.get(stamp)
    if found is None:
        found = {}
        _kept.clear()
        _kept[stamp] = found
    return found


def _begin(**_kwargs) -> None:
    _request.is_on, _request.stamp = True, None


def _end(**_kwargs) -> None:
    _request.is_on, _request.stamp = False, None


# In the thread that answers: both are sent there (`portal.handler`).
request_started.connect(_begin, dispatch_uid="alike")
request_finished.connect(_end, dispatch_uid="alike")
