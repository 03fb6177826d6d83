"""`make bench`: home, Min side, a list of 500 questions and a page of 31 texts beside an empty page of
Django's own under the same server; then news to a thousand open pages beside a bare loop, what pages get
whose line is cut, three hundred who register at once, the library's pages and a large file, ten thousand
registrations at the desk, and searches in a hundred thousand questions and five thousand documents.
`python -m bench` with `pages`, `fan-out`, `catch-up`, `rush`, `library`, `desk` or `search` measures one of
them."""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PORTAL_VAR", ROOT / "var"))
os.environ["PORTAL_VAR"] = str(VAR / "bench")
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.embedded"

#: Parts with a database of their own.
ALONE = {"desk", "search"}
#: Pages asked for without a session.
STRANGERS = {"process is up", "front page"}


def prepare() -> None:
    """Build the demo database once, and set Django up for it."""
    import subprocess

    theme = Path(os.environ["PORTAL_VAR"]) / "theme"
    theme.parent.mkdir(parents=True, exist_ok=True)
    if not theme.exists():
        theme.symlink_to((VAR / "theme").resolve(), target_is_directory=True)
    subprocess.run([sys.executable, "manage.py", "build_demo"], cwd=ROOT, check=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.bench"
    import django

    django.setup()


def measure_pages() -> None:
    from .asking import addresses, member, queries
    from .load import measure
    from .servers import running

    pages, cookie = addresses(), member()
    with running("bench.empty:application") as port:
        rows = [("empty ASGI answer", measure(port, "/"), 0)]
    with running("bench.empty_django:application") as port:
        empty = measure(port, "/")
    rows.append(("empty Django page", empty, 0))
    with running("portal.asgi:application") as port:
        for name, path in pages.items():
            who = "" if name in STRANGERS else cookie
            rows.append((name, measure(port, path, cookie=who), queries(path, who)))
    print(f"{'':20}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'queries':>9}{'of Django':>11}")
    for name, figures, count in rows:
        print(
            f"{name:20}{figures.rate:12.0f}{figures.p50:9.1f}{figures.p99:9.1f}"
            f"{count:9}{figures.rate / empty.rate:11.2f}"
        )
    (Path(os.environ["PORTAL_VAR"]) / "figures.json").write_text(
        json.dumps({name: vars(figures) for name, figures, _ in rows}, indent=1)
    )


def measure_sockets() -> None:
    from . import fan_out

    fan_out.measure(workers=workers())


def measure_cuts() -> None:
    from . import catch_up

    catch_up.measure(workers=workers())


def workers() -> int:
    """Several processes hear of each other through Redis alone."""
    return 2 if os.environ.get("REDIS_URL") else 1


def measure_rush() -> None:
    """With two workers on either database: what is written goes through the database alone."""
    from . import rush

    rush.measure(workers=2)


def _by_itself(part: str) -> None:
    """In a process of its own: it has a database of its own."""
    import subprocess

    subprocess.run([sys.executable, "-u", "-m", f"bench.{part}"], cwd=ROOT, check=True)


def measure_library() -> None:
    from . import library

    library.measure()


def measure_desk() -> None:
    _by_itself("desk")


def measure_search() -> None:
    _by_itself("search")


PARTS = {
    "pages": measure_pages,
    "fan-out": measure_sockets,
    "catch-up": measure_cuts,
    "rush": measure_rush,
    "library": measure_library,
    "desk": measure_desk,
    "search": measure_search,
}


def main() -> None:
    """Measure the parts named, or all."""
    named = sys.argv[1:] or list(PARTS)
    if unknown := [each for each in named if each not in PARTS]:
        sys.exit(f"Unknown: {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
    if set(named) - ALONE:
        prepare()
    for name in named:
        PARTS[name]()


if __name__ == "__main__":
    main()
