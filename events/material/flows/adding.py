"""Adding material: files, a link, or a piece of the library, in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.db.models import Max
from wagtail.search.index import insert_or_update_object

from events.meetings.models import AgendaItem
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.uploads import Upload, files_go_with_rows, keep
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide

from .. import notices
from ..enums import Phase
from ..models import Material
from ..occasions import hold, kind_of
from ..problems import to_add


@dataclass(frozen=True)
class Thing:
    """One thing to add: exactly one of an upload, a link and a guide. Without a title it gets the file's
    name or the guide's title."""

    upload: Upload | None = None
    link: str = ""
    guide: Guide | None = None
    title: str = ""

    @property
    def called(self) -> str:
        if self.title:
            return self.title
        if self.upload is not None:
            # Without its ending, which the database would take for a machine's address.
            return PurePath(self.upload.name).stem.replace("_", " ")[:160]
        return self.guide.full_title[:160] if self.guide is not None else self.link[:160]


@transaction.atomic
def add(
    *,
    occasion: Any,
    things: Iterable[Thing],
    phase: Phase,
    point: AgendaItem | None = None,
    about: str = "",
    key: UUID | None = None,
    quietly: bool = False,
    by,
) -> list[Material]:
    """Put things with an occasion, in the order given, last in their phase. The same key again gives the same
    rows. Those who come are told once a day. Raises `Refused`, and `ValidationError` for a CPR number."""
    things = list(things)
    key = key or uuid4()
    keys = [uuid5(key, str(number)) for number in range(len(things))]
    kind = kind_of(occasion)
    hold(occasion)
    stop_if(to_add(occasion, by, phase=phase, point=point, more=0))
    earlier = list(Material.objects.filter(idempotency_key__in=keys, added_by=by))
    if earlier:
        return earlier
    stop_if(to_add(occasion, by, phase=phase, point=point, more=len(things)))
    for thing in things:
        refuse_cpr(thing.called, thing.link, about)
    rows = Material.objects.filter(**{kind.field: occasion}, phase=phase)
    last = rows.aggregate(last=Max("order"))["last"] or 0
    with files_go_with_rows() as added:
        for number, thing in enumerate(things, start=1):
            row = Material(
                **{kind.field: occasion},
                phase=phase,
                point=point,
                order=last + number,
                title=thing.called,
                about=about,
                link=thing.link,
                guide=thing.guide,
                added_by=by,
                idempotency_key=keys[number - 1],
            )
            if thing.upload is not None:
                keep(row, thing.upload)
            else:
                row.save()
            added.append(row)
            insert_or_update_object(row)
    if added:
        trail.record("material.added", on=occasion, by=by, count=len(added), phase=phase.value)
        if not quietly:
            notices.tell_added(occasion, phase, by=by)
    return added
