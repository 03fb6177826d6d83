"""What is asked of a participant, on one page."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.shared_fields import shared_fields

from ...diets import Diet
from ..enums import IN_LINE, PartKind, Room
from ..flows.registering import House
from ..models import Part, Registration, RegistrationDraft
from .choosing import SEVERAL, PartsForm, name_of, second_of
from .paying import PayerForm

#: What is told anew each time, and never kept with a draft or carried from one page to the next.
NOT_KEPT = frozenset({"key"})


@shared_fields
class RegistrationForm(PayerForm, PartsForm):
    """Everything: what one takes, what the house should know, and who pays."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    room = forms.ChoiceField(
        label=_("How do you want to sleep?"),
        choices=[
            (Room.SINGLE, _("In a room of my own")),
            (Room.TWIN, _("In a room for two, with somebody I name afterwards")),
        ],
        initial=Room.SINGLE,
        widget=forms.RadioSelect,
    )
    diet_choice = forms.ChoiceField(
        label=_("What do you eat?"), choices=[("", _("Everything")), *Diet.choices], required=False
    )
    diet = GuardedCharField(
        label=_("Allergies and other wishes"),
        max_length=300,
        required=False,
        help_text=_("For instance no shellfish. The kitchen sees it, and the secretariat."),
    )
    needs = GuardedTextField(
        label=_("Is there anything else we should take into account?"),
        max_length=500,
        rows=3,
        required=False,
        help_text=_("For instance a room without steps, or a seat close to the screen."),
    )
    emergency_name = GuardedCharField(
        label=_("Whom do we call if something happens to you?"), max_length=120, required=False
    )
    emergency_phone = GuardedCharField(
        label=_("Their phone number"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "class": "input-char-17"}),
    )
    on_list = forms.BooleanField(
        label=_("Put me on the participants' list"),
        required=False,
        help_text=_(
            "The other participants then see your name and your municipality, and can ask to share a room "
            "with you. Otherwise only the secretariat sees that you come."
        ),
    )
    in_photos = forms.BooleanField(
        label=_("I may be in photos"),
        required=False,
        help_text=_(
            "The network may show photos in which one can recognise you, on its own pages. Otherwise the "
            "photographer leaves you out. You can change your mind at any time."
        ),
    )

    def __init__(self, *args, conference, person, registration=None, draft=None, **kwargs):
        known = {**kwargs.pop("initial", {}), **_told(registration), **_kept(draft)}
        kwargs["initial"] = {**known, "key": uuid4()}
        in_line = registration.state in IN_LINE if registration else conference.seats_left == 0
        super().__init__(*args, person=person, in_line=in_line, **kwargs)
        self.conference = conference
        self.registration = registration
        if draft is not None:
            seconds = [second_of(name) for name in self.slots]
            for name in [*self.slots, *seconds, *SEVERAL.values(), "waits"]:
                if name in self.fields:
                    self.initial[name] = _typed(self.fields[name], draft.answers.get(name))
        if SEVERAL[PartKind.NIGHT] not in self.fields:
            del self.fields["room"]
        # As they stand on the page: a list of what is wrong is read from the top.
        slots = [each for name in self.slots for each in (name, second_of(name))]
        self.order_fields([*slots, *SEVERAL.values(), "waits"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("emergency_name") and not cleaned.get("emergency_phone"):
            self.add_error("emergency_phone", _("Write the number we should call."))
        days = SEVERAL[PartKind.DAY]
        if days in self.fields and days not in self.errors and not self._has_day():
            self.add_error(days, _("Choose the days on which you come."))
        return cleaned

    def _has_day(self) -> bool:
        return any(part.kind == PartKind.DAY for part in [*self.parts, *self.waits])

    @property
    def house(self) -> House:
        """What the house should know; how one sleeps matters to those who stay the night."""
        names = House.__dataclass_fields__
        values = {name: value for name, value in self.cleaned_data.items() if name in names}
        if not any(part.kind == PartKind.NIGHT for part in [*self.parts, *self.waits]):
            values["room"] = ""
        return House(**values)

    @property
    def typed(self) -> dict[str, list[str]]:
        """The answers as they were sent, by the names that the form knows."""
        sent = self.data
        assert isinstance(sent, QueryDict), "a form that has been sent"
        return {name: sent.getlist(name) for name in self.fields if name in sent.keys() - NOT_KEPT}

    def carried(self, without: list[Part]) -> list[tuple[str, str]]:
        """The answers for the next page, as its hidden fields; what has become full is asked anew there."""
        gone = {str(part.pk) for part in without}
        several = {*SEVERAL.values(), "waits"}
        found = [("key", self.data.get("key", ""))]
        for name, values in self.typed.items():
            left = [value for value in values if name not in several or value not in gone]
            found += [(name, value) for value in left]
        slots = {name_of(part) for part in without if part.session is not None}
        instead = {name: str(self._begins_with(self.slots[name])) for name in slots}
        return [(name, instead.get(name, value) or "") for name, value in found]


def _told(registration: Registration | None) -> dict:
    if registration is None:
        return {}
    names = ["ean", "payer_reference", "order_number", *House.__dataclass_fields__]
    told = {name: getattr(registration, name) for name in names}
    return {**told, "payer": registration.payer_id, "room": registration.room or Room.SINGLE}


def _kept(draft: RegistrationDraft | None) -> dict:
    if draft is None:
        return {}
    fields = RegistrationForm.base_fields
    return {
        name: _typed(field, draft.answers.get(name))
        for name, field in fields.items()
        if name in draft.answers or isinstance(field, forms.BooleanField)
    }


def _typed(field: forms.Field, values) -> object:
    """A draft's answer as the field begins with it."""
    values = [values] if isinstance(values, str) else values or []
    if isinstance(field, forms.MultipleChoiceField):
        return values
    if isinstance(field, forms.BooleanField):
        return bool(values)
    return values[-1] if values else ""
