"""Finding questions: every filter, every count and the search obey the one rule of who may read what."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from forum.questions import finding, flows, listings, queries
from forum.questions.choice import EVERYBODY, Choice
from forum.questions.enums import Closing, Filter, Law, Period, Size, Sort, Standing
from members.people.flows.membership import end_membership
from portal.kit import wordindex
from portal.kit.dates import local
from tests.factories.following import follow_question
from tests.factories.forum import make_answer, make_question, make_topic
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db
LIST = reverse("questions:list")


@pytest.fixture
def reader(client, personas):
    client.force_login(personas.coordinator)
    return personas.coordinator


def chosen(user, **choice):
    return list(finding.chosen(user, Choice(**choice)))


def ago(days):
    return timezone.now() - timedelta(days=days)


def day(days: int) -> date:
    """That many days ago, as Denmark counts them."""
    return local(ago(days)).date()


def test_each_filter_leaves_what_it_says(personas, reader):
    topic = make_topic("Aktindsigt")
    old = make_question(personas.member, "Gammelt", at=ago(20), topics=[topic])
    ours = make_question(personas.member, "Vores", audience=personas.group)
    solved = make_question(make_member("Bo", "Læsø"), "Løst", at=ago(3))
    flows.accept(answer=make_answer(solved, reader), by=solved.author)
    closed = make_question(personas.editor, "Lukket", at=ago(400))
    flows.close(question=closed, closing=Closing.OUTDATED, by=personas.jurist)
    flows.say_the_law(question=closed, law=Law.UNSETTLED, by=personas.jurist)
    follow_question(reader, old)
    for choice, left in [
        ({}, {old, ours, solved, closed}),
        ({"tab": Filter.FOLLOWED}, {old, solved}),
        ({"tab": Filter.UNANSWERED}, {old, ours}),
        ({"topic": topic.slug}, {old}),
        ({"audience": EVERYBODY}, {old, solved, closed}),
        ({"audience": personas.group.pk}, {ours}),
        ({"size": Size.SMALL}, {solved}),
        ({"size": Size.GREAT}, {old, ours, closed}),
        ({"size": Size.MIDDLE}, set()),
        ({"period": Period.WEEK}, {ours, solved}),
        ({"period": Period.MONTH}, {old, ours, solved}),
        ({"period": Period.YEAR}, {old, ours, solved}),
        ({"since": day(20), "until": day(3)}, {old, solved}),
        ({"until": day(19)}, {old, closed}),
        ({"standing": Standing.OPEN}, {old, ours}),
        ({"standing": Standing.SOLVED}, {solved}),
        ({"standing": Standing.ANSWERED}, set()),
        ({"standing": Standing.CLOSED}, {closed}),
        ({"standing": Standing.UNSETTLED}, {closed}),
        ({"standing": Standing.SETTLED}, set()),
        ({"size": Size.GREAT, "standing": Standing.OPEN, "period": Period.WEEK}, {ours}),
    ]:
        assert set(chosen(reader, **choice)) == left, choice


def test_each_order(personas, reader):
    waits = make_question(personas.member, "Venter", at=ago(9))
    busy = make_question(personas.member, "Travlt", at=ago(8))
    liked = make_question(personas.member, "Nyttigt", at=ago(7))
    for each in range(3):
        make_answer(busy, reader, f"<p>Nr. {each}</p>", at=ago(6))
    flows.mark_helpful(answer=make_answer(liked, reader, at=ago(5)), by=personas.member)
    newest = make_question(personas.member, "Nyt", at=ago(1))
    for sort, order in {
        None: [newest, liked, busy, waits],
        Sort.ACTIVITY: [newest, liked, busy, waits],
        Sort.NEWEST: [newest, liked, busy, waits],
        Sort.ANSWERS: [busy, liked, newest, waits],
        Sort.HELPFUL: [liked, newest, busy, waits],
        Sort.WAITING: [waits, newest, busy, liked],
    }.items():
        assert chosen(reader, sort=sort) == order, sort


def test_an_anonymous_question_has_no_size(personas, reader):
    make_question(personas.member, "Navnløst", anonymous=True)
    make_question(personas.member, "Med navn")
    for size in Size:
        assert "Navnløst" not in {str(each) for each in chosen(reader, size=size)}
    _, counts = finding.options_for(reader, Choice(), counted=True)
    assert counts.sizes == {"under-30": 0, "30-50": 0, "50-100": 0, "over-100": 1}


def test_one_who_has_left_is_from_nowhere(personas, reader):
    question = make_question(personas.member, "Farvel")
    end_membership(person=personas.member, by=None)
    assert question in chosen(reader) and not chosen(reader, size=Size.GREAT)


CHOICES = [
    Choice(),
    Choice(tab=Filter.UNANSWERED),
    Choice(audience=EVERYBODY),
    Choice(size=Size.GREAT),
    Choice(period=Period.WEEK),
    Choice(standing=Standing.OPEN),
    Choice(words="skærmmødet"),
    Choice(sort=Sort.WAITING),
]


def test_every_choice_shows_and_counts_the_same_to_everyone_as_the_rule(personas):
    """For every persona, from stranger to former member: another group's question is nowhere counted."""
    everybody = make_question(personas.member, "Hvem tager skærmmødet?")
    ours = make_question(personas.member, "Skærmmødet på Fyn?", audience=personas.group)
    gone = make_question(personas.member, "Skærmmødet, slettet")
    flows.delete_question(question=gone, by=personas.member)
    for name, user in personas.all().items():
        may = {each for each in (everybody, ours) if each in queries.standing_for(user)}
        for choice in CHOICES:
            left = may - {ours} if choice.audience == EVERYBODY else may
            assert set(finding.chosen(user, choice)) == left, (name, choice)
        options, counts = finding.options_for(user, Choice(), counted=True)
        assert (personas.group.pk in options.groups) == (ours in may), name
        assert finding.common_counts(user, Choice()) == {
            "alle": len(may),
            "ubesvarede": len(may),
            "loeste": 0,
            "arkiv": 0,
        }, name
        assert counts.standings["aaben"] == counts.sizes["over-100"] == len(may), name
        assert counts.periods["uge"] == sum(counts.audiences.values()) == len(may), name
        assert sum(stamp.count for stamp in queries.stamps_for(user).values()) == len(may) + (
            1 if may else 0  # the stub of the deleted one: whoever has it open still hears of it
        ), name
        assert listings.newer(user, Choice(), since=everybody.pk) == len(may - {everybody}), name


