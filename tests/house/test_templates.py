"""The strict policy for scripts holds because no template breaks it."""

import re

import pytest

from tests.house.rooms import ROOT, templates

PAGES = [
    path
    for path in templates()
    if path.suffix == ".html"
    and "/mail/" not in str(path)  # mail programs know no style sheets
    and "wagtailadmin" not in path.parts
]
INLINE = {
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "a style element without nonce": re.compile(r"<style(?![^>]*nonce)", re.I),
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "a script without source or nonce": re.compile(
        r"<script(?![^>]*(\bsrc=|nonce|type=\"application/(json|ld\+json)))", re.I
    ),
    "an address of another host": re.compile(r"(src|href)=\"(https?:)?//(?!www\.w3\.org)", re.I),
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_inline(path):
    text = path.read_text(encoding="utf-8")
    found = [what for what, pattern in INLINE.items() if pattern.search(text)]
    assert found == []
