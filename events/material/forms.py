"""What is asked of those who add material, or change what is said about it."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.meetings.models import AgendaItem
from portal.ui.fields import GuardedCharField
from portal.ui.uploads import LARGEST, FilesField, Upload, all_of
from portal.ui.validators import no_cpr
from resources.library.models import Guide
from resources.library.reach import in_use_for

from . import rules
from .enums import Phase
from .flows.adding import Thing
from .models import Material
from .occasions import kind_of
from .problems import MOST


class PlacedForm(forms.Form):
    """Where it stands: before or after, and under which point. Offers what the person may choose."""

    phase = forms.ChoiceField(label=_("When is it for?"), widget=forms.RadioSelect)
    point = forms.ModelChoiceField(
        label=_("Point on the agenda"),
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label=_("All of it"),
    )
    about = GuardedCharField(label=_("A line about it"), max_length=300, required=False)

    def __init__(self, *args, occasion: Any, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.occasion = occasion
        self.by = by
        phases = rules.phases_for(by, occasion)
        own = rules.own_points(by, occasion)
        fields: dict[str, Any] = self.fields
        fields["phase"].choices = [
            (each.value, each.label.capitalize()) for each in (Phase if own else phases)
        ]
        points = kind_of(occasion).points(occasion)
        fields["point"].queryset = points if phases else points.filter(owner=by)
        if not phases:
            fields["point"].empty_label = None
            fields["point"].required = True
        if not self.is_bound:
            ended = Phase.AFTER if kind_of(occasion).has_begun(occasion) else Phase.BEFORE
            fields["phase"].initial = fields["phase"].initial or (
                ended if phases != [Phase.AFTER] else Phase.AFTER
            )

    def clean_phase(self) -> Phase:
        return Phase(self.cleaned_data["phase"])


class AddForm(PlacedForm):
    """Several files at once, a link, and a piece of the library."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    attached = FilesField(label=_("Files"))
    link = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[no_cpr],
        help_text=_("Begins with https://"),
    )
    guide = forms.ModelChoiceField(
        label=_("From the library"),
        queryset=Guide.objects.none(),
        required=False,
        empty_label=_("Nothing from the library"),
        help_text=_("Point to what lies there already, so that nobody reads an old copy."),
    )
    title = GuardedCharField(
        label=_("Title"),
        max_length=160,
        required=False,
        help_text=_("For the link, or for a single file. Several files keep their names."),
    )
    field_order = ["phase", "point", "attached", "link", "guide", "title", "about", "key"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["attached"].help_text = _(
            "You can choose several at once: PDF, Word, Excel, PowerPoint or pictures, at most %(size)d MB "
            "each. We take out who made them; everyone who sees the page can read them."
        ) % {"size": LARGEST // 1024**2}
        fields["guide"].queryset = in_use_for(self.by).order_by("number", "title", "pk")
        fields["guide"].label_from_instance = lambda guide: guide.full_title
        left = MOST - self.occasion.material.count()

        def before(count: int) -> None:
            if count > left:
                raise ValidationError(
                    _("There is room for %(left)d more. Choose fewer files."),
                    code="too_many",
                    params={"left": max(left, 0)},
                )

        fields["attached"].before = before

    def clean_attached(self) -> list[Upload]:
        return all_of(self.cleaned_data["attached"])

    def clean_link(self) -> str:
        link = self.cleaned_data["link"]
        if link and not link.startswith("https://"):
            raise ValidationError(_("The link must begin with https://"), code="scheme")
        return link

    def clean(self):
        data = super().clean() or {}
        if self.errors:
            return data
        files, link, title = data["attached"], data["link"], data["title"]
        if not files and not link and not data["guide"]:
            self.add_error("attached", _("Choose a file, write a link, or point to the library."))
        elif link and not title:
            self.add_error("title", _("Write what the link leads to."))
        elif title and len(files) > 1 and not link:
            self.add_error(
                "title",
                _("Several files cannot have one title. Leave it empty, and change it afterwards."),
            )
        elif title and not files and not link:
            self.add_error("title", _("What lies in the library keeps its title."))
        return data

    @property
    def things(self) -> list[Thing]:
        """What is to be added, in the order of the form."""
        data = self.cleaned_data
        title, link, files = data["title"], data["link"], data["attached"]
        found = [Thing(upload=each, title="" if link else title) for each in files]
        if link:
            found.append(Thing(link=link, title=title))
        if data["guide"]:
            found.append(Thing(guide=data["guide"]))
        return found

    @property
    def placed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("phase", "point", "about", "key")}


class ChangeForm(PlacedForm):
    """Title, line, phase and point of what lies there."""

    title = GuardedCharField(label=_("Title"), max_length=160)
    field_order = ["title", "about", "phase", "point"]

    def __init__(self, *args, material: Material, **kwargs):
        initial = {name: getattr(material, name) for name in ("title", "about", "phase", "point")}
        super().__init__(*args, occasion=material.occasion, initial=initial, **kwargs)
        fields: dict[str, Any] = self.fields
        allowed = [value for value, _label in fields["phase"].choices]
        if material.phase not in allowed:
            phase = Phase(material.phase)
            fields["phase"].choices = [(phase.value, phase.label.capitalize())]
