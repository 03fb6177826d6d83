"""The network's whole day, once through the house: from a visitor to an answered question. And a shorter
way in, for a visitor who wants no password."""

import re
from dataclasses import dataclass

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in
from tests.journeys.server import link_in

pytestmark = [pytest.mark.journey, pytest.mark.embedded]

PASSWORD = "en-rolig-eftermiddag"
EAN = "5798009800053"
QUESTION = "Hvor længe må borgeren vente på svar på en anmodning om et møde?"
ANSWER = "Vi beder forvaltningen svare inden for fem hverdage, også når svaret er nej."
ADMINISTRATOR = "anne-sofie-brandt-mikkelsen"


@dataclass(frozen=True)
class Newcomer:
    name: str
    email: str
    at: str
    since: str = "2026-09-01"


FREJA = Newcomer("Freja Lindholm", "freja.lindholm@holbaek.example", "Holbæk")
#: Holds a domain with Danish letters, and writes it as an old document does: å in two characters.
SOEREN = Newcomer("Søren Kær", "soeren@kolding-ra\u030adhus.example", "Kolding")
#: As letters on their way are addressed.
SOERENS_MAILBOX = "soeren@xn--kolding-rdhus-xfb.example"


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def test_a_visitor_becomes_a_member_and_is_answered(portal, visit, look):
    visitor, secretariat = visit(), visit()
    apply_for_membership(portal, visitor, look)
    approve_the_application(secretariat, FREJA)
    accept_the_invitation(portal, visitor, look)
    open_a_guide(visitor, look)
    sign_up_for_the_conference(visitor, secretariat, look)
    address = ask_a_question(visitor, look)
    colleague_answers(visit(width=390), address, look)
    see_the_answer_arrive(visitor, look)
    find_the_notice_and_the_mail(portal, visitor, look)


def test_a_newcomer_chooses_a_passkey_and_comes_back_with_it(portal, visit, look):
    newcomer = visit(width=390)
    keys = virtual_keys(newcomer)
    ask_for_the_form(portal, newcomer, SOEREN.email, SOERENS_MAILBOX)
    hand_in(newcomer, SOEREN)
    approve_the_application(visit(), SOEREN)
    choose_a_passkey(portal, newcomer, look)
    assert [key["isResidentCredential"] for key in keys()] == [True]
    keep_the_codes_and_go_on(newcomer, look)
    log_out(newcomer)
    log_in_with_the_passkey(newcomer)
    assert [key["signCount"] for key in keys()] == [2]
    the_accounts_safety_asks_for_the_passkey(newcomer, look)


def apply_for_membership(portal, page, look):
    page.goto("/")
    look(page, "01-forside")
    page.click("main a:has-text('Ansøg om optagelse')")
    look(page, "02-ansoeg")
    ask_for_the_form(portal, page, FREJA.email)
    page.fill("input[name=name]", FREJA.name)
    page.fill("input[name=title]", "Rådgiver, kontor 010170-1234")
    page.fill("input[name=phone]", "1234")
    page.click("main form button[value=next]")
    # Wrong input gets a plain sentence beside the field, keeps what was typed, and stores nothing of it.
    look(page, "03-ansoegning-med-fejl")
    assert "CPR-nummer" in page.inner_text("main")
    assert page.input_value("input[name=name]") == FREJA.name
    hand_in(page, FREJA)
    look(page, "04-ansoegning-sendt")
    assert portal.mail_to(FREJA.email, "modtaget")


def ask_for_the_form(portal, page, typed: str, address: str = ""):
    page.goto("/ansoeg/")
    page.fill("input[name=email]", typed)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/ansoeg/sendt/")
    page.goto(link_in(portal.mail_to(address or typed, "ansøg")))


def hand_in(page, who: Newcomer):
    page.fill("input[name=name]", who.name)
    page.fill("input[name=title]", "Borgerrådgiver")
    page.fill("input[name=phone]", "23 45 67 89")
    page.click("main form button[value=next]")
    page.wait_for_url("**/trin/2/")
    page.check("input[name=role][value=adviser]")
    page.select_option("select[name=sted-0-municipality]", label=who.at)
    page.check("input[name=sted-0-form][value=council]")
    page.fill("input[name=sted-0-since]", who.since)
    page.click("main form button[value=next]")
    page.wait_for_url("**/trin/3/")
    page.fill("textarea[name=motivation]", "Jeg er alene i funktionen og vil gerne have kolleger.")
    page.check("input[name=consent]")
    page.click("main form button[value=next]")
    page.wait_for_url("**/forhaandsvisning/")
    assert who.name in page.inner_text("main")
    page.click("main form button:has-text('Send ansøgningen')")
    page.wait_for_selector("h1:has-text('modtaget')")


