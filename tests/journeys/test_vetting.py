"""The vetter's day: one case from receipt to admission with a colleague's word, in a post that begins later;
and one from the vetter's own municipality to a rejection, with hearing, second signer, reason and remedy."""

from datetime import date, timedelta

import pytest

from portal.demo import logins
from portal.kit.dates import long_date
from tests.factories import files
from tests.journeys.conftest import log_in
from tests.journeys.server import link_in
from tests.journeys.test_first_day import (
    ADMINISTRATOR,
    PASSWORD,
    Newcomer,
    ask_for_the_form,
    email_of,
    hand_in,
)

pytestmark = pytest.mark.journey

DESK = "/admin/netvaerket/optagelse/"
#: Her post begins later.
FIRST_DAY = date.today() + timedelta(days=45)
INGER = Newcomer(
    "Inger Munk Lauridsen", "inger.lauridsen@odense.example", "Odense", FIRST_DAY.isoformat()
)
VIGGO = Newcomer("Viggo Sand", "viggo.sand@kk.example", "København")
COLLEAGUE = "Mette Holm"
WORDS = "Du er ansat i borgerservice, og funktionen ligger i en anden afdeling."
REMEDY = "Søg igen, når du har fået stilling i borgerrådgiverfunktionen."


def test_a_vetter_admits_one_and_rejects_another(portal, visit, look, tmp_path):
    vetter, inger, viggo = visit(), visit(width=390), visit()
    for page, who in ((inger, INGER), (viggo, VIGGO)):
        ask_for_the_form(portal, page, who.email)
        hand_in(page, who)
    log_in(vetter, email_of(ADMINISTRATOR), logins.PASSWORD, logins.TOTP_SECRET)
    take_the_case(vetter, INGER)
    ask_for_more(vetter)
    answer_with_a_file(portal, inger, look, tmp_path)
    ask_a_colleague(vetter)
    vouch(portal, visit(), look)
    admit_with_a_letter_of_ones_own(portal, vetter)
    wait_for_the_first_day(portal, inger, look)
    take_the_case(vetter, VIGGO)
    hear(vetter)
    object_to_it(portal, viggo, look)
    sign_as_the_second(visit())
    reject(vetter)
    read_the_rejection(portal, viggo, look)


def open_case(page, who: Newcomer, at: str = DESK):
    page.goto(at)
    page.click(f"a:has-text('{who.name}')")
    page.wait_for_selector(f"h1:has-text('{who.name}')")


def picture(page, name: str):
    page.screenshot(path=f"var/pictures/{name}.png", full_page=True)


def take_the_case(page, who: Newcomer):
    open_case(page, who)
    page.click("form[action$='/tag/'] button")
    page.wait_for_selector("text=Sagen er din")


def ask_for_more(page):
    page.click("a[href$='/brev/mere/']")
    page.fill("textarea[name=text]", "Send os din funktionsbeskrivelse.")
    page.click("button[value=preview]")
    assert "Send os din funktionsbeskrivelse." in page.inner_text(".desk-letter")
    picture(page, "70-brev-om-mere")
    page.click("button[value=send]")
    page.wait_for_selector("text=Brevet er sendt")


def answer_with_a_file(portal, page, look, folder):
    page.goto(link_in(portal.mail_to(INGER.email, "mangler lidt")))
    look(page, "71-der-mangler-noget")
    page.fill("textarea[name=text]", "Den er vedhæftet.")
    brief = folder / "Funktionsbeskrivelse.pdf"
    brief.write_bytes(files.pdf("Borgerrådgiver i Odense"))
    page.set_input_files("input[name=pdf]", brief)
    page.click("main form button:has-text('Send svaret')")
    page.wait_for_selector("text=Vi har fået dit svar")
    look(page, "72-svaret-er-sendt")


def ask_a_colleague(page):
    open_case(page, INGER)
    with page.expect_download() as download:
        page.click("a:has-text('Funktionsbeskrivelse.pdf')")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.click("summary:has-text('Spørg en kollega')")
    page.select_option("select[name=member]", label=COLLEAGUE)
    page.click("form[action$='/spoerg-kollega/'] button")
    page.wait_for_selector(f"text={COLLEAGUE} er spurgt")


