"""Every page that a link leads to, in a real browser: it fits the screen, says where one is, shows where
the keyboard is, shuts nobody out, and does its work without JavaScript."""

import re
from urllib.parse import urlsplit

import pytest

from portal.demo import logins
from tests.journeys.conftest import log_in
from tests.journeys.test_first_day import email_of

pytestmark = pytest.mark.journey

#: Whose round through the house it is, and where it begins; each looks only at what none before it saw.
ROUNDS = {
    "visitor": (None, ["/", "/en/", "/konto/password/reset/", "/findes-ikke/"]),
    "member": ("jens-aagaard", ["/min-side/", "/soeg/?q=aktindsigt", "/konto/2fa/webauthn/add/"]),
    "newcomer": ("mette-holm", ["/introforloeb/"]),
    "coordinator": ("charlotte-egeskov-hermansen", ["/moeder/nyt/", "/moeder/datoer/ny/"]),
    "secretariat": ("anne-sofie-brandt-mikkelsen", ["/admin/netvaerket/optagelse/"]),
}
#: As many kinds of pages there are at least: a round that goes nowhere proves nothing.
FEWEST = {"visitor": 17, "member": 27, "newcomer": 1, "coordinator": 3, "secretariat": 30}
#: What is no page, and what belongs to somebody else than us.
NO_PAGE = re.compile(
    r"[./](pdf|ics|vcf|csv|xlsx|zip|json|txt|docx)$|/fil/|/filer/[^/]+$|/download/|/logout/|/dev/|/dokumenter/|/notifikationer/\d"
    r"|^/admin/(?!netvaerket/)"
)
#: The narrowest phone; a laptop enlarged to 200 %; a laptop.
WIDTHS = (320, 640, 1440)

LOOK = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = element => {
    for (let up = element.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  };
  const out = [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > wide + 1 && !scrolls(element);
  });
  return {
    sideways: document.documentElement.scrollWidth > wide + 1,
    out: out.slice(0, 3).map(element => element.outerHTML.slice(0, 120)),
    headings: document.querySelectorAll('h1').length,
    title: document.title.trim(),
    language: document.documentElement.lang,
  };
}"""

#: What takes the keyboard without showing it, neither by a line nor by another colour, on itself or (an
#: editor with its tools) on the box around it.
UNSEEN = """() => {
  const look = box => {
    const style = getComputedStyle(box);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.borderColor,
            style.backgroundColor, style.textDecorationLine].join();
  };
  const seen = element => [element, element.closest('.prose-box') || element].map(look).join(';');
  const places = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const found = document.querySelectorAll(`:is(header, main, footer) :is(${places})`);
  const unseen = [];
  for (const element of found) {
    if (!element.checkVisibility() || element.disabled || element.tabIndex < 0) continue;
    document.activeElement.blur();
    const before = seen(element);
    element.focus({preventScroll: true, focusVisible: true});
    if (document.activeElement === element && seen(element) === before)
      unseen.push(element.outerHTML.slice(0, 160));
  }
  return unseen;
}"""


#: What a page is known by in its address, beside a number.
UID = re.compile(r"(?<=/)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=/|$)")


def kind_of(path: str) -> str:
    """Pages that differ by a number, a uid or a guide's name are one kind, of which one is enough."""
    path = re.sub(r"^/bibliotek/(?!fil/|klarret/)[\w-]+/$", "/bibliotek/*/", path)
    return re.sub(r"\d+", "*", UID.sub("*", path))


def links_on(page) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    here = urlsplit(page.url).netloc
    paths = [urlsplit(link) for link in found]
    return [each.path for each in paths if each.netloc == here and not NO_PAGE.search(each.path)]


def enter(page, key: str | None) -> None:
    if key:
        secret = logins.TOTP_SECRET if key == "anne-sofie-brandt-mikkelsen" else ""
        log_in(page, email_of(key), logins.PASSWORD, secret)


@pytest.fixture(scope="module")
def visited() -> set[str]:
    """The kinds of pages that a round has been to."""
    return set()


