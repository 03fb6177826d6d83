"""What an applicant fills in, step by step, and what they answer when they are asked."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from members.people.enums import PostRole
from portal.kit import danish
from portal.kit.contents import Kind
from portal.ui.days import DATES
from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.uploads import Upload, taken
from portal.ui.validators import no_cpr

from .enums import FunctionForm
from .flows.drafting import Place
from .models import Application
from .steps import Step, fingerprint

LONGEST_POST = timedelta(days=365 * 50)
FURTHEST_START = timedelta(days=365)
#: Nobody advises the citizens of more municipalities than these.
MOST_PLACES = 8


class PdfField(forms.FileField):
    """One PDF, judged by what is in it."""

    widget = forms.FileInput(attrs={"accept": ".pdf,application/pdf"})

    def clean(self, data, initial=None) -> Upload | None:
        if not data:
            return None
        upload = taken(data)
        if upload.kind != Kind.PDF:
            raise forms.ValidationError(
                _("Only a PDF can be attached. Save the document as PDF."), code="not_pdf"
            )
        return upload


class StepForm(forms.Form):
    """A step of an application, which knows what it was made from."""

    step: Step
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args, application: Application, **kwargs):
        self.application = application
        initial = {"seen": fingerprint(application, self.step), **self.kept()}
        super().__init__(*args, **{**kwargs, "initial": initial})

    def kept(self) -> dict[str, Any]:
        """What has been written before."""
        names = [name for name in self.base_fields if name != "seen"]
        return {name: getattr(self.application, name) for name in names}

    @property
    def good(self) -> dict[str, Any]:
        """What can be kept although something else may be wrong."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "seen" and name not in self.errors
        }


class YouForm(StepForm):
    """Who applies."""

    step = Step.YOU
    name = GuardedCharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your name.")},
    )
    title = GuardedCharField(
        label=_("Job title"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Write your job title.")},
    )
    phone = forms.CharField(
        label=_("Phone"),
        help_text=_("Eight digits. The secretariat calls if something is unclear."),
        max_length=25,
        widget=forms.TextInput(
            attrs={"autocomplete": "tel", "inputmode": "tel", "class": "input-char-11"}
        ),
        error_messages={"required": _("Write your phone number.")},
    )

    def clean_phone(self) -> str:
        try:
            return danish.phone(self.cleaned_data["phone"])
        except ValueError:
            raise forms.ValidationError(_("Write eight digits."), code="phone") from None


class PlaceForm(forms.Form):
    """The function in one municipality."""

    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose a municipality"),
        error_messages={
            "required": _("Choose your municipality."),
            "invalid_choice": _("Choose a municipality from the list."),
        },
    )
    form = forms.ChoiceField(
        label=_("The borgerrådgiver function is placed"),
        choices=FunctionForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the function is placed.")},
    )
    since = forms.DateField(
        label=_("In the post since"),
        help_text=_("The day you began, or will begin."),
        input_formats=DATES,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Write the day you began."),
            "invalid": _("Write a date, such as 1.8.2026."),
        },
    )
    fte = forms.DecimalField(
        label=_("Staff in full-time equivalents"),
        help_text=_("You included, such as 1,5. Leave it empty if you do not know."),
        required=False,
        localize=True,
        min_value=Decimal("0.01"),
        max_value=Decimal("999"),
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-char-5"}),
        error_messages={"invalid": _("Write a number, such as 1,5.")},
    )
    head = GuardedCharField(
        label=_("Head of the function"),
        help_text=_("The borgerrådgiver's name, if it is not you."),
        required=False,
        max_length=120,
    )
    rules_url = forms.URLField(
        label=_("Link to the municipality's rules for the function"),
        help_text=_("Such as the bylaws or the terms of reference on the municipality's website."),
        required=False,
        max_length=300,
        assume_scheme="https",
        validators=[no_cpr],
        error_messages={"invalid": _("Write a whole web address.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Here and not on the class: the model's ordering is the Danish one.
        municipality = cast(forms.ModelChoiceField, self.fields["municipality"])
        municipality.queryset = Municipality.objects.all()

    def clean_since(self):
        day, today = self.cleaned_data["since"], timezone.localdate()
        if not today - LONGEST_POST <= day <= today + FURTHEST_START:
            raise forms.ValidationError(_("Can this date be right? Check the year."), code="year")
        return day


class PlacesFormSet(forms.BaseFormSet):
    """The functions of one application, each municipality once."""

    def clean(self):
        named = set()
        for form in self.places:
            municipality = form.cleaned_data.get("municipality")
            if municipality in named:
                form.add_error(
                    "municipality",
                    forms.ValidationError(_("You have named this one already."), code="twice"),
                )
            elif municipality is not None:
                named.add(municipality)

    @property
    def places(self) -> list[forms.Form]:
        """The forms that are not to go."""
        return [form for form in self.forms if not form.cleaned_data.get("DELETE")]

    @property
    def good(self) -> list[Place]:
        """What can be kept although something else may be wrong: where it is said which municipality."""
        return [
            cast(Place, {name: value for name, value in form.cleaned_data.items() if name in FACTS})
            for form in self.places
            if form.cleaned_data.get("municipality")
        ]


FACTS = frozenset(PlaceForm.base_fields)


def place_forms(application: Application, data=None, *, more: bool = False):
    """The functions' forms: those that are kept, and an empty one where there is none or one is wished."""
    kept = list(application.functions.select_related("municipality"))
    extra = 0 if data is not None or (kept and not more) else 1
    made = forms.formset_factory(
        PlaceForm,
        formset=PlacesFormSet,
        extra=extra,
        max_num=MOST_PLACES,
        absolute_max=MOST_PLACES,
        can_delete=True,
    )
    # What was sent is the whole: compared with what is kept, an unchanged one would count as empty.
    shown = [] if data is not None else kept
    initial = [{name: getattr(each, name) for name in PlaceForm.base_fields} for each in shown]
    found = made(data, prefix="sted", initial=initial)
    for form in found.forms:
        form.empty_permitted = False
        form.use_required_attribute = False
        form.fields["DELETE"].label = _("Take this municipality away")
    return found


class RoleForm(StepForm):
    """What the applicant is, wherever it is."""

    step = Step.FUNCTION
    role = forms.ChoiceField(
        label=_("You are"),
        choices=PostRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you are.")},
    )


class RestForm(StepForm):
    """Consent, a PDF, and anything else."""

    step = Step.REST
    motivation = GuardedTextField(
        label=_("Is there anything else we should know?"),
        help_text=_("Write nothing about citizens' cases."),
        max_length=4000,
        required=False,
        rows=5,
    )
    pdf = PdfField(
        label=_("Attach a PDF"),
        help_text=_(
            "Such as the description of the function or your letter of appointment. 10 MB at most, and "
            "no CPR numbers in it."
        ),
        required=False,
    )
    consent = forms.BooleanField(
        label=_("The network may keep what I have written here, to decide on my application."),
        error_messages={"required": _("We can only decide when you agree to this.")},
    )

    def kept(self) -> dict[str, Any]:
        return {
            "motivation": self.application.motivation,
            "consent": self.application.consented_at is not None,
        }


class AnswerForm(forms.Form):
    """What the applicant says to what they are asked."""

    text = GuardedTextField(
        label=_("Your answer"),
        help_text=_("Write nothing about citizens' cases."),
        max_length=8000,
        rows=8,
        error_messages={"required": _("Write your answer.")},
    )
    pdf = PdfField(
        label=_("Attach a PDF"),
        help_text=_("10 MB at most, and no CPR numbers in it."),
        required=False,
    )
