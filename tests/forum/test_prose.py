"""Members' formatted text: what is kept, and what the guard reads."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.ui import prose


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (
            "<p>Et <strong>ord</strong> og <em>et</em></p>",
            "<p>Et <strong>ord</strong> og <em>et</em></p>",
        ),
        ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        ('<p><img src="https://evil.example/x.png">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:x()">a</a></p>', '<p><a rel="noopener noreferrer">a</a></p>'),
        ("<ul><li><p>a</p></li></ul><p></p>", "<ul><li><p>a</p></li></ul>"),
        ("<p></p><p> </p>", ""),
        ("Først\r\n\r\nså", "<p>Først</p><p>så</p>"),
        ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("", ""),
    ],
)
def test_only_the_allow_list_is_stored(sent, stored):
    assert prose.clean(sent) == stored


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = prose.clean(text)
    assert prose.clean(once) == once


@given(st.text(alphabet="ab <>&\"'æ§"))
def test_plain_words_survive_the_way_in_and_out(text):
    words = " ".join(text.split())
    if not prose._BEGINS_AS_HTML.match(words):
        assert prose.plain(prose.clean(words)) == words
        assert prose.for_box(prose.clean(words)) == words


def test_a_box_shows_elements_only_where_words_do_not_do():
    assert prose.for_box("<p>a<br>b &amp; c</p><p>d</p>") == "a\nb & c\n\nd"
    assert prose.for_box("<ul><li>a</li></ul>") == "<ul><li>a</li></ul>"


@pytest.mark.parametrize(
    "text",
    [
        "<p>010190-1234</p>",
        "<p>0101<em>90</em>1234</p>",
        "<ul><li><p>010190</p></li></ul><p>1234</p>",
        '<p><a href="tel:0101901234">ring</a></p>',
        "<p>010190&#45;1234</p>",
    ],
)
def test_the_field_reads_through_formatting(text):
    with pytest.raises(ValidationError) as refused:
        prose.ProseField().clean(text)
    assert refused.value.error_list[0].code == "cpr"


def test_the_field_counts_words_not_elements():
    field = prose.ProseField(longest=3)
    assert field.clean("<p><strong>abc</strong></p>") == "<p><strong>abc</strong></p>"
    with pytest.raises(ValidationError) as refused:
        field.clean("<p>abcd</p>")
    assert refused.value.error_list[0].code == "max_length"
    with pytest.raises(ValidationError) as refused:
        field.clean("<p> </p>")
    assert refused.value.error_list[0].code == "required"


#: A piece of a note, as Word puts it on the clipboard.
FROM_WORD = (Path(__file__).parent.parent / "factories/word.html").read_text(encoding="utf-8")


def test_what_is_pasted_from_word_becomes_paragraphs_and_lists():
    assert prose.clean(FROM_WORD) == (
        "<p><strong>Sagens forløb</strong></p>"
        "<p>Borgeren har ventet i <strong>tre uger</strong> på Odense Kommune.</p>"
        "<ul><li><p>Partshøring</p><ul><li><p>§ 19, stk. 1</p></li></ul></li>"
        "<li><p>Begrundelse</p></li></ul>"
        "<ol><li><p>Klagevejledning</p></li></ol>"
        "<p>Modtaget – 2. november</p>"
        '<p>Se <a href="https://www.ombudsmanden.dk/" rel="noopener noreferrer">udtalelsen</a>'
        " og notatet.</p>"
    )


def test_cleaning_words_text_twice_changes_nothing():
    once = prose.clean(FROM_WORD)
    assert prose.clean(once) == once


def test_the_guard_reads_through_words_own_elements():
    text = "<p class=MsoNormal>Borgeren 0101<o:p></o:p><span style='mso-x:1'>90-1234</span></p>"
    with pytest.raises(ValidationError) as refused:
        prose.ProseField().clean(text)
    assert refused.value.error_list[0].code == "cpr"


def test_text_that_only_speaks_of_word_is_left_alone():
    assert prose.clean("1 < 2: stilen mso-list") == "<p>1 &lt; 2: stilen mso-list</p>"