def what_is_done_with_a_meeting(page) -> list[str]:
    """Where those are led who hold one: it is one of theirs, and not the first of its kind."""
    page.goto("/moeder/")
    for path in [path for path in links_on(page) if re.fullmatch(r"/moeder/\d+/", path)]:
        page.goto(path)
        if found := [link for link in links_on(page) if link.startswith(path) and link != path]:
            return found
    raise AssertionError("the coordinator holds no meeting")


def problems_of(page, shut_out) -> list:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        seen = page.evaluate(LOOK)
        if seen["sideways"] or seen["out"]:
            found.append((width, seen["out"]))
    if seen["headings"] != 1:
        found.append(f"{seen['headings']} h1")
    if not seen["title"] or seen["language"] not in ("da", "en"):
        found.append((seen["title"], seen["language"]))
    found.extend(shut_out(page))
    if unseen := page.evaluate(UNSEEN):
        found.append(("focus", unseen[:3]))
    return found


@pytest.mark.parametrize("name", ROUNDS)
def test_every_page_that_a_link_leads_to_is_in_order(visit, shut_out, visited, name):
    key, waiting = ROUNDS[name][0], list(ROUNDS[name][1])
    page = visit(complain=name != "visitor")  # the browser tells of the page that is not there
    enter(page, key)
    if name == "coordinator":
        waiting += what_is_done_with_a_meeting(page)
    asked, count, wrong = set(), 0, {}
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in visited | asked:
            continue
        asked.add(kind_of(path))
        page.goto(path)
        # One may be led elsewhere: to the log-in, or away from what is done.
        here = kind_of(urlsplit(page.url).path)
        if here in visited:
            continue
        visited.add(here)
        count += 1
        if found := problems_of(page, shut_out):
            wrong[path] = found
        waiting += links_on(page)
    assert wrong == {}
    assert count >= FEWEST[name], visited


# --- on paper ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/bibliotek/klarret/14/", "/aarsmoede/", "/medlemmer/"])
def test_on_paper_stands_the_matter_and_not_the_frame(visit, path):
    page = visit(width=794)
    enter(page, "jens-aagaard")
    page.goto(path)
    page.emulate_media(media="print")
    assert page.is_visible("h1")
    for frame in ("nav.words", ".finder", ".bell", ".skip", ".tabs", "main form", "main button"):
        shown = [each for each in page.query_selector_all(frame) if each.is_visible()]
        assert shown == [], frame
    assert page.evaluate(LOOK)["out"] == []


# --- without JavaScript ------------------------------------------------------------------------------
def test_a_member_does_the_days_work_without_javascript(visit):
    page = visit(width=390, java_script_enabled=False)
    enter(page, "mette-holm")
    page.fill("input[name=q]", "aktindsigt")
    page.press("input[name=q]", "Enter")
    assert "Aktindsigt" in page.inner_text("main")
    page.goto("/spoerg/ny/")
    page.fill("input[name=title]", "Hvem har en skabelon til et svar om ventetid?")
    page.fill("textarea[name=body]", "Vi skriver det forfra hver gang.")
    page.click("main form button:has-text('Stil spørgsmålet')")
    assert page.inner_text("h1") == "Hvem har en skabelon til et svar om ventetid?"
    page.goto("/spoerg/")
    page.click("main a:has-text('Hvem har en skabelon')")
    page.fill("textarea[name=body]", "Jeg fandt selv en.")
    page.click("button:has-text('Send svaret')")
    assert "Jeg fandt selv en." in page.inner_text("main")
    page.goto("/aarsmoede/")
    page.click("main a:has-text('Se din tilmelding')")
    page.click("main a[href$='/ret/']")
    page.fill("textarea[name=needs]", "Plads ved døren")
    page.click("main form button[type=submit]")
    page.click("button:has-text('Gem ændringerne')")
    assert "Du er tilmeldt" in page.inner_text("h1")
    assert "Plads ved døren" in page.inner_text("main")
    page.goto("/moeder/")
    for path in [path for path in links_on(page) if re.fullmatch(r"/moeder/\d+/", path)]:
        page.goto(path)
        if page.is_visible("main button:has-text('Tilmeld dig')"):
            break
    page.click("main button:has-text('Tilmeld dig')")
    assert "Du er tilmeldt" in page.inner_text("main")
