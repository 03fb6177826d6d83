"""Showing why a flow refused: above or beside a form's fields, or as messages on the next page."""

from collections.abc import Callable, Iterable, Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError

from portal.kit.problems import Blocker, Refused

#: The fields of a form whose problems all stand above it.
NO_FIELDS: Mapping[str, str] = {}


def put_on(
    form, problem: Refused | ValidationError, field_of: Mapping[str, str] = NO_FIELDS
) -> None:
    """Add what a flow has against a form to it; what was typed stays. `field_of` says by a blocker's code
    which field it belongs to; the others, and those of fields the form has not, stand above them all."""
    if isinstance(problem, ValidationError):
        form.add_error(None, problem)
        return
    for blocker in problem.blockers:
        field = field_of.get(blocker.code)
        form.add_error(field if field in form.fields else None, str(blocker.message))


def do(request, deed: Callable[[], str]) -> None:
    """Do it, and say on the page that comes next what came of it: the deed's own words, or why not."""
    try:
        done = deed()
    except Refused as refused:
        say(request, refused.blockers)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)


def say(request, blockers: Iterable[Blocker]) -> None:
    """The blockers as error messages on the page that comes next."""
    for blocker in blockers:
        messages.error(request, str(blocker.message))
