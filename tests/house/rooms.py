"""What the house is made of, found by looking: our apps, their models, modules and templates."""

import importlib
import pkgutil
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("portal", "members", "events", "forum", "resources")


def our_models():
    """Every concrete model of our apps."""
    return [model for model in apps.get_models() if model.__module__.partition(".")[0] in ROOMS]


def modules(*names: str):
    """Every module of ours whose last or last but one name is one of `names`."""
    found = []
    for room in ROOMS:
        package = importlib.import_module(room)
        for info in pkgutil.walk_packages(package.__path__, f"{room}."):
            parts = info.name.split(".")
            if parts[-1] in names or parts[-2] in names:
                found.append(importlib.import_module(info.name))
    return found


def templates():
    """Every template file of ours."""
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
