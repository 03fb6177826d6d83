"""A course's dates and teachers, a row each; more rows and fewer without a script."""

from datetime import date, datetime, time
from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.people.queries import members
from portal.ui.days import ClockField, DayField
from portal.ui.fields import GuardedCharField

from ..models import Course
from ..plans import Day, Tutor

#: Empty rows under a new course; more are one click away.
NEW_DATES, NEW_TEACHERS = 2, 1
MOST = 40


class DateForm(forms.Form):
    """One of the dates; an empty row is none. `pk` is that of the date it has been."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = DayField(label=_("Day"), required=False)
    starts = ClockField(label=_("Begins at"), required=False)
    ends = ClockField(label=_("Ends at"), required=False)
    title = GuardedCharField(label=_("About"), max_length=140, required=False)

    def clean(self):
        data = super().clean()
        if any(data.get(name) for name in ("day", "starts", "ends", "title")):
            for name, words in (
                ("day", _("Which day is it?")),
                ("starts", _("When does it begin?")),
                ("ends", _("When does it end?")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if data.get("starts") and data.get("ends") and data["ends"] <= data["starts"]:
            self.add_error("ends", _("It must end after it begins."))
        return data

    @property
    def date(self) -> Day | None:
        data = self.cleaned_data
        if not data.get("day"):
            return None
        return Day(
            starts_at=_moment(data["day"], data["starts"]),
            ends_at=_moment(data["day"], data["ends"]),
            title=data["title"],
            pk=data["pk"],
        )


class TeacherForm(forms.Form):
    """A member or a guest, and what stands after the name; an empty row is nobody."""

    person = forms.ChoiceField(label=_("Member"), required=False)
    name = GuardedCharField(
        label=_("or a guest's name"),
        max_length=120,
        required=False,
    )
    title = GuardedCharField(label=_("Title"), max_length=140, required=False)

    def __init__(self, *args, people: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        cast(forms.ChoiceField, self.fields["person"]).choices = [
            ("", "–"),
            *((pk, each.name) for pk, each in people.items()),
        ]

    def clean(self):
        data = super().clean()
        if data.get("person") and data.get("name"):
            self.add_error("name", _("Choose a member or write a guest's name, not both."))
        if data.get("title") and not data.get("person") and not data.get("name"):
            self.add_error("person", _("Who teaches?"))
        return data

    @property
    def tutor(self) -> Tutor | None:
        data = self.cleaned_data
        person = self.people.get(data.get("person"))
        if person is None and not data.get("name"):
            return None
        return Tutor(
            person=person, name=data["name"] if person is None else "", title=data["title"]
        )


def date_forms(data=None, *, course: Course | None = None, initial: list | None = None):
    """The dates' rows: what was sent, what is given, the course's own, or empty ones."""
    if data is None and initial is None:
        initial = [] if course is None else [_date(each) for each in course.dates.all()]
    return _rows(DateForm, "dato", data, initial, 0 if initial else NEW_DATES, {})


def teacher_forms(data=None, *, course: Course | None = None, initial: list | None = None):
    """The teachers' rows, with one list of members for all."""
    taught = list(course.teachers.select_related("person")) if course is not None else []
    # Who has left the network stays the teacher of what they taught.
    people = {str(each.pk): each for each in members().order_by("name_key")}
    people |= {str(each.person_id): each.person for each in taught if each.person is not None}
    if data is None and initial is None:
        initial = [
            {"person": str(each.person_id or ""), "name": each.name, "title": each.title}
            for each in taught
        ]
    extra = 0 if initial else NEW_TEACHERS
    return _rows(TeacherForm, "underviser", data, initial, extra, {"people": people})


def _rows(form, prefix: str, data, initial, extra: int, kwargs: dict):
    # What was sent is the whole list: compared with the old one, an unchanged row would count as empty.
    rows = forms.formset_factory(form, extra=extra, max_num=MOST)
    return rows(data, prefix=prefix, initial=initial if data is None else [], form_kwargs=kwargs)


def _date(each) -> dict:
    starts, ends = timezone.localtime(each.starts_at), timezone.localtime(each.ends_at)
    return {
        "pk": each.pk,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "title": each.title,
    }


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
