"""A contact for an address book."""

from hypothesis import given
from hypothesis import strategies as st

from portal.kit.vcards import LONGEST_LINE, vcard


def lines(file: bytes) -> list[str]:
    """The card's lines as a reader unfolds them."""
    return file.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_contact_has_what_is_known_of_it():
    file = vcard(
        name="Mette Marie Åkjær",
        title="Jurist; leder",
        organisation="Odense, Faaborg-Midtfyn",
        email="mette@odense.example",
        phone="12 34 56 78",
    )
    assert lines(file) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Åkjær;Mette Marie;;;",
        "FN:Mette Marie Åkjær",
        "ORG:Odense\\, Faaborg-Midtfyn",
        "TITLE:Jurist\\; leder",
        "EMAIL;TYPE=INTERNET,WORK:mette@odense.example",
        "TEL;TYPE=WORK,VOICE:+4512345678",
        "END:VCARD",
    ]


def test_what_is_not_known_has_no_line():
    assert lines(vcard(name="Bo")) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Bo;;;;",
        "FN:Bo",
        "END:VCARD",
    ]


@given(st.text(max_size=120), st.text(max_size=200))
def test_nothing_typed_makes_a_line_of_its_own(name, title):
    file = vcard(name=name, title=title)
    assert all(len(row) <= LONGEST_LINE for row in file.split(b"\r\n"))
    begun = [line.partition(":")[0].partition(";")[0] for line in lines(file)]
    assert begun == ["BEGIN", "VERSION", "N", "FN", *["TITLE"] * bool(title), "END"]