def approve_the_application(page, who: Newcomer):
    log_in(page, email_of(ADMINISTRATOR), logins.PASSWORD, logins.TOTP_SECRET)
    page.goto("/admin/netvaerket/optagelse/")
    page.screenshot(path="var/pictures/05-skrivebord-ansoegninger.png", full_page=True)
    page.click(f"a:has-text('{who.name}')")
    page.screenshot(path="var/pictures/06-skrivebord-sag.png", full_page=True)
    page.click("form[action$='/godkend/'] button, form[action*='optag'] button:has-text('Optag')")
    page.wait_for_selector("text=Optaget >> nth=0")


def accept_the_invitation(portal, page, look):
    page.goto(link_in(portal.mail_to(FREJA.email, "Velkommen")))
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
    look(page, "12b-tilmelding-med-pris")
    page.click("main form button[name=confirm]")
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
    mail = portal.mail_to(FREJA.email, "svar")
    assert ANSWER not in mail.as_string(), "a mail never carries what members write"
    assert mail.get_body(("plain",)) and mail.get_body(("html",))
    page.goto("/min-side/")
    assert "3 af 7" in page.inner_text("main")
    look(page, "20-min-side")


# --- the newcomer without a password -----------------------------------------------------------------
def virtual_keys(page):
    """A PC with a fingerprint reader, as the browser sees it; gives what asks for the keys it holds."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return lambda: devices.send("WebAuthn.getCredentials", device)["credentials"]


def choose_a_passkey(portal, page, look):
    page.goto(link_in(portal.mail_to(SOERENS_MAILBOX, "Velkommen")))
    page.click("button:has-text('Brug en adgangsnøgle i stedet')")
    page.wait_for_url("**/konto/velkommen/adgangsnoegle/")
    look(page, "21-adgangsnoegle")
    assert page.is_visible("main a:has-text('Vælg en adgangskode i stedet')")
    page.click("main button:has-text('Opret adgangsnøglen')")
    page.wait_for_url("**/konto/velkommen/koder/")


def keep_the_codes_and_go_on(page, look):
    assert page.inner_text("h1") == "Din adgangsnøgle er klar"
    look(page, "22-gendannelseskoder")
    codes = page.locator("main .codes li").all_inner_texts()
    assert len(set(codes)) == 10
    with page.expect_download() as download:
        page.click("main a:has-text('Hent koderne')")
    kept = download.value.path().read_text(encoding="utf-8")
    assert [code for code in codes if code not in kept] == []
    page.click("main a:has-text('Gå til Min side')")
    page.wait_for_url("**/min-side/")
    assert "Søren" in page.inner_text("h1")


def log_out(page):
    page.goto("/konto/logout/")
    page.click("main form button:has-text('Log ud')")
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/min-side/")
    page.wait_for_url("**/konto/login/**")


def log_in_with_the_passkey(page):
    page.click("button:has-text('Log ind med adgangsnøgle')")
    page.wait_for_url(re.compile(r"^[^?]+/min-side/$"))
    assert "Søren" in page.inner_text("h1")


def the_accounts_safety_asks_for_the_passkey(page, look):
    """Whoever sits down at an open session cannot change how one logs in."""
    page.goto("/konto/2fa/webauthn/add/")
    page.wait_for_url("**/konto/2fa/webauthn/reauthenticate/**")
    look(page, "23-bekraeft")
    page.click("main button:has-text('Brug din adgangsnøgle')")
    page.wait_for_url("**/konto/2fa/webauthn/add/")
    assert page.input_value("input[name=name]") == "Adgangsnøgle 2"
    assert page.inner_text("label[for=id_name]").startswith("Navn")
    assert page.is_checked("input[name=passwordless]")
    assert not page.is_visible("input[name=passwordless]")
    # Return asks the device too, and this one says that it has a key for the account.
    page.press("input[name=name]", "Enter")
    page.wait_for_selector("[data-toast]:has-text('Adgangsnøglen blev ikke oprettet')")
