"""What the editor makes of a piece of Word, in a real browser."""

import base64
from pathlib import Path

import pytest

from tests.journeys.server import ROOT

pytestmark = pytest.mark.journey
FROM_WORD = (Path(__file__).parent.parent / "factories/word.html").read_text(encoding="utf-8")
#: What stands between elements is of no consequence.
CLEANED = (
    "<p><strong>Sagens forløb</strong></p>"
    "<p>Borgeren har ventet i <b>tre uger</b> på Odense Kommune.</p>"
    "<ul><li><p>Partshøring</p><ul><li><p>§ 19, stk. 1</p></li></ul></li>"
    "<li><p>Begrundelse</p></li></ul>"
    "<ol><li><p>Klagevejledning</p></li></ol>"
    "<p>Modtaget – 2. november</p>"
    '<p>Se <a href="https://www.ombudsmanden.dk/">udtalelsen</a> og notatet.</p>'
)
CLEAN = """async ([module, html]) => {
  const { fromWord } = await import('data:text/javascript;base64,' + module)
  const squeezed = html => html.replace(/\\s+/g, ' ').replace(/> </g, '><').trim()
  return squeezed(fromWord(html)).replace(/<span>|<\\/span>/g, '').replace(/ (<\\/)/g, '$1')
}"""


@pytest.fixture(scope="module")
def clean(chromium):
    """`clean(html)`: what js/word.js makes of it."""
    script = (ROOT / "portal/ui/static/portal/js/word.js").read_bytes()
    page = chromium.new_page()
    yield lambda html: page.evaluate(CLEAN, [base64.b64encode(script).decode(), html])
    page.close()


def test_words_own_elements_become_paragraphs_and_lists(clean):
    assert clean(FROM_WORD) == CLEANED


def test_what_is_not_from_word_is_left_as_it_is(clean):
    html = '<p class="other" style="color: red">Et <em>ord</em> style=x</p>'
    assert clean(html) == html.replace(" style=", " data-style=", 1)


def test_a_numbered_list_ends_where_a_paragraph_begins(clean):
    point = "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{}</p>"
    html = point.format("Et") + "<p class=MsoNormal>Imellem</p>" + point.format("To")
    assert clean(html) == ("<ul><li><p>Et</p></li></ul><p>Imellem</p><ul><li><p>To</p></li></ul>")
