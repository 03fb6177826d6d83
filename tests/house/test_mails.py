"""Every mail has a subject, a plain text and an HTML part."""

from django.template.loader import get_template

from tests.house.rooms import ROOT, templates

ENDINGS = (".subject.txt", ".txt", ".html")


def letters():
    names = set()
    for path in templates():
        if path.parent.name != "mail" or path.parent.parent == ROOT / "templates":
            continue
        name = str(path.relative_to(ROOT / "templates"))
        names.add(name.partition(".")[0])
    return sorted(names)


def test_there_are_letters():
    assert "admission/mail/invitation" in letters()


def test_every_letter_has_its_three_parts():
    missing = [
        letter + ending
        for letter in letters()
        for ending in ENDINGS
        if not (ROOT / "templates" / (letter + ending)).exists()
    ]
    assert missing == []


def test_every_part_can_be_parsed():
    for letter in letters():
        for ending in ENDINGS:
            get_template(letter + ending)
