"""Contributions for tests, made through the same flows as in the portal."""

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.ui.uploads import taken
from resources.contributions import flows
from resources.contributions.models import Contribution
from resources.contributions.saying import Said
from resources.library.enums import Kind

from . import files


def said(**facts) -> Said:
    """What a member says of a template, as the flows take it; `facts` say it otherwise."""
    return Said(**typed(**facts))


def typed(**facts) -> dict:
    """The same as it is typed into the form."""
    return {
        "kind": Kind.TEMPLATE,
        "title": "Brev om klage",
        "summary": "Et brev, som borgeren forstår.",
        "use": "Ret navn og frist.",
        "has_rights": True,
        "nobody_recognised": True,
        **facts,
    }


def sent(name: str = "Brev.docx", content: bytes | None = None):
    """A file as a form takes it."""
    return taken(SimpleUploadedFile(name, content or files.word("Kære borger")))


def make_contribution(person, *, reply: str = "", **facts) -> Contribution:
    """Something a member has given, with a file; with a `reply` it was sent back."""
    uploads = facts.pop("uploads", [sent()])
    given = flows.give(said=said(**facts), uploads=uploads, key=uuid4(), by=person)
    if reply:
        Contribution.objects.filter(pk=given.pk).update(
            state="sent_back", reply=reply, replied_at=given.sent_at
        )
        given.refresh_from_db()
    return given
