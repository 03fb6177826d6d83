"""What one chooses among, as the form shows it: the same for all who have chosen alike, but for how much is
left, which is filled in."""

from dataclasses import replace

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.ui.patterns import PLACES, Pattern
from portal.ui.templatetags.ui import dots
from portal.ui.whole_pages import WholePage

from .. import queries
from ..enums import PartKind
from ..forms.choosing import Group, PartsForm
from ..forms.registering import RegistrationForm
from ..models import Conference, Registration
from .pieces import About, if_any
from .present import steps

_TEMPLATE = "conference/parts.html"
_GROUP = Pattern(_TEMPLATE)
_PAGE = WholePage("conference/registration_form.html")
#: What is asked beside the parts.
_FIELDS = (
    *("room", "diet_choice", "diet", "needs", "emergency_name", "emergency_phone"),
    *("on_list", "in_photos", "payer", "ean", "payer_reference", "order_number"),
)


def page(
    request,
    conference: Conference,
    form: RegistrationForm,
    *,
    registration: Registration | None = None,
    waits: bool = False,
    clashes: list[tuple] | None = None,
) -> HttpResponse:
    """The form as a page: for registering, or for changing a registration. What stands around the fields is
    the same for all (`portal.ui.whole_pages`)."""
    form.said = queries.what_is_said(conference, form.parts_by_number.values())
    found = _sections(form)
    facts = {
        "conference": About.of(conference),
        "changes": registration is not None,
        "waits": waits,
        "in_line": form.in_line,
        "steps": tuple(steps()),
        "kinds": tuple((kind.value, PLACES[kind.value]) for kind in found),
    }
    return _PAGE.answer(
        request,
        facts,
        {"form": form, "sections": found},
        number=registration.pk if registration else 0,
        key=form["key"],
        clashes=if_any(clashes, "conference/clashes.html", {"clashes": clashes, "is_form": True}),
        errors=if_any(form.errors, "elements/error_summary.html", {"form": form}),
        **{kind.value: html for kind, html in found.items()},
        **{name: form[name].as_field_group() for name in _FIELDS if name in form.fields},
    )


def _sections(form: PartsForm) -> dict[PartKind, SafeString]:
    """All there is to choose, in the order in which one thinks of it."""
    return {kind: SafeString("".join(map(_with_second, groups))) for kind, groups in form.sections}


def _with_second(group: Group) -> SafeString:
    """A slot, and under it the second wish of whoever waits for the seat."""
    if group.second is None:
        return _group(group)
    return _group(group) + group.second.as_field_group()


def _group(group: Group) -> SafeString:
    # The part itself is left out: what the page says of it stands in the other columns.
    rows = [replace(row, part=None, facts=row.facts and dots(row.facts)) for row in group.rows]
    if group.bound.errors:
        return render_to_string(_TEMPLATE, {"group": replace(group, rows=rows)})
    alike = [replace(row, facts=row.facts and str(PLACES[f"facts{row.value}"])) for row in rows]
    bound = group.bound
    facts = (group.is_one, bound.html_name, bound.auto_id, str(bound.label), *alike)
    places = {f"facts{row.value}": row.facts for row in rows if row.facts}
    return _GROUP.filled(facts, lambda: {"group": replace(group, rows=alike)}, **places)
