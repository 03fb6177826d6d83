"""Three browsers on one question: who sees it at all, whose name is nowhere, and what becomes of an open page
when the server is killed and comes back."""

import re
from dataclasses import dataclass, field

import pytest

from portal.demo import logins
from portal.jobs import ports
from tests.journeys.conftest import log_in
from tests.journeys.server import PROCESSES, SecondServer

pytestmark = [pytest.mark.journey, pytest.mark.embedded]

AWAY = "Forbindelsen er væk. Vi prøver igen; det, du skriver, bliver stående."
LIVE = "Live · nye svar kommer af sig selv"
#: Both are in the group Fyn; the third has groups of his own, but not that one.
ASKER, HELPER, READER = "mette-holm", "charlotte-egeskov-hermansen", "jens-aagaard"
HELPERS_NAME, READERS_NAME = "Charlotte Egeskov Hermansen", "Jens Aagaard"
DOT = "[data-live-dot].notice-dot--ok"
PILL = "[data-pill]:visible"


@dataclass
class Person:
    """Someone at a browser, and every frame that their pages have received."""

    page: object
    server: SecondServer
    frames: list[str] = field(default_factory=list)

    def opens(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector(DOT)

    def process(self) -> int:
        """Where the socket of the open question sits."""
        cookies = self.page.context.cookies()
        session = next(each["value"] for each in cookies if each["name"] == "sessionid")
        path = "/ws/spoerg/" + self.page.url.rstrip("/").rpartition("/")[2] + "/"
        return self.server.process_of(session, path)

    def opens_apart_from(self, other: "Person", address: str) -> None:
        """Open it in another process than the other's, where the server has several: the system deals
        sockets out as it likes, so it is asked again."""
        for _ in range(40):
            self.opens(address)
            if PROCESSES == 1 or self.process() != other.process():
                return
        raise AssertionError("the server never took the other process")

    def reads(self, address: str) -> tuple[int, str]:
        """What the portal answers them there, beside the page that they have open."""
        answer = self.page.request.get(address)
        return answer.status, answer.text()

    def asks(self, title: str, group: str = "") -> str:
        """Ask, and give the question's address."""
        self.page.goto("/spoerg/ny/")
        self.page.fill("#id_title", title)
        self.page.locator("[contenteditable]").first.fill("Borgeren venter på svar.")
        if group:
            self.page.locator("#id_audience").get_by_label(group, exact=True).check()
        self.page.click("button:has-text('Stil spørgsmålet'):not([aria-hidden])")
        self.page.wait_for_url(re.compile(r"/spoerg/\d+/$"))
        self.page.wait_for_selector(DOT)
        return "/spoerg/" + self.page.url.rstrip("/").rpartition("/")[2] + "/"

    def answers(self, address: str, words: str, anonymous: bool = False) -> None:
        self.page.goto(address)
        form = self.page.locator("form[action$='/svar/']")
        form.locator("[contenteditable]").first.fill(words)
        if anonymous:
            form.locator("#id_anonymous").check()
        form.locator(".form__actions button").click()
        self.page.wait_for_selector(f"article:has-text('{words}')")

    def is_told(self, words: str) -> None:
        """The pill says so; then it is pressed."""
        self.page.wait_for_selector(f"{PILL}:text-is('{words}')")
        self.page.click(PILL)

    def answers_shown(self) -> list[str]:
        return self.page.locator("#svar article .prose").all_inner_texts()

    def stays_here(self) -> None:
        self.page.evaluate("window.neverLeft = true")

    def never_left(self) -> bool:
        return self.page.evaluate("window.neverLeft === true")


@pytest.fixture
def server(portal):
    server = SecondServer(portal)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def comes(visit, server):
    """`comes(key)`: someone of the demo network logs in there. The browser's own complaints about a server
    that is away are expected here."""

    def come(key: str) -> Person:
        person = Person(visit(complain=False, at=server.url), server)
        person.page.clock.install()
        person.page.on("websocket", lambda line: listen(line, person.frames))
        email = next(login.email for login in logins.LOGINS if login.key == key)
        log_in(person.page, email, logins.PASSWORD)
        return person

    return come


def listen(line, frames: list[str]) -> None:
    line.on("framereceived", lambda data: frames.append(str(data)))


def test_three_colleagues_on_one_question_and_a_server_that_is_killed(comes, server):
    asker, helper, reader = (comes(key) for key in (ASKER, HELPER, READER))
    address = only_the_group_hears_of_its_question(asker, helper, reader)
    an_anonymous_answer_arrives_without_a_name(asker, helper, reader, address)
    what_was_accepted_shows_without_loading_anew(asker, reader)
    the_server_is_killed_and_the_page_goes_on(server, helper, reader, address)


def only_the_group_hears_of_its_question(asker, helper, reader) -> str:
    """Two questions: one for the asker's group, then one for all, which is the first that the reader, who is
    not in the group, hears of. Gives the address of the latter."""
    for person in (helper, reader):
        person.opens("/spoerg/")
    ours = asker.asks("Hvem henter makrelkassen på Fyn?", group="Fyn")
    helper.page.wait_for_selector(f"{PILL}:text-is('1 nyt spørgsmål – vis')")
    everybodys = asker.asks("Hvor længe må en fuldmagt gælde?")
    helper.page.wait_for_selector(f"{PILL}:text-is('2 nye spørgsmål – vis')")
    reader.page.wait_for_selector(f"{PILL}:text-is('1 nyt spørgsmål – vis')")
    assert [frame for frame in reader.frames if "makrelkassen" in frame] == []
    assert f'"question": {ours.split("/")[2]},' not in "".join(reader.frames)
    assert f'"question": {ours.split("/")[2]},' in "".join(helper.frames)
    for place in ("/spoerg/", "/spoerg/?q=makrelkassen", "/soeg/?q=makrelkassen"):
        assert f'href="{ours}"' in helper.reads(place)[1], place
        assert f'href="{ours}"' not in reader.reads(place)[1], place
    assert helper.reads(ours)[0] == 200 and reader.reads(ours)[0] == 404
    assert reader.reads(f"{ours}nyt/?efter=0")[0] == 404
    return everybodys


def an_anonymous_answer_arrives_without_a_name(asker, helper, reader, address):
    asker.opens(address)
    reader.opens_apart_from(asker, address)
    assert len({asker.process(), reader.process()}) == PROCESSES
    for person in (asker, reader):
        person.stays_here()
        person.frames.clear()
    helper.answers(address, "En fuldmagt gælder, til den kaldes tilbage.", anonymous=True)
    for person in (asker, reader):
        person.is_told("1 nyt svar – vis")
        assert person.answers_shown() == ["En fuldmagt gælder, til den kaldes tilbage."]
        heard = "".join(person.frames)
        assert "til den kaldes tilbage" in heard
        for seen in (heard, person.page.content()):
            assert HELPERS_NAME not in seen and "Charlotte" not in seen and "Svendborg" not in seen
    # An open one has its writer's name in the same places: they do show names.
    reader.answers(address, "Hos os er det højst et år.")
    asker.is_told("1 nyt svar – vis")
    assert READERS_NAME in "".join(asker.frames) and READERS_NAME in asker.page.content()
    assert asker.never_left()


def what_was_accepted_shows_without_loading_anew(asker, reader):
    reader.stays_here()
    reader.page.wait_for_selector(DOT)
    assert reader.page.locator("article:has-text('Godkendt svar')").count() == 0
    first = asker.page.locator("#svar article:has-text('til den kaldes tilbage')")
    first.locator("button:has-text('Det løste det')").click()
    reader.is_told("Noget er ændret – vis")
    reader.page.wait_for_selector("article:has-text('kaldes tilbage'):has-text('Godkendt svar')")
    assert reader.page.locator("article:has-text('Godkendt svar')").count() == 1
    assert reader.never_left()


def the_server_is_killed_and_the_page_goes_on(server, helper, reader, address):
    before = reader.answers_shown()
    assert len(before) == 2 and reader.page.inner_text("[data-live-words]") == LIVE
    server.kill()
    assert not ports.is_taken(server.port), "a part of the server outlived it"
    # Found out by the page itself, in its own time.
    reader.page.wait_for_selector(f"[data-live-words]:text-is('{AWAY}')")
    server.start()
    helper.answers(address, "Første svar efter afbrydelsen.")
    helper.answers(address, "Andet svar efter afbrydelsen.")
    # The next attempt is due within three minutes at the latest (two, and half as much again): here, at once.
    reader.page.clock.fast_forward(181_000)
    reader.is_told("2 nye svar – vis")
    reader.page.wait_for_selector(f"[data-live-words]:text-is('{LIVE}')")
    after = ["Første svar efter afbrydelsen.", "Andet svar efter afbrydelsen."]
    assert reader.answers_shown() == [*before, *after]
    # And live again, not merely caught up.
    helper.answers(address, "Tredje svar, på den nye linje.")
    reader.is_told("1 nyt svar – vis")
    assert reader.answers_shown() == [*before, *after, "Tredje svar, på den nye linje."]
    assert any("på den nye linje" in frame for frame in reader.frames)
    assert reader.never_left()
