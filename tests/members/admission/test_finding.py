"""Applications that may be one and the same are found for the desk, and nobody else learns of it."""

import pytest
from django.urls import reverse

from members.admission.flows import applying
from members.admission.links import application_token
from members.admission.problems import to_notice
from members.people.enums import PostRole
from tests.factories.admission import fill_in, make_application, make_draft
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def codes(application):
    return [each.code for each in to_notice(application) if each.code.startswith("same_")]


def with_phone(phone, *args, **kwargs):
    application = make_application(*args, **kwargs)
    application.phone = phone
    application.save(update_fields=["phone"])
    return application


def test_the_desk_sees_who_else_applies_for_the_same_function():
    first = with_phone("11 22 33 44", "Astrid Møllegård", "Skanderborg")
    colleague = make_application("Bo Lund", "Odder", also=("Skanderborg",))
    staff = with_phone("22 33 44 55", "Eva Friis", "Skanderborg", role=PostRole.STAFF)
    elsewhere = with_phone("33 44 55 66", "Ib Holm", "Faxe")
    assert codes(colleague) == ["same_function"]
    assert (codes(staff), codes(elsewhere)) == ([], [])
    again = make_application("astrid  MØLLEGÅRD", "Skanderborg")
    assert codes(again) == ["same_person", "same_person"], "by the name, and by the phone"
    applying.withdraw(application=first)
    applying.withdraw(application=colleague)
    assert codes(again) == []
    moved = with_phone("33 44 55 66", "Ib Holm-Lund", "Stevns")
    assert codes(moved) == codes(elsewhere) == ["same_person"], "by the phone, wherever it is"


def test_the_applicant_sees_the_same_whoever_else_there_is(client):
    make_member("Astrid Møllegård", "Skanderborg")
    make_application("Astrid Møllegård", "Skanderborg")
    seen = []
    for at in ("Skanderborg", "Faxe"):
        draft = make_draft(f"ny@{at.lower()}.example.dk")
        fill_in(client, draft, at)
        token = application_token(draft)
        preview = client.get(reverse("admission:preview", args=[token]))
        client.post(reverse("admission:preview", args=[token]))
        status = client.get(reverse("admission:application", args=[token]))
        seen.append((preview.context["is_whole"], status.context["current"], status.status_code))
    assert seen == [(True, 1, 200)] * 2
