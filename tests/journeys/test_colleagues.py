"""One payer for three: somebody registers themself and two colleagues, each of them fills in their own, the
invoice is one, and each sees no more of it than is theirs."""

import pytest

from tests.journeys.conference_stage import COLLEAGUES

pytestmark = pytest.mark.journey

EAN = "5798009800053"
BUYER, ONE, OTHER = COLLEAGUES
HIDDEN = ("skaldyr", "Kirsten Kontakt")


def test_one_payer_for_three_and_each_sees_their_own(stage, enter, look):
    names = {key: stage["people"][key]["name"] for key in COLLEAGUES}
    buyer = enter(BUYER, width=390, complain=False)
    register_oneself(buyer)
    register_the_others(buyer, names, look)
    the_colleague_fills_in(enter(ONE, width=390), look)
    the_buyer_sees_who_and_what_it_costs(buyer, names, look)
    one_bill(stage, enter, buyer, names, look)


def register_oneself(page):
    page.goto("/aarsmoede/")
    page.get_by_role("link", name="Tilmeld dig").first.click()
    page.fill("input[name=ean]", EAN)
    page.fill("input[name=payer_reference]", "Stab og sekretariat")
    page.fill("input[name=order_number]", "4500123")
    page.locator("main form").get_by_role("button").last.click()
    page.click("button[name=confirm]")
    page.get_by_role("heading", name="Du er tilmeldt").wait_for()


def register_the_others(page, names, look):
    page.get_by_role("link", name="Tilmeld kolleger").click()
    assert page.input_value("input[name=order_number]") == "4500123"
    for key in (ONE, OTHER):
        page.get_by_label(names[key]).check()
    look(page, "colleagues-form-390")
    page.get_by_role("button", name="Tilmeld dem").click()
    page.get_by_text("2 kolleger er tilmeldt").wait_for()


def the_colleague_fills_in(page, look):
    """They were registered without being asked, so they choose and tell themselves."""
    page.goto("/aarsmoede/")
    page.get_by_role("link", name="Se din tilmelding").first.click()
    assert "har tilmeldt dig" in page.inner_text("main")
    page.get_by_role("link", name="Ret tilmeldingen").click()
    page.check("input[name=nights]:not([disabled])")
    page.fill("input[name=diet]", "ingen skaldyr")
    page.fill("input[name=emergency_name]", "Kirsten Kontakt")
    page.fill("input[name=emergency_phone]", "12345678")
    page.locator("main form").get_by_role("button").last.click()
    if page.locator("button[name=confirm]").count():
        page.click("button[name=confirm]")
    page.get_by_role("heading", name="Du er tilmeldt").wait_for()
    assert "895,00" in page.inner_text("table.bill")
    look(page, "colleagues-own-390")


def the_buyer_sees_who_and_what_it_costs(page, names, look):
    page.goto("/aarsmoede/tilmelding/kolleger/")
    said = page.inner_text("main")
    assert names[ONE] in said and names[OTHER] in said and "4.345,00" in said and "7.795,00" in said
    assert not any(hidden in said for hidden in HIDDEN)
    look(page, "colleagues-bought-390")


def one_bill(stage, enter, buyer, names, look):
    """One document for the three; the buyer sees their lines, each of the others their own, and a stranger
    nothing of it."""
    bills = stage["do"]("bill")
    (number,) = [number for number, payer in bills if payer.startswith("Roskilde")]
    address = f"/aarsmoede/faktura/{number}/"
    seen = {}
    for key in COLLEAGUES:
        page = buyer if key == BUYER else enter(key, width=1440)
        page.goto(address)
        said = page.inner_text("main")
        seen[key] = {name for name in names.values() if name in said}
        assert not any(hidden in said for hidden in HIDDEN)
        look(page, f"bill-{'buyer-390' if key == BUYER else 'participant'}")
    assert seen == {BUYER: set(names.values()), ONE: {names[ONE]}, OTHER: {names[OTHER]}}
    stranger = enter("morten-skaarup", complain=False)
    assert stranger.goto(address).status == 404
    # The desk sees the document as the payer gets it: one, with all three.
    desk = enter("nanna-juul-overgaard", width=1440)
    desk.goto(f"/admin/netvaerket/aarsmoede/fakturering/{stage['pk']}/{number}/")
    said = desk.inner_text("main")
    assert all(name in said for name in names.values()) and "11.245,00" in said
    look(desk, "bill-desk")
    # And none of the colleagues' answers is the buyer's to open.
    buyer.goto("/aarsmoede/tilmelding/kolleger/")
    links = buyer.eval_on_selector_all("main a[href]", "all => all.map(a => a.pathname)")
    own = [
        link for link in links if link.startswith("/aarsmoede/tilmelding/") and link[-2].isdigit()
    ]
    for link in set(own):
        assert buyer.goto(link).status == 200
