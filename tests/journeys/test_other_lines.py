"""An open question whose line is not as usual: blocked, open for too long, or not the reader's any more."""

import json
import re

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

BLOCKED = "Liveforbindelsen er spærret. Siden ser efter nye svar hvert 15. sekund."
CLOSED = "Du har ikke længere adgang til siden."
LIVE = "Live · nye svar kommer af sig selv"
DOT = "[data-live-dot].notice-dot--ok"
WRITER, READER = "charlotte-egeskov-hermansen", "jens-aagaard"
#: A question that nobody else's journey answers.
TITLE = "Må borgeren få et referat på skrift?"


@pytest.fixture
def comes(visit):
    def come(key: str):
        page = visit(complain=False)
        log_in(page, next(each.email for each in logins.LOGINS if each.key == key), logins.PASSWORD)
        return page

    return come


def asks(page) -> str:
    page.goto("/spoerg/ny/")
    page.fill("#id_title", TITLE)
    page.locator("[contenteditable]").first.fill("Mødet er i morgen.")
    page.click("button:has-text('Stil spørgsmålet'):not([aria-hidden])")
    page.wait_for_url(re.compile(r"/spoerg/\d+/$"))
    return "/spoerg/" + page.url.rstrip("/").rpartition("/")[2] + "/"


def answers(page, address: str, words: str) -> None:
    page.goto(address)
    form = page.locator("form[action$='/svar/']")
    form.locator("[contenteditable]").first.fill(words)
    form.locator(".form__actions button").click()
    page.wait_for_selector(f"article:has-text('{words}')")


def line_says(page, words: str, seconds: float = 20) -> None:
    page.wait_for_selector(f"[data-live-words]:text-is('{words}')", timeout=seconds * 1000)


def shown(page) -> list[str]:
    return page.locator("#svar article .prose").all_inner_texts()


def test_a_question_without_a_line_open_for_long_and_after_logging_out(comes):
    writer, reader = comes(WRITER), comes(READER)
    address = asks(writer)
    answers_come_where_sockets_are_blocked(writer, reader, address)
    what_is_too_old_is_had_as_it_stands_now(writer, reader, address)
    who_logs_out_in_another_window_is_told(reader, address)


def answers_come_where_sockets_are_blocked(writer, reader, address):
    """The page asks by the clock, and has a line again once there is one."""
    blocked = [True]

    def socket(line):
        if blocked[0]:
            line.close()
        else:
            line.connect_to_server()

    reader.route_web_socket(re.compile("/ws/"), socket)
    reader.clock.install()
    reader.goto(address)
    for _ in range(20):
        reader.clock.run_for(7_000)
        reader.wait_for_timeout(200)
        if reader.inner_text("[data-live-words]") == BLOCKED:
            break
    line_says(reader, BLOCKED)
    answers(writer, address, "Ja, det skal hun have.")
    reader.clock.run_for(16_000)
    reader.wait_for_selector("[data-pill]:text-is('1 nyt svar – vis')")
    reader.click("[data-pill]")
    assert shown(reader) == ["Ja, det skal hun have."]
    line_says(reader, BLOCKED)
    blocked[0] = False
    reader.clock.fast_forward(181_000)
    line_says(reader, LIVE)
    reader.clock.resume()


def what_is_too_old_is_had_as_it_stands_now(writer, reader, address):
    """The events in between are gone: the page has its parts anew, behind the pill, and what its reader
    writes stays."""
    reader.goto(address)
    reader.wait_for_selector(DOT)
    reader.evaluate("window.neverLeft = true")
    reader.locator("form[action$='/svar/'] [contenteditable]").first.fill("Halvt svar")
    gone = json.dumps({"seq": 99, "complete": False, "events": []})
    reader.route(
        "**/nyt/*", lambda route: route.fulfill(body=gone, content_type="application/json")
    )
    reader.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    answers(writer, address, "Og det skal dateres.")
    reader.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    reader.wait_for_selector("[data-pill]:text-is('Noget er ændret – vis')")
    assert shown(reader) == ["Ja, det skal hun have."], "nothing moves before it is asked for"
    reader.click("[data-pill]")
    assert shown(reader) == ["Ja, det skal hun have.", "Og det skal dateres."]
    # Each with its tools, and with one set of them.
    assert reader.locator("#svar article:has([data-comment])").count() == 2
    assert reader.locator("#svar [data-comment]").count() == 2
    assert reader.inner_text("#svar-antal") == "2 svar"
    assert "Halvt svar" in reader.inner_text("form[action$='/svar/'] [contenteditable]")
    assert reader.evaluate("window.neverLeft === true")
    reader.unroute("**/nyt/*")


def who_logs_out_in_another_window_is_told(reader, address):
    line_says(reader, LIVE)
    other = reader.context.new_page()
    other.goto("/spoerg/")
    other.wait_for_selector(DOT)
    reader.bring_to_front()
    token = reader.locator("main input[name=csrfmiddlewaretoken]").first.input_value()
    reader.request.post("/konto/logout/", form={"csrfmiddlewaretoken": token})
    line_says(reader, CLOSED, seconds=5)
    line_says(other, CLOSED, seconds=5)