def vouch(portal, page, look):
    log_in(page, email_of("mette-holm"), logins.PASSWORD)
    page.goto(link_in(portal.mail_to(email_of("mette-holm"), "kolleger")))
    assert INGER.name in page.inner_text("main")
    look(page, "73-er-det-en-kollega")
    page.click("main button[value=yes]")
    page.wait_for_selector("text=Sekretariatet har dit svar")


def admit_with_a_letter_of_ones_own(portal, page):
    open_case(page, INGER)
    picture(page, "74-sagen-er-oplyst")
    page.click("a[href$='/brev/optagelse/']")
    page.wait_for_url("**/brev/optagelse/")
    letter = page.input_value("textarea[name=body]")
    page.fill("textarea[name=body]", letter.replace("Venlig hilsen", "Vi ses i Vejle.\n\nHilsen"))
    page.click("button[value=preview]")
    assert "Vi ses i Vejle." in page.inner_text(".desk-letter")
    page.dblclick("button[value=send]")
    page.wait_for_selector(".desk-facts >> text=Optaget")
    open_case(page, INGER, f"{DESK}?vis=afgjorte")
    assert page.locator(".desk-table th:has-text('Du er optaget i netværket')").count() == 1
    assert page.locator("td[data-label='Hvad']:text-is('Optaget')").count() == 1
    sent = portal.mail_to(INGER.email, "optaget").get_body(("plain",)).get_content()
    assert "Vi ses i Vejle." in sent


def wait_for_the_first_day(portal, page, look):
    page.goto(link_in(portal.mail_to(INGER.email, "Velkommen")))
    look(page, "74b-invitation-foer-tiden")
    page.fill("input[name=new_password1]", PASSWORD)
    page.fill("input[name=new_password2]", PASSWORD)
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/min-side/snart/")
    assert f"{long_date(FIRST_DAY)} åbner dørene" in page.inner_text("h1")
    look(page, "74c-snart")


def hear(page):
    assert "Du er selv ansat i ansøgerens kommune." in page.inner_text("#main")
    page.click("a[href$='/brev/hoering/']")
    page.check("input[name=reason][value=not_an_adviser]")
    page.fill("textarea[name=text]", WORDS)
    assert page.input_value("input[name=due_on]"), "a day is proposed"
    page.click("button[value=preview]")
    picture(page, "75-hoering")
    page.click("button[value=send]")
    page.wait_for_selector("text=Brevet er sendt")
    assert not page.is_visible("a[href$='/brev/afslag/']")


def object_to_it(portal, page, look):
    page.goto(link_in(portal.mail_to(VIGGO.email, "overvejer at afslå")))
    assert WORDS in page.inner_text("main")
    look(page, "76-du-bliver-hoert")
    page.fill("textarea[name=text]", "Jeg hjælper borgerrådgiveren en dag om ugen.")
    page.click("main form button:has-text('Send svaret')")
    page.wait_for_selector("text=Vi har fået dit svar")


def sign_as_the_second(page):
    log_in(page, email_of("karim-haddad"), logins.PASSWORD, logins.TOTP_SECRET)
    open_case(page, VIGGO)
    assert "Jeg hjælper borgerrådgiveren" in page.inner_text("#main")
    page.click("button[name=outcome][value=rejected]")
    page.wait_for_selector("text=Du har skrevet under")


def reject(page):
    open_case(page, VIGGO)
    picture(page, "77-sag-med-hoering")
    page.click("a[href$='/brev/afslag/']")
    assert page.input_value("textarea[name=text]") == WORDS, "as in the hearing"
    page.fill("textarea[name=remedy]", REMEDY)
    page.click("button[value=preview]")
    picture(page, "78-afslag")
    page.click("button[value=send]")
    page.wait_for_selector(".desk-facts >> text=Afslag")


def read_the_rejection(portal, page, look):
    page.goto(link_in(portal.mail_to(VIGGO.email, "Svar på din ansøgning")))
    shown = page.inner_text("main")
    for words in (WORDS, REMEDY, "Vi afslog din ansøgning.", "Søg igen"):
        assert words in shown, words
    look(page, "79-afslaaet")
