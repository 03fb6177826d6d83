import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import danish

IN_ORDER = [
    "Albertslund",
    "Dragør",
    "Faxe",
    "Fredensborg",
    "Furesø",
    "Faaborg-Midtfyn",
    "Ikast-Brande",
    "Lyngby-Taarbæk",
    "Læsø",
    "Rebild",
    "Ringkøbing-Skjern",
    "Ringsted",
    "Roskilde",
    "Rudersdal",
    "Rødovre",
    "Samsø",
    "Slagelse",
    "Solrød",
    "Sorø",
    "Sønderborg",
    "Vordingborg",
    "Ærø",
    "Aabenraa",
    "Aalborg",
    "Aarhus",
]

amounts = st.decimals(-(10**9), 10**9, places=2)


@given(st.permutations(IN_ORDER))
def test_municipalities_stand_in_danish_order(names):
    assert sorted(names, key=danish.sort_key) == IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("zebra", "æble"),
        ("æble", "øl"),
        ("øl", "ål"),
        ("ål", "Aare"),
        ("Ny By", "Nyborg"),
        ("Nørre", "Nørre Alslev"),
        ("9. møde", "Aften"),
        ("Muller", "Müller"),
        ("Mylius", "Münster"),
        ("Ål", "Жук"),
        ("Åse", "李"),
    ],
)
def test_the_first_stands_before_the_second(first, second):
    assert danish.sort_key(first) < danish.sort_key(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AARHUS", "århus"),
        ("Århus", unicodedata.normalize("NFD", "Århus")),
        ("Andre", "André"),
        ("Müller", "Myller"),
        ("Häger", "Hæger"),
        ("Björn", "Bjørn"),
        ("Łukasz", "Lukasz"),
        ("Weiß", "Weiss"),
        ("O'Brien", "OBrien"),
        ("  Ikast - Brande ", "Ikast-Brande"),
        ("Ǿ", "Ø"),
        ("Soft\u00adhyphen", "Softhyphen"),
    ],
)
def test_these_are_filed_at_the_same_place(one, other):
    assert danish.sort_key(one) == danish.sort_key(other)


@given(st.text())
def test_the_key_consists_of_digits_so_that_any_collation_orders_it_alike(text):
    key = danish.sort_key(text)

    assert key == "" or (key.isascii() and key.isdigit())


@given(st.text("abcxyzæøåÆØÅ", max_size=12), st.text("abcxyzæøåÆØÅ", max_size=12))
def test_letters_are_compared_by_their_place_in_the_alphabet(one, other):
    def places(word):
        return ["abcxyzæøå".index(char) for char in word.lower().replace("aa", "å")]

    assert (danish.sort_key(one) < danish.sort_key(other)) == (places(one) < places(other))


def test_a_folded_text_forgets_case_form_and_blanks():
    assert danish.fold("  Åse\u00a0 ØSTERGÅRD\n") == "åse østergård"
    assert danish.fold(unicodedata.normalize("NFD", "Åse")) == "åse"
    assert danish.fold("Weiß") == "weiss"


@given(st.text())
def test_folding_a_folded_text_changes_nothing(text):
    folded = danish.fold(text)

    assert danish.fold(folded) == folded


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("1234.5"), "1.234,50 kr."),
        (Decimal("0.005"), "0,01 kr."),
        (Decimal("-1234567.891"), "-1.234.567,89 kr."),
        (Decimal("-0.001"), "0,00 kr."),
        (7, "7,00 kr."),
    ],
)
def test_an_amount_is_written_in_kroner(amount, written):
    assert danish.kroner(amount) == written


def test_an_amount_is_written_in_english():
    assert danish.kroner(Decimal("1234.5"), "en") == "DKK 1,234.50"


@given(amounts)
def test_a_written_number_reads_back_as_itself(amount):
    assert Decimal(danish.number(amount).replace(".", "").replace(",", ".")) == amount


def test_a_number_is_written_with_its_thousands_parted():
    assert danish.number(5822763) == "5.822.763"
    assert danish.number(Decimal("1234.50")) == "1.234,50"
    assert danish.number(Decimal("1E+3")) == "1.000"
    assert danish.number(Decimal("2.5"), decimals=0) == "3"
    assert danish.number(5822763, "en") == "5,822,763"


def test_a_share_is_written_as_a_percentage():
    assert danish.percent(Decimal("0.125"), decimals=1) == "12,5 %"
    assert danish.percent(Decimal(75) / 98) == "77 %"
    assert danish.percent(Decimal("0.125"), "en", decimals=1) == "12.5%"


@pytest.mark.parametrize(
    ("value", "error"),
    [(1.5, TypeError), (Decimal("NaN"), ValueError), (Decimal("inf"), ValueError)],
)
def test_what_is_no_exact_number_is_refused(value, error):
    with pytest.raises(error):
        danish.kroner(value)


@pytest.mark.parametrize(
    "text",
    [
        "12345678",
        "12 34 56 78",
        "1234 5678",
        "12.34.56.78",
        "12-34-56-78",
        "+45 12345678",
        "+4512345678",
        "0045 12 34 56 78",
        "(+45) 12 34 56 78",
        " 12\u00a034\u00a056\u00a078 ",
        "１２３４５６７８",
    ],
)
def test_a_phone_number_is_written_in_pairs(text):
    assert danish.phone(text) == "12 34 56 78"


@pytest.mark.parametrize(
    "text", ["", "1234567", "123456789", "+46 12345678", "12 34 56 7x", "010170-1234", "+45"]
)
def test_what_is_no_danish_phone_number_is_refused(text):
    with pytest.raises(ValueError, match="eight digits"):
        danish.phone(text)
