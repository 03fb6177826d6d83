import datetime
import logging
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kit import cpr

GAPS = ["", "-", "–", "—", "‑", "−", ".", "/", "_", " ", "\u00a0", "  ", " - ", " – ", "-\n", "\n"]
DATE_GAPS = ["", " ", ".", "-", "/", "–", "\u2009", ". "]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

dates = st.dates(datetime.date(1858, 1, 1), datetime.date(2057, 12, 31))
serials = st.integers(0, 9999).map("{:04d}".format)


@st.composite
def numbers(draw):
    day = draw(dates)
    raised = draw(st.sampled_from([0, 60]))
    gap = draw(st.sampled_from(DATE_GAPS))
    date = gap.join([f"{day.day + raised:02d}", f"{day.month:02d}", f"{day.year % 100:02d}"])
    written = date + draw(st.sampled_from(GAPS)) + draw(serials)
    return written.translate(draw(st.sampled_from([{}, FULL_WIDTH, ARABIC])))


words = st.text(st.sampled_from("abcæøåÅé ,.:;()!?\n\u200b"), max_size=30)


@given(before=words, number=numbers(), after=words)
def test_any_date_with_four_digits_is_found_at_its_place(before, number, after):
    before, after = before + " (", ") " + after
    text = before + number + after

    assert cpr.find(text) == [(len(before), len(before) + len(number))]
    assert cpr.contains(text)


@given(
    number=numbers(), hidden=st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad"), data=st.data()
)
def test_invisible_characters_do_not_hide_a_number(number, hidden, data):
    at = data.draw(st.integers(1, len(number) - 1))
    broken = number[:at] + hidden + number[at:]

    assert cpr.find(f"om {broken} her") == [(3, 3 + len(broken))]


@given(st.lists(st.one_of(words, numbers(), st.text("0123456789 -.&%<>+\\", max_size=20))))
def test_masking_leaves_no_number_and_changes_nothing_the_second_time(parts):
    masked = cpr.mask(" ".join(parts))

    assert not cpr.contains(masked)
    assert cpr.mask(masked) == masked


@given(st.text())
def test_every_find_lies_in_the_text_and_after_the_one_before(text):
    ends = [0]
    for start, end in cpr.find(text + " 010170-1234 " + text):
        assert ends[-1] <= start < end <= 2 * len(text) + 13
        ends.append(end)
    assert len(ends) > 1


@given(st.integers(10**7, 10**8 - 1).map(str))
def test_phone_numbers_pass(digits):
    pairs = [digits[i : i + 2] for i in range(0, 8, 2)]
    for phone in (digits, " ".join(pairs), f"{digits[:4]} {digits[4:]}", ".".join(pairs)):
        assert not cpr.contains(f"Ring på {phone} eller +45 {phone}.")
    assert not cpr.contains(f"Ring på {' '.join(pairs)}\n8000 Aarhus")


@given(st.integers(1990, 2057), st.integers(0, 9_999_999))
def test_case_numbers_pass(year, running):
    assert not cpr.contains(f"sag {year}-{running:07d}")


