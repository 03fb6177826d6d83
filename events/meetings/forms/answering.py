"""What is asked of those who come, and of whoever notes it down for them."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from members.people.queries import members
from portal.ui.fields import GuardedCharField

from ..enums import Answer, Diet, Way
from ..flows.attending import Meal
from ..models import Meeting, SignUp


class SignUpForm(forms.Form):
    """How one comes, and what one eats; asked for what the meeting has."""

    way_chosen = forms.ChoiceField(
        label=_("How do you take part?"), choices=Way, widget=forms.RadioSelect
    )
    diet = forms.ChoiceField(
        label=_("Diet"), choices=[("", _("I eat everything")), *Diet.choices], required=False
    )
    diet_text = GuardedCharField(
        label=_("Anything else for the kitchen?"),
        max_length=120,
        required=False,
        help_text=_("It is counted without your name, and deleted the night after the meeting."),
    )

    def __init__(self, data=None, *, meeting: Meeting, answer: SignUp | None):
        initial: dict[str, str] = {"way_chosen": Way.IN_PERSON}
        if answer is not None and answer.state == Answer.COMING:
            initial = {
                "way_chosen": answer.way,
                "diet": answer.diet,
                "diet_text": answer.diet_text,
            }
        super().__init__(data, initial=initial)
        self.meeting = meeting
        if (
            meeting.is_online
            or not meeting.online_url
            or (data is not None and "way_chosen" not in data)
        ):
            del self.fields["way_chosen"]
        if meeting.is_online:
            del self.fields["diet"], self.fields["diet_text"]

    @property
    def way(self) -> Way | None:
        chosen = self.cleaned_data.get("way_chosen")
        return Way(chosen) if chosen else None

    @property
    def meal(self) -> Meal | None:
        data = self.cleaned_data
        if "diet" not in data or self.way == Way.ONLINE:
            return Meal()
        return Meal(diet=data["diet"], text=data["diet_text"])


class RegretsForm(forms.Form):
    """A word with one's regrets, for those who run the meeting."""

    word = GuardedCharField(
        label=_("A word to those who run the meeting"),
        max_length=300,
        required=False,
        help_text=_("They alone see it, and it is deleted the night after the meeting."),
    )


class GuestForm(forms.Form):
    """A guest; the municipality is the inviter's own and is not asked for."""

    name = GuardedCharField(
        label=_("Your guest's name"),
        max_length=120,
        help_text=_("A colleague from your own municipality. Tell them that you write their name."),
    )


#: What is chosen for a member who has phoned to say that they do not come.
STAYS = "stays"


class WriteDownForm(forms.Form):
    """What a member has said on the phone."""

    person: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Member"), queryset=None
    )
    what = forms.ChoiceField(label=_("Answer"))

    def __init__(self, data=None, *, meeting: Meeting):
        super().__init__(data)
        people = cast("forms.ModelChoiceField[User]", self.fields["person"])
        people.queryset = members().order_by("name_key")
        ways = [
            *([] if meeting.is_online else [(Way.IN_PERSON.value, _("comes in person"))]),
            *([(Way.ONLINE.value, _("comes online"))] if meeting.online_url else []),
        ]
        cast(forms.ChoiceField, self.fields["what"]).choices = [
            *ways,
            (STAYS, _("does not come")),
        ]

    @property
    def way(self) -> Way | None:
        """How the person comes; None when they do not."""
        what = self.cleaned_data["what"]
        return None if what == STAYS else Way(what)