def test_the_counts_are_what_the_options_give(personas, reader):
    """Each number beside an option is how many rows that option shows, whatever else is chosen."""
    topics = [make_topic("Aktindsigt"), make_topic("Frister")]
    for number, who in enumerate([personas.member, personas.editor, make_member("Bo", "Læsø")] * 3):
        question = make_question(
            who, f"Nr. {number}", topics=topics[: number % 3], at=ago(number * 5)
        )
        if number % 2:
            make_answer(question, reader)
    make_question(personas.member, "Vores", audience=personas.group, topics=topics)
    for choice in (
        Choice(),
        Choice(standing=Standing.OPEN, topic=topics[0].slug),
        Choice(size=Size.GREAT),
    ):
        _, counts = finding.options_for(reader, choice, counted=True)
        for name, given in {
            "topic": counts.topics,
            "audience": counts.audiences,
            "size": {Size(value): count for value, count in counts.sizes.items()},
            "period": {Period(value): count for value, count in counts.periods.items()},
            "standing": {Standing(value): count for value, count in counts.standings.items()},
        }.items():
            for value, count in given.items():
                rows = finding.chosen(reader, Choice(**{**vars(choice), name: value}))
                assert len(rows) == count, (choice, name, value)
        tabs = finding.common_counts(reader, choice) | finding.personal_counts(reader, choice)
        for tab, count in tabs.items():
            rows = finding.chosen(reader, Choice(**{**vars(choice), "tab": Filter(tab)}))
            assert len(rows) == count, (choice, tab)


# --- the page ----------------------------------------------------------------------------------------
def test_a_filter_in_force_is_a_tag_that_takes_it_away(client, personas, reader):
    topic = make_topic("Aktindsigt")
    make_question(personas.member, "Hvad nu?", topics=[topic])
    page = client.get(LIST, {"emne": topic.slug, "periode": "uge", "orden": "nyeste"}).text
    assert f'href="?emne={topic.slug}&amp;orden=nyeste"' in page
    assert 'href="?periode=uge&amp;orden=nyeste"' in page and 'href="?orden=nyeste"' in page
    assert "Aktindsigt (1)" in page and '<option value="uge" selected>Den seneste uge (1)' in page


