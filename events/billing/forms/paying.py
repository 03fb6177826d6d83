"""That something is paid: by hand, and from a file."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.ui.days import WrittenDayField

from ..statements import LARGEST


class PaidForm(forms.Form):
    """When an invoice was paid."""

    paid_on = WrittenDayField(label=_("Paid on"))

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"paid_on": timezone.localdate()})
        super().__init__(*args, **kwargs)


class FileForm(forms.Form):
    """A list of payments."""

    file = forms.FileField(
        label=_("File from the bank or the ledger"),
        help_text=_(
            "A CSV file whose first line names the columns Fakturanummer, Beløb and Dato. Other columns are "
            "not read."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is too large to be a list of payments."))
        return file
