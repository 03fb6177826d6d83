"""Who sees which field of a profile: the rule and the list say the same, for everyone."""

import pytest
from django.db import IntegrityError, transaction

from members.people.enums import Audience, Field, NameAfter
from members.people.models import MOST_AT_A_TIME, User
from members.people.queries import showing
from members.people.rules import may_see_field, may_view_person
from tests.factories.people import make_former, make_member

pytestmark = pytest.mark.django_db


def test_showing_holds_whom_may_see_field_allows(personas):
    readers = personas.all()
    hidden, shown = Audience.SECRETARIAT, Audience.MEMBERS
    make_member("Skjult Telefon", "Vejle", visibility={Field.PHONE: hidden, Field.EMAIL: shown})
    make_former("Skjult Gået", "Faxe")
    User.objects.filter(name="Skjult Gået").update(visibility={"phone": "secretariat"})
    personas.member.visibility = dict.fromkeys(Field.values, hidden)
    personas.member.save()
    for name, reader in readers.items():
        for field in Field:
            listed = set(showing(reader, field).values_list("pk", flat=True))
            for person in User.objects.all():
                allowed = may_see_field(reader, person, field)
                assert (person.pk in listed) is allowed, (name, field, person.name)


def test_what_is_hidden_is_the_secretariats_and_ones_own(personas):
    readers = personas.all()
    person = make_member("Skjult Telefon", "Vejle", visibility={"phone": "secretariat"})
    sees = {name for name, user in readers.items() if may_see_field(user, person, Field.PHONE)}
    assert sees == {"editor", "jurist", "administrator"}
    assert may_see_field(person, person, Field.PHONE)
    open_to = {name for name, user in readers.items() if may_see_field(user, person, Field.EMAIL)}
    assert open_to == {name for name, user in readers.items() if may_view_person(user, person)}
    assert {"member", "coordinator"} < open_to


def test_whoever_has_chosen_nothing_shows_it_to_members():
    person = User.objects.get(pk=make_member().pk)
    assert {person.shown_to(field) for field in Field} == {Audience.MEMBERS}
    assert (person.name_after, person.buddy_capacity) == (NameAfter.NAME, 1)


def test_nobody_is_given_a_crowd_of_new_members():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_member(buddy_capacity=MOST_AT_A_TIME + 1)
