"""The questions that a course is evaluated with unless those who run it ask others."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from .enums import Kind
from .flows.preparing import Asked
from .subjects import Kind as SubjectKind


def questions_of(kind: SubjectKind) -> Sequence[Asked]:
    """The usual questions of one kind of subject."""
    return questions() if kind.questions is None else kind.questions()


def questions() -> list[Asked]:
    """They are the network's own words and so in its language, whoever is reading."""
    with translation.override("da"):
        return [
            Asked(
                Kind.SCALE,
                _("How much can you use what you learnt in your work?"),
                low=_("very little"),
                high=_("very much"),
            ),
            Asked(
                Kind.SCALE,
                _("How was the teaching?"),
                low=_("poor"),
                high=_("excellent"),
            ),
            Asked(
                Kind.CHOICE,
                _("How was the level?"),
                options="\n".join([_("Too easy"), _("As it should be"), _("Too hard")]),
            ),
            Asked(
                Kind.SCALE,
                _("How were place, times and material?"),
                low=_("poor"),
                high=_("excellent"),
            ),
            Asked(Kind.TEXT, _("What will you do differently from now on?")),
            Asked(Kind.TEXT, _("What should we do better next time?")),
        ]
