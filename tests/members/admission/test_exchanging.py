"""What the applicant is asked, what they answer, and how long the case has waited meanwhile."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.admission import clock
from members.admission.enums import ExchangeKind, State
from members.admission.flows import applying, exchanging
from members.admission.models import Application, Exchange
from members.admission.tasks import let_questions_run_out
from members.vetting.flows import taking
from portal.kit.problems import Refused
from portal.notices.models import Notice, OutgoingMail
from tests.factories.admission import make_application
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def in_a_week() -> date:
    return timezone.localdate() + timedelta(days=7)


@pytest.fixture
def taken(vetter) -> Application:
    return taking.take(application=make_application(email="a@odense.example.dk"), by=vetter)


def ask(application, by, **changes) -> Exchange:
    given = {"kind": ExchangeKind.MORE, "text": "Hvor mange er I?", "due_on": in_a_week()}
    return exchanging.ask(application=application, by=by, **{**given, **changes})


@pytest.mark.parametrize(
    ("kind", "state"), [("more", State.ASKED), ("hearing", State.HEARD)], ids=["more", "hearing"]
)
def test_the_applicant_is_asked_answers_and_the_vetter_hears_of_it(taken, vetter, kind, state):
    exchange = ask(taken, vetter, kind=kind)
    taken.refresh_from_db()
    assert (taken.state, exchange.is_open) == (state, True)
    letter = OutgoingMail.objects.get(template="admission/mail/question")
    assert letter.address == "a@odense.example.dk"
    assert "Hvor mange" not in str(letter.context)
    answered = exchanging.answer(exchange=exchange, text=" Vi er tre. ")
    taken.refresh_from_db()
    assert (taken.state, answered.answer, answered.is_open) == (
        State.IN_VETTING,
        "Vi er tre.",
        False,
    )
    assert Notice.objects.filter(recipient=vetter, title__contains="Astrid").count() == 1
    with pytest.raises(Refused) as refused:
        exchanging.answer(exchange=exchange, text="Vi er fire.")
    assert refused.value.codes == ["answered"]
    exchange.refresh_from_db()
    assert exchange.answer == "Vi er tre."


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"text": " "}, ["asks_nothing"]),
        ({"due_on": date(2026, 1, 1)}, ["due_too_soon"]),
        ({"due_on": date(2036, 1, 1)}, ["due_too_late"]),
    ],
)
def test_a_question_without_words_or_a_day_that_can_be_met_is_refused(
    taken, vetter, changes, codes
):
    with pytest.raises(Refused) as refused:
        ask(taken, vetter, **changes)
    assert refused.value.codes == codes
    assert not Exchange.objects.exists()


def test_only_a_vetter_asks_and_only_about_a_case_that_is_being_vetted(taken, vetter):
    with pytest.raises(Refused) as refused:
        ask(taken, make_member())
    assert refused.value.codes == ["not_allowed"]
    with pytest.raises(Refused) as refused:
        ask(make_application(), vetter)
    assert refused.value.codes == ["not_taken"]
    ask(taken, vetter)
    with pytest.raises(Refused) as refused:
        ask(taken, vetter)
    assert refused.value.codes == ["with_the_applicant"]


def test_a_cpr_number_is_refused_in_question_and_answer(taken, vetter):
    with pytest.raises(ValidationError):
        ask(taken, vetter, text="Er det 010190-1234?")
    exchange = ask(taken, vetter)
    with pytest.raises(ValidationError):
        exchanging.answer(exchange=exchange, text="Ja, 010190-1234.")
    exchange.refresh_from_db()
    assert exchange.is_open


def test_the_vetter_takes_the_question_back_and_the_applicant_is_told(taken, vetter):
    exchange = ask(taken, vetter)
    back = exchanging.withdraw_request(application=taken, by=vetter)
    exchange.refresh_from_db()
    assert (back.state, exchange.is_open, exchange.ran_out) == (State.IN_VETTING, False, False)
    assert OutgoingMail.objects.filter(template="admission/mail/no_longer_asked").count() == 1
    with pytest.raises(Refused) as refused:
        exchanging.answer(exchange=exchange, text="Vi er tre.")
    assert refused.value.codes == ["not_asked"]
    with pytest.raises(Refused) as refused:
        exchanging.withdraw_request(application=taken, by=vetter)
    assert refused.value.codes == ["nothing_asked"]


def test_the_case_comes_back_when_the_day_has_passed_and_not_on_the_day(taken, vetter):
    exchange = ask(taken, vetter)
    Exchange.objects.update(due_on=timezone.localdate())
    assert let_questions_run_out.func() == 0
    Exchange.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert let_questions_run_out.func() == 1
    assert let_questions_run_out.func() == 0
    taken.refresh_from_db()
    exchange.refresh_from_db()
    assert (taken.state, exchange.ran_out) == (State.IN_VETTING, True)
    assert Notice.objects.filter(recipient=vetter, title__contains="Astrid").count() == 1


def test_withdrawing_the_application_closes_the_question(taken, vetter):
    exchange = ask(taken, vetter)
    applying.withdraw(application=taken)
    exchange.refresh_from_db()
    assert exchange.closed_at is not None


def test_the_database_knows_one_open_question_and_answers_with_words(taken, vetter):
    exchange = ask(taken, vetter)
    rows = Exchange.objects.filter(pk=exchange.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exchange.objects.create(application=taken, kind="more", text="x", due_on=in_a_week())
    for wrong in (
        {"answered_at": timezone.now()},
        {"answer": "Ja"},
        {"answer": "Ja", "answered_at": timezone.now(), "closed_at": timezone.now()},
        {"kind": "chat"},
        {"text": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


# --- the clock ---------------------------------------------------------------------------------------
MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("until", "pauses", "days"),
    [
        (MONDAY, [], 0),
        (date(2026, 11, 6), [], 4),
        (date(2026, 11, 9), [], 5),
        (date(2026, 11, 9), [(date(2026, 11, 3), date(2026, 11, 5))], 3),
        (date(2026, 11, 20), [(date(2026, 11, 3), None)], 1),
        (
            date(2026, 11, 13),
            [(date(2026, 11, 3), date(2026, 11, 5)), (date(2026, 11, 6), date(2026, 11, 9))],
            6,
        ),
        (date(2026, 12, 28), [(date(2026, 11, 3), date(2026, 12, 22))], 3),
        (date(2026, 11, 1), [], 0),
    ],
)
def test_working_days_without_those_of_the_applicant(until, pauses, days):
    assert clock.waited(MONDAY, until, pauses) == days


def test_a_case_ages_while_the_secretariat_has_it(taken, vetter, django_assert_num_queries):
    zone = timezone.get_current_timezone()
    at = lambda day: datetime(2026, 11, day, 12, tzinfo=zone)  # noqa: E731
    Application.objects.update(submitted_at=at(2))
    exchange = ask(taken, vetter)
    Exchange.objects.update(asked_at=at(4))
    taken.refresh_from_db()
    assert clock.age_of(taken, date(2026, 11, 11)) == 2
    exchanging.answer(exchange=exchange, text="Tre.")
    Exchange.objects.update(answered_at=at(10))
    for _ in range(3):
        make_application()
    rows = Application.objects.order_by("submitted_at").prefetch_related("exchanges")
    with django_assert_num_queries(2):
        assert next(clock.age_of(row, date(2026, 11, 12)) for row in rows) == 4
