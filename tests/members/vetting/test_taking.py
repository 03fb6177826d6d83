"""Whose case it is, who has to do with it, and a second person's signature."""

import pytest
from django.urls import reverse

from members.admission.enums import State
from members.vetting.flows import deciding, taking, vouching
from members.vetting.models import Vouching
from members.vetting.problems import to_approve
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices.models import Notice
from tests.factories.admission import make_application
from tests.factories.people import make_member, make_secretariat

pytestmark = pytest.mark.django_db


def test_a_colleagues_case_is_not_taken_silently(desk, vetter):
    other = make_secretariat(name="Anden Jurist")
    application = make_application()
    taking.take(application=application, by=other)
    address = reverse("admission_desk:take", args=[application.pk])
    desk.post(address)
    application.refresh_from_db()
    assert application.vetter == other
    with pytest.raises(Refused) as refused:
        deciding.approve(application=application, by=vetter)
    assert refused.value.codes == ["colleagues_case"]
    desk.post(address, {"over": "1"})
    application.refresh_from_db()
    assert application.vetter == vetter
    taking.take(application=application, by=vetter)
    assert Entry.objects.filter(action="admission.taken").count() == 2


def test_a_vetter_from_the_municipality_needs_a_second_person():
    vetter, other = make_secretariat(), make_secretariat(name="Anden Jurist")
    application = make_application(at="København")
    taking.take(application=application, by=vetter)
    application.refresh_from_db()
    assert [each.code for each in to_approve(application, vetter)] == ["second_signer"]
    with pytest.raises(Refused) as refused:
        taking.sign(application=application, outcome="admitted", by=vetter)
    assert refused.value.codes == ["own_case"]
    taking.sign(application=application, outcome="rejected", by=other)
    assert [each.code for each in to_approve(application, vetter)] == ["second_signer"]
    for _click in range(2):
        taking.sign(application=application, outcome="admitted", by=other)
    deciding.approve(application=application, by=vetter)
    application.refresh_from_db()
    assert application.state == State.APPROVED
    assert application.decision.co_signed_by == other
    assert Entry.objects.filter(action="vetting.signed").count() == 2


def test_a_members_word_and_opening_the_page_says_nothing(client, vetter):
    member, stranger = make_member("Mette Holm", "Skanderborg"), make_member("Bo Bo", "Vejle")
    application = make_application()
    taking.take(application=application, by=vetter)
    application.refresh_from_db()
    with pytest.raises(Refused) as refused:
        vouching.ask(application=application, member=stranger, by=vetter)
    assert refused.value.codes == ["no_colleague"]
    asked = vouching.ask(application=application, member=member, by=vetter)
    with pytest.raises(Refused) as refused:
        vouching.ask(application=application, member=member, by=vetter)
    assert refused.value.codes == ["asked_before"]
    page = reverse("vetting:vouch", args=[asked.pk])
    assert client.get(page)["Location"].startswith(reverse("account_login"))
    client.force_login(stranger)
    assert client.post(page, {"word": "no"}).status_code == 404
    client.force_login(member)
    assert application.name in client.get(page).text
    asked.refresh_from_db()
    assert asked.word == ""
    for word in ("yes", "no"):
        client.post(page, {"word": word})
    asked.refresh_from_db()
    assert asked.word == "yes" and asked.answered_at is not None
    assert Notice.objects.filter(recipient=vetter, kind="vouching").count() == 1
    assert Vouching.objects.count() == 1


def test_a_closed_case_shows_the_member_no_name(client, vetter):
    member = make_member("Mette Holm", "Skanderborg")
    application = make_application()
    asked = vouching.ask(application=application, member=member, by=vetter)
    deciding.approve(application=application, by=vetter)
    client.force_login(member)
    page = client.get(reverse("vetting:vouch", args=[asked.pk]))
    assert page.status_code == 200 and application.name not in page.text


def test_a_note_is_for_those_who_vet(desk, vetter):
    application = make_application()
    address = reverse("admission_desk:note", args=[application.pk])
    desk.post(address, {"text": "Ring til kommunen."})
    assert desk.post(address, {"text": "010190-1234"}).context["note_form"].errors
    assert application.notes.get().text == "Ring til kommunen."
    with pytest.raises(Refused):
        taking.note(application=application, text="x", by=make_member())
