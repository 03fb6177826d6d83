"""The trail's actions as sentences that a jurist reads; the words stand in `actions.toml`."""

import tomllib
from pathlib import Path


def _read() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("actions.toml").read_text(encoding="utf-8"))
    return {
        f"{room}.{verb}": words for room, verbs in table.items() for verb, words in verbs.items()
    }


#: "room.verb" → Danish words.
WORDS = _read()


def in_words(action: str) -> str:
    """The action's words; one without any is shown as it is, so that nothing hides."""
    return WORDS.get(action, action)