@pytest.mark.parametrize(
    "text",
    [
        "2023-0064505",
        "5798009800053",
        "F0101701234",
        "0101701234A",
        "01017012345",
        "10101701234",
        "+45 20 12 12 12",
        "0045 20121212",
        "20 12 12 12 8000 Aarhus",
        "320170-1234",
        "011370-1234",
        "000170-1234",
        "010070-1234",
        "290271-1234",
        "310470-1234",
        "920170-1234",
        "600170-1234",
        "21. november 2026 kl. 9.30",
        "21.11.2026 0930",
        "2026-11-21 09:30",
        "27.03.06-P19-4-23",
        "2012-006450",
        "",
        "1/2",
    ],
)
def test_what_is_no_cpr_number_passes(text):
    assert cpr.find(text) == []
    assert cpr.mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "0101701234",
        "01 01 70 1234",
        "01.01.70-1234",
        "01/01-70 1234",
        "290200-1234",
        "290296-1234",
        "610170-1234",
        "910170-1234",
        "klage_010170-1234_endelig.pdf",
        "klage 010170_1234.docx",
        "CPR0101701234",
        "Cprnr010170-1234",
        "sag 12 010170 1234",
        "12 01 01 70-1234",
        "2023-0064505 og 010170-1234",
        "010203 010170-1234",
        "010170-1234, 020270-1234",
        "⓪①⓪①⑦⓪-①②③④",
    ],
)
def test_a_number_is_found_in_its_surroundings(text):
    assert cpr.contains(text)
    assert "1234" not in cpr.mask(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("010170&nbsp;1234", cpr.MARKER),
        ("010170&#8209;1234", cpr.MARKER),
        ("<p>x <b>010170</b>-1234</p>", f"<p>x <b>{cpr.MARKER}</p>"),
        ("GET /?q=010170+1234 HTTP", f"GET /?q={cpr.MARKER} HTTP"),
        ("/?q=010170%201234&n=2", f"/?q={cpr.MARKER}&n=2"),
        ("/?q%3D0101701234", f"/?q%3D{cpr.MARKER}"),
        ("/?q=%200101701234", f"/?q=%20{cpr.MARKER}"),
        ("/?q=%3010170-123%34!", f"/?q={cpr.MARKER}!"),
        (repr("cpr:\n0101701234"), rf"'cpr:\n{cpr.MARKER}'"),
        (r'{"a": "010170\u20131234"}', '{"a": "' + cpr.MARKER + '"}'),
        ("20%0101701234", f"20%{cpr.MARKER}"),
    ],
)
def test_a_number_is_found_through_escapes_and_markup(text, masked):
    assert cpr.mask(text) == masked


def test_a_hidden_character_after_the_number_is_no_part_of_the_find():
    assert cpr.find("\u200b0101701234\u200b\u200b") == [(1, 11)]


def test_masking_keeps_the_text_around_the_number():
    assert cpr.mask("Om 010170-1234 og 020270 1234.") == "Om ••••••-•••• og ••••••-••••."


