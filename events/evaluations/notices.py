"""Who is told of an evaluation, and in which words. Nobody is ever told who has answered."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from portal.kit import dates
from portal.notices.flows import Mail, tell

from .enums import FEWEST
from .models import Evaluation
from .subjects import Part, Subject, desk_of, subject_of


def tell_open(evaluation: Evaluation, people: Iterable[Any], *, by) -> None:
    """Those who took part, that they are asked."""
    subject = _subject(evaluation)
    tell(
        people,
        kind="evaluation-open",
        title=lambda: _("What did you think of %(title)s?") % {"title": subject.title},
        url=evaluation.get_absolute_url(),
        mail=_mail("open", evaluation, subject),
        by=by,
    )


def tell_soon_closed(evaluation: Evaluation, people: Iterable[Any], *, by) -> None:
    """Those who have not answered, that there are a few days left."""
    subject = _subject(evaluation)
    tell(
        people,
        kind="evaluation-reminder",
        title=lambda: (
            _("You can still say what you thought of %(title)s") % {"title": subject.title}
        ),
        url=evaluation.get_absolute_url(),
        mail=_mail("reminder", evaluation, subject),
        by=by,
    )


def tell_closed(evaluation: Evaluation, people: Iterable[Any], *, by) -> None:
    """Those who see the answers, that it is closed."""
    subject = _subject(evaluation)
    tell(
        people,
        kind="evaluation-closed",
        title=lambda: _("The evaluation is closed: %(title)s") % {"title": subject.title},
        url=desk_of(evaluation) or evaluation.get_absolute_url(),
        mail=_mail("closed", evaluation, subject, answered=evaluation.answered, fewest=FEWEST),
        by=by,
    )


def tell_part_closed(evaluation: Evaluation, part: Part, people: Iterable[Any], *, by) -> None:
    """Those whose own part has been answered about by enough, that they can see what was said."""
    tell(
        people,
        kind="evaluation-closed",
        title=lambda: _("What those who came thought of %(title)s") % {"title": part.title},
        url=evaluation.part_url(part.key),
        mail=_mail("part_closed", evaluation, _subject(evaluation), part_title=part.title),
        by=by,
    )


def _subject(evaluation: Evaluation) -> Subject:
    subject = subject_of(evaluation)
    assert subject is not None, "its room still has it"
    return subject


def _mail(name: str, evaluation: Evaluation, subject: Subject, **more) -> Mail:
    # The values are stored as text, so the day is written in both languages; the letter picks.
    assert evaluation.closes_at is not None, "it has been opened"
    until = {language: dates.long_date(evaluation.closes_at, language) for language in ("da", "en")}
    return Mail(
        f"evaluations/mail/{name}", {"subject_title": subject.title, "until": until, **more}
    )
