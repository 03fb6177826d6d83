"""The list of topics."""

import pytest
from django.core.exceptions import ValidationError

from portal.audit import trail
from portal.topics import flows
from portal.topics.models import Topic

pytestmark = pytest.mark.django_db


def test_saving_again_changes_the_same_topic():
    topic = flows.save(slug="tolkning", name="Tolkning", by=None)
    again = flows.save(slug="tolkning", name="Tolk", synonyms=["sprog"], by=None)
    assert again == topic
    assert (again.name, again.synonyms) == ("Tolk", ["sprog"])
    assert [entry.action for entry in trail.of_object(topic)] == [
        "topics.changed",
        "topics.created",
    ]


def test_topics_stand_in_danish_order():
    for slug, name in (("a", "Åbenhed"), ("b", "Ældre"), ("c", "Bolig"), ("d", "Økonomi")):
        flows.save(slug=slug, name=name, by=None)
    assert [topic.name for topic in Topic.objects.all()] == ["Bolig", "Ældre", "Økonomi", "Åbenhed"]


@pytest.mark.parametrize(
    "texts",
    [
        {"name": "Sag 010190-1234"},
        {"name": "Bolig", "description": "Om 0101901234"},
        {"name": "Bolig", "synonyms": ["010190 1234"]},
    ],
)
def test_no_cpr_number_in_any_of_it(texts):
    with pytest.raises(ValidationError):
        flows.save(slug="bolig", by=None, **texts)
    assert not Topic.objects.exists()
