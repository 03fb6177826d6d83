"""The network's whole day, once through the house: from a visitor to an answered question."""

import re

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in
from tests.journeys.server import link_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]

EMAIL = "freja.lindholm@holbaek.example"
PASSWORD = "en-rolig-eftermiddag"
EAN = "5798009800053"
QUESTION = "Hvor længe må borgeren vente på svar på en anmodning om et møde?"
ANSWER = "Vi beder forvaltningen svare inden for fem hverdage, også når svaret er nej."
ADMINISTRATOR = "anne-sofie-brandt-mikkelsen"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def test_a_visitor_becomes_a_member_and_is_answered(portal, visit, look):
    visitor, secretariat = visit(), visit()
    apply_for_membership(portal, visitor, look)
    approve_the_application(portal, secretariat, look)
    accept_the_invitation(portal, visitor, look)
    open_a_guide(visitor, look)
    sign_up_for_the_conference(visitor, secretariat, look)
    address = ask_a_question(visitor, look)
    colleague_answers(visit(width=390), address, look)
    see_the_answer_arrive(visitor, look)
    find_the_notice_and_the_mail(portal, visitor, look)


def apply_for_membership(portal, page, look):
    page.goto("/")
    look(page, "01-forside")
    page.click("main a:has-text('Ansøg om optagelse')")
    look(page, "02-ansoeg")
    page.fill("input[name=email]", EMAIL)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/ansoeg/sendt/")
    page.goto(link_in(portal.mail_to(EMAIL, "ansøg")))
    page.fill("input[name=name]", "Freja Lindholm")
    page.fill("input[name=title]", "Borgerrådgiver")
    page.fill("input[name=phone]", "1234")
    page.fill(
        "textarea[name=motivation]", "Jeg er alene i funktionen. Borgeren 010170-1234 ringede."
    )
    page.click("main form button[type=submit]")
    # Wrong input gets a plain sentence beside the field, keeps what was typed, and stores nothing.
    look(page, "03-ansoegning-med-fejl")
    assert "CPR-nummer" in page.inner_text("main")
    assert page.input_value("input[name=name]") == "Freja Lindholm"
    page.fill("input[name=phone]", "23 45 67 89")
    page.fill("textarea[name=motivation]", "Jeg er alene i funktionen og vil gerne have kolleger.")
    page.select_option("select[name=municipality]", label="Holbæk")
    page.check("input[name=role][value=adviser]")
    page.check("input[name=function_form][value=council]")
    page.fill("input[name=in_post_since]", "2026-09-01")
    page.check("input[name=consent]")
    page.click("main form button[type=submit]")
    page.wait_for_selector("text=Freja Lindholm")
    look(page, "04-ansoegning-sendt")
    assert portal.mail_to(EMAIL, "modtaget")


def approve_the_application(portal, page, look):
    log_in(page, email_of(ADMINISTRATOR), logins.PASSWORD, logins.TOTP_SECRET)
    page.goto("/admin/netvaerket/optagelse/")
    page.screenshot(path="var/pictures/05-skrivebord-ansoegninger.png", full_page=True)
    page.click("a:has-text('Freja Lindholm')")
    page.screenshot(path="var/pictures/06-skrivebord-sag.png", full_page=True)
    page.click("form[action$='/godkend/'] button, form[action*='optag'] button:has-text('Optag')")
    page.wait_for_selector("text=Optaget >> nth=0")


def accept_the_invitation(portal, page, look):
    page.goto(link_in(portal.mail_to(EMAIL, "Velkommen")))
    look(page, "07-invitation")
    page.fill("input[name=new_password1]", PASSWORD)
    page.fill("input[name=new_password2]", PASSWORD)
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/min-side/")
    assert "Freja" in page.inner_text("h1")
    assert "0 af 7" in page.inner_text("main")
    look(page, "08-min-side-ny")


def open_a_guide(page, look):
    page.goto("/bibliotek/")
    look(page, "09-bibliotek")
    page.goto("/bibliotek/klarret/14/")
    look(page, "10-klarret-14")
    href = page.get_attribute(".page__aside a[href*='/bibliotek/fil/']", "href")
    answer = page.request.get(href)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]
    assert answer.body().startswith(b"%PDF")
    page.goto("/min-side/")
    assert "1 af 7" in page.inner_text("main")


def seats_taken(desk) -> int:
    """As the secretariat's own desk counts them."""
    desk.goto("/admin/netvaerket/aarsmoede/")
    return int(re.search(r"(\d+) af 160", desk.inner_text("main")).group(1))


def sign_up_for_the_conference(page, desk, look):
    before = seats_taken(desk)
    page.goto("/aarsmoede/")
    look(page, "11-aarsmoede")
    page.goto("/aarsmoede/tilmelding/")
    page.fill("input[name=ean]", "5798009800054")
    page.click("main form button[type=submit]")
    look(page, "12-tilmelding-med-fejl")
    assert page.input_value("input[name=ean]") == "5798009800054"
    page.fill("input[name=ean]", EAN)
    page.click("main form button[type=submit]")
    page.wait_for_selector("text=Du er tilmeldt")
    look(page, "13-tilmeldt")
    assert seats_taken(desk) == before + 1
    desk.screenshot(path="var/pictures/13b-skrivebord-aarsmoede.png", full_page=True)


def ask_a_question(page, look) -> str:
    page.goto("/spoerg/")
    look(page, "14-spoergsmaal")
    page.goto("/spoerg/ny/")
    page.fill("input[name=title]", QUESTION)
    write(page, "Borgeren har bedt om et møde tre gange uden at få svar.")
    look(page, "15-nyt-spoergsmaal")
    page.click("main form button:has-text('Stil spørgsmålet')")
    page.wait_for_url(re.compile(r"/spoerg/\d+/"))
    # The live line is up before anyone answers.
    page.wait_for_selector("[data-live-dot].notice-dot--ok")
    return page.url


def write(page, text: str) -> None:
    """Into the editor as a person does, whether it has dressed itself up or not."""
    editor = page.locator("main form .ProseMirror, main form textarea[name=body]:visible").first
    editor.click()
    page.keyboard.type(text)


def colleague_answers(page, address: str, look):
    log_in(page, email_of("jens-aagaard"), logins.PASSWORD)
    page.goto(address)
    write(page, ANSWER)
    look(page, "16-svar-paa-telefon")
    page.click("button:has-text('Send svaret')")
    page.wait_for_selector(f"article:has-text('{ANSWER}')")


def see_the_answer_arrive(page, look):
    page.wait_for_selector("[data-pill]:visible:has-text('1 nyt svar')")
    assert ANSWER not in page.inner_text("main")
    look(page, "17-nyt-svar")
    page.click("[data-pill]")
    page.wait_for_selector(f"article:has-text('{ANSWER}')")
    page.wait_for_selector("[data-bell-count]:visible:has-text('1')")
    look(page, "18-svaret-er-der")


def find_the_notice_and_the_mail(portal, page, look):
    page.goto("/notifikationer/")
    look(page, "19-notifikationer")
    assert QUESTION in page.inner_text("main")
    mail = portal.mail_to(EMAIL, "svar")
    assert ANSWER not in mail.as_string(), "a mail never carries what members write"
    assert mail.get_body(("plain",)) and mail.get_body(("html",))
    page.goto("/min-side/")
    assert "3 af 7" in page.inner_text("main")
    look(page, "20-min-side")
