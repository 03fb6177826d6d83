"""Search and suggestions in a hundred thousand questions, beside a bare query by an index of the same
database. Run as a process of its own, with a database of its own that is thrown away.
"""

import os
import random
import sys
import time
from collections.abc import Callable

from .databases import fresh_database

POSTS = 100_000
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
    from resources.library import queries as library

    from . import crowd, posts

    reader = User.objects.get(pk=crowd.gather(2).writer)
    topics = [
        save_topic(slug=f"emne-{n}", name=f"Emne {n}", synonyms=[], by=None) for n in range(27)
    ]
    began = time.perf_counter()
    posts.write(POSTS, reader, topics)
    words = posts.vocabulary()
    title = f"{posts.EVERYWHERE[0]} {words[3]} {words[700]} {words[1500]}"
    print(
        f"\n{POSTS} questions on {connection.vendor}, made in {time.perf_counter() - began:.0f} s;"
        f" milliseconds{'p50':>12}{'p95':>10}{'most':>10}"
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


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.bench"
    with fresh_database("search"):
        measure()
    sys.stdout.flush()
