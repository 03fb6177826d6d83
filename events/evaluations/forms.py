"""What is asked of those who answer, and of those who ask."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.ui.fields import GuardedCharField, GuardedTextField

from .enums import DAYS_OPEN, MOST_QUESTIONS, Kind
from .flows.preparing import Asked
from .problems import EMPTY
from .queries import Section

#: Empty rows beneath the questions.
EMPTY_ROWS = 2


class AnswerForm(forms.Form):
    """One field for each question, by its number; none has to be answered, but one of them."""

    def __init__(self, *args, sections: list[Section], **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = sections
        for question in (each for section in sections for each in section.questions):
            self.fields[f"q{question.pk}"] = (
                forms.TypedChoiceField(
                    label=question.words,
                    choices=question.choices,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    widget=forms.RadioSelect(
                        attrs={"class": "scale__input"} if question.kind == Kind.SCALE else {}
                    ),
                )
                if question.is_counted
                else GuardedTextField(
                    label=question.words,
                    max_length=2000,
                    rows=3 if question.part else 4,
                    required=False,
                )
            )

    @property
    def sections(self) -> list[tuple[Section, list, list]]:
        """Each section with its fields that are ticked and those that are written in."""
        return [
            (
                section,
                [self[f"q{each.pk}"] for each in section.questions if each.is_counted],
                [self[f"q{each.pk}"] for each in section.questions if not each.is_counted],
            )
            for section in self.asked
        ]

    def clean(self):
        data = super().clean()
        if not self.errors and not self.given:
            raise ValidationError(str(EMPTY.message), code=EMPTY.code)
        return data

    @property
    def given(self) -> dict[int, int | str]:
        """What was answered, by the questions' numbers."""
        return {
            int(name[1:]): value
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }


class QuestionForm(forms.Form):
    """One question; a row without words is none."""

    words = GuardedCharField(label=_("Question"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Is answered"), choices=Kind, initial=Kind.SCALE)
    low = GuardedCharField(label=_("1 means"), max_length=60, required=False)
    high = GuardedCharField(label=_("5 means"), max_length=60, required=False)
    options = GuardedTextField(
        label=_("Choices"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=_("One on each line."),
    )


class DaysForm(forms.Form):
    """How long it is open."""

    days_open = forms.IntegerField(
        label=_("Days open"),
        min_value=3,
        max_value=60,
        initial=DAYS_OPEN,
        help_text=_("Counted from the day on which those who took part are asked."),
        widget=forms.NumberInput(attrs={"class": "input-char-4"}),
    )


def question_forms(data=None, *, initial=(), prefix: str = "spm", most: int = MOST_QUESTIONS):
    """The rows of questions: those there are and some empty ones; never more than may be asked."""
    rows = forms.formset_factory(
        QuestionForm, extra=EMPTY_ROWS, max_num=most, absolute_max=most, validate_max=True
    )
    return (
        rows(data, prefix=prefix)
        if data is not None
        else rows(prefix=prefix, initial=list(initial))
    )


def asked_in(rows, part: str = "") -> list[Asked]:
    """The questions of valid rows, in their order."""
    found = []
    for row in rows:
        data = row.cleaned_data
        if data.get("words"):
            fields = {name: data[name] for name in ("words", "low", "high", "options")}
            found.append(Asked(kind=Kind(data["kind"]), part=part, **fields))
    return found
