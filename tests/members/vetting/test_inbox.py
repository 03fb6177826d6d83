"""The inbox: filters and order stand in the address, and the same cases come out as a spreadsheet."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.vetting.flows import asking, taking
from portal.audit.models import Entry
from tests.factories.admission import make_admitted, make_application
from tests.factories.people import make_secretariat, municipality
from tests.factories.vetting import in_days

pytestmark = pytest.mark.django_db
INBOX = reverse("admission_desk:inbox")


def names(answer) -> list[str]:
    return [case.name for case in answer.context["page_obj"]]


@pytest.fixture
def cases(vetter):
    first = make_application("Åse Ø", "Aalborg", days_ago=20)
    second = make_application("Bo B", "Odense", days_ago=10)
    taking.take(application=second, by=vetter)
    third = make_application("Carl C", "Odense", days_ago=40)
    taking.take(application=third, by=make_secretariat(name="Anden Jurist"))
    return first, second, third


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, ["Carl C", "Åse Ø", "Bo B"]),
        ({"visitator": "mine"}, ["Bo B"]),
        ({"visitator": "ingen"}, ["Åse Ø"]),
        ({"tilstand": "in_vetting"}, ["Carl C", "Bo B"]),
        ({"kommune": "Odense"}, ["Carl C", "Bo B"]),
        ({"sorter": "name"}, ["Bo B", "Carl C", "Åse Ø"]),
        ({"sorter": "-name"}, ["Åse Ø", "Carl C", "Bo B"]),
        ({"sorter": "municipality"}, ["Carl C", "Bo B", "Åse Ø"]),
        ({"sorter": "age"}, ["Bo B", "Åse Ø", "Carl C"]),
        ({"tilstand": "vrøvl", "sorter": "vrøvl", "kommune": "x"}, ["Carl C", "Åse Ø", "Bo B"]),
    ],
)
def test_what_is_chosen_is_what_is_shown(desk, cases, choice, found):
    choice = {**choice}
    if choice.get("kommune") == "Odense":
        choice["kommune"] = municipality("Odense").pk
    assert names(desk.get(INBOX, choice)) == found


def test_the_clock_stands_still_while_the_applicant_has_the_ball(desk, vetter):
    application = make_application(days_ago=28)
    asking.ask(application=application, text="?", due_on=in_days(), by=vetter)
    exchange = application.exchanges.get()
    exchange.asked_at = timezone.now() - timedelta(days=27)
    exchange.save()
    assert desk.get(INBOX).context["page_obj"][0].age <= 1


def test_the_heading_that_sorts_says_so_and_turns_it_round(desk, cases):
    page = desk.get(INBOX, {"sorter": "name"}).text
    assert page.count('aria-sort="') == 1 and 'aria-sort="ascending"' in page
    assert "sorter=-name" in page and "sorter=age" in page
    assert "aria-sort" not in desk.get(INBOX).text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_same_cases_come_out_as_a_spreadsheet(desk, cases, ending):
    address = reverse("admission_desk:export", args=[ending])
    answer = desk.get(address, {"visitator": "mine"})
    assert answer.status_code == 200 and f".{ending}" in answer["Content-Disposition"]
    if ending == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 2 and "Bo B" in lines[1]
    entry = Entry.objects.get(action="vetting.exported")
    assert entry.facts == {"rows": 1}


def test_the_closed_ones_stand_newest_first(desk, vetter):
    make_admitted(vetter, name="Første", at="Vejle")
    make_admitted(vetter, name="Anden", at="Faxe")
    assert names(desk.get(INBOX, {"vis": "afgjorte"})) == ["Anden", "Første"]
