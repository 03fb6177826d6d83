"""One contact for an address book: vCard 3.0, the version that Outlook and phones both read (RFC 2426)."""

#: Longer lines are folded, counted in bytes.
LONGEST_LINE = 75


def vcard(
    *, name: str, title: str = "", organisation: str = "", email: str = "", phone: str = "", url=""
) -> bytes:
    """The contact as a file; what is empty is left out. The phone is a Danish number of eight digits."""
    *first, last = name.split() or [""]
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_text(last)};{_text(' '.join(first))};;;",
        f"FN:{_text(name)}",
    ]
    digits = phone.replace(" ", "")
    for begin, value in (
        ("ORG:", organisation),
        ("TITLE:", title),
        ("EMAIL;TYPE=INTERNET,WORK:", email),
        ("TEL;TYPE=WORK,VOICE:", f"+45{digits}" if digits else ""),
        ("URL:", url),
    ):
        if value:
            lines.append(begin + _text(value))
    lines.append("END:VCARD")
    return b"".join(_folded(line) for line in lines)


def _text(value: str) -> str:
    """A value in one line, with what has a meaning of its own marked as text."""
    value = " ".join(value.split())
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value


def _folded(line: str) -> bytes:
    """The line with its end, folded so that no letter is cut in two."""
    rows: list[bytes] = []
    row = b""
    for letter in line:
        sign = letter.encode()
        # Each row but the first begins with a blank that counts.
        if len(row) + len(sign) > LONGEST_LINE - bool(rows):
            rows.append(row)
            row = b""
        row += sign
    return b"\r\n ".join([*rows, row]) + b"\r\n"
