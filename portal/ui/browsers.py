"""A browser's long signature in the two words a person knows it by."""

from django.utils.translation import gettext as _

# The first that fits wins: Edge says it is Chrome too, and everything says it is Safari.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
MACHINES = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def _first(signature: str, known: list[tuple[str, str]]) -> str:
    return next((name for mark, name in known if mark in signature), "")


def device(signature: str) -> str:
    """`Edge on Windows`; a signature that says neither is an unknown device."""
    browser, machine = _first(signature, BROWSERS), _first(signature, MACHINES)
    if browser and machine:
        return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("Unknown device")
