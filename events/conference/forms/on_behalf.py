"""What the secretariat types for somebody else."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from members.people.models import User
from portal.ui.fields import GuardedCharField, GuardedTextField

from ...diets import Diet
from ..enums import Place, Room, Wish
from ..flows.registering import House
from ..models import Conference, Part, Registration
from .desk import with_left
from .paying import EanField


def why() -> GuardedTextField:
    return GuardedTextField(
        label=_("Note for the secretariat"),
        max_length=500,
        rows=2,
        help_text=_(
            "Why you do it, for instance that they have called. Only the secretariat reads it."
        ),
    )


class PersonChoice(forms.ModelChoiceField):
    """One of the members, by name."""

    def label_from_instance(self, obj):
        return obj.name


class PartsChoice(forms.ModelMultipleChoiceField):
    """Some of a conference's parts, each with what is left of it, and where the participant stands."""

    widget = forms.CheckboxSelectMultiple
    had: dict[int, str]

    def label_from_instance(self, obj):
        place = self.had.get(obj.pk)
        if place in (None, Place.TAKEN):
            return with_left(obj)
        return f"{with_left(obj)} · {Place(place).label}"


class RegisterForm(forms.Form):
    """A member whom the secretariat registers."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    person = PersonChoice(label=_("Whom?"), queryset=User.objects.none())
    payer = forms.ModelChoiceField(label=_("Who pays?"), queryset=Municipality.objects.all())
    ean = EanField(label=_("EAN number"), max_length=40, help_text=_("13 digits."))
    payer_reference = GuardedCharField(label=_("Person or department at the payer"), max_length=100)
    order_number = GuardedCharField(label=_("Order number"), max_length=60, required=False)
    note = why()

    def __init__(self, *args, people, **kwargs):
        kwargs.setdefault("initial", {"key": uuid4()})
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, PersonChoice), "the class says so"
        field.queryset = people


class ChangeForm(forms.Form):
    """What somebody has, and what the house knows of them."""

    parts = PartsChoice(label=_("What they have"), queryset=Part.objects.none(), required=False)
    waits = forms.BooleanField(label=_("Put them in line for what is full"), required=False)
    room = forms.ChoiceField(
        label=_("Hotel room"), choices=[("", _("not said")), *Room.choices], required=False
    )
    diet_choice = forms.ChoiceField(
        label=_("Diet"), choices=[("", _("everything")), *Diet.choices], required=False
    )
    diet = GuardedCharField(label=_("Allergies and other wishes"), max_length=300, required=False)
    needs = GuardedTextField(label=_("Needs"), max_length=500, rows=2, required=False)
    emergency_name = GuardedCharField(label=_("Whom we call"), max_length=120, required=False)
    emergency_phone = GuardedCharField(label=_("Their phone"), max_length=30, required=False)
    on_list = forms.BooleanField(label=_("Stands on the participants' list"), required=False)
    in_photos = forms.BooleanField(label=_("May be in photos"), required=False)
    note = why()

    def __init__(self, *args, registration: Registration, conference: Conference, **kwargs):
        bookings = list(registration.bookings.all())
        self.had = {each.part_id: each.place for each in bookings}
        self.ranks = {each.part_id: each.wish for each in bookings if each.wish is not None}
        kwargs["initial"] = {
            **{name: getattr(registration, name) for name in House.__dataclass_fields__},
            "parts": list(self.had),
        }
        super().__init__(*args, **kwargs)
        parts = conference.parts.filter(session__cancelled_at=None)
        field = self.fields["parts"]
        assert isinstance(field, PartsChoice), "the class says so"
        field.had = self.had
        field.queryset = parts.select_related("session__conference")

    @property
    def house(self) -> House:
        return House(**{name: self.cleaned_data[name] for name in House.__dataclass_fields__})

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The answers for the next page, as its hidden fields."""
        sent = self.data
        assert isinstance(sent, QueryDict), "a form that has been sent"
        return [(name, each) for name in self.fields for each in sent.getlist(name)]

    @property
    def wanted(self) -> tuple[list[Part], list[Part], list[Part]]:
        """What they are to have, what they may wait for, and what they wish for when the other is gone: a
        wish keeps its place in the order."""
        chosen = list(self.cleaned_data["parts"])
        new = {part.pk for part in chosen if part.pk not in self.had}
        waits = {number for number, rank in self.ranks.items() if rank == Wish.RATHER}
        seconds = {number for number, rank in self.ranks.items() if rank == Wish.ELSE}
        if self.cleaned_data["waits"]:
            waits |= new
        return (
            [part for part in chosen if part.pk not in waits | seconds],
            [part for part in chosen if part.pk in waits],
            [part for part in chosen if part.pk in seconds],
        )
