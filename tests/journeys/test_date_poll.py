"""From the question to the seat: a coordinator looks for a date, the group answers, the best time becomes the
meeting, and who said yes signs up with one click."""

import subprocess
import sys
from datetime import date, timedelta

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in
from tests.journeys.server import ROOT, link_in

pytestmark = pytest.mark.journey

TITLE = "Lokalmøde: fuldmagter og fortrolighed"
COORDINATOR, MEMBER = "charlotte-egeskov-hermansen", "mette-holm"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def test_from_the_question_to_the_seat(portal, visit, look):
    coordinator = visit()
    log_in(coordinator, email_of(COORDINATOR), logins.PASSWORD)
    address = ask_the_group(coordinator, look)
    let_the_day_of_the_reminder_come(portal)
    answer_by_the_link_on_a_phone(portal, visit(width=390), look)
    answer_on_the_page(coordinator, address)
    see_the_best_time_and_make_the_meeting(coordinator, address, look)
    publish(coordinator)
    take_the_seat_with_one_click(portal, visit(width=390), look)


def ask_the_group(page, look) -> str:
    page.goto("/moeder/")
    page.click("main a:has-text('Find en dato') >> nth=-1")
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=message]", "Skriv gerne, hvis I har en sag med.")
    page.fill("input[name=tid-0-ends]", "08:00")
    page.fill("input[name=tid-0-starts]", "10:00")
    page.click("main button:has-text('Spørg gruppen')")
    look(page, "datoer-1-med-fejl")
    assert page.input_value("input[name=title]") == TITLE
    page.fill("input[name=tid-0-ends]", "14:00")
    page.click("main button:has-text('Spørg gruppen')")
    page.wait_for_selector("text=Gruppen er spurgt")
    look(page, "datoer-2-spurgt")
    return page.url


def let_the_day_of_the_reminder_come(portal):
    """What the clock does at seven, two working days before the last one."""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", AT_SEVEN.format(title=TITLE)],
        cwd=ROOT,
        env=portal.environment,
        check=True,
    )


AT_SEVEN = """
from datetime import datetime, time
from events.polls.flows import tell_of_polls
from events.polls.models import Poll
from portal.kit.calendar import add_working_days
from portal.kit.dates import COPENHAGEN

day = add_working_days(Poll.objects.get(title="{title}").answer_by, -2)
tell_of_polls(now=datetime.combine(day, time(7, 5), tzinfo=COPENHAGEN), by=None)
"""


def answer_by_the_link_on_a_phone(portal, page, look):
    page.goto(link_in(portal.mail_to(email_of(MEMBER), f"Vi mangler dit svar: {TITLE}")))
    look(page, "datoer-3-link-paa-telefon")
    choose(page, ["if_need_be", "yes", "no", "no"])
    page.wait_for_selector("text=Tak. Du kan ændre dit svar")
    # What was answered stands there, and nothing of what the others say.
    assert page.is_checked("input[value=yes] >> nth=1")
    assert page.locator("text=Hvem kan hvornår").count() == 0
    look(page, "datoer-4-svaret")


def answer_on_the_page(page, address):
    page.goto(address)
    choose(page, ["no", "yes", "no", "no"])
    page.wait_for_selector("text=Tak. Du kan ændre dit svar")


def choose(page, said):
    groups = page.locator("form.poll-answer fieldset")
    for number in range(groups.count()):
        word = said[number] if number < len(said) else "no"
        groups.nth(number).locator(f"input[value={word}]").check()
    page.click("form.poll-answer button[type=submit]")


def see_the_best_time_and_make_the_meeting(page, address, look):
    page.goto(address)
    desk = page.inner_text("main")
    assert "Bedste tidspunkt indtil nu" in desk
    assert "2 kan" in desk and "koordinatoren kan" in desk and "ingen helligdag" in desk
    page.click("summary:has-text('Vælg datoen')")
    look(page, "datoer-5-vaelg")
    page.click("main button:has-text('Opret mødet')")
    page.wait_for_selector("text=Her er kladden")
    assert page.inner_text("h1") == TITLE


def publish(page):
    meeting = page.url
    page.click("main a:has-text('Ret')")
    page.fill("input[name=place_name]", "Svendborg Rådhus")
    page.click("main form button:has-text('Gem')")
    page.goto(meeting)
    page.click("main button:has-text('Offentliggør mødet')")
    page.wait_for_selector("text=Mødet er offentliggjort")


def take_the_seat_with_one_click(portal, page, look):
    page.goto(link_in(portal.mail_to(email_of(MEMBER), "Du sagde ja til datoen")))
    look(page, "datoer-6-et-klik")
    page.click("main button:has-text('Tilmeld mig')")
    page.wait_for_selector("h2:has-text('Du er tilmeldt')")
    look(page, "datoer-7-tilmeldt")


def test_the_secretariat_sees_which_group_is_overdue(visit):
    page = visit()
    log_in(page, email_of("nanna-juul-overgaard"), logins.PASSWORD, logins.TOTP_SECRET)
    page.goto("/admin/netvaerket/moedekadence/?staar=overdue")
    assert "Sydjylland" in page.inner_text("main")
    page.goto("/admin/netvaerket/moedekadence/tal/")
    assert str((date.today() - timedelta(days=30)).year) in page.inner_text("main")
