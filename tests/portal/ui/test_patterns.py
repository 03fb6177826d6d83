"""A piece that is kept is filled in for each reader, and nothing one reader was shown reaches another."""

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from portal.ui import patterns
from portal.ui.patterns import NUMBER, Pattern

TEMPLATE = """{% if facts %}<b>{{ facts }}</b>{% endif %}{{ place.words }}
{% url "questions:question" place.number %}{% csrf_token %}{% translate "Edit" %}"""


class Form(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput)


@pytest.fixture
def rendered(monkeypatch):
    """How often the template was rendered."""
    made = []

    def render(name, context):
        made.append(context["facts"])
        return engines["django"].from_string(TEMPLATE).render(context)

    monkeypatch.setattr(patterns, "render_to_string", render)
    return made


def test_places_are_filled_in_each_time_and_the_piece_is_rendered_once(rendered):
    piece = Pattern("any.html")
    first = piece.filled("x", words="Mit", number=7, token="aaa")
    second = piece.filled("x", words="Dit", number=12, token="bbb")
    assert rendered == ["x"]
    assert "Mit" in first and "/7/" in first and 'value="aaa"' in first
    assert "Dit" in second and "/12/" in second and 'value="bbb"' in second
    assert not any(each in second for each in ("Mit", "/7/", "aaa", "place", str(NUMBER)))


def test_other_facts_and_another_language_are_rendered_for_themselves(rendered):
    piece = Pattern("any.html")
    given = {"words": "", "number": 1, "token": ""}
    assert "<b>x</b>" in piece.filled("x", **given) and "<b>" not in piece.filled(None, **given)
    with translation.override("en"):
        assert "Edit" in piece.filled("x", **given)
    assert "Rediger" in piece.filled("x", **given) and rendered == ["x", None, "x"]


def test_what_people_write_is_escaped_and_opens_no_places(rendered):
    piece = Pattern("any.html")
    html = piece.filled(words="<!--place:token--><i>", number=1, token="secret")
    assert html.count("secret") == 1 and "&lt;i&gt;" in html
    html = piece.filled(words=mark_safe("<!--place:token-->"), number=1, token="secret")
    assert html.count("secret") == 1 and isinstance(html, SafeString)


def test_a_forms_own_field_stays_one(rendered):
    field = Form({"key": '"><b>'})["key"]
    html = Pattern("any.html").filled(words=field, number=1, token="")
    assert '<input type="hidden" name="key" value="&quot;&gt;&lt;b&gt;"' in html


def test_a_place_that_is_given_nothing_is_said(rendered):
    with pytest.raises(KeyError, match="token"):
        Pattern("any.html").filled(words="", number=1)


def test_it_keeps_no_more_than_it_may(rendered):
    piece = Pattern("any.html", most=2)
    for facts in (1, 2, 3, 1):
        piece.filled(facts, words="", number=1, token="")
    assert rendered == [1, 2, 3, 1]
