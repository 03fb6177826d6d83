"""What one asks of one's own data: asked once, answered within a month, and nobody else's business."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.people.enums import Role
from portal.audit.models import Entry
from portal.kit.problems import Refused
from portal.notices import tasks as delivery
from portal.notices.models import Notice, OutgoingMail
from portal.retention import tasks
from portal.retention.enums import Kind, Outcome
from portal.retention.flows import answering, asking, merge
from portal.retention.models import DataRequest, to_be_answered_by
from portal.retention.problems import MOST_A_DAY
from portal.retention.queries import requests_for, requests_of, waiting_for
from tests.factories.people import make_former, make_member, make_secretariat, make_user, suspend

pytestmark = pytest.mark.django_db
CORRECT, DELETE = reverse("retention:correct"), reverse("retention:delete")
MINE = reverse("retention:my_data")
CPR = "010190-1234"


@pytest.fixture
def asta():
    return make_secretariat(name="Asta Administrator")


def ask(person, kind=Kind.CORRECTION, words="Ret min titel", **given):
    return asking.ask(person=person, kind=kind, words=words, by=given.pop("by", person), **given)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 11, 26), date(2026, 12, 26)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 1), date(2027, 1, 1)),
    ],
)
def test_a_month_is_the_same_day_of_the_next_or_its_last(received, due):
    assert to_be_answered_by(received) == due


# --- asking ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["member", "former", "suspended", "applicant"])
def test_every_account_asks_gets_a_receipt_and_sees_where_it_stands(client, who, asta):
    person = {
        "member": lambda: make_member("Bo Lund"),
        "former": make_former,
        "suspended": lambda: suspend(make_member("Bo Lund")).person,
        "applicant": lambda: make_user("Ansøger Andersen"),
    }[who]()
    client.force_login(person)
    assert client.get(CORRECT).status_code == 200
    answer = client.post(CORRECT, {"words": "Jeg hedder Lundt med dt."}, follow=True)
    assert "Sekretariatet har fået din anmodning og svarer senest" in answer.text
    assert "Venter på svar" in answer.text and "Jeg hedder Lundt med dt." in answer.text
    made = DataRequest.objects.get()
    assert (made.person, made.kind, made.written_by) == (person, "correction", None)
    assert made.due_on == to_be_answered_by(timezone.localdate())
    delivery.deliver_due.call()
    assert {letter.to[0]: letter.subject for letter in mail.outbox} == {
        person.email: "Vi har fået din anmodning",
        asta.email: "En anmodning om egne data er kommet ind",
    }
    assert person.name not in mail.outbox[1].body + Notice.objects.get(recipient=asta).title


def test_to_be_erased_one_sees_what_it_means_and_says_so(client):
    client.force_login(make_member("Bo Lund"))
    page = client.get(DELETE).text
    for words in (
        "Bliver stående uden dit navn",
        "Dit medlemskab skal afsluttes først",
        "Din profil",
    ):
        assert words in page
    answer = client.post(DELETE, {"words": ""})
    assert "Sæt hak for at vise, at du har læst det." in answer.text
    assert not DataRequest.objects.exists()
    client.post(DELETE, {"words": "", "understood": "on"})
    assert DataRequest.objects.get().kind == Kind.DELETION
    assert "Du har bedt om at blive slettet" in client.get(DELETE).text


@pytest.mark.parametrize("page", [CORRECT, DELETE])
def test_a_cpr_number_is_refused_where_it_stands_and_nothing_is_kept(client, page):
    client.force_login(make_former())
    answer = client.post(page, {"words": f"Mit nummer er {CPR}.", "understood": "on"})
    assert answer.status_code == 200 and "CPR" in answer.text
    assert "id_words" in answer.text  # the summary leads to the field
    assert not DataRequest.objects.exists() and not OutgoingMail.objects.exists()


def test_a_double_click_is_one_request_and_one_receipt(client):
    person = make_former()
    client.force_login(person)
    for _click in range(2):
        assert client.post(DELETE, {"understood": "on"})["Location"] == f"{MINE}#anmodninger"
    assert DataRequest.objects.count() == 1
    assert OutgoingMail.objects.filter(recipient=person).count() == 1


def test_a_second_tab_with_other_words_loses_nothing(client):
    client.force_login(make_former())
    client.post(CORRECT, {"words": "Det første"})
    answer = client.post(CORRECT, {"words": "Det andet, fra en anden fane"})
    assert "Der ligger allerede en anmodning om det samme." in answer.text
    assert "Det andet, fra en anden fane" in answer.text
    assert DataRequest.objects.get().words == "Det første"


def test_nobody_asks_all_day_long():
    person = make_former()
    for _time in range(MOST_A_DAY):
        asking.withdraw(request=ask(person), by=person)
    with pytest.raises(Refused) as refused:
        ask(person)
    assert refused.value.codes == ["too_often"]


def test_only_one_open_request_of_a_kind_whoever_writes_it():
    person, today = make_former(), timezone.localdate()
    ask(person)
    ask(person, Kind.DELETION, "")
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.create(
            person=person, kind="deletion", received_on=today, due_on=today + timedelta(days=30)
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "done"},
        {"answer": "Ja"},
        {"closed_at": timezone.now()},
        {"outcome": "withdrawn", "closed_at": timezone.now(), "answer": "Ja"},
        {"due_on": date(2020, 1, 1)},
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    made = ask(make_former())
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=made.pk).update(**wrong)


# --- taking it back --------------------------------------------------------------------------------------
def test_one_withdraws_until_it_is_answered_and_nobody_else_does(client, asta):
    person = make_former()
    made = ask(person)
    address = reverse("retention:withdraw", args=[made.pk])
    client.force_login(make_member("Bo Lund", "Aalborg"))
    assert client.post(address).status_code == 404
    client.force_login(person)
    assert client.get(address).status_code == 405
    assert "Din anmodning er trukket tilbage." in client.post(address, follow=True).text
    made.refresh_from_db()
    assert (made.outcome, made.answer, made.answered_by) == ("withdrawn", "", None)
    again = client.post(address, follow=True)
    assert "Anmodningen er allerede afsluttet." in again.text
    for deed in (
        lambda: asking.withdraw(request=made, by=person),
        lambda: answering.answer(request=made, outcome="done", answer="Ja", by=asta),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.codes == ["closed"]


# --- answering -------------------------------------------------------------------------------------------
def test_the_answer_is_a_letter_and_stands_on_the_page(client, asta):
    person = make_former()
    made = ask(person)
    answering.answer(request=made, outcome=Outcome.REFUSED, answer="Det står i referatet.", by=asta)
    delivery.deliver_due.call()
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == ([person.email], "Svar på din anmodning")
    client.force_login(person)
    for text in (letter.body, client.get(MINE).text):
        assert "Det står i referatet." in text and "Datatilsynet" in text
        assert asta.name not in text
    assert Entry.objects.filter(action="retention.request_answered", about_id=person.pk).exists()


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({"outcome": "done", "answer": ""}, ["no_answer"]),
        ({"outcome": "withdrawn", "answer": "Ja"}, ["no_outcome"]),
        ({"outcome": "", "answer": " "}, ["no_outcome", "no_answer"]),
    ],
)
def test_an_answer_has_an_outcome_and_words(asta, given, codes):
    with pytest.raises(Refused) as refused:
        answering.answer(request=ask(make_former()), **given, by=asta)
    assert refused.value.codes == codes


def test_to_be_erased_is_not_answered_with_done_but_by_doing_it(asta):
    with pytest.raises(Refused) as refused:
        made = ask(make_former(), Kind.DELETION, "")
        answering.answer(request=made, outcome="done", answer="Ja", by=asta)
    assert refused.value.codes == ["erase_instead"]


def test_nobody_treats_their_own_request_nor_does_who_manages_nobody(asta):
    editor = make_secretariat(Role.SECRETARIAT_EDITOR, "Rikke Redaktør")
    own, others = ask(asta), ask(make_former())
    for made, by, code in ((own, asta, "own_case"), (others, editor, "not_yours")):
        with pytest.raises(Refused) as refused:
            answering.answer(request=made, outcome="done", answer="Ja", by=by)
        assert refused.value.codes == [code]
    assert waiting_for(asta) == 1
    assert not Notice.objects.filter(recipient=asta, url__contains=f"anmodninger/{own.pk}/")
    with pytest.raises(Refused):
        asking.ask(person=others.person, kind=Kind.DELETION, words="", by=editor)


def test_a_request_is_seen_by_its_person_and_those_who_manage_members(personas):
    personas.all()
    made = ask(personas.former)
    for name in ("member", "coordinator", "editor", "jurist", "suspended", "applicant"):
        someone = getattr(personas, name)
        assert made not in requests_for(someone) and made not in requests_of(someone)
    assert made in requests_for(personas.administrator)
    assert list(requests_of(personas.former)) == [made]


# --- the clock -------------------------------------------------------------------------------------------
def test_a_week_before_it_is_due_the_secretariat_is_reminded_once(asta):
    today = timezone.localdate()
    soon, later, closed = (ask(make_user(f"Ansøger {place}")) for place in range(3))
    DataRequest.objects.filter(pk=soon.pk).update(
        received_on=today - timedelta(days=24), due_on=today + timedelta(days=7)
    )
    DataRequest.objects.filter(pk=later.pk).update(due_on=today + timedelta(days=8))
    asking.withdraw(request=closed, by=closed.person)
    DataRequest.objects.filter(pk=closed.pk).update(due_on=today + timedelta(days=7))
    assert [tasks.remind_of_requests.call() for _morning in range(2)] == [1, 0]
    told = Notice.objects.get(kind="data-request-due")
    assert (told.recipient, told.url) == (asta, reverse("retention_desk:request", args=[soon.pk]))


# --- two accounts ----------------------------------------------------------------------------------------
def test_two_accounts_that_both_ask_are_not_merged_until_one_is_answered(asta):
    kept, gone = make_member("Bo Lund", "Odense"), make_member("Bo Lund", "Nyborg")
    mine, theirs = ask(kept), ask(gone)
    with pytest.raises(Refused) as refused:
        merge(kept=kept, gone=gone, by=asta)
    assert refused.value.codes == ["both_have_one"]
    answering.answer(request=theirs, outcome="done", answer="Det er rettet.", by=asta)
    merge(kept=kept, gone=gone, by=asta)
    theirs.refresh_from_db()
    assert theirs.person == kept and theirs.answer == "Det er rettet."
    assert list(requests_of(kept)) == [theirs, mine]


# --- pages -----------------------------------------------------------------------------------------------
def test_the_number_of_queries_does_not_grow_with_the_requests(client):
    person = make_former()
    client.force_login(person)
    client.get(MINE)
    counts = []
    for more in (1, 2):
        for _time in range(more):
            asking.withdraw(request=ask(person), by=person)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(MINE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