@pytest.mark.parametrize(
    "name", ["vis", "emne", "hvem", "stoerrelse", "periode", "fra", "stand", "orden"]
)
@pytest.mark.parametrize("value", ["sludder", "0", "-1", "\x00", "æøå", "x" * 300, "2026-13-01"])
def test_a_value_that_nobody_knows_is_as_good_as_none(client, personas, reader, name, value):
    make_question(personas.member, "Hvad nu?")
    page = client.get(LIST, {name: value})
    assert page.status_code == 200 and "Hvad nu?" in page.text


def test_another_groups_number_is_such_a_value(client, personas):
    make_question(personas.member, "Kun for Fyn", audience=personas.group)
    make_question(personas.member, "For alle")
    client.force_login(personas.other_coordinator)
    page = client.get(LIST, {"hvem": personas.group.pk}).text
    assert "For alle" in page and "Kun for Fyn" not in page


def test_the_pager_keeps_all_that_was_chosen(client, personas, reader):
    for each in range(21):
        make_question(personas.member, f"Nr. {each}")
    page = client.get(LIST, {"stand": "aaben", "orden": "venter"}).text
    assert "?stand=aaben&amp;orden=venter&amp;page=2" in page
    assert "Nr. 20" in client.get(LIST, {"stand": "aaben", "orden": "venter", "page": 2}).text


def test_a_search_for_a_cpr_number_is_sent_on_without_it(client, reader):
    answer = client.get(LIST, {"q": "borger 010190-1234", "stand": "aaben"})
    assert answer.url == f"{LIST}?stand=aaben"
    assert "CPR-nummer" in client.get(answer.url).text


def test_what_was_kept_for_one_is_not_shown_to_another(client, personas):
    """The rows are kept for those who read the same audiences; whoever reads fewer gets their own."""
    make_question(personas.member, "Kun for Fyn", audience=personas.group)
    for name, sees in [("coordinator", True), ("other_coordinator", False), ("jurist", True)]:
        client.force_login(getattr(personas, name))
        assert ("Kun for Fyn" in client.get(LIST).text) == sees, name


def test_whatever_happens_is_on_the_next_page_one_loads(client, personas, reader):
    question = make_question(personas.member, "Hvad nu?")
    assert "Hvad nu?" in client.get(LIST).text
    answer = make_answer(question, reader)
    assert "1 svar" in client.get(LIST).text
    flows.accept(answer=answer, by=personas.member)
    assert "tag--ok" in client.get(LIST).text
    flows.edit_question(question=question, title="Hvad så?", body="<p>Ord</p>", by=personas.member)
    assert "Hvad så?" in client.get(LIST).text
    flows.delete_question(question=question, by=personas.member)
    assert "Hvad så?" not in client.get(LIST).text


def test_the_tabs_say_how_many(client, personas, reader):
    question = make_question(personas.member, "Hvad nu?")
    make_question(reader, "Mit")
    follow_question(reader, question)
    html = client.get(LIST).text
    shown = re.findall(
        r'<a href="\?[^"]*" [^>]*>(\w+) <span class="tabs__count">(\d+)</span>', html
    )
    tabs = {label: int(count) for label, count in shown}
    assert tabs == {
        "Alle": 2,
        "Ubesvarede": 2,
        "Løst": 0,
        "Mine": 1,
        "Følger": 2,
        "Gemte": 0,
        "Arkiv": 0,
    }


# --- the search --------------------------------------------------------------------------------------
def test_of_two_that_fit_alike_the_solved_one_comes_first_and_the_past_last(personas, reader):
    member = personas.member
    solved, archived, closed, plain, sure = (
        make_question(member, "Hvem tager mødet med nævnet?") for _ in range(5)
    )
    flows.accept(answer=make_answer(solved, reader), by=member)
    make_answer(plain, reader)
    flows.confirm(answer=make_answer(sure, reader), by=personas.jurist)
    flows.archive(question=archived, by=personas.jurist)
    flows.close(question=closed, closing=Closing.NO_NEED, by=personas.jurist)
    found = list(finding.search_for(reader, "mødet nævnet"))
    assert set(found[:2]) == {solved, sure} and found[2] == plain
    assert set(found[3:]) == {archived, closed}


