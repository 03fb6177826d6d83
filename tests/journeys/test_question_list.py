"""Two colleagues and the list of questions: it counts up on its own, and its rows follow along."""

import pytest

from portal.demo.logins import PASSWORD

from .conftest import log_in

pytestmark = pytest.mark.journey
METTE, JENS = "mette.holm@odense.example", "jens.aagaard@aarhus.example"


def test_an_open_list_counts_up_and_moves_nothing(visit, look):
    mette, jens = visit(), visit(width=390)
    log_in(mette, METTE, PASSWORD)
    log_in(jens, JENS, PASSWORD)
    jens.goto("/spoerg/")
    jens.wait_for_selector("[data-live-dot].notice-dot--ok")
    first = jens.locator("[data-row]").first
    before = first.bounding_box()["y"]

    mette.goto("/spoerg/ny/")
    mette.fill("input[name=title]", "Må kommunen kræve ny fuldmagt hver gang?")
    mette.locator("[contenteditable]").first.fill("Borgeren har givet fuldmagt før.")
    mette.locator("main form.form button:has-text('Stil')").last.click()
    mette.wait_for_selector("#svar-antal")
    number = mette.url.rstrip("/").rpartition("/")[2]

    pill = jens.locator("[data-pill]:visible")
    pill.wait_for()
    assert pill.inner_text() == "1 nyt spørgsmål – vis" and first.bounding_box()["y"] == before
    look(jens, "liste-nyt-390")
    pill.click()
    row = jens.locator(f"[data-row='{number}']")
    row.wait_for()
    jens.wait_for_selector("[data-live-dot].notice-dot--ok")

    mette.locator("form[action$='/svar/'] [contenteditable]").first.fill(
        "Jeg har fundet reglen selv."
    )
    mette.click("form[action$='/svar/'] .form__actions button")
    jens.wait_for_selector(f"[data-row='{number}']:has-text('1 svar')")

    # With words and a filter: the place where they stand, and each filter taken away by one click.
    jens.goto("/spoerg/?q=fuldmagt&periode=uge")
    assert "fuldmagt" in jens.locator("mark").first.inner_text().casefold()
    look(jens, "liste-soegning-390")
    jens.click(".finding__tags a:has-text('Den seneste uge')")
    jens.wait_for_url("**/spoerg/?q=fuldmagt")
