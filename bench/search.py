"""Search and suggestions in a hundred thousand questions and five thousand documents of twenty pages, the
whole results page and what is proposed while one types, beside bare queries by an index of the same database.
Run as a process of its own, with a database of its own that is thrown away.
"""

import os
import random
import sys
import time
from collections.abc import Callable

from .databases import fresh_database

POSTS = 100_000
DOCUMENTS = 5_000
ROUNDS = 20


def _took(ask: Callable, things: list) -> list[float]:
    """Milliseconds of each of some rounds through the things, after one that warms up."""
    found = []
    for number in range(ROUNDS + 1):
        for thing in things:
            began = time.perf_counter()
            ask(thing)
            if number:
                found.append((time.perf_counter() - began) * 1000)
    return sorted(found)


def _say(name: str, times: list[float]) -> None:
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name:44}{p50:10.2f}{p95:10.2f}{times[-1]:10.2f}")


def measure() -> None:
    """Make the forum, ask, and print milliseconds."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from forum.questions import excerpts, finding, queries
    from forum.questions.choice import Choice
    from forum.questions.enums import Filter, Standing
    from forum.questions.models import Question
    from members.people.models import User
    from portal.topics.flows import save as save_topic
    from resources.library import finding as library

    from . import crowd, documents, posts

    reader = User.objects.get(pk=crowd.gather(2).writer)
    topics = [
        save_topic(slug=f"emne-{n}", name=f"Emne {n}", synonyms=[], by=None) for n in range(27)
    ]
    began = time.perf_counter()
    documents.write(DOCUMENTS)
    posts.write(POSTS, reader, topics)
    words = posts.vocabulary()
    title = f"{posts.EVERYWHERE[0]} {words[3]} {words[700]} {words[1500]}"
    took = time.perf_counter() - began
    print(
        f"\n{POSTS} questions and {DOCUMENTS} documents on {connection.vendor}, made in {took:.0f} s;"
        f" milliseconds{'p50':>12}{'p95':>10}{'most':>10}"
    )
    _say(
        "bare: the 20 newest with a word, full text",
        _took(_bare, [words[-1], words[300], words[0]]),
    )
    keys = random.Random(3).sample(range(1, POSTS), 50)
    _say("bare: one row by its key", _took(lambda pk: list(Question.objects.filter(pk=pk)), keys))
    newest = Question.objects.order_by("-last_activity_at", "-pk").defer("body")
    _say("bare: the newest 100 by their index", _took(lambda _: list(newest[:100]), [None] * 5))
    common, nasty = posts.EVERYWHERE[0], " ".join(posts.EVERYWHERE[:5])
    searches = {
        "a rare word": [words[-1], words[-50], words[-200]],
        "an ordinary word": [words[300], words[700], words[1100]],
        "two ordinary words": [f"{words[20]} {words[400]}", f"{words[90]} {words[500]}"],
        "in nearly every text": [common, nasty, words[0]],
        "common and rare": [f"{common} {words[-1]}", f"{words[1]} {words[-90]}"],
        "last word only begun": [words[300][:-4], f"{common} {words[30][:5]}", words[7][:3], "ve"],
        "nowhere": ["xyzzy", f"{common} xyzzy"],
    }
    for name, asked in searches.items():
        _say(f"search: {name}", _took(lambda text: finding.search_for(reader, text)[:20], asked))
    every = [each for asked in searches.values() for each in asked]
    _say("search: all of them", _took(lambda text: finding.search_for(reader, text)[:20], every))
    _say(
        "search: documents", _took(lambda text: list(library.search_for(reader, text)[:20]), every)
    )
    narrow = Choice(topic="emne-3", standing=Standing.SOLVED)
    mine = Choice(tab=Filter.SOLVED, topic="emne-5", words=common)
    _say(
        "search with filters",
        _took(lambda choice: list(finding.chosen(reader, choice)[:20]), [mine]),
    )
    _say(
        "the list with filters", _took(lambda _: list(finding.chosen(reader, narrow)[:20]), [0] * 3)
    )
    shown = finding.search_for(reader, words[300])[:20]
    _say("a page's excerpts", _took(lambda _: excerpts.excerpts(shown, words[300]), [None] * 3))
    titles = [
        title,
        f"{words[600]} {words[601]} {words[602]} {words[603]}",
        f"{words[0]} {words[1]} {words[2]} {words[3]} {words[4]} {words[5]}",
        f"{words[300]} {words[1200]} og {words[5][:5]}",
    ]
    _say("suggestions: questions", _took(lambda text: queries.alike(reader, text), titles))
    _say("suggestions: guides", _took(lambda text: library.alike(reader, text), titles))
    _measure_pages(reader, words, searches)


def _bare(word: str) -> list:
    """The least that a full-text search can be: the index alone, no rights, no rank."""
    from django.db import connection

    from portal.kit.wordindex.postgresql import KIND

    table = "wagtailsearch_indexentry"
    sql = (
        f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s ORDER BY rowid DESC LIMIT 20"
        if connection.vendor == "sqlite"
        else f"SELECT id FROM {table} WHERE (title || body || {KIND}) @@ to_tsquery('danish', %s) LIMIT 20"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [f'"{word}"' if connection.vendor == "sqlite" else f"'{word}'"])
        return cursor.fetchall()


def _measure_pages(reader, words: list[str], searches: dict[str, list[str]]) -> None:
    """Whole pages, from the request to the last byte, in this process and with all middlewares."""
    from django.test import Client
    from django.urls import reverse

    from portal.search import vocabulary
    from portal.words.models import Word

    began = time.perf_counter()
    vocabulary.gather(by=None)
    took = time.perf_counter() - began
    print(f"the night's gathering: {Word.objects.count()} words in {took:.1f} s")
    client = Client(headers={"host": "localhost"})
    client.force_login(reader)

    def page(name: str, q: str) -> None:
        answer = client.get(reverse(name), {"q": q})
        assert answer.status_code == 200, answer

    for name, asked in searches.items():
        _say(f"results page: {name}", _took(lambda q: page("search:results", q), asked))
    slips = [words[300][:-2] + words[300][-1], words[700][1:], words[40][:4] + "x" + words[40][4:]]
    _say("results page: a slip of the pen", _took(lambda q: page("search:results", q), slips))
    same = ["aktindsigt", f"{words[20]} partshøring", "klagevejledning"]
    _say("results page: what means the same", _took(lambda q: page("search:results", q), same))
    ends = ["tilsyn", "ret", "sag"]
    _say("results page: words inside longer ones", _took(lambda q: page("search:results", q), ends))
    typed = ["kl", "sag", words[300][:4], words[300][:-4], f"{words[20]} {words[400][:5]}", "ve"]
    _say("proposed while typing", _took(lambda q: page("search:suggestions", q), typed))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.bench"
    with fresh_database("search"):
        measure()
    sys.stdout.flush()
