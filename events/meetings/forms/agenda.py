"""The rows of an agenda, and a point that a member proposes."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from members.people.queries import members
from portal.kit.problems import Refused
from portal.ui.fields import GuardedCharField, GuardedTextField

from ..flows.planning import Point
from ..models import AgendaItem, Meeting
from ..problems import POINT_GONE, POINT_NEWER
from ..rules import mark

#: Empty rows under the agenda: enough for a day's meeting, and there are more next time it is opened.
NEW_ROWS = {"new": 6, "old": 2}

PREFIX = "agenda"


class PointForm(forms.Form):
    """A row of the agenda; an empty one is no point. It says which point it is and what it was built on."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    built_on = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    place = forms.IntegerField(label=_("No."), min_value=1, max_value=99, required=False)
    title = GuardedCharField(label=_("Point"), max_length=160, required=False)
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=1, max_value=600, required=False
    )
    owner = forms.ChoiceField(label=_("Brought by"), required=False)
    text = GuardedTextField(label=_("A few words with it"), max_length=2000, rows=2, required=False)
    is_removed = forms.BooleanField(label=_("Take the point off the agenda"), required=False)

    #: The point as it stands now, where somebody else has changed it since.
    stands: AgendaItem | None = None

    def __init__(self, *args, owners: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.owners = owners
        cast(forms.ChoiceField, self.fields["owner"]).choices = [
            ("", "–"),
            *((pk, each.name) for pk, each in owners.items()),
        ]

    def clean(self):
        data = super().clean()
        if data.get("is_removed"):
            return data
        if data.get("title") and not data.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How many minutes does this point take?"))
        has_more = data.get("minutes") or data.get("text")
        if has_more and not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("What is this point about?"))
        return data

    @property
    def point(self) -> Point | None:
        """The row as a flow takes it; None for an empty one. Whoever empties a point removes it."""
        data = self.cleaned_data
        title, number = data.get("title", ""), data.get("number")
        is_removed = bool(data.get("is_removed")) or not title
        if number is None and is_removed:
            return None
        return Point(
            title=title,
            minutes=data.get("minutes") or 0,
            owner=self.owners.get(data["owner"]),
            text=data["text"],
            number=number,
            built_on=data["built_on"],
            place=data["place"],
            is_removed=is_removed,
        )


def agenda_forms(data: QueryDict | None = None, *, meeting: Meeting | None = None):
    """The agenda's rows, those of the meeting and some empty ones, with one list of members."""
    points = list(meeting.agenda.select_related("owner")) if meeting else []
    # Who has left the network stays on the points they brought.
    owners = {str(each.pk): each for each in members().order_by("name_key")}
    owners |= {str(point.owner_id): point.owner for point in points if point.owner is not None}
    rows = forms.formset_factory(PointForm, extra=NEW_ROWS["old" if meeting else "new"], max_num=40)
    # What was sent is the whole agenda: compared with the old one, an unchanged row would count as empty.
    shown = points if data is None else []
    initial = [
        {
            "number": point.pk,
            "built_on": _mark_of(point),
            "place": place,
            "title": point.title,
            "minutes": point.minutes,
            "owner": str(point.owner_id or ""),
            "text": point.text,
        }
        for place, point in enumerate(shown, start=1)
    ]
    return rows(data, prefix=PREFIX, initial=initial, form_kwargs={"owners": owners})


def rows_of(agenda) -> list[tuple[int, Point]]:
    """The rows that are points, each with its number in the form."""
    return [(row, form.point) for row, form in enumerate(agenda) if form.point is not None]


def with_what_stands(data: QueryDict, refused: Refused, numbers: list[int], *, meeting: Meeting):
    """The rows as they were sent, each that somebody else has changed meanwhile with what stands now. Sent
    again, they build on that. `numbers` says which rows of the form the flow was given."""
    clashes: Mapping[int, tuple[str, str]] = {
        numbers[int(row)]: (code, str(blocker.message))
        for blocker in refused.blockers
        for code, _colon, row in [blocker.code.partition(":")]
        if code in (POINT_NEWER, POINT_GONE)
    }
    standing = {str(item.pk): item for item in meeting.agenda.select_related("owner")}
    sent, stands = data.copy(), {}
    for row in clashes:
        item = stands[row] = standing.get(data.get(f"{PREFIX}-{row}-number", ""))
        sent[f"{PREFIX}-{row}-built_on"] = _mark_of(item) if item else ""
        if item is None:
            sent[f"{PREFIX}-{row}-number"] = ""
    agenda = agenda_forms(sent, meeting=meeting)
    for row, (_code, message) in clashes.items():
        agenda[row].stands = stands[row]
        agenda[row].add_error("title", message)
    return agenda


def _mark_of(point: AgendaItem) -> str:
    return mark(point.title, point.minutes, point.owner_id, point.text)


class ProposalForm(forms.Form):
    """A point that a member would like on the agenda."""

    title = GuardedCharField(label=_("Point"), max_length=160)
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=1, max_value=600, initial=15
    )
    text = GuardedTextField(
        label=_("A few words with it"),
        max_length=2000,
        rows=3,
        required=False,
        help_text=_(
            "What you would like to talk about. It stands under the point, if it is taken in."
        ),
    )