@pytest.mark.parametrize(
    "text",
    [
        "Borgeren på Åboulevarden klager over sin sagsbehandling – igen. " * 1600,
        "12 " * 34000,
        "01 01 70 - " * 9500,
        "1" * 100_000,
        "01" + " " * 100_000,
        "<a " * 34000,
        "&#" * 50_000,
        "e\u0301\u200b" * 34000,
        "010170-1234 " * 8500,
    ],
    ids=["prose", "pairs", "dates", "one run", "blanks", "tags", "entities", "marks", "numbers"],
)
def test_time_grows_no_faster_than_the_text(text):
    def seconds(part):
        best = float("inf")
        for _ in range(3):
            begun = time.perf_counter()
            cpr.find(part)
            best = min(best, time.perf_counter() - begun)
        return best

    # A quadratic search would take 64 times as long on eight times the text.
    assert seconds(text) < 30 * seconds(text[: len(text) // 8]) + 0.005


@pytest.fixture
def written():
    """A logger with the filter on its handler, and the lines that it has written."""
    lines = []

    class Lines(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    handler = Lines()
    handler.addFilter(cpr.LogFilter())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, lines


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("for 010170-1234", ()),
        ("for %s", ("010170-1234",)),
        ("for %s-%s", ("010170", "1234")),
        ("for %(who)s", ({"who": "010170-1234"},)),
        ("for %d", (1101701234,)),
        ("for %r", (["010170-1234"],)),
        ("for %s", (ValueError("010170-1234"),)),
        ("for %s %s", ("010170-1234",)),
        (ValueError("010170-1234"), ()),
    ],
)
def test_the_log_never_holds_a_number(written, message, args):
    logger, lines = written

    logger.error(message, *args)

    assert cpr.MARKER in lines[0]
    assert not cpr.contains(lines[0])


def test_the_log_masks_a_traceback_and_keeps_its_story(written):
    logger, lines = written
    try:
        raise ValueError("no member 010170-1234")
    except ValueError:
        logger.exception("failed")

    assert f"ValueError: no member {cpr.MARKER}" in lines[0]
    assert lines[0].startswith("failed\nTraceback")
    assert not cpr.contains(lines[0])


def test_no_later_handler_can_write_the_traceback_unmasked():
    try:
        raise ValueError("010170-1234")
    except ValueError:
        record = logging.LogRecord("n", logging.ERROR, "p", 1, "m", (), sys.exc_info())

    assert cpr.LogFilter().filter(record) is True

    assert record.exc_info is None
    assert not cpr.contains(logging.Formatter().format(record))


def test_a_record_without_a_number_keeps_its_arguments_and_traceback():
    try:
        raise ValueError("plain")
    except ValueError:
        info = sys.exc_info()
    record = logging.LogRecord("n", logging.INFO, "p", 1, "%s took %d ms", ("/", 12), info)

    cpr.LogFilter().filter(record)

    assert (record.msg, record.args, record.exc_info) == ("%s took %d ms", ("/", 12), info)


def test_extra_texts_on_a_record_are_masked():
    record = logging.makeLogRecord({"msg": "m", "path": "/010170-1234/"})

    cpr.LogFilter().filter(record)

    assert record.path == f"/{cpr.MARKER}/"


def test_a_structured_message_is_masked_in_its_place():
    record = logging.makeLogRecord({"msg": {"event": "saved", "texts": ["om 010170-1234", 7]}})

    cpr.LogFilter().filter(record)

    assert record.msg == {"event": "saved", "texts": [f"om {cpr.MARKER}", 7]}


def test_a_structured_message_stays_one_when_the_number_is_in_no_text():
    try:
        raise ValueError("010170-1234")
    except ValueError as error:
        message = {"event": "failed", "error": error, "number": 1101701234}
        record = logging.makeLogRecord({"msg": message, "exc_info": sys.exc_info()})

    cpr.LogFilter().filter(record)

    assert (record.msg["event"], record.exc_info) == ("failed", None)
    assert record.msg["exception"].endswith(f"ValueError: {cpr.MARKER}")
    assert not cpr.contains(str(record.msg))
    assert message["number"] == 1101701234


# --- what a spreadsheet makes of one ------------------------------------------------------------------
def as_amount(number: str) -> list[str]:
    """An amount as Excel, LibreOffice and Java programs write it into a cell."""
    amount = str(int(number))
    shortest = f"{amount[0]}.{amount[1:].rstrip('0') or '0'}"
    return [
        amount,
        f"{amount}.0",
        f"{shortest}E{len(amount) - 1}",
        f"{shortest}e+0{len(amount) - 1}",
    ]


@given(day=dates, raised=st.sampled_from([0, 60]), serial=serials)
def test_a_number_that_a_cell_keeps_as_an_amount_has_its_zero_again(day, raised, serial):
    number = f"{day.day + raised:02d}{day.month:02d}{day.year % 100:02d}{serial}"
    assert {cpr.of_amount(each) for each in as_amount(number)} == {number}


@given(st.integers(0, 10**12).map(str))
def test_an_amount_is_one_exactly_when_its_ten_digits_are(amount):
    found = cpr.of_amount(amount)
    whole = amount.zfill(10)
    assert (found == whole) == (len(amount) in (9, 10) and cpr.contains(whole))


@pytest.mark.parametrize(
    "amount",
    [
        "101701234.5",
        "1.017012345E8",
        "1E999999999",
        "-101701234",
        "0101701234",
        "",
        "x",
        "320170123",
    ],
)
def test_other_amounts_are_none(amount):
    assert cpr.of_amount(amount) is None


@given(st.integers(10**8, 10**9 - 1).map(str))
def test_nine_digits_in_a_text_pass(digits):
    assert not cpr.contains(f"Der er bevilget {digits} kr., se konto {digits}.")
