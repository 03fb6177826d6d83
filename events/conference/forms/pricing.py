"""Another price until a day, as the conference and its parts are asked alike."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.days import DayField

from ..models import Part


def price_field(**told) -> forms.DecimalField:
    """A sum in kroner, no less than nothing; `told` is what else the field says of itself."""
    told.setdefault("label", _("Price for each, in kroner"))
    return forms.DecimalField(min_value=0, max_digits=9, decimal_places=2, localize=True, **told)


def early_fields() -> tuple[forms.DecimalField, DayField]:
    """The price, and the last day on which it holds."""
    price = price_field(
        label=_("Price until a day, in kroner"),
        required=False,
        help_text=_(
            "For those who book early. What somebody has booked keeps its price. Empty: one price for all."
        ),
    )
    until = DayField(label=_("Last day with that price"), required=False)
    return price, until


class PriceForm(forms.Form):
    """What a session costs."""

    price = price_field()
    early_price, early_until = early_fields()

    def __init__(self, *args, part: Part, **kwargs):
        kwargs["initial"] = {name: getattr(part, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        self.last = part.conference.ends_on

    def clean(self):
        data = super().clean()
        check_early(self, self.last)
        return data


def check_early(form: forms.Form, last: date | None) -> None:
    """The two are given together, and the day is no later than the conference."""
    data = form.cleaned_data
    price, until = data.get("early_price"), data.get("early_until")
    if price is not None and until is None and "early_until" not in form.errors:
        form.add_error("early_until", _("Until which day does that price hold?"))
    if until is not None and price is None and "early_price" not in form.errors:
        form.add_error("early_price", _("What does it cost until that day?"))
    if until is not None and last is not None and until > last:
        form.add_error("early_until", _("That is after the conference."))
