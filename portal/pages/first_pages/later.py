"""What the first pages promise today and an older page does not: how long something is kept.

The pages are the secretariat's from the day they are written. A line that came later is put only into a page
that nobody has saved since (no revision); of the others the secretariat's start page says what is missing.
"""

import json
import re
import tomllib
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROMISE = re.compile(r"\{(kept_[a-z_]+)\}")
LANGUAGES = ("da", "en")


@dataclass(frozen=True)
class Promise:
    """One line of a shipped page: what is kept, for how long, and after which line it stands."""

    language: str
    slug: str
    label: str
    value: str
    after: str

    @property
    def words(self) -> list[str]:
        """The deadlines it names, as placeholders are written: `kept_vain_searches`."""
        return PROMISE.findall(self.value)


@lru_cache
def promises(language: str) -> tuple[Promise, ...]:
    """Every line of the shipped pages of a language that says how long something is kept."""
    content = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    found = []
    for page in content["page"]:
        for block in page["blocks"]:
            before = ""
            for item in block["items"] if block["type"] == "facts" else ():
                if PROMISE.search(item["value"]):
                    found.append(
                        Promise(language, page["slug"], item["label"], item["value"], before)
                    )
                before = item["label"]
    return tuple(found)


def add(apps, word: str) -> None:
    """Put the line that names this deadline into the pages that are as they were shipped and lack it."""
    pages = apps.get_model("pages", "ContentPage")
    for language in LANGUAGES:
        for promise in promises(language):
            if word not in promise.words:
                continue
            untouched = pages.objects.filter(
                slug=promise.slug, language=language, latest_revision__isnull=True
            )
            for page in untouched:
                body = page.body.get_prep_value()
                if _put(body, promise):
                    pages.objects.filter(pk=page.pk).update(body=json.dumps(body))


def missing(language: str, slug: str, text: str) -> list[Promise]:
    """The shipped lines none of whose deadlines a page's text names."""
    named = set(PROMISE.findall(text))
    return [
        promise
        for promise in promises(language)
        if promise.slug == slug and not named.intersection(promise.words)
    ]


def _put(body: list[dict[str, Any]], promise: Promise) -> bool:
    """Whether the line came in: where it stands today, or at the end of the lines of its kind."""
    if promise not in missing(promise.language, promise.slug, json.dumps(body)):
        return False
    for block in body:
        items = block["value"]["items"] if block["type"] == "facts" else []
        if any(PROMISE.search(item["value"]["value"]) for item in items):
            labels = [item["value"]["label"] for item in items]
            place = labels.index(promise.after) + 1 if promise.after in labels else len(items)
            value = {"label": promise.label, "value": promise.value}
            items.insert(place, {"type": "item", "value": value, "id": str(uuid.uuid4())})
            return True
    return False
