"""Registering colleagues: whom, and who pays."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.models import User

from .paying import PayerForm


class People(forms.ModelMultipleChoiceField):
    """Colleagues by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj) -> str:
        return obj.name


class ColleaguesForm(PayerForm):
    """Nothing is asked of what they eat or need: they tell it themselves."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    people = People(label=_("Whom do you want to register?"), queryset=User.objects.none())
    waits_for_seat = forms.BooleanField(
        label=_("Put those for whom there is no seat on the waiting list"), required=False
    )
    field_order = ["people", "payer", "ean", "payer_reference", "order_number", "waits_for_seat"]

    def __init__(self, *args, colleagues, **kwargs):
        kwargs["initial"] = {"key": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.choose_from(colleagues)

    def choose_from(self, colleagues) -> None:
        """Whom the page offers."""
        field = self.fields["people"]
        assert isinstance(field, People)
        field.queryset = colleagues
