"""Who speaks, a row each; more rows and fewer without a script. A proposal's speakers are written the same
way."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from members.people.queries import members
from portal.ui.fields import GuardedCharField, GuardedTextField
from portal.ui.rows import typed

from ..flows.points import Talker

#: No session has more.
MOST = 8
#: What the rows are called in the form.
PREFIX = "oplaeg"


class SpeakerForm(forms.Form):
    """A member or a guest, what stands after the name, and who they are; an empty row is nobody."""

    person = forms.ChoiceField(label=_("Member"), required=False)
    name = GuardedCharField(label=_("or a guest's name"), max_length=160, required=False)
    title = GuardedCharField(label=_("Title"), max_length=100, required=False)
    organisation = GuardedCharField(label=_("Workplace"), max_length=120, required=False)
    about = GuardedTextField(
        label=_("A few lines about who it is"), max_length=600, rows=2, required=False
    )

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
        told = any(data.get(name) for name in ("title", "organisation", "about"))
        if told and not data.get("person") and not data.get("name"):
            self.add_error("person", _("Who speaks?"))
        return data

    @property
    def talker(self) -> Talker | None:
        data = self.cleaned_data
        person = self.people.get(data.get("person"))
        if person is None and not data.get("name"):
            return None
        return Talker(
            person=person,
            name=data["name"] if person is None else "",
            title=data["title"],
            organisation=data["organisation"],
            about=data["about"],
        )


def speaker_forms(
    data=None, *, there: Iterable[Any] = (), initial: list[dict[str, Any]] | None = None
):
    """The rows: what was sent, what is given, those who are `there` already, or one empty row; with one list
    of members for all."""
    there = list(there)
    # Who has left the network stays the speaker of what they spoke at.
    people = {str(each.pk): each for each in members().order_by("name_key")}
    people |= {str(each.person_id): each.person for each in there if each.person is not None}
    if data is None and initial is None:
        initial = [
            {
                "person": str(each.person_id or ""),
                **{
                    name: getattr(each, name) for name in ("name", "title", "organisation", "about")
                },
            }
            for each in there
        ]
    # What was sent is the whole list: compared with the old one, an unchanged row would count as empty.
    rows = forms.formset_factory(SpeakerForm, extra=0 if initial else 1, max_num=MOST)
    return rows(
        data,
        prefix=PREFIX,
        initial=initial if data is None else [],
        form_kwargs={"people": people},
    )


def talkers_in(rows) -> tuple[Talker, ...]:
    """Who has been written, in the order of the rows."""
    return tuple(row.talker for row in rows if row.talker is not None)


def asked_for_rows(data) -> bool:
    """Whether the button was one that adds or takes away a row, and nothing is to be saved."""
    return "more_speakers" in data or "remove_speaker" in data


def rows_again(rows, data) -> list[dict[str, Any]]:
    return typed(rows, without=data.get("remove_speaker", ""), more="more_speakers" in data)
