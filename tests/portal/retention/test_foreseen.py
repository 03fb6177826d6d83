"""What the page says would become of one's data is what the erasing does: kind by kind, on one who has done
everything."""

import pytest

from portal.retention.flows import erase_person
from portal.retention.foreseen import SOURCES, Fate, fate_of, foreseen
from tests.factories.people import make_secretariat, make_user
from tests.factories.whole_person import make_marked_person

pytestmark = pytest.mark.django_db


def texts_of(found, person) -> set:
    """What the rows say of the person, in the words of the page."""
    rows = found.source.model._default_manager.filter(found.source.mine.condition(person))
    return {
        str(column.of(row, person))
        for row in rows.prefetch_related(*found.source.prefetch).annotate(
            **found.source.annotations
        )
        for column in found.source.columns
    }


def test_the_erasing_does_what_the_page_says(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    person = make_marked_person().person
    said = foreseen(person)
    rows = {
        id(each.source): list(
            each.source.model._default_manager.filter(
                each.source.mine.condition(person)
            ).values_list("pk", flat=True)
        )
        for each in said
    }
    headings = [each.heading for each in said]
    both = {each.source.model_label for each in said if headings.count(each.heading) > 1}
    assert both == {"questions.Attachment"}
    before = {id(each.source): texts_of(each, person) for each in said}
    assert {each.fate for each in said} == set(Fate)
    erase_person(person=person, by=make_secretariat(name="Asta Administrator"))
    person.refresh_from_db()
    wrong = []
    for each in said:
        model = each.source.model
        left = model._base_manager.filter(pk__in=rows[id(each.source)]).count()
        expected = 0 if each.fate is Fate.GOES else each.count
        if each.source.model_label in both:  # of one kind some go and some stay
            expected = sum(x.count for x in said if x.source == each.source and x.fate != Fate.GOES)
        if left != expected:
            wrong.append((each.source.model_label, each.heading, each.fate, each.count, left))
        if each.fate is Fate.EMPTIED and texts_of(each, person) == before[id(each.source)]:
            wrong.append((each.source.model_label, each.heading, "is as it was"))
    assert wrong == []


def test_who_has_nothing_has_a_profile_and_an_address_to_lose():
    found = foreseen(make_user("Ansøger Andersen"))
    assert [(each.source.model_label, each.fate) for each in found] == [
        ("people.User", Fate.EMPTIED),
        ("account.EmailAddress", Fate.GOES),
    ]


def test_the_number_of_queries_does_not_grow(django_assert_num_queries, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with_files = sum(bool(source.files) and fate_of(source)[0] != Fate.GOES for source in SOURCES)
    known_by = 5  # names, who shares them, addresses, numbers
    for person in (make_user("Ansøger Andersen"), make_marked_person().person):
        with django_assert_num_queries(len(SOURCES) + with_files + known_by):
            foreseen(person)
