"""What the secretariat and the leaver fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.municipalities.models import Municipality
from members.people.enums import GRANTED, NameAfter, PostRole, Role
from members.people.models import Post, User
from portal.ui.days import WrittenDayField
from portal.ui.fields import GuardedCharField, GuardedTextField, PhoneField

from .queries import takers


def _vacancy() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("The municipality keeps the function, so the post is vacant from that day"),
        required=False,
    )


def _role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Role"), choices=PostRole.choices, widget=forms.RadioSelect, initial="adviser"
    )


class _WithMunicipality(forms.Form):
    """A form whose municipalities stand in Danish order."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.all()


def _municipality() -> "forms.ModelChoiceField[Municipality]":
    return forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        empty_label=_("Choose a municipality"),
        error_messages={"required": _("Choose a municipality.")},
    )


class EndPostForm(forms.Form):
    ends_on = WrittenDayField(
        label=_("First day without the post"),
        help_text=_("Access ends at midnight as this day begins; today's date ends it at once."),
    )
    leaves_vacancy = _vacancy()


class ChangePostForm(forms.Form):
    role = _role()
    starts_on = WrittenDayField(label=_("From"))
    ends_on = WrittenDayField(label=_("First day without the post"), required=False)

    @classmethod
    def of(cls, post: Post, data=None) -> "ChangePostForm":
        return cls(
            data,
            initial={"role": post.role, "starts_on": post.starts_on, "ends_on": post.ends_on},
        )


class MoveForm(_WithMunicipality):
    municipality = _municipality()
    on = WrittenDayField(label=_("First day in the new post"))
    leaves_vacancy = _vacancy()


class GivePostForm(_WithMunicipality):
    municipality = _municipality()
    role = _role()
    starts_on = WrittenDayField(label=_("From"))


class CorrectForm(forms.Form):
    """What the secretariat puts right in somebody's profile."""

    name = GuardedCharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")}
    )
    title = GuardedCharField(label=_("Job title"), max_length=120, required=False)
    phone = PhoneField(label=_("Phone"), required=False)


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=[])
    group = forms.ModelChoiceField(
        label=_("Group"),
        queryset=Group.objects.none(),
        required=False,
        help_text=_("For a coordinator: the group whose meetings they run."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in Role if role in GRANTED]
        self.fields["group"].queryset = Group.objects.all()

    def clean(self):
        found = super().clean() or {}
        if found.get("role") == Role.COORDINATOR and not found.get("group"):
            self.add_error("group", _("Choose the group."))
        if found.get("role") != Role.COORDINATOR:
            found["group"] = None
        return found


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Who takes it over"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody for now"),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = takers(person)


class LeaveForm(forms.Form):
    """The leaver's own word, or the secretariat's on their behalf."""

    ends_on = WrittenDayField(
        label=_("First day you are not a member any more"),
        help_text=_("With today's date your access ends at once."),
    )
    leaves_vacancy = forms.BooleanField(
        label=_("The municipality still has a borgerrådgiver function: my post is vacant"),
        required=False,
    )
    name_after = forms.ChoiceField(
        label=_("What is to stand at the texts you have written"),
        choices=NameAfter.choices,
        widget=forms.RadioSelect,
        initial=NameAfter.NAME,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name_after"].choices = [
            (NameAfter.NAME, _("My name, and that I am a former member")),
            (NameAfter.FORMER, _("“Former member” and no name")),
        ]


class EndMembershipForm(LeaveForm):
    """The same in the secretariat's hands: the words are about somebody else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].label = _("First day the person is not a member any more")
        self.fields["ends_on"].help_text = _("With today's date the access ends at once.")
        self.fields["leaves_vacancy"].label = _(
            "The municipality keeps the function, so the post is vacant from that day"
        )
        self.fields["name_after"].label = _("What is to stand at the texts the person has written")
        self.fields["name_after"].choices = [
            (NameAfter.NAME, _("The name, and that it is a former member")),
            (NameAfter.FORMER, _("“Former member” and no name")),
        ]


class SuspendForm(forms.Form):
    reason = GuardedTextField(
        label=_("The reasons"),
        help_text=_("The member reads this, and answers it. Say what the decision would rest on."),
        max_length=4000,
        rows=8,
        error_messages={"required": _("Write the reasons.")},
    )
    due_on = WrittenDayField(label=_("To be answered by"))


class AnswerForm(forms.Form):
    statement = GuardedTextField(
        label=_("Your answer"),
        help_text=_("The secretariat reads it before anything is decided."),
        max_length=4000,
        rows=8,
        error_messages={"required": _("Write your answer.")},
    )


class AbsenceForm(forms.Form):
    starts_on = WrittenDayField(label=_("First day away"))
    ends_on = WrittenDayField(
        label=_("First day back"),
        help_text=_("Leave it empty if you do not know yet."),
        required=False,
    )
    deputy = forms.ModelChoiceField(
        label=_("Who stands in"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    note = GuardedCharField(
        label=_("Note"),
        help_text=_("Colleagues may read it. Write nothing about health."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = takers(person)


class BackForm(forms.Form):
    ends_on = WrittenDayField(label=_("First day back"))
