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

#: Chromium looks for updates and more by itself; a test asks nothing of anyone.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    with running_portal(tmp_path_factory.mktemp("portal")) as running:
        yield running


@pytest.fixture(scope="module")
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
    """A new person's browser: `visit(width=1440)` gives a page in a context of its own.

    Anything the browser complains of (a blocked script, an error, a failing request) fails the test.
    """
    contexts, complaints = [], []

    def open_browser(width: int = 1440, height: int = 900):
        context = chromium.new_context(
            base_url=portal.url,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                if message.type == "error"
                else None
            ),
        )
        contexts.append(context)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def look():
    """`look(page, "name")`: keep a picture, and let axe look for what shuts someone out."""
    axe = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    folder = Path(ROOT) / "var" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)

    def check(page, name: str) -> None:
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        page.evaluate(axe)
        result = page.evaluate(
            """() => axe.run(document, {
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
            })"""
        )
        serious = [
            (found["id"], [node["html"][:160] for node in found["nodes"]][:3])
            for found in result["violations"]
            if found["impact"] in ("serious", "critical")
        ]
        assert serious == [], f"{name}: {serious}"

    return check


def code_for(secret: str) -> str:
    """The present six digits of a second factor (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def log_in(page, email: str, password: str, secret: str = "") -> None:
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("form.form button[type=submit]:has-text('Log ind')")
    if secret:
        page.fill("input[name=code]", code_for(secret))
        page.press("input[name=code]", "Enter")
    page.wait_for_url("**/min-side/")
