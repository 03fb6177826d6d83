"""Asking, with everything that goes wrong on the way: a pasted note, a number that must not stand there, a
second window, and a file."""

import re
from pathlib import Path

import pytest

from portal.demo import logins
from tests.factories import files
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

FROM_WORD = (Path(__file__).parent.parent / "factories/word.html").read_text(encoding="utf-8")
CPR = "010190-1234"
#: An editor takes its focus with the next picture that the browser draws, and is made once the page has come.
SELECTED = "words => getSelection().toString() === words"
PASTE = """(element, html) => {
  const data = new DataTransfer()
  data.setData('text/html', html)
  const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
  element.dispatchEvent(paste)
}"""
EDITOR = ".prose-box__text"
LINE = "[data-draft-line]"


def member() -> str:
    return next(login.email for login in logins.LOGINS if login.key == "jens-aagaard")


def saved(page):
    page.wait_for_selector(f"{LINE}:has-text('gemt kl. ')")


def test_a_question_is_written_in_two_windows_and_asked_with_a_file(visit, look):
    desk = visit(complain=False)  # the browser notes the refusal of the older window
    log_in(desk, member(), logins.PASSWORD)
    desk.goto("/spoerg/ny/")
    desk.fill("#id_title", "Hvor længe må en klage ligge?")
    desk.locator(EDITOR).evaluate(PASTE, FROM_WORD)
    assert desk.locator(f"{EDITOR} ul li ul li").inner_text() == "§ 19, stk. 1"
    saved(desk)
    assert re.search(r"kl\. \d{1,2}\.\d\d", desk.inner_text(LINE))
    attach_a_file(desk)
    look(desk, "31-spoerg-med-kladde")
    phone = the_draft_is_on_the_phone_too(visit, look)
    the_older_window_is_told(desk)
    numbers_are_shown_where_they_stand(phone, look)
    phone.click("button:has-text('Stil spørgsmålet'):not([aria-hidden])")
    phone.wait_for_url(re.compile(r"/spoerg/\d+/$"))
    assert phone.locator("#sporgsmaal .files a").inner_text().startswith("Notat.docx (Word,")
    look(phone, "34-spoergsmaal-med-fil")
    phone.goto("/spoerg/ny/")
    assert phone.input_value("#id_title") == "", "the draft went with its posting"


def attach_a_file(page):
    page.set_input_files(
        "#id_attached",
        [
            {"name": "Notat.docx", "mimeType": "", "buffer": files.word("Om sagsgangen")},
            {"name": "Makro.docx", "mimeType": "", "buffer": b"MZ"},
        ],
    )
    page.wait_for_selector("[data-files] a:has-text('Notat.docx')")
    assert "»Makro.docx« er en type fil, der ikke kan vedhæftes" in page.inner_text(LINE)
    page.press("#id_title", "End")
    # The line says "gemt" from before: it is this very saving that is waited for.
    with page.expect_response("**/spoerg/ny/kladde/"):
        page.type("#id_title", " ")
    saved(page)


def the_draft_is_on_the_phone_too(visit, look):
    phone = visit(width=390)
    log_in(phone, member(), logins.PASSWORD)
    phone.goto("/spoerg/ny/")
    assert phone.input_value("#id_title") == "Hvor længe må en klage ligge?"
    assert "Din kladde er hentet frem" in phone.inner_text(LINE)
    assert phone.locator("[data-files] a").count() == 1
    phone.locator(EDITOR).press("Control+End")
    phone.keyboard.type(" Sagsnr. 23/014552.")
    phone.wait_for_selector("[data-hints] p:has-text('sagsnummer')")
    saved(phone)
    look(phone, "32-kladde-paa-telefonen")
    return phone


def the_older_window_is_told(page):
    page.locator(EDITOR).press("Control+End")
    page.keyboard.type(" Og mere.")
    page.wait_for_selector(f"{LINE} a:has-text('Åbn den nyere kladde')")
    assert "Og mere." in page.inner_text(EDITOR), "what was typed stays"


def numbers_are_shown_where_they_stand(page, look):
    page.locator(EDITOR).press("Control+Home")
    page.keyboard.type(f"Borgeren {CPR} ")
    page.click(f"{LINE} button:has-text('Vis stedet')")
    page.wait_for_function(SELECTED, arg=CPR)
    page.click("button:has-text('Stil spørgsmålet'):not([aria-hidden])")
    page.wait_for_selector("[data-summary]")
    page.wait_for_function(SELECTED, arg=CPR)
    look(page, "33-nummeret-vist")
    page.keyboard.press("Delete")
    assert CPR not in page.inner_text(EDITOR)
    page.fill("#id_title", f"Om {CPR} i dag")
    page.wait_for_selector(f"{LINE}:has-text('CPR-nummer')")
    page.click(f"{LINE} button:has-text('Vis stedet')")
    page.wait_for_function(
        "words => id_title.value.slice(id_title.selectionStart, id_title.selectionEnd) === words",
        arg=CPR,
    )
    page.fill("#id_title", "Hvor længe må en klage ligge?")
    saved(page)
