"""Browsers and the portal they visit."""

import base64
import hashlib
import hmac
import os
import shutil
import struct
import time
from pathlib import Path

import pytest

from tests.journeys.server import ROOT, running_portal
from tests.journeys.stages import Stage

#: Chromium looks for updates and more by itself; a test asks nothing of anyone.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="package")
def portal(tmp_path_factory):
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="package")
def chromium():
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("CHROMIUM IS MISSING: no journey was made")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(portal, chromium):
    """A new person's browser: `visit(width=1440)` gives a page in a context of its own; `more` is the
    context's, as Playwright names it. `at` is another server's address.

    Anything the browser complains of (a blocked script, an error, a failing request) fails the test,
    unless `complain` is false.
    """
    contexts, complaints = [], []

    def open_browser(
        width: int = 1440, height: int = 900, complain: bool = True, at: str = "", **more
    ):
        context = chromium.new_context(
            base_url=at or portal.url,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            viewport={"width": width, "height": height},
            **more,
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                if message.type == "error" and complain
                else None
            ),
        )
        contexts.append(context)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="package")
def shut_out():
    """`shut_out(page)`: what axe finds that shuts someone out (WCAG 2.1, level AA)."""
    axe = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def find(page) -> list:
        page.evaluate(axe)
        result = page.evaluate(
            """() => axe.run(document, {
              resultTypes: ['violations'],
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
            })"""
        )
        return [
            (found["id"], [node["html"][:160] for node in found["nodes"]][:3])
            for found in result["violations"]
            if found["impact"] in ("serious", "critical")
        ]

    return find


#: What comes and goes has come: what is half faded in has no contrast yet.
SETTLED = """() => Promise.all(document.getAnimations()
  .filter(each => each.effect.getComputedTiming().endTime !== Infinity)
  .map(each => each.finished.catch(() => null)))"""
#: Whether a page is wider than the screen it stands on.
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"


@pytest.fixture
def look(shut_out):
    """`look(page, "name")`: keep a picture, let axe look for what shuts someone out, and see that nobody
    has to scroll sideways."""
    folder = Path(ROOT) / "var" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)

    def check(page, name: str) -> None:
        page.evaluate(SETTLED)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        assert shut_out(page) == [], name
        assert not page.evaluate(SIDEWAYS), name

    return check


@pytest.fixture(scope="module")
def stage(portal):
    """The conference of `conference_stage`, which is the one that is shown while these journeys are made."""
    with Stage(portal, "conference_stage") as there:
        yield {**there.do("begin"), "do": there.do}
        there.do("end")


@pytest.fixture
def enter(visit, stage, portal):
    """`enter("pernille-astrup", width=390)`: the browser of somebody in the play, who is logged in."""

    def come(key: str, **more):
        page = visit(**more)
        page.context.add_cookies(
            [{"name": "sessionid", "value": stage["keys"][key], "url": portal.url}]
        )
        return page

    return come


#: The length in seconds of one step of a second factor's clock (RFC 6238).
STEP = 30
_last_step: dict[str, int] = {}


def fresh_code(secret: str) -> str:
    """Six digits of a second factor (RFC 6238) that no journey has used before.

    A code opens the door once only, and two journeys may come within one step of the
    clock. The portal also takes the next step's code, for clocks that run fast: that one
    is used then, and after it the journey waits until the clock has come along.
    """
    step = max(int(time.time()) // STEP, _last_step.get(secret, 0) + 1)
    time.sleep(max(0.0, (step - 1) * STEP - time.time()))
    _last_step[secret] = step
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def log_in(page, email: str, password: str, secret: str = "") -> None:
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("form.form button[type=submit]:has-text('Log ind')")
    if secret:
        page.fill("input[name=code]", fresh_code(secret))
        page.press("input[name=code]", "Enter")
    page.wait_for_url("**/min-side/")
