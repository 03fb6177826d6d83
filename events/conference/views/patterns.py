"""What one chooses among, as the form shows it: the same for all who have chosen alike, but for how much is
left, which is filled in."""

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.ui.patterns import PLACES, Pattern
from portal.ui.templatetags.ui import dots

from .. import queries
from ..enums import PartKind
from ..forms.choosing import Group, PartsForm

_TEMPLATE = "conference/parts.html"
_GROUP = Pattern(_TEMPLATE)


def sections(form: PartsForm) -> list[tuple[PartKind, list[SafeString]]]:
    """All there is to choose, in the order in which one thinks of it."""
    queries.with_what_is_said(form.parts_by_number.values())
    return [(kind, [_with_second(each) for each in groups]) for kind, groups in form.sections]


def _with_second(group: Group) -> SafeString:
    """A slot, and under it the second wish of whoever waits for the seat."""
    if group.second is None:
        return _group(group)
    return _group(group) + group.second.as_field_group()


def _group(group: Group) -> SafeString:
    # The part itself is left out: what the page says of it stands in the other columns.
    rows = [
        replace(row, part=None, text="", facts=row.facts and dots(row.facts)) for row in group.rows
    ]
    if group.bound.errors:
        return render_to_string(_TEMPLATE, {"group": replace(group, rows=rows)})
    alike = [replace(row, facts=row.facts and str(PLACES[f"facts{row.value}"])) for row in rows]
    bound = group.bound
    facts = (group.is_one, bound.html_name, bound.auto_id, str(bound.label), *alike)
    places = {f"facts{row.value}": row.facts for row in rows if row.facts}
    return _GROUP.filled(facts, lambda: {"group": replace(group, rows=alike)}, **places)
