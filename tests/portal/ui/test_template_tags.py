"""Dates and figures as Danes write them, and fields as the portal lays them out."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from portal.ui.browsers import device
from portal.ui.templatetags import ui

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MORNING = dt.datetime(2026, 11, 21, 9, 5, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


def test_dates_are_danish():
    assert ui.long_date(MORNING) == "21. november 2026"
    assert ui.date_time(MORNING) == "21. november 2026 kl. 9.05"
    assert ui.date_time(MORNING.date()) == "21. november 2026"
    assert ui.clock(MORNING) == "9.05"


def test_a_time_is_shown_in_copenhagen_whatever_zone_it_came_in():
    utc = dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC)
    assert ui.date_time(utc) == "2. juli 2026 kl. 0.30"


def test_english_readers_get_english_dates():
    with translation.override("en"):
        assert ui.date_time(MORNING) == "21 November 2026 at 9:05"


@pytest.mark.parametrize("empty", [None, ""])
def test_nothing_gives_nothing(empty):
    for tag in (ui.long_date, ui.date_time, ui.clock, ui.week, ui.relative, ui.kroner, ui.phone):
        assert tag(empty) == ""


def test_week_numbers_follow_iso():
    assert ui.week(dt.date(2027, 1, 1)).endswith("53")
    assert ui.week(dt.date(2027, 1, 4)).endswith(" 1")


def test_amounts_and_figures_are_grouped():
    assert "1.234,50" in ui.kroner(Decimal("1234.5"))
    assert "0,01" in ui.kroner("0.005")
    assert ui.thousands(5822763) == "5.822.763"


def test_eight_digits_are_a_phone_number_and_others_are_left_alone():
    assert ui.phone("33661400") == "33\N{NO-BREAK SPACE}66\N{NO-BREAK SPACE}14\N{NO-BREAK SPACE}00"
    assert ui.phone("+46 8 123 45") == "+46 8 123 45"


def test_relative_falls_back_to_the_date():
    now = timezone.localtime()
    assert ui.relative(now - dt.timedelta(minutes=12)).find("12") >= 0
    assert ui.relative(dt.datetime(2001, 2, 3, 4, 5, tzinfo=COPENHAGEN)) == "3. februar 2001"


def test_the_calendar_leaf_says_month_and_day():
    html = Template("{% load ui %}{% calendar_leaf date %}").render(
        Context({"date": MORNING.date()})
    )
    assert ">nov<" in html
    assert ">21<" in html
    assert 'datetime="2026-11-21"' in html


class Sample(forms.Form):
    name = forms.CharField(
        label="Navn", widget=forms.TextInput(attrs={"placeholder": "Fulde navn"})
    )
    mail = forms.EmailField(label="E-mail", help_text="Din egen.")
    how = forms.ChoiceField(label="Hvordan", choices=[("a", "A")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False)


def test_a_field_is_tied_to_its_hint_and_error():
    html = str(Sample({}))
    assert 'aria-describedby="id_mail_helptext id_mail_error"' in html
    assert 'id="id_mail_helptext"' in html
    assert 'id="id_mail_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_leads_to_each_faulty_field():
    html = str(Sample({}))
    for target in ("id_name", "id_mail", "id_how"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html
    assert 'href="#id_note"' not in html


def test_a_sound_form_has_no_summary():
    assert "summary" not in str(Sample())


def test_controls_wear_the_design_systems_class_and_no_placeholder():
    html = str(Sample())
    assert html.count('class="form-input"') == 3
    assert "placeholder" not in html


@pytest.mark.parametrize(
    ("line", "spans"),
    [
        ("2 svar", "<span>2 svar</span>"),
        ("2 svar · løst", "<span>2 svar</span> <span><i>· </i>løst</span>"),
        # What turned out empty leaves no dot behind.
        ("\n · 2 svar ·\n", "<span>2 svar</span>"),
        ("2 svar ·  · ", "<span>2 svar</span>"),
        ("2 svar · · løst", "<span>2 svar</span> <span><i>· </i>løst</span>"),
        ("a·b · <b>", "<span>a·b</span> <span><i>· </i>&lt;b&gt;</span>"),
    ],
)
def test_facts_on_a_line_are_each_in_one_piece(line, spans):
    assert ui.dots(line) == f'<span class="dots">{spans}</span>'


def test_rendered_facts_are_not_escaped_again():
    page = Template("{% filter dots %}<b>{{ name }}</b> · {{ place }}{% endfilter %}")
    assert page.render(Context({"name": "A & B", "place": "<i>"})) == (
        '<span class="dots"><span><b>A &amp; B</b></span> <span><i>· </i>&lt;i&gt;</span></span>'
    )


@pytest.mark.parametrize(
    ("label", "opening"),
    [("Navn", "Navn:"), ("Hvem betaler?", "Hvem betaler?"), ("Det er i orden.", "Det er i orden:")],
)
def test_a_label_opens_a_line_about_it(label, opening):
    assert ui.opening(label) == opening


@pytest.mark.parametrize(
    ("signature", "parts"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/128.0 Safari/537.36 Edg/128.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/17 Safari/605", ("Safari", "Mac")),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/128.0 Mobile Safari/537", ("Chrome", "Android")),
    ],
)
def test_a_browser_is_named_as_a_person_would(signature, parts):
    assert all(part in device(signature) for part in parts)


def test_an_unknown_signature_is_an_unknown_device():
    assert device("") == device("curl/8.0")
    assert device("")
