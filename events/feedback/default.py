"""The questions that a conference is evaluated with unless the secretariat asks others."""

from django.utils import translation
from django.utils.translation import gettext as _

from events.evaluations.enums import EACH, Kind
from events.evaluations.flows.preparing import Asked


def questions() -> list[Asked]:
    """Six of the whole and two of each session: more is not answered on a phone on the way home."""
    with translation.override("da"):
        return [
            Asked(
                Kind.SCALE,
                _("How was the conference as a whole?"),
                low=_("poor"),
                high=_("excellent"),
            ),
            Asked(
                Kind.SCALE,
                _("How much can you use it in your work?"),
                low=_("very little"),
                high=_("very much"),
            ),
            Asked(
                Kind.CHOICE,
                _("How much time was there to talk with colleagues?"),
                options="\n".join([_("Too little"), _("As it should be"), _("Too much")]),
            ),
            Asked(
                Kind.SCALE,
                _("How were place, food and practical matters?"),
                low=_("poor"),
                high=_("excellent"),
            ),
            Asked(Kind.TEXT, _("What was best?")),
            Asked(Kind.TEXT, _("What should we do better next year?")),
            Asked(
                Kind.SCALE,
                _("How much did you get out of it?"),
                low=_("very little"),
                high=_("very much"),
                part=EACH,
            ),
            Asked(Kind.TEXT, _("What was good, and what could be better?"), part=EACH),
        ]
