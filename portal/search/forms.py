"""What readers narrow a search by, and what the secretariat writes about words."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kit.dates import long_date
from portal.topics.models import Topic
from portal.ui.days import WrittenDayField
from portal.ui.validators import no_cpr
from portal.words.models import LONGEST
from resources.library.finding import acts

from .narrowing import Narrow, year
from .sources import SOURCES

THIS_YEAR, LAST_YEAR, CHOSEN = "i-aar", "sidste-aar", "valgt"
PERIODS = (
    ("", _("Any time")),
    (THIS_YEAR, _("This year")),
    (LAST_YEAR, _("Last year")),
    (CHOSEN, _("Choose days")),
)


class NarrowForm(forms.Form):
    """What a search is narrowed by; an unknown choice in an old link is simply not used."""

    i = forms.ChoiceField(label=_("Kind"), required=False)
    emne: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        label=_("Topic"),
        required=False,
        queryset=None,
        to_field_name="slug",
        empty_label=_("All topics"),
    )
    lov = forms.ChoiceField(label=_("Legal basis"), required=False)
    periode = forms.ChoiceField(label=_("Period"), required=False, choices=PERIODS)
    fra = WrittenDayField(label=_("From"), required=False)
    til = WrittenDayField(label=_("To"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [(source.name, source.heading) for source in SOURCES]
        self.fields["i"].choices = [("", _("Everything")), *kinds]
        self.fields["emne"].queryset = Topic.objects.all()
        self.fields["lov"].choices = [("", _("All acts")), *((act, act) for act in acts())]

    def chosen(self) -> Narrow:
        """The choices that there are; days count only where days are chosen."""
        self.is_valid()
        given = self.cleaned_data
        since, until = {
            THIS_YEAR: year(timezone.localdate().year),
            LAST_YEAR: year(timezone.localdate().year - 1),
            CHOSEN: (given.get("fra"), given.get("til")),
        }.get(given.get("periode", ""), (None, None))
        return Narrow(given.get("emne"), given.get("lov", ""), since, until)

    def period_in_words(self) -> str:
        """How the list of periods says the one that is chosen, or the days."""
        given = self.cleaned_data
        if given.get("periode") != CHOSEN:
            return str(dict(PERIODS).get(given.get("periode", ""), ""))
        language = get_language() or "da"
        days = {
            name: long_date(given[name], language) for name in ("fra", "til") if given.get(name)
        }
        if len(days) == 2:
            return str(_("%(fra)s to %(til)s") % days)
        return (
            str((_("from %(fra)s") if "fra" in days else _("until %(til)s")) % days) if days else ""
        )


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
