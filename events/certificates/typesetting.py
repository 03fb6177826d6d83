"""Certificates as a tagged PDF, made when somebody asks for it and not kept: the row has all it says."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.kit import dates
from portal.ui import codes, typesetting

from .models import Certificate

SHEET = Path(__file__).with_name("typst") / "certificate.typ"


def pdf(certificates: Sequence[Certificate]) -> bytes:
    """The file's bytes, a page for each. The same rows give the same file."""
    return typesetting.pdf(
        SHEET,
        name="certificates",
        content=[_content(certificate) for certificate in certificates],
        at=max(certificate.issued_at for certificate in certificates),
    )


def _content(certificate: Certificate) -> dict:
    """What the sheet says. A certificate is Danish, whoever asks for the file."""
    base = settings.BASE_URL.rstrip("/")
    address = base + certificate.get_absolute_url()
    with translation.override("da"):
        return {
            "network": settings.WAGTAIL_SITE_NAME,
            "name": certificate.name,
            "course": certificate.title,
            **_words(certificate),
            "dates": [
                {"day": each.day, "hours": each.hours, "title": each.title}
                for each in certificate.days
            ],
            "teachers": certificate.teachers.splitlines(),
            "issued": dates.long_date(certificate.issued_at),
            "number": certificate.shown_number,
            "short": urlsplit(base).netloc + reverse("verification:ask"),
            "address": address,
            "code": _code(address),
        }


def _words(certificate: Certificate) -> dict:
    """What a course calls otherwise than a conference."""
    if certificate.is_of_conference:
        return {
            "kind": "Deltagerbevis",
            "many": "Deltagerbeviser",
            "did": "har deltaget i",
            "facts": f"{certificate.period} · {certificate.place}",
            "contents": f"Fagligt program · {certificate.hours} timer",
        }
    held = certificate.dates_held
    return {
        "kind": "Kursusbevis",
        "many": "Kursusbeviser",
        "did": "har gennemført kurset",
        "facts": f"{certificate.period} · {certificate.hours} timer · "
        f"mødt {len(certificate.days)} af {held} {'gang' if held == 1 else 'gange'}",
        "contents": "Kursets indhold",
    }


def _code(address: str) -> str:
    """The address as a picture that a phone reads, with the quiet ground around it that it needs."""
    return codes.svg(address, border=0, dark="#073a35", nl=False, scale=4)
