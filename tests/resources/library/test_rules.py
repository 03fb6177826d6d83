"""The list and the rule say the same, for everyone."""

import pytest

from members.people.rules import is_member
from resources.library.enums import Audience
from resources.library.reach import guides_for
from resources.library.rules import may_edit, may_read
from tests.factories.people import Personas
from tests.factories.resources import make_guide

READERS = {"member", "coordinator", "other_coordinator", "editor", "jurist", "administrator"}


@pytest.fixture
def material(db):
    return make_guide("For alle", audience=Audience.PUBLIC), make_guide("For medlemmer")


@pytest.mark.parametrize("name", Personas.NAMES)
def test_list_and_rule_agree(personas, material, name):
    user = getattr(personas, name)
    listed = set(guides_for(user))
    assert listed == {guide for guide in material if may_read(user, guide)}
    assert listed == (set(material) if name in READERS else {material[0]})
    assert is_member(user) == (name in READERS)


@pytest.mark.parametrize("name", Personas.NAMES)
def test_only_editors_and_administrators_change_the_library(personas, name):
    assert may_edit(getattr(personas, name)) == (name in {"editor", "administrator"})
