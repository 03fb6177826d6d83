"""A course with two dates and one seat: the secretariat plans it, a member signs up on the phone, another
waits and takes the seat from the letter when the first one withdraws."""

import re

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in
from tests.journeys.server import link_in

pytestmark = pytest.mark.journey

TITLE = "Forvaltningens tavshed: to dage"
PLANNER = "nanna-juul-overgaard"
FIRST, SECOND = "jens-aagaard", "mette-holm"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def test_a_course_is_planned_taken_on_the_phone_and_its_seat_passed_on(portal, visit, look):
    planner, first, second = visit(), visit(width=390), visit(width=390)
    log_in(planner, email_of(PLANNER), logins.PASSWORD, logins.TOTP_SECRET)
    page = plan_a_course_for_one(planner, look)

    log_in(first, email_of(FIRST), logins.PASSWORD)
    first.goto("/kurser/")
    look(first, "course-list")
    first.goto(page)
    first.check("input[name=meets]")
    first.click("button:has-text('Tilmeld dig')")
    first.get_by_role("heading", name="Du er tilmeldt").wait_for()
    look(first, "course-enrolled")
    receipt = portal.mail_to(email_of(FIRST), "Du er tilmeldt")
    assert page in receipt.get_body(("plain",)).get_content()
    files = [part for part in receipt.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in files] == ["REQUEST", "REQUEST"]

    log_in(second, email_of(SECOND), logins.PASSWORD)
    second.goto(page)
    second.check("input[name=meets]")
    second.click("button:has-text('Skriv mig på ventelisten')")
    second.get_by_role("heading", name="Du står på ventelisten").wait_for()
    look(second, "course-waiting")

    # The first one's plans change, and the seat is held for the next in line.
    first.goto(page)
    first.click("button:has-text('meld mig fra')")
    first.get_by_role("heading", name="Du har meldt fra").wait_for()
    letter = portal.mail_to(email_of(SECOND), "Der er en plads til dig")
    take = re.findall(r"/kurser/svar/[^/\s]+/", letter.get_body(("plain",)).get_content())[0]
    stranger = visit(width=390)  # the letter is read where nobody is logged in
    stranger.goto(take)
    look(stranger, "course-take-by-mail")
    stranger.click("button:has-text('Ja tak, jeg tager pladsen')")
    stranger.get_by_role("heading", name="Pladsen er din").wait_for()
    second.goto(page)
    second.get_by_role("heading", name="Du er tilmeldt").wait_for()

    planner.goto(f"{page}deltagere/")
    planner.get_by_role("heading", name="Tilmeldte").wait_for()
    look(planner, "course-participants")
    planner.goto(f"{page}aflys/")
    planner.click("button:has-text('Aflys kurset')")
    assert link_in(portal.mail_to(email_of(SECOND), "Aflyst")).endswith(page)


def plan_a_course_for_one(page, look) -> str:
    """The path of an announced course with two dates and one seat."""
    page.goto("/kurser/nyt/")
    page.fill("input[name=title]", TITLE)
    page.fill("textarea[name=prerequisites]", "Du har haft en sag om sagsbehandlingstid.")
    page.fill("input[name=place_name]", "Nyborg Rådhus")
    page.fill("input[name=capacity]", "1")
    page.fill("input[name=closes_day]", "2031-02-18")
    for number, day in enumerate(("2031-03-04", "2031-04-08")):
        page.fill(f"input[name=dato-{number}-day]", day)
        page.fill(f"input[name=dato-{number}-starts]", "10:00")
        page.fill(f"input[name=dato-{number}-ends]", "14:00")
    page.fill("input[name=underviser-0-name]", "Vibeke Riis")
    page.click("button:has-text('Én underviser mere')")
    page.fill("input[name=underviser-1-name]", "Rikke Tønnesgaard")
    look(page, "course-form")
    page.click("button:has-text('Gem kladden')")
    page.click("a:has-text('Slå kurset op')")
    look(page, "course-publish")
    page.click("button:has-text('Slå kurset op')")
    page.get_by_text("medlemmerne har fået besked").first.wait_for()
    return re.sub(r"^https?://[^/]+", "", page.url)
