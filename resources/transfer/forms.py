"""What an import begins with."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.ui.uploads import MOST_SENT

#: The rest of the request has to be carried too.
LARGEST = MOST_SENT - 1024 * 1024


class BundleForm(forms.Form):
    """A zip with files and the table about them."""

    file = forms.FileField(
        label=_("Zip file"), widget=forms.ClearableFileInput(attrs={"accept": ".zip"})
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith(".zip"):
            raise ValidationError(_("Choose a zip file."))
        if file.size > LARGEST:
            raise ValidationError(_("It is too large. Send it in parts."))
        return file
