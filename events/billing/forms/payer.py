"""Another payer for somebody, at the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.conference.forms.on_behalf import why
from events.conference.forms.paying import PAYER, PayerForm
from events.conference.models import Registration


class Others(forms.ModelMultipleChoiceField):
    """Others who come from the same payer, by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj) -> str:
        name = obj.person.name if obj.person is not None else "–"
        told = " · ".join(filter(None, [obj.ean, obj.payer_reference, obj.order_number]))
        return f"{name} · {told}"


class DeskPayerForm(PayerForm):
    """Who pays, for one and perhaps for others too: who has the same number and reference stands on one
    invoice."""

    also = Others(
        label=_("The same for"),
        queryset=Registration.objects.none(),
        required=False,
        help_text=_("Those with the same number, reference and order number come on one invoice."),
    )
    note = why()

    def __init__(self, *args, registration: Registration, others, **kwargs):
        kwargs["initial"] = {name: getattr(registration, name) for name in PAYER}
        super().__init__(*args, **kwargs)
        field = self.fields["also"]
        assert isinstance(field, Others), "the class says so"
        field.queryset = others
        if not others.exists():
            del self.fields["also"]
