"""Letters: places are filled, a sent one never changes and goes out once, and nobody is rejected unheard."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from members.admission.enums import State
from members.admission.flows import exchanging
from members.admission.notices import page_of
from members.vetting import wording
from members.vetting.enums import LetterKind
from members.vetting.flows import asking, deciding, lettering, taking
from members.vetting.models import Letter, LetterText
from members.vetting.queries import text_of
from portal.kit.problems import Refused
from portal.notices.models import OutgoingMail
from tests.factories.admission import make_application
from tests.factories.people import make_member
from tests.factories.vetting import REMEDY, TEXT, in_days, make_heard, make_rejected

pytestmark = pytest.mark.django_db


def test_a_place_is_filled_once_and_a_value_asks_for_nothing():
    values = {"navn": "{frist}", "frist": "i dag"}
    assert wording.fill("Kære {navn}, svar {frist} {andet}", values) == (
        "Kære {frist}, svar i dag {andet}"
    )


def test_the_first_texts_have_all_that_they_need_and_no_more():
    for kind in LetterKind:
        subject, body = text_of(kind)
        assert wording.missing(kind, body) == []
        assert wording.unknown(kind, subject + body) == []


def test_asking_for_more_sends_one_letter_stops_the_clock_and_takes_the_case(vetter, run_jobs):
    application = make_application(email="a@odense.example.dk")
    OutgoingMail.objects.all().delete()
    letter = asking.ask(application=application, text="Hvor mange?", due_on=in_days(), by=vetter)
    application.refresh_from_db()
    assert (application.state, application.vetter) == (State.ASKED, vetter)
    assert (letter.recipient, letter.sent_at is not None) == ("a@odense.example.dk", True)
    assert application.exchanges.get().text == "Hvor mange?"
    run_jobs()
    (sent,) = mail.outbox
    assert sent.body.startswith(letter.body[:40]) and "Hvor mange?" in sent.body
    assert "{" not in letter.subject + letter.body


def test_a_sent_letter_is_never_sent_again_and_never_changed(vetter):
    application = make_application()
    letter = asking.ask(application=application, text="Hvor mange?", due_on=in_days(), by=vetter)
    was = Letter.objects.values().get(pk=letter.pk)
    mails = OutgoingMail.objects.count()
    lettering.send(letter=Letter.objects.get(pk=letter.pk), by=vetter)
    stale = Letter.objects.get(pk=letter.pk)
    stale.body = "Noget andet {tekst} {frist}"
    with pytest.raises(Refused) as refused:
        lettering._change(stale)
    assert refused.value.codes == ["sent"]
    assert Letter.objects.values().get(pk=letter.pk) == was
    assert OutgoingMail.objects.count() == mails


def test_a_letter_text_that_is_changed_leaves_what_has_been_sent(vetter):
    letter = asking.ask(application=make_application(), text="A", due_on=in_days(), by=vetter)
    body = letter.body
    for number, words in enumerate(("Ny: {tekst} {frist}", "Nyere: {tekst} {frist}"), 1):
        kept = lettering.keep_text(kind=LetterKind.MORE, subject="Emne", body=words, by=vetter)
        assert kept.number == number
    letter.refresh_from_db()
    assert letter.body == body
    assert text_of(LetterKind.MORE) == ("Emne", "Nyere: {tekst} {frist}")
    other = asking.ask(
        application=make_application(at="Vejle"), text="B", due_on=in_days(), by=vetter
    )
    assert other.body.startswith("Nyere: B ")


def test_a_text_without_its_places_or_with_others_is_refused(vetter):
    with pytest.raises(Refused) as refused:
        lettering.keep_text(kind=LetterKind.MORE, subject="Emne", body="{cpr}", by=vetter)
    assert refused.value.codes == ["unknown_place", "missing_place", "missing_place"]
    with pytest.raises(Refused) as refused:
        lettering.keep_text(
            kind=LetterKind.MORE, subject="E", body="{tekst}{frist}", by=make_member()
        )
    assert refused.value.codes == ["not_allowed"]
    assert not LetterText.objects.exists()


def test_nobody_is_turned_down_before_they_are_heard_or_the_day_has_passed(vetter):
    application = make_application()
    words = {"reason": "no_function", "text": TEXT, "remedy": REMEDY, "by": vetter}
    taking.take(application=application, by=vetter)
    with pytest.raises(Refused) as refused:
        deciding.reject(application=application, **words)
    assert refused.value.codes == ["not_heard"]
    with pytest.raises(Refused) as refused:
        asking.hear(
            application=application, reason="no_function", text=TEXT, due_on=in_days(2), by=vetter
        )
    assert refused.value.codes == ["too_soon"]
    asking.hear(
        application=application, reason="no_function", text=TEXT, due_on=in_days(8), by=vetter
    )
    with pytest.raises(Refused) as refused:
        deciding.reject(application=application, **words)
    assert refused.value.codes == ["with_the_applicant"]
    exchange = application.exchanges.get()
    exchange.due_on = timezone.localdate() - timedelta(days=1)
    exchange.save()
    exchanging.run_out(application=application, today=timezone.localdate())
    deciding.reject(application=application, **words)
    application.refresh_from_db()
    assert application.state == State.REJECTED


def test_a_hearing_that_was_taken_back_is_none(vetter):
    application = make_application()
    asking.hear(
        application=application, reason="no_function", text=TEXT, due_on=in_days(8), by=vetter
    )
    exchanging.withdraw_request(application=application, by=vetter)
    with pytest.raises(Refused) as refused:
        deciding.reject(
            application=application, reason="no_function", text=TEXT, remedy=REMEDY, by=vetter
        )
    assert refused.value.codes == ["not_heard"]


def test_a_rejection_is_a_decision_with_reasons_remedy_and_a_letter(vetter):
    application = make_application()
    make_rejected(application, vetter)
    application.refresh_from_db()
    decision = application.decision
    assert (decision.outcome, decision.reason, decision.text, decision.remedy) == (
        "rejected",
        "no_function",
        TEXT,
        REMEDY,
    )
    assert decision.decided_by == vetter
    letter = application.letters.get(kind=LetterKind.REJECTION)
    assert REMEDY in letter.body and letter.sent_at is not None


def test_the_page_previews_and_sends_once(desk, vetter):
    application = make_application()
    make_heard(application, vetter)
    address = reverse("admission_desk:write", args=[application.pk, "afslag"])
    form = desk.get(address).context["form"]
    words = {name: form[name].value() or "" for name in form.fields} | {"remedy": REMEDY}
    preview = desk.post(address, {**words, "step": "preview"})
    assert page_of(application)[:11] not in preview.context["letter"].body
    assert "/ansoeg/" in preview.context["letter"].body
    assert application.letters.get(kind=LetterKind.REJECTION).sent_at is None
    for _click in range(2):
        desk.post(address, {**words, "step": "send"})
    letter = application.letters.get(kind=LetterKind.REJECTION)
    assert letter.sent_at is not None
    shown = desk.get(reverse("admission_desk:letter", args=[application.pk, letter.pk]))
    assert letter.recipient in shown.text and REMEDY in shown.text


def test_the_database_keeps_half_a_letter_out(vetter):
    application = make_application()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(
            application=application, kind="more", subject="x", body="", sent_at=timezone.now()
        )


def test_who_needs_a_second_signer_hears_the_applicant_all_the_same(desk, vetter):
    """The hearing decides nothing, and the second person signs with the answer before them."""
    application = make_application(at="København")
    page = desk.get(reverse("admission_desk:case", args=[application.pk]))
    assert reverse("admission_desk:write", args=[application.pk, "hoering"]) in page.text
    assert reverse("admission_desk:write", args=[application.pk, "afslag"]) not in page.text
