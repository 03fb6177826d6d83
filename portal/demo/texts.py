"""Reading the demo network's texts."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("content")


@cache
def read(name: str) -> dict[str, Any]:
    """The file `content/<name>.toml`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
