"""A participant's choice between sessions."""

from collections.abc import Iterable

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.templatetags.ui import dots

from ..models import Part, Session

#: The value of a slot in which nothing is chosen; no session has it.
UNDECIDED = 0


class Seats(forms.RadioSelect):
    """Sessions to choose between, of which those in `full` can be read but not taken."""

    def __init__(self, full: Iterable[int] = (), **kwargs):
        super().__init__(**kwargs)
        self.full = set(full)

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.full:
            option["attrs"]["disabled"] = True
        return option


class ChoiceForm(forms.Form):
    """One session of each slot, or none yet; the fields are made of the programme."""

    def __init__(self, *args, slots: list[list[Session]], chosen: list[Session], **kwargs):
        super().__init__(*args, **kwargs)
        self.slots = slots
        had = {session.pk for session in chosen}
        for slot in slots:
            first = slot[0]
            date = capfirst(dates.weekday_date(first.date, get_language() or "da"))
            full = [each.pk for each in slot if each.seats_left == 0 and each.pk not in had]
            self.fields[self.name_of(first)] = forms.TypedChoiceField(
                label=f"{date} {first.hours}",
                choices=[
                    *((each.pk, _option(each, each.pk in had)) for each in slot),
                    (UNDECIDED, _("I have not decided yet")),
                ],
                coerce=int,
                initial=next((each.pk for each in slot if each.pk in had), UNDECIDED),
                widget=Seats(full),
            )

    @staticmethod
    def name_of(session: Session) -> str:
        """The field of the session's slot."""
        return f"slot_{session.day}_{session.starts:%H%M}_{session.ends:%H%M}"

    @property
    def parts(self) -> list[Part]:
        """What has been chosen."""
        wanted = {value for value in self.cleaned_data.values() if value != UNDECIDED}
        return [each.part for slot in self.slots for each in slot if each.pk in wanted]


def _option(session: Session, is_mine: bool) -> str:
    """A session with what one chooses it by."""
    left = session.seats_left
    seats = ""
    if left is not None and not is_mine:
        seats = (
            ngettext("%(count)d seat left", "%(count)d seats left", left) % {"count": left}
            if left
            else gettext("all seats are taken")
        )
    facts = " · ".join(filter(None, [session.speaker, session.room, seats]))
    if not facts:
        return session.title
    return format_html('{} <span class="choice__facts meta">{}</span>', session.title, dots(facts))
