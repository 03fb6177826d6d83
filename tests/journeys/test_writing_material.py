"""A guide is written in the editor and sent to approval; its writer cannot approve it, a colleague does, and
members read it."""

import pytest
from playwright.sync_api import expect

from portal.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

EMAIL = {login.key: login.email for login in LOGINS}
WRITER, COLLEAGUE, MEMBER = "nanna-juul-overgaard", "karim-haddad", "mette-holm"
SAID = "Tallet i afsnit to er rettet på prøve."


def test_written_approved_by_a_colleague_and_read(visit, look):
    writer = visit(complain=False)
    log_in(writer, EMAIL[WRITER], PASSWORD, TOTP_SECRET)
    writer.goto("/admin/netvaerket/bibliotek/")
    writer.locator("table.desk-table--first a").first.click()
    guide = writer.url
    edition = writer.get_by_role("region", name="Københavns udgave")
    edition.get_by_role("link", name="Skriv en ny version").click()
    writer.get_by_label("Hvad der er ændret").fill(SAID)
    writer.get_by_role("button", name="Flere handlinger").click()
    writer.get_by_role("button", name="Send til godkendelse").click()
    expect(writer.get_by_text("Du har selv skrevet i den")).to_be_visible()
    assert writer.get_by_role("button", name="Godkend", exact=True).count() == 0
    review = writer.url
    look(writer, "material-own-1440")

    colleague = visit(width=390, complain=False)
    log_in(colleague, EMAIL[COLLEAGUE], PASSWORD, TOTP_SECRET)
    colleague.goto(review)
    look(colleague, "material-review-390")
    colleague.get_by_role("button", name="Godkend", exact=True).click()
    expect(colleague.get_by_text("Den er godkendt og udgivet.")).to_be_visible()
    assert colleague.url == guide

    member = visit(width=390)
    log_in(member, EMAIL[MEMBER], PASSWORD)
    member.goto("/bibliotek/klarret/1/?udgave=copenhagen")
    expect(member.get_by_text(SAID)).to_be_visible()
    look(member, "material-read-390")
