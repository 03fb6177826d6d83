"""Hints, never refusals: what might lead to a citizen is seen, and the law is left in peace."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import traces
from portal.kit.traces import Kind


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Ring til hende på 20 12 34 56 i dag.", Kind.PHONE, "20 12 34 56"),
        ("tlf. 20123456", Kind.PHONE, "20123456"),
        ("Telefon: 2012 3456", Kind.PHONE, "2012 3456"),
        ("+45 20123456", Kind.PHONE, "+45 20123456"),
        ("Mobilnummer 20 12 34 56, efter kl. 12", Kind.PHONE, "20 12 34 56"),
        ("Det er sag 2023-0064505 i F2.", Kind.CASE, "2023-0064505"),
        ("sagsnr. 23/014552", Kind.CASE, "23/014552"),
        ("Vores j.nr. 27.03.00-G01-12-23", Kind.CASE, "27.03.00-G01-12-23"),
        ("(27.03.00-G01-12-23)", Kind.CASE, "27.03.00-G01-12-23"),
        ("Journalnummer: EMN-2021-00456", Kind.CASE, "EMN-2021-00456"),
        ("Sagsnummer 88123456", Kind.CASE, "88123456"),
        (
            "Jytte Skovgaard Madsen, Bøgevej 12, har klaget.",
            Kind.ADDRESS,
            "Jytte Skovgaard Madsen, Bøgevej 12",
        ),
        (
            "Hun bor Nørre Allé 4 B og hedder Bente Holm.",
            Kind.ADDRESS,
            "Nørre Allé 4 B og hedder Bente Holm",
        ),
    ],
)
def test_what_might_lead_to_a_citizen_is_seen(text, kind, words):
    (found,) = traces.find(text)
    assert (found.kind, text[found.start : found.end]) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "Forvaltningslovens § 19, stk. 2, nr. 3, og § 65 e i kommunestyrelsesloven",
        "lovbekendtgørelse nr. 433 af 22. april 2014",
        "bkg. nr. 2023/01234 og vejledning nr. 9543 af 2021",
        "FOB 2019-1234 og U 2010.1234 H, jf. Ombudsmandens udtalelse",
        "Direktiv 2016/67900 gælder også her",
        "EAN 5798009800053, CVR-nr. 12345678",
        "1.234.567,50 kr. eller 12 345 678 kr.",
        "10 20 30 40 50 procent",
        "2026-11-22 kl. 10.42 og 22.11.2026-23.11.2026",
        "01.01.2023-31.12.2024",
        "Rådhuset, Rådhuspladsen 1, har åbent 10-14",
        "Vi mødes på Bøgevej 12 hver tirsdag.",
        "Borgerrådgiveren i Odense Kommune, Vestergade 20",
        "Bente Holm spurgte, om fristen er syv dage.",
        "Der gik 20 12 dage",
        "Sagen tog 2 år, og sag nr. 3 er den værste",
        "Side 2019-2021",
    ],
)
def test_ordinary_words_of_the_field_are_left_in_peace(text):
    assert traces.find(text) == []


def test_a_cpr_number_is_another_matter():
    assert traces.find("Borgeren 010190-1234 og sagsnr. 010190-1234") == []


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
)
def test_no_spelling_of_dates_is_a_trace(first, last):
    for written in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m %Y", "%d/%m/%Y", "%d-%m-%Y", "%d. %m. %y"):
        assert traces.find(f"fra {first:{written}} til {last:{written}}.") == []


@given(st.integers(1, 400), st.integers(1, 12), st.integers(1, 20), st.sampled_from("abcdefg"))
def test_no_place_in_a_law_is_a_trace(section, part, number, letter):
    text = f"jf. § {section} {letter}, stk. {part}, nr. {number}, og §§ {section}-{section + part}"
    assert traces.find(text) == []


@given(st.integers(1, 99_999), st.integers(1900, 2099))
def test_no_order_of_the_law_is_a_trace(number, year):
    for name in ("lov nr.", "bekendtgørelse nr.", "lovbekendtgørelse", "cirkulære nr.", "FOB"):
        assert traces.find(f"{name} {number} af 1. maj {year}") == []
        assert traces.find(f"{name} {year}-{number}") == []
        assert traces.find(f"{name} {year}/{number:05}") == []


@given(st.decimals(0, 99_999_999, places=2))
def test_no_amount_is_a_trace(amount):
    danish = f"{amount:,}".translate(str.maketrans(",.", ".,"))
    for text in (f"{danish} kr.", f"kr. {danish}", f"{danish.replace('.', ' ')} kroner"):
        assert traces.find(text) == []


@given(st.from_regex(r"579800\d{7}", fullmatch=True))
def test_no_ean_number_is_a_trace(ean):
    assert traces.find(f"EAN-nummer {ean}") == []
    assert traces.find(ean) == []


@given(st.text())
def test_any_text_can_be_read_and_places_are_in_it(text):
    end = 0
    for trace in traces.find(text):
        assert end <= trace.start < trace.end <= len(text)
        end = trace.end
