"""Every column that points at a person has its way when two accounts are made one."""

from django.db.models import ForeignKey

from portal.retention.flows.merging import JOINING
from portal.retention.merge_table import TABLE, Way, pointing_at_a_person

KNOWN = {name: (model, field) for name, model, field in pointing_at_a_person()}


def test_every_column_that_points_at_a_person_has_a_way():
    lacking = sorted(set(KNOWN) - set(TABLE))
    assert lacking == [], "Add to TABLE in portal/retention/merge_table.py:\n" + "\n".join(
        f'    "{name}": Way.{"ONE_STAYS" if _only_one(name) else "MOVE"},  # or see Way'
        for name in lacking
    )


def test_the_table_names_nothing_that_does_not_exist():
    stale = sorted(set(TABLE) - set(KNOWN))
    assert stale == [], f"Take out of TABLE in portal/retention/merge_table.py: {stale}"


def test_what_may_stand_once_a_person_is_not_simply_moved():
    wrong = [name for name, way in TABLE.items() if way is Way.MOVE and _only_one(name)]
    assert wrong == [], (
        f"{wrong}: a constraint allows one a person, so MOVE can fail. Say ONE_STAYS (the kept "
        "account's stays), ALONE (refused when both have one) or JOIN (spans, with a line in JOINING)."
    )


def test_nobody_only_where_the_column_may_be_empty():
    for name, way in TABLE.items():
        if way is Way.OR_NOBODY:
            assert KNOWN[name][1].null, name


def test_every_span_has_its_joining():
    assert {name for name, way in TABLE.items() if way is Way.JOIN} == set(JOINING)


def _only_one(name: str) -> bool:
    """Whether some constraint of the model allows the person only once."""
    model, field = KNOWN[name]
    assert isinstance(field, ForeignKey)
    if field.unique or any(field.name in names for names in model._meta.unique_together):
        return True
    return any(field.name in getattr(each, "fields", ()) for each in model._meta.constraints)
