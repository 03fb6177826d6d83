"""The three steps in which an application is written, and what tells one tab's answers from another's."""

import hashlib
import json
from enum import IntEnum

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from .models import Application


class Step(IntEnum):
    YOU = 1
    FUNCTION = 2
    REST = 3


LABELS = {
    Step.YOU: _("You"),
    Step.FUNCTION: _("Your function"),
    Step.REST: _("Consent and anything else"),
}
#: What a step keeps on the application itself.
COLUMNS = {
    Step.YOU: ("name", "title", "phone"),
    Step.FUNCTION: ("role",),
    Step.REST: ("motivation", "consented_at"),
}
#: And what is kept of each function.
PLACES = ("municipality_id", "form", "since", "fte", "head", "rules_url")


def fingerprint(application: Application, step: Step) -> str:
    """What a step's answers are now, as a few signs. A form carries it and hands it back, so that a tab in
    which older answers stand is recognised before it writes over newer ones."""
    kept = [_values(application, COLUMNS[step])]
    if step == Step.FUNCTION:
        kept += [_values(each, PLACES) for each in application.functions.all()]
    text = json.dumps(kept, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _values(row: Model, names: tuple[str, ...]) -> list:
    # A moment (the consent's) counts by its being there: it is set anew each time it is given.
    return [
        value is not None if name == "consented_at" else value
        for name in names
        for value in [getattr(row, name)]
    ]
