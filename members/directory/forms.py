from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Region
from members.municipalities.queries import regions
from members.people.enums import Audience, Field, Offer, PostRole, Role
from members.people.models import User
from portal.topics.models import Topic
from portal.ui.fields import GuardedCharField, GuardedTextField, PhoneField

from .queries import SECRETARIAT_FILTER


class FilterForm(forms.Form):
    """What the list is narrowed by; an unknown choice in an old link is simply not used."""

    q = GuardedCharField(
        label=_("Name, municipality or topic"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    region: "forms.ModelChoiceField[Region]" = forms.ModelChoiceField(
        label=_("Region"), required=False, queryset=None, empty_label=_("The whole country")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[
            ("", _("All roles")),
            (PostRole.ADVISER, _("Borgerrådgiver")),
            (PostRole.STAFF, _("Staff")),
            (Role.COORDINATOR, _("Coordinator")),
            (SECRETARIAT_FILTER, _("Secretariat")),
        ],
    )
    offer = forms.ChoiceField(
        label=_("Offers"), required=False, choices=[("", _("Everything")), *Offer.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions()

    def chosen(self) -> dict:
        """The choices that are valid, the others empty."""
        self.full_clean()
        given = self.cleaned_data
        return {name: given.get(name) or "" for name in ("q", "role", "offer")} | {
            "region": given.get("region")
        }


class DayForm(forms.Form):
    """Which day the coverage is asked for; today for what is no date."""

    dato = forms.DateField(
        label=_("On"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def chosen(self) -> date:
        self.full_clean()
        return self.cleaned_data.get("dato") or timezone.localdate()


class CallForm(forms.Form):
    """What one wants to talk about; an unknown choice in an old link is not used."""

    emne: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        label=_("About"),
        required=False,
        queryset=Topic.objects.all(),
        to_field_name="slug",
        empty_label=_("Choose a topic"),
    )
    tilbyder = forms.ChoiceField(
        label=_("Offers"), required=False, choices=[("", _("Everything")), *Offer.choices]
    )

    def chosen(self) -> tuple[Topic | None, str]:
        """The topic and the offer, where they are known."""
        self.full_clean()
        given = self.cleaned_data
        return given.get("emne"), given.get("tilbyder") or ""


class ProfileForm(forms.Form):
    """What a person says of themself."""

    name = GuardedCharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    title = GuardedCharField(
        label=_("Job title"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        help_text=_("The number your colleagues may call during working hours."),
    )
    about = GuardedTextField(
        label=_("About me"),
        rows=5,
        max_length=1000,
        required=False,
        help_text=_("A few lines: where you come from, and what colleagues may ask you about."),
    )
    expertise = forms.ModelMultipleChoiceField(
        label=_("I know about"),
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    offers = forms.MultipleChoiceField(
        label=_("I offer my colleagues"),
        choices=Offer.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    shown = forms.MultipleChoiceField(
        label=_("What all members see"),
        choices=Field.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "What you leave out, only you and the secretariat see, and no colleague finds you by it. Your "
            "name, your municipality and your roles are always seen by members."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[*(User._meta.get_field("language").choices or ())],
        help_text=_("For the portal's pages and its mails to you."),
    )

    @classmethod
    def of(cls, person: User, data=None) -> "ProfileForm":
        """The form as the person's profile stands."""
        return cls(
            data,
            initial={
                "name": person.name,
                "title": person.title,
                "phone": person.phone,
                "about": person.about,
                "expertise": list(person.expertise.all()),
                "offers": person.offers,
                "shown": [f for f in Field if person.shown_to(f) == Audience.MEMBERS],
                "language": person.language,
            },
        )
