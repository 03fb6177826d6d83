"""Filters and tags that every template has without loading: dates, figures, fields.

Dates and figures follow the language of the reader through `portal.ui.formats`.
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django import forms, template
from django.utils import formats, timezone
from django.utils.dateformat import format as format_date
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ui import browsers

register = template.Library()

OTHER_INPUTS = ("checkbox", "radio", "file", "hidden")


def _local(value):
    """Aware times in the portal's zone; everything else as it is."""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _day(value):
    value = _local(value)
    return value.date() if isinstance(value, dt.datetime) else value


# --- dates -------------------------------------------------------------------------------------------
@register.filter
def long_date(value):
    """`21. november 2026`."""
    return formats.date_format(_local(value), "DATE_FORMAT") if value else ""


@register.filter
def date_time(value):
    """`21. november 2026 kl. 9.30`; a date without a time is only the date."""
    if not value:
        return ""
    if not isinstance(value, dt.datetime):
        return long_date(value)
    return formats.date_format(_local(value), "DATETIME_FORMAT")


@register.filter
def clock(value):
    """`9.30`."""
    return formats.time_format(_local(value), "TIME_FORMAT") if value else ""


@register.filter
def week(value):
    """`uge 47`."""
    if not value:
        return ""
    return _("week %(number)d") % {"number": _day(value).isocalendar().week}


@register.filter
def weekday(value):
    """`lørdag`."""
    return format_date(_local(value), "l") if value else ""


@register.filter
def relative(value):
    """How long ago, as one would say it: `for 12 minutter siden`, `i går kl. 9.12`, then the date."""
    if not value:
        return ""
    if not isinstance(value, dt.datetime):
        return _relative_day(value)
    moment = _local(value)
    now = timezone.localtime() if timezone.is_aware(value) else dt.datetime.now()
    minutes = int((now - moment).total_seconds() // 60)
    if 0 <= minutes < 1:
        return _("just now")
    if 0 < minutes < 60:
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    days = (moment.date() - now.date()).days
    words = {
        0: _("today at %(time)s"),
        -1: _("yesterday at %(time)s"),
        1: _("tomorrow at %(time)s"),
    }
    if days in words:
        return words[days] % {"time": clock(moment)}
    if moment.year == now.year:
        return formats.date_format(moment, "MONTH_DAY_FORMAT")
    return long_date(moment)


def _relative_day(day):
    days = (day - timezone.localdate()).days
    named = {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}
    if days in named:
        return named[days]
    if 1 < days <= 14:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    if -14 <= days < -1:
        return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}
    return long_date(day)


@register.inclusion_tag("elements/leaf.html")
def calendar_leaf(date):
    """A date as a small calendar leaf: month over day."""
    return {"date": date}


@register.filter
def month_short(value):
    """`dec`."""
    return format_date(_local(value), "b") if value else ""


@register.filter
def iso(value):
    """For `datetime` attributes."""
    return _local(value).isoformat() if value else ""


# --- figures -----------------------------------------------------------------------------------------
@register.filter
def kroner(value):
    """`1.234,50 kr.`; an amount that is none gives nothing."""
    if value in (None, ""):
        return ""
    try:
        amount = Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return ""
    figure = formats.number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)
    return _("DKK %(amount)s") % {"amount": figure}


@register.filter
def thousands(value):
    """`5.822.763`."""
    if value in (None, ""):
        return ""
    return formats.number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def phone(value):
    """`33 66 44 00`; what is not eight Danish digits is left as it was written."""
    text = str(value or "")
    digits = text.replace(" ", "")
    if len(digits) == 8 and digits.isdecimal():
        return "\N{NO-BREAK SPACE}".join(digits[i : i + 2] for i in range(0, 8, 2))
    return text


_NO_DOTS = '<span class="dots"></span>'


# --- lines -------------------------------------------------------------------------------------------
@register.filter
def dots(line) -> SafeString:
    """Facts on one line, parted by ` · `, so that none is broken in two and no dot begins or ends a line.

    Takes plain text, or rendered HTML in which no dot stands within an element: around the line
    stands `{% filter dots %}…{% endfilter %}`.
    """
    # The space after a dot is the one before the next dot, where the fact between them is empty.
    parts = re.split(r"(?:^|\s+)·(?=\s|$)", conditional_escape(line))
    facts = [fact for part in parts if (fact := part.strip())]
    spans = "</span> <span><i>· </i>".join(facts)  # they have been escaped above
    return mark_safe(f'<span class="dots"><span>{spans}</span></span>' if facts else _NO_DOTS)


@register.filter
def device(signature):
    """`Edge på Windows`, out of a browser's signature."""
    return browsers.device(str(signature or ""))


# --- fields ------------------------------------------------------------------------------------------
@register.filter
def field_kind(field):
    """How a field is laid out: `check`, `choices`, `parts` (several inputs), `select` or `input`."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, (forms.MultiWidget, forms.SelectDateWidget)):
        return "parts"
    if isinstance(widget, forms.Select):
        return "select"
    return "input"


@register.filter
def opening(label) -> str:
    """A label that opens a line: `Navn:`, `Hvem betaler?`."""
    text = str(label)
    return text if text.endswith(("?", "!", ":")) else f"{text.rstrip('.')}:"


def spot_of(errors) -> str:
    """Where in a field's text a CPR number stands, for the page to mark it (js/spot.js)."""
    for problem in errors.as_data():
        if problem.code == "cpr" and problem.params:
            return problem.params.get("spot", "")
    return ""


@register.simple_tag
def control(field):
    """The field's own control with the design system's class, and without a placeholder: what to write
    stands in label and hint, where it stays."""
    widget = field.field.widget
    attrs = {"placeholder": False} if "placeholder" in widget.attrs else {}
    kind = field_kind(field)
    styled = ""
    if kind == "select":
        styled = "form-select"
    elif kind == "input" and getattr(widget, "input_type", "text") not in OTHER_INPUTS:
        styled = "form-input"
    if spot := spot_of(field.errors):
        attrs["data-spot"] = spot
    if styled:
        attrs["class"] = f"{widget.attrs.get('class', '')} {styled}".strip()
    return field.as_widget(attrs=attrs)
