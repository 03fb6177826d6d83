"""Copenhagen publishes a new version, so the national edition falls behind; it is written on, approved by a
second person, published, and behind no more. Whoever keeps the guide is told both times."""

import pytest
from playwright.sync_api import expect

from portal.demo.logins import LOGINS, PASSWORD, TOTP_SECRET
from tests.journeys.conftest import log_in

pytestmark = pytest.mark.journey

EMAIL = {login.key: login.email for login in LOGINS}
WRITER, COLLEAGUE, MEMBER = "nanna-juul-overgaard", "karim-haddad", "mette-holm"
GUIDE, OVERVIEW = "/bibliotek/klarret/4/", "/bibliotek/klarret/"
NAME = "KlarRet 4: Klagevejledning og genvurdering"
HEADING = "Når borgeren ikke er enig i afgørelsen"
IN_COPENHAGEN = "Overskriften siger nu, hvad det handler om."
IN_ALL = "Den nationale udgave følger Københavns nye overskrift."


@pytest.fixture
def people(visit):
    """The writer and a colleague at the desk, and a member with the guide on a list of hers."""
    writer, colleague = visit(complain=False), visit(complain=False)
    log_in(writer, EMAIL[WRITER], PASSWORD, TOTP_SECRET)
    log_in(colleague, EMAIL[COLLEAGUE], PASSWORD, TOTP_SECRET)
    member = visit(width=390)
    log_in(member, EMAIL[MEMBER], PASSWORD)
    member.goto(GUIDE)
    member.get_by_role("button", name="Gem på min liste").click()
    return writer, colleague, member


def publish(writer, colleague, edition: str, change: str, basis: str = "") -> None:
    """One writes a new version of an edition and sends it, the other reads and approves it."""
    writer.goto("/admin/netvaerket/bibliotek/")
    writer.locator("table.desk-table--first a", has_text="4. Klagevejledning").click()
    panel = writer.get_by_role("region", name=edition)
    panel.get_by_role("link", name="Skriv en ny version").click()
    writer.locator("[name='body-0-value']").fill(HEADING)
    writer.get_by_label("Hvad der er ændret").fill(change)
    if basis:
        choice = writer.get_by_label("Bygger på Københavns")
        choice.select_option(choice.locator("option", has_text=basis).get_attribute("value"))
    writer.get_by_role("button", name="Flere handlinger").click()
    writer.get_by_role("button", name="Send til godkendelse").click()
    expect(writer.get_by_text("Du har selv skrevet i den")).to_be_visible()
    colleague.goto(writer.url)
    colleague.get_by_role("button", name="Godkend", exact=True).click()
    expect(colleague.get_by_text("Den er godkendt og udgivet.")).to_be_visible()


def told(member, words: str) -> None:
    member.goto("/notifikationer/")
    expect(member.get_by_text(words)).to_be_visible()


def behind(page):
    """The lines of the overview that say what is behind."""
    page.goto(OVERVIEW)
    return page.get_by_role("listitem").filter(has_text="bygger på version").filter(has_text=NAME)


def test_a_national_edition_falls_behind_and_catches_up(people, look):
    writer, colleague, member = people
    assert behind(member).count() == 0
    publish(writer, colleague, "Københavns udgave", IN_COPENHAGEN)
    told(member, f"{NAME} har fået nyt indhold: {IN_COPENHAGEN}")
    for page, width in ((member, 390), (writer, 1440)):
        line = behind(page)
        expect(line).to_contain_text("bygger på version 3, København har version 4")
        expect(line).to_contain_text(IN_COPENHAGEN)
        look(page, f"catching-up-behind-{width}")
    behind(member).get_by_role("link", name="Se, hvad København har ændret").click()
    expect(member.locator("ins").first).to_be_visible()
    look(member, "catching-up-difference-390")

    publish(writer, colleague, "National udgave", IN_ALL, basis="version 4,")
    told(member, f"{NAME} har fået nyt indhold: {IN_ALL}")
    assert behind(member).count() == 0
    member.goto(f"{GUIDE}?udgave=national")
    expect(member.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(member.get_by_text("København har siden udgivet")).to_have_count(0)
    look(member, "catching-up-read-390")
