"""What an applicant has written so far: kept step by step, and never over something newer."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.problems import Refused, stop_if
from portal.ui.uploads import Upload
from portal.ui.validators import refuse_cpr

from ..models import Application, Attachment, Function
from ..problems import NEWER, to_write
from ..steps import COLUMNS, Step, fingerprint
from .holding import hold, store_file


class Place(TypedDict, total=False):
    """A function in one municipality, as far as it is known."""

    municipality: Municipality
    form: str
    since: date | None
    fte: Decimal | None
    head: str
    rules_url: str


@transaction.atomic
def keep_answers(
    *, application: Application, step: Step, answers: Mapping[str, str], seen: str, by=None
) -> Application:
    """Keep what a step asks of the person: only what is given, and the rest as it was.

    `seen` is the fingerprint that the form was made with. Raises `Refused` ("newer" when another tab has
    kept something else since), ValidationError for a CPR number.
    """

    def write(held: Application) -> None:
        for name in COLUMNS[step]:
            if name in answers:
                setattr(held, name, answers[name])
        held.save(update_fields=COLUMNS[step])

    refuse_cpr(*answers.values())
    return _keep(application, step, seen, write)


@transaction.atomic
def keep_functions(
    *, application: Application, role: str | None, places: Iterable[Place], seen: str, by=None
) -> Application:
    """Keep the role (None: as it was) and the functions, which replace the former ones. Raises like
    `keep_answers`."""
    places = list(places)

    def write(held: Application) -> None:
        held.functions.all().delete()
        Function.objects.bulk_create(Function(application=held, **place) for place in places)
        held.municipality = places[0]["municipality"] if places else None
        if role is not None:
            held.role = role
        held.save(update_fields=["municipality", "role"])

    for place in places:
        refuse_cpr(place.get("head", ""), place.get("rules_url", ""))
    return _keep(application, Step.FUNCTION, seen, write)


@transaction.atomic
def keep_rest(
    *, application: Application, motivation: str | None, consents: bool, seen: str, by=None
) -> Application:
    """Keep the consent, or that it is not given any more, and anything else (None: as it was). Raises like
    `keep_answers`."""

    def write(held: Application) -> None:
        held.consented_at = (held.consented_at or timezone.now()) if consents else None
        if motivation is not None:
            held.motivation = motivation
        held.save(update_fields=COLUMNS[Step.REST])

    refuse_cpr(motivation or "")
    return _keep(application, Step.REST, seen, write)


@transaction.atomic
def attach(*, application: Application, upload: Upload, by=None) -> Attachment:
    """Put a PDF with the draft, in place of the one that lay there. Raises `Refused`."""
    application = hold(application)
    stop_if(to_write(application))
    application.attachments.filter(exchange=None).delete()
    attachment = store_file(upload, application=application)
    trail.record("admission.attached", on=application, by=by)
    return attachment


@transaction.atomic
def detach(*, application: Application, by=None) -> None:
    """Take the draft's PDF away: the row now, the file once that is certain. Safe to repeat. Raises
    `Refused`."""
    application = hold(application)
    stop_if(to_write(application))
    if application.attachments.filter(exchange=None).delete()[0]:
        trail.record("admission.detached", on=application, by=by)


def _keep(
    application: Application, step: Step, seen: str, write: Callable[[Application], None]
) -> Application:
    held = hold(application)
    stop_if(to_write(held))
    before = fingerprint(held, step)
    with transaction.atomic():
        write(held)
        # Sent twice, or the same in two tabs: there is nothing that could be lost.
        if seen != before and fingerprint(held, step) != before:
            raise Refused([NEWER])
    return held
