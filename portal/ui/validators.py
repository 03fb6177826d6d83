"""CPR stops at the door: the validator that every free-text field carries."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.kit import cpr


def no_cpr(value: str) -> None:
    """Refuse a text with a CPR number in it, and say where it stands without repeating it.

    Raises `ValidationError` (code "cpr"). The number itself is never part of the message: messages end
    up in logs, mails and screenshots.
    """
    found = cpr.find(value or "")
    if not found:
        return
    start, end = found[0].start, found[0].end
    before = cpr.mask(value)[:start][-30:].strip()
    where = (
        _("after “… %(words)s”") % {"words": before}
        if before
        else _("at the beginning of the text")
    )
    raise ValidationError(
        _(
            "There seems to be a CPR number here (%(where)s). Remove it before you go on; write for "
            "instance “the citizen” or “born in the sixties” instead."
        ),
        code="cpr",
        params={"where": where, "start": start, "end": end, "spot": _spot(value, start, end)},
    )


def _spot(value: str, start: int, end: int) -> str:
    """Where the number stands, told by figures alone: how many come before it, and how many it has. The
    page finds it by that also in an editor, whose blanks and line breaks are others than the server's."""
    figures = [char.isdecimal() for char in value]
    return f"{sum(figures[:start])} {sum(figures[start:end])}"


def refuse_cpr(*texts: str) -> None:
    """The same rule for text that does not come through a form (imports, flows, file names)."""
    for text in texts:
        no_cpr(text)
