"""The trail's actions and facts as words that a jurist reads; they stand in two small files."""

import tomllib
from pathlib import Path


def _table(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def _read() -> dict[str, str]:
    return {
        f"{room}.{verb}": words
        for room, verbs in _table("actions.toml").items()
        for verb, words in verbs.items()
    }


#: "room.verb" → Danish words.
WORDS = _read()
FACTS = _table("facts.toml")


def in_words(action: str) -> str:
    """The action's words; one without any is shown as it is, so that nothing hides."""
    return WORDS.get(action, action)


def facts_in_words(facts: dict) -> list[str]:
    """`rolle: koordinator` for each fact; a name or a value without words is shown as it is."""
    names, values = FACTS["names"], FACTS["values"]
    return [
        f"{names.get(name, name)}: {values.get(str(value), str(value))}"
        for name, value in facts.items()
        if value is not None
    ]
