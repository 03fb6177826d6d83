"""The secretariat's desk for one person's data."""

import pytest
from django.urls import reverse

from members.people.enums import Audience, Field, Role
from members.people.models import User
from members.people.rules import may_see_field, may_view_person
from portal.retention.seeing import who_sees
from tests.factories.people import make_former, make_member, make_secretariat, show_second_factor

pytestmark = pytest.mark.django_db
MERGE = reverse("retention_desk:merge")


@pytest.fixture
def desk(client):
    asta = make_secretariat(name="Asta Administrator")
    client.force_login(asta)
    show_second_factor(client, asta)
    return client


def test_who_sees_is_counted_by_the_rule(personas):
    personas.all()
    make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Rask")
    shown = make_member("Bo Lund", visibility={Field.PHONE: Audience.SECRETARIAT})
    for person in (shown, personas.editor, make_former("Gået Gert")):
        others = [user for user in User.objects.all() if user != person]
        whole, *fields = who_sees(person)
        assert whole.count == sum(may_view_person(user, person) for user in others)
        for field, row in zip(Field, fields, strict=True):
            counted = sum(may_see_field(user, person, field) for user in others)
            assert row.count == counted, (person.name, field)


def test_anybody_is_found_and_shown(desk):
    gone = make_former("Gået Gert")
    page = desk.get(reverse("retention_desk:people"), {"q": "gert"})
    assert list(page.context["people"]) == [gone]
    assert list(desk.get(reverse("retention_desk:people")).context["people"]) == []
    text = desk.get(reverse("retention_desk:person", args=[gone.pk])).text
    assert "Gået Gert" in text and "Ikke medlem i dag" in text


def test_merging_is_seen_before_it_is_done(desk):
    kept, gone = make_member("Bo Lund", "Odense"), make_member("Bo Lund", "Nyborg")
    given = {"kept": kept.email, "gone": gone.email.upper()}
    page = desk.post(MERGE, {**given, "step": "preview"})
    assert {row.what for row in page.context["moved"]} >= {"Stillinger", "Medlemskaber"}
    assert gone.posts.count() == 1
    answer = desk.post(MERGE, {**given, "step": "do"})
    assert answer["Location"] == reverse("retention_desk:person", args=[kept.pk])
    assert (kept.posts.count(), gone.posts.count()) == (2, 0)
    # A second click says why not.
    again = desk.post(MERGE, {**given, "step": "do"})
    assert "Der er ingen konto med den mail." in again.text
    own = desk.post(MERGE, {"kept": kept.email, "gone": kept.email, "step": "preview"})
    assert own.context["moved"] is None and "Det er en og samme konto." in own.text
