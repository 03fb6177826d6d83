"""What the secretariat writes about words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.validators import no_cpr
from portal.words.models import LONGEST


class SameForm(forms.Form):
    """Words that mean the same, one a line."""

    words = forms.CharField(
        label=_("Words that mean the same"),
        help_text=_(
            "One on each line, at most twelve. One line may be a few words that stand together, such as "
            "“indsigt i akter”. Common misspellings may stand here, too."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        validators=[no_cpr],
    )

    def clean_words(self) -> list[str]:
        return self.cleaned_data["words"].splitlines()


class MeansForm(forms.Form):
    """What words that were searched for in vain mean."""

    words = forms.CharField(max_length=LONGEST, validators=[no_cpr])
    means = forms.CharField(max_length=LONGEST, validators=[no_cpr])
