"""Workers that reach for one import at the same moment, and one that is killed half way: a program, run
by `test_workers_race`. It prints what became of each race as JSON."""

import json
import os
import signal
import time
from datetime import timedelta
from uuid import uuid4

import django

from tests.events.contenders import exit_of

WORKERS, LINES, DIES_AT = 4, 5, 3


class IdleError(Exception):
    """Somebody else was at it."""


def _begun():
    """An import whose lines all can come in, and which somebody has asked for."""
    from django.core.files.base import ContentFile

    from resources.transfer.flows import importing
    from tests.factories import files
    from tests.factories.people import make_secretariat

    name = uuid4().hex[:8]
    by = make_secretariat("secretariat_editor", f"Sender {name}", second_factor=False)
    lines = [f"{n}.docx;Tekst {name} {n};skabelon" for n in range(LINES)]
    table = "\n".join(["fil;titel;slags", *lines]).encode()
    parts = {f"{n}.docx": files.word(f"Nummer {n}") for n in range(LINES)}
    content = files.archive({"metadata.csv": table, **parts})
    batch = importing.send(file=ContentFile(content), name=f"{name}.zip", by=by)
    importing.attempt(batch=batch, by=None)
    return importing.begin(batch=batch, by=by)


def _bring(batch, _worker) -> None:
    from resources.transfer import claiming
    from resources.transfer.flows import importing

    took, take = [], claiming.take

    def noted(*given, **afresh) -> bool:
        took.append(take(*given, **afresh))
        return took[-1]

    claiming.take = noted
    importing.bring(batch=batch, by=None)
    if not any(took):
        raise IdleError


def _looking_first(batch, worker) -> None:
    """How not to do it: looking whether anybody is at it, and saying so afterwards."""
    from resources.transfer import claiming

    batch.refresh_from_db()
    is_free = batch.seen_at is None
    time.sleep(1.5)  # longer than a busy machine takes to let all of them look

    def said(work, _state, **_afresh) -> bool:
        claiming.say(work, work.done)
        return is_free

    claiming.take = said
    _bring(batch, worker)


def _result(batch) -> dict:
    from portal.audit.models import Entry
    from resources.library.models import EditionFile

    batch.refresh_from_db()
    rows = batch.rows.filter(brought_at__isnull=False)
    entries = Entry.objects.filter(object_id=str(batch.pk), action="transfer.import_done")
    return {
        "state": batch.state,
        "done": batch.done,
        "brought": rows.count(),
        "left_out": batch.rows.filter(outcome="left_out").count(),
        "files": EditionFile.objects.filter(
            edition__guide__in=rows.values("guide").distinct()
        ).count(),
        "told": entries.count(),
    }


# --- one that is killed ------------------------------------------------------------------------------
def _killed(batch) -> int:
    """A process that dies in the middle of a line, with its file written and nothing committed; its exit."""
    return exit_of(_dies_half_way, batch)


def _dies_half_way(batch) -> None:
    from resources.transfer.flows import importing

    add, times = importing.enclosing.add, []

    def and_die(**given):
        rows = add(**given)
        times.append(1)
        if len(times) == DIES_AT:
            os.kill(os.getpid(), signal.SIGKILL)
        return rows

    importing.enclosing.add = and_die
    importing.bring(batch=batch, by=None)


def _goes_on(batch) -> None:
    from resources.transfer.flows import importing

    importing.bring(batch=batch, by=None)


def _kill_and_go_on(*, forget: bool) -> dict:
    """Killed, looked at too soon, and gone on with; with `forget` the lines that are in are not marked, as
    if that were not done in the transaction of each."""
    from resources.transfer.claiming import SILENT
    from resources.transfer.models import Batch

    batch = _begun()
    found: dict = {"exit": _killed(batch), "killed": _result(batch)}
    exit_of(_goes_on, batch)
    found["too_soon"] = _result(batch)
    batch.refresh_from_db()
    gone = batch.seen_at - SILENT - timedelta(seconds=1)
    Batch.objects.filter(pk=batch.pk).update(seen_at=gone)
    if forget:
        batch.rows.update(brought_at=None)
    exit_of(_goes_on, batch)
    return {**found, "gone_on": _result(batch)}


if __name__ == "__main__":
    django.setup()
    from django.urls import reverse

    from tests.events.contenders import run

    reverse("transfer_desk:overview")  # loads the addresses once for all
    workers = list(range(WORKERS))
    print(
        json.dumps(
            {
                "bring": run(_begun, _bring, _result, workers),
                "looking-first": run(_begun, _looking_first, _result, workers),
                "killed": _kill_and_go_on(forget=False),
                "killed-unmarked": _kill_and_go_on(forget=True),
            }
        )
    )