def test_words_and_filters_together(personas, reader):
    first = make_question(personas.member, "Nævnet og fristen", at=ago(30))
    second = make_question(make_member("Bo", "Læsø"), "Nævnet og gebyret")
    assert chosen(reader, words="nævnet", size=Size.SMALL) == [second]
    assert chosen(reader, words="nævnet", until=day(9)) == [first]
    assert chosen(reader, words="nævnet", sort=Sort.WAITING) == [first, second]
    assert chosen(reader, words="nævnet", tab=Filter.MINE) == []


def test_a_common_word_finds_old_questions_behind_a_filter(personas, reader, monkeypatch):
    """More match than are looked at, and the newest of them are filtered away."""
    monkeypatch.setattr(finding, "POOL", 3)
    monkeypatch.setattr(wordindex, "POOL", 3)
    monkeypatch.setattr(finding, "Ask", lambda *args, **more: wordindex.Ask(*args, **more, most=3))
    old = make_question(make_member("Bo", "Læsø"), "Kommunen og øen")
    for each in range(6):
        make_question(personas.member, f"Kommunen nr. {each}")
    assert len(chosen(reader, words="kommunen")) >= 3
    assert chosen(reader, words="kommunen", size=Size.SMALL) == [old]


@pytest.mark.parametrize("words", ["aktinds", "AKTINDSIGT", "akt", "fristen aktindsi"])
def test_the_last_word_may_be_only_begun(personas, reader, words):
    question = make_question(personas.member, "Fristen for aktindsigt")
    assert list(finding.search_for(reader, words)) == [question]


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL knows Danish endings"
)
@pytest.mark.parametrize("words", ["afgørelsen", "afgørelser", "afgørel", "kommunernes afgørelse"])
def test_a_word_is_found_in_its_other_endings(personas, reader, words):
    question = make_question(personas.member, "Kommunens afgørelse")
    assert list(finding.search_for(reader, words)) == [question]


@pytest.mark.parametrize(
    "words", ['"', "'", "a' | b", "NEAR(a b)", "title:x", "-- ;", "\\", "(", "*", ":*"]
)
def test_signs_mean_nothing_to_the_index(personas, reader, words):
    make_question(personas.member, "Fristen")
    assert list(finding.search_for(reader, words)) == []


def test_the_page_shows_where_the_words_stand(client, personas, reader):
    question = make_question(personas.member, "Hvem <betaler>?", body="<p>Tolken &amp; retten.</p>")
    make_answer(question, reader, "<p>Regionen betaler altid tolkene.</p>")
    row = client.get(LIST, {"q": "betaler"}).text
    assert "Hvem &lt;<mark>betaler</mark>&gt;?" in row
    assert "I et svar:" in row and "Regionen <mark>betaler</mark> altid tolkene." in row
    row = client.get(LIST, {"q": "retten"}).text
    assert "Tolken &amp; <mark>retten</mark>." in row and "I et svar" not in row


def test_whatever_the_search_looks_into_can_be_the_place(personas, reader, monkeypatch):
    """A field that is added to the search is found, and shown, without a word more here."""
    from wagtail.search.index import SearchField

    from forum.questions import excerpts
    from forum.questions.models import Question

    monkeypatch.setattr(
        Question, "search_fields", [*Question.search_fields, SearchField("attachment_words")]
    )
    monkeypatch.setattr(
        Question, "attachment_words", property(lambda self: "Bilagets hvalfisk"), raising=False
    )
    question = make_question(personas.member, "Noget helt andet")
    assert list(finding.search_for(reader, "hvalfisk")) == [question]
    found = excerpts.excerpts([question], "hvalfisk")[question.pk]
    assert (str(found.place), found.text) == ("I et bilag", "Bilagets <mark>hvalfisk</mark>")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_search_asks_the_same_number_of_times(personas, reader, django_assert_num_queries, count):
    for each in range(count):
        make_question(personas.member, f"Nævnet nr. {each}")
    list(finding.search_for(reader, "nævnet"))
    # Whole words and begun words; what is to be looked at closer; the rows, posts, places, topics. The
    # reader's groups were asked for above.
    with django_assert_num_queries(7):
        assert len(list(finding.search_for(reader, "nævnet"))) == count


def test_words_are_asked_for_by_nobody_outside(personas):
    make_question(personas.member, "Nævnet")
    for name in ("stranger", "applicant", "former"):
        assert not finding.search_for(getattr(personas, name), "nævnet"), name
    assert not list(finding.chosen(SimpleNamespace(pk=None, is_authenticated=False), Choice()))
