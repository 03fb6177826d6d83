"""What is asked of those who tick, write, comment and promise."""

from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.models import User
from members.people.queries import members
from portal.kit.dates import add_working_days
from portal.ui.days import DayField
from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.prose import ProseField

from .models import Minutes

#: Working days that those who were there have for their comments, unless another day is chosen.
DAYS_FOR_COMMENTS = 10
LONGEST = 500


class MemberField(forms.ModelChoiceField):
    """One of today's members, in Danish order."""

    def __init__(self, **kwargs):
        super().__init__(queryset=User.objects.none(), **kwargs)

    def choose_from_members(self) -> None:
        """Asked when the form is made, for who is a member changes."""
        self.queryset = members().order_by("name_key", "pk")


class SearchForm(forms.Form):
    """Who came without having signed up."""

    q = GuardedCharField(label=_("Somebody who is not on the list"), max_length=60, required=False)


class SectionForm(forms.Form):
    """One point's text, and the version that it builds on."""

    draft = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, required=False
    )
    body = ProseField(
        label=_("What was said"),
        help_text=_(
            "Short is fine. No citizens' names and no CPR numbers: all members will read it."
        ),
        rows=10,
        required=False,
    )


class DecisionForm(forms.Form):
    """One decision, in a sentence."""

    decision = GuardedCharField(label=_("Decision"), max_length=LONGEST)


class ToDoForm(forms.Form):
    """What somebody does by when."""

    todo = GuardedCharField(label=_("To-do"), max_length=300)
    owner = MemberField(label=_("Who does it?"), empty_label=_("Choose a member"))
    due_on = DayField(label=_("By when?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        cast(MemberField, self.fields["owner"]).choose_from_members()


class CoWriterForm(forms.Form):
    """Who writes along."""

    co_writer = MemberField(
        label=_("Who writes with you?"),
        help_text=_("Reads and writes the draft together with those who run the meeting."),
        required=False,
        empty_label=_("Nobody"),
    )

    def __init__(self, *args, minutes: Minutes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["co_writer"].initial = minutes.co_writer_id
        cast(MemberField, self.fields["co_writer"]).choose_from_members()


class OpenForm(forms.Form):
    """Until when those who were there can comment."""

    until = DayField(label=_("Comments until"), help_text=_("Ten working days are usual."))

    def __init__(self, *args, minutes: Minutes, **kwargs):
        proposed = minutes.comments_until or add_working_days(
            timezone.localdate(), DAYS_FOR_COMMENTS
        )
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = proposed


class CommentForm(forms.Form):
    """A word on one point."""

    text = GuardedTextField(label=_("Your comment"), max_length=2000, rows=3)


class AddendumForm(forms.Form):
    """What has to be set right."""

    text = GuardedTextField(
        label=_("What has to be set right?"),
        help_text=_("It stands below the minutes with today's date. The minutes themselves stay."),
        max_length=5000,
        rows=4,
    )
