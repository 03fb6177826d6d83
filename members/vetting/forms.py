"""What those who vet choose and write, and what a member answers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.admission.enums import CLOSED, OPEN, RejectionReason, State
from members.admission.models import Application
from members.municipalities.models import Municipality
from members.people.models import User
from portal.kit import dates
from portal.kit.calendar import add_working_days
from portal.ui.days import DATES
from portal.ui.fields import GuardedCharField, GuardedTextField

from .enums import LetterKind, Outcome, Word
from .queries import MINE, NOBODYS, vetters

#: Working days that an applicant is given unless the vetter chooses another day.
RESPITE = 10
LONGEST_PERIOD = timedelta(days=366 * 10)


def day(**kwargs) -> forms.DateField:
    """A day, in a browser's own form or as people write it."""
    return forms.DateField(
        input_formats=DATES,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "form-input input-char-11"}
        ),
        error_messages={"invalid": _("Write a date, such as 1.8.2026.")},
        **kwargs,
    )


class InboxForm(forms.Form):
    """What the inbox is narrowed by; all of it stands in the address, and an unknown choice in an old link
    is simply not used."""

    tilstand = forms.ChoiceField(label=_("State"), required=False)
    kommune: "forms.ModelChoiceField[Municipality]" = forms.ModelChoiceField(
        label=_("Municipality"), required=False, queryset=None, empty_label=_("The whole country")
    )
    visitator = forms.ChoiceField(label=_("Vetter"), required=False)

    def __init__(self, *args, closed: bool, **kwargs):
        super().__init__(*args, **kwargs)
        states = [state for state in State if state in (CLOSED if closed else OPEN)]
        offered: dict[str, Any] = self.fields
        offered["tilstand"].choices = [
            ("", _("All states")),
            *((state.value, str(state.label).capitalize()) for state in states),
        ]
        offered["kommune"].queryset = Municipality.objects.filter(
            applications__submitted_at__isnull=False
        ).distinct()
        offered["visitator"].choices = [
            ("", _("Everybody")),
            (MINE, _("My own")),
            (NOBODYS, _("Nobody's yet")),
            *((str(person.pk), person.name) for person in vetters()),
        ]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"

    def chosen(self) -> dict:
        """The choices that are valid, the others empty, by the names that the query knows."""
        self.full_clean()
        given = self.cleaned_data
        return {
            "state": given.get("tilstand") or "",
            "municipality": given.get("kommune"),
            "vetter": given.get("visitator") or "",
            "sort": self.data.get("sorter", ""),
        }


class NoteForm(forms.Form):
    text = GuardedTextField(
        label=_("Your note"),
        help_text=_("Read by those who vet. Whoever applied can ask to see it."),
        max_length=4000,
        rows=3,
        error_messages={"required": _("Write the note.")},
    )


class SignForm(forms.Form):
    outcome = forms.ChoiceField(choices=Outcome)


class MemberForm(forms.Form):
    """Which colleague is asked."""

    member: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Member"),
        queryset=None,
        empty_label=None,
        error_messages={
            "required": _("Choose whom to ask."),
            "invalid_choice": _("Only a member of the same municipality can be asked."),
        },
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = User.objects.filter(
            pk__in=[person.pk for person in colleagues]
        )
        self.fields["member"].widget.attrs["class"] = "form-select"


class CaseField(forms.ModelChoiceField):
    """Cases, each by what tells it from the others."""

    def label_from_instance(self, obj: Application) -> str:
        received = dates.long_date(obj.submitted_at) if obj.submitted_at else ""
        return f"{obj.name}, {obj.municipality}, {obj.email}, {received}"


class JoinForm(forms.Form):
    """Which of the cases that look alike is the same person's."""

    other = CaseField(
        label=_("The other case"),
        queryset=None,
        empty_label=None,
        error_messages={
            "required": _("Choose the other case."),
            "invalid_choice": _("Only an open case that looks like the same can be joined."),
        },
    )

    def __init__(self, *args, alike, **kwargs):
        super().__init__(*args, **kwargs)
        keys = [case.pk for case in alike]
        field = self.fields["other"]
        field.queryset = Application.objects.filter(pk__in=keys).select_related("municipality")
        field.widget.attrs["class"] = "form-select"


class WordForm(forms.Form):
    word = forms.ChoiceField(choices=Word)


class LetterForm(forms.Form):
    """One letter: the case's own words first, then the text that they are put into."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=RejectionReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    text = GuardedTextField(
        label=_("Your words to the applicant"),
        max_length=4000,
        rows=6,
        error_messages={"required": _("Write what it is about in this very case.")},
    )
    remedy = GuardedTextField(
        label=_("What the applicant may do about it"),
        help_text=_("What would change the decision, and whom to write to."),
        max_length=2000,
        rows=3,
        error_messages={"required": _("Write what the applicant may do about it.")},
    )
    due_on = day(
        label=_("Last day to answer"),
        required=True,
    )
    subject = GuardedCharField(
        label=_("Subject"),
        max_length=150,
        error_messages={"required": _("Write the subject.")},
    )
    body = GuardedTextField(
        label=_("The letter"),
        max_length=6000,
        rows=14,
        error_messages={"required": _("Write the letter.")},
    )

    #: The fields that each kind of letter has besides subject and body.
    OWN = {
        LetterKind.MORE: ("text", "due_on"),
        LetterKind.HEARING: ("reason", "text", "due_on"),
        LetterKind.ADMISSION: (),
        LetterKind.REJECTION: ("reason", "text", "remedy"),
    }
    HINTS = {
        LetterKind.MORE: _("What you need, and why. It also stands on the applicant's page."),
        LetterKind.HEARING: _(
            "What the rejection would rest on, so that the applicant can say something about it."
        ),
        LetterKind.REJECTION: _(
            "The applicant reads this. Say what the decision rests on, and what would change it."
        ),
    }

    def __init__(self, *args, kind: LetterKind, **kwargs):
        super().__init__(*args, **kwargs)
        kept = {*self.OWN[kind], "subject", "body"}
        for name in list(self.fields):
            if name not in kept:
                del self.fields[name]
        if "text" in self.fields:
            self.fields["text"].help_text = self.HINTS[kind]
        if "due_on" in self.fields:
            first = add_working_days(timezone.localdate(), RESPITE)
            self.fields["due_on"].initial = self.initial.get("due_on") or first


class LetterTextForm(forms.Form):
    """What a kind of letter says, with its places."""

    subject = GuardedCharField(
        label=_("Subject"), max_length=150, error_messages={"required": _("Write the subject.")}
    )
    body = GuardedTextField(
        label=_("The letter"),
        max_length=6000,
        rows=16,
        error_messages={"required": _("Write the letter.")},
    )


class PeriodForm(forms.Form):
    """From which day until which; the last twelve months unless told otherwise."""

    fra = day(label=_("From"), required=False)
    til = day(label=_("Until"), required=False)

    def chosen(self) -> tuple:
        self.full_clean()
        today = timezone.localdate()
        until = self.cleaned_data.get("til") or today
        since = self.cleaned_data.get("fra") or _a_year_before(until)
        if since > until:
            since, until = until, since
        return max(since, until - LONGEST_PERIOD), until


def _a_year_before(until):
    """The first of the month, so that there are twelve months with this one."""
    month = until.month % 12 + 1
    return until.replace(year=until.year - (1 if month != 1 else 0), month=month, day=1)
