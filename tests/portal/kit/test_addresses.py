"""One address, however it is spelt."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import addresses

TAARNBY = "mette@tårnby.dk"


@pytest.mark.parametrize(
    "spelling",
    [
        "mette@tårnby.dk",
        "METTE@TÅRNBY.DK",
        "mette@ta\u030arnby.dk",
        "METTE@TA\u030aRNBY.DK",
        "mette@t\u212brnby.dk",  # the sign for ångström
        "mette@xn--trnby-mra.dk",
        "Mette@XN--TRNBY-MRA.dk",
        "ｍｅｔｔｅ＠ｔårnby．ｄｋ",
        "  mette@tårnby.dk\n",
        "\u202amette@tårnby.dk\u202c",
        "met\u00adte@tårnby\u200b.dk",
    ],
)
def test_spellings_of_one_address_have_one_key(spelling):
    assert addresses.key(spelling) == TAARNBY
    assert addresses.tidy(spelling).lower() == TAARNBY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mette@strasse.de", "mette@straße.de"),
        ("mette@xn--strae-oqa.de", "mette@strasse.de"),
        ("mette@taarnby.dk", TAARNBY),
        ("mette@odense.dk", "mete@odense.dk"),
        ("mette@odense.dk", "mette@odense.dk.example.dk"),
        ("mett\u0435@odense.dk", "mette@odense.dk"),  # a Cyrillic е
    ],
)
def test_two_addresses_have_two_keys(one, other):
    assert addresses.key(one) != addresses.key(other)


def test_what_is_kept_keeps_its_capitals():
    assert addresses.tidy(" Astrid.Holm@Skanderborg.dk ") == "Astrid.Holm@Skanderborg.dk"


@pytest.mark.parametrize(
    "label",
    [
        "xn--",
        "xn--a",
        "xn--æ",
        "xn--\ud800",
        "xn--" + "odense．evil".encode("punycode").decode(),
        "xn--" + "a＠b".encode("punycode").decode(),
        "xn--" + "ta\u030arnby".encode("punycode").decode(),
        "xn--" + "TÅrnby".encode("punycode").decode(),
        "xn--" + "od\u200bense".encode("punycode").decode(),
    ],
)
def test_a_part_that_is_not_rightly_encoded_is_left_alone(label):
    assert addresses.tidy(f"mette@{label}.dk") == f"mette@{label}.dk"


def test_a_domain_that_only_looks_like_another_shows_that_it_is_not():
    kept = addresses.tidy("mette@\u043edense.dk")
    assert kept == "mette@xn--dense-iye.dk"
    assert addresses.tidy(kept) == kept
    assert addresses.key("METTE@\u041eDENSE.DK") == kept


@pytest.mark.parametrize("text", ["", "@", "mette", "@@", "a@b@c", "xn--", " \u200b "])
def test_what_is_no_address_is_not_made_one(text):
    assert addresses.tidy(text) == text.replace("\u200b", "").strip()


@given(st.text())
def test_a_key_is_its_own_key(text):
    key = addresses.key(text)
    assert addresses.key(key) == key
    assert addresses.key(addresses.tidy(text)) == key
    assert unicodedata.is_normalized("NFKC", key)


@given(st.text(alphabet="abcæøåABCÆØÅéü-", min_size=1, max_size=20))
def test_taking_letters_apart_or_encoding_the_domain_changes_no_key(word):
    typed = f"post@{word}.dk"
    assert addresses.key(unicodedata.normalize("NFD", typed)) == addresses.key(typed)
    lower = unicodedata.normalize("NFC", word.lower())
    if not lower.isascii():
        encoded = lower.encode("punycode").decode()
        assert addresses.key(f"post@xn--{encoded}.dk") == addresses.key(typed)
