"""Check-in with a dropped line: a helper's phone finds a name, loses the line, goes on, takes one back, and
catches up when the line returns, on the server and on a second device. A badge is read with the camera."""

import shutil
import time

import pytest
import segno
from PIL import Image

from portal.demo import logins
from tests.journeys.conftest import FLAGS, log_in
from tests.journeys.server import ROOT
from tests.journeys.stages import Stage

pytestmark = pytest.mark.journey

HELPER, DESK = "mette-holm", "nanna-juul-overgaard"


@pytest.fixture
def stage(portal):
    with Stage(portal, "door_stage") as there:
        yield {**there.do("begin"), "do": there.do}
        there.do("end")


def email_of(key: str) -> str:
    return next(login.email for login in logins.LOGINS if login.key == key)


def at_the_door(visit, stage, key: str = HELPER, **more):
    page = visit(complain=False, **more)
    secret = logins.TOTP_SECRET if key == DESK else ""
    log_in(page, email_of(key), logins.PASSWORD, secret)
    page.goto(f"/aarsmoede/indtjekning/{stage['pk']}/")
    page.wait_for_selector("[data-line=online]")
    return page


def find(page, name: str) -> None:
    page.fill("[data-door-search] [name=q]", name)
    page.wait_for_selector(f".door__row:has-text('{name}')")


def let_in(page, name: str) -> None:
    find(page, name)
    page.click(f".door__row:has-text('{name}') button:has-text('Tjek ind')")


def count(page) -> str:
    return page.inner_text("[data-door-lists] a[data-number='0'] [data-count]")


def wait_for_count(page, words: str) -> None:
    page.wait_for_function(
        "words => document.querySelector('[data-door-lists] [data-count]').textContent === words",
        arg=words,
    )


def test_check_in_with_a_dropped_line(portal, visit, stage, look):
    names = stage["names"]
    phone = at_the_door(visit, stage, width=390)
    tablet = at_the_door(visit, stage, DESK, width=820)
    assert count(phone) == "0 af 6"

    let_in(phone, names[0])
    assert phone.inner_text("[data-word]") == f"Velkommen, {names[0]}"
    look(phone, "door-welcome-390")
    wait_for_count(tablet, "1 af 6")
    find(tablet, names[0])
    assert "tjekket ind kl." in tablet.inner_text(f".door__row:has-text('{names[0]}')")

    # The line drops: the page goes on by itself.
    phone.context.set_offline(True)
    let_in(phone, names[1])
    assert phone.inner_text("[data-word]") == f"Velkommen, {names[1]}"
    let_in(phone, names[2])
    phone.click(f".door__row:has-text('{names[2]}') button:has-text('Fortryd')")
    assert phone.inner_text("[data-word]") == f"Fortrudt: {names[2]}"
    phone.wait_for_selector("[data-door-line]:has-text('3 venter på forbindelse')")
    assert count(phone) == "2 af 6"
    look(phone, "door-offline-390")
    assert count(tablet) == "1 af 6"
    assert stage["do"]("inside") == [[names[0], 0]]
    # Nobody's name is written down on the phone.
    kept = phone.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "door:" in kept and not any(name in kept for name in names)

    # Meanwhile the other device lets in the second one too: the phone was first, and stays so.
    let_in(tablet, names[1])
    assert tablet.inner_text("[data-word]") == f"Velkommen, {names[1]}"
    tablet.wait_for_selector("[data-line=online]")

    phone.context.set_offline(False)
    phone.wait_for_selector("[data-line=online]:has-text('Alt er sendt')")
    wait_for_count(tablet, "2 af 6")
    assert stage["do"]("inside") == [[names[0], 0], [names[1], 0]]
    assert "door:" not in phone.evaluate("JSON.stringify({...localStorage})")
    find(tablet, names[2])
    assert tablet.is_visible(f".door__row:has-text('{names[2]}') button:has-text('Tjek ind')")

    # A meal is another list.
    phone.click(f"[data-door-lists] a[data-number='{stage['lunch']}']")
    let_in(phone, names[1])
    assert phone.inner_text("[data-word]") == f"Velbekomme, {names[1]}"


def test_what_was_done_without_a_line_outlives_the_page(portal, visit, stage):
    name = stage["names"][3]
    phone = at_the_door(visit, stage, width=390)
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.context.set_offline(True)
    let_in(phone, name)
    phone.close(run_before_unload=False)
    again = phone.context.new_page()
    phone.context.set_offline(False)
    again.goto(f"/aarsmoede/indtjekning/{stage['pk']}/")
    again.wait_for_selector("[data-line=online]")
    wait_for_count(again, "1 af 6")
    assert stage["do"]("inside") == [[name, 0]]


@pytest.fixture
def film(portal, stage, tmp_path):
    """A few seconds of somebody's badge in front of the camera, as Chromium's pretended camera shows them."""
    address = f"{portal.url}/skilt/{stage['codes'][stage['names'][4]]}/"
    picture = tmp_path / "badge.png"
    segno.make(address, error="m").save(picture, scale=6, border=4)
    badge = Image.open(picture).convert("RGB")
    frame = Image.new("RGB", (640, 480), (235, 232, 224))
    frame.paste(badge, ((640 - badge.width) // 2, (480 - badge.height) // 2))
    frame = frame.rotate(7, fillcolor=(235, 232, 224))
    path = tmp_path / "badge.mjpeg"
    frame.save(tmp_path / "frame.jpg", "JPEG", quality=90)
    path.write_bytes((tmp_path / "frame.jpg").read_bytes() * 30)
    return path


@pytest.fixture
def phone_with_camera(portal, film):
    from playwright.sync_api import sync_playwright  # noqa: F401 - as conftest: missing is said there

    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("CHROMIUM IS MISSING: no journey was made")
    return [
        *FLAGS,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ], path


def test_a_badge_is_read_with_the_camera(portal, chromium, stage, phone_with_camera):
    flags, path = phone_with_camera
    browser = chromium.browser_type.launch(executable_path=path, args=flags)
    try:
        context = browser.new_context(
            base_url=portal.url, locale="da-DK", viewport={"width": 390, "height": 844}
        )
        phone = context.new_page()
        log_in(phone, email_of(HELPER), logins.PASSWORD)
        phone.goto(f"/aarsmoede/indtjekning/{stage['pk']}/")
        phone.wait_for_selector("[data-line=online]")
        phone.click("[data-door-scan]")
        phone.wait_for_selector(
            f"[data-word]:has-text('Velkommen, {stage['names'][4]}')", timeout=30_000
        )
        phone.screenshot(path=ROOT / "var" / "pictures" / "door-camera-390.png")
    finally:
        browser.close()
    until = time.monotonic() + 10
    while stage["do"]("inside") != [[stage["names"][4], 0]]:
        assert time.monotonic() < until
