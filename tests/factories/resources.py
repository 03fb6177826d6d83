"""Material for tests, made through the same flows as in the portal."""

import itertools
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.topics.flows import save as save_topic
from portal.topics.models import Topic
from portal.ui.uploads import taken
from resources.collections import flows as collections
from resources.collections.models import Collection
from resources.library.bodies import cleaned, from_sections
from resources.library.enums import Audience, Kind, Line
from resources.library.flows import drafting, enclosing
from resources.library.flows.filing import typeset_version
from resources.library.flows.publishing import publish_version, save_guide, set_edition_status
from resources.library.flows.writing import submit
from resources.library.models import Draft, Edition, Guide, LegalBasis, Version
from tests.factories.people import make_secretariat

number = itertools.count(1)
SECTIONS = [
    {
        "heading": "Kernen i sagen",
        "paragraphs": ["Borgeren skal høres, før du træffer afgørelse om børn på øen."],
        "points": ["Skriv, hvad det gælder.", "Sæt en frist."],
    }
]


def make_topic(name: str = "partshøring") -> Topic:
    """A topic with a short name of its own."""
    return save_topic(slug=f"emne-{next(number)}", name=name, by=None)


def make_guide(
    title: str = "Partshøring i praksis",
    *,
    kind: str = Kind.INTRODUCTION,
    klarret: int | None = None,
    audience: str = Audience.MEMBERS,
    slug: str = "",
    **fields,
) -> Guide:
    """Material without a text; `klarret` makes it a guide with that number."""
    return save_guide(
        slug=slug or f"materiale-{next(number)}",
        title=title,
        kind=Kind.KLARRET if klarret else kind,
        number=klarret,
        audience=audience,
        by=None,
        **fields,
    )


def make_basis(guide: Guide | None = None, act="forvaltningsloven", section="§ 19") -> LegalBasis:
    """A rule, and with a guide one that the guide explains."""
    basis, _new = LegalBasis.objects.get_or_create(act=act, section=section)
    if guide is not None:
        guide.legal_bases.add(basis)
    return basis


def make_edition(guide: Guide, line: str = Line.NATIONAL) -> Edition:
    return set_edition_status(guide=guide, line=line, status="being_written", by=None)


def write(edition: Edition, by, sections: list[dict] | None = None, **facts) -> Edition:
    """Somebody saves a wording in the editor; `facts` are what is said of the change."""
    written = edition.get_latest_revision_as_object()
    written.body = cleaned(from_sections(sections or SECTIONS))
    for name, value in {"change": "Ny frist.", **facts}.items():
        setattr(written, name, value)
    written.save_revision(user=by)
    edition.refresh_from_db()
    return edition


def make_waiting(by, guide: Guide | None = None, *, line: str = Line.NATIONAL, **facts) -> Edition:
    """An edition that somebody has written and sent to approval."""
    edition = write(make_edition(guide or make_guide(), line), by, **facts)
    return submit(edition=edition, by=by)


def put_beside(edition: Edition, *files: tuple[str, bytes], title: str = "", by=None):
    """Files beside an edition, each with its name and content; the rows, in order."""
    uploads = [taken(SimpleUploadedFile(name, content)) for name, content in files]
    return enclosing.add(edition=edition, uploads=uploads, title=title, by=by)


def make_version(
    guide: Guide | None = None,
    *,
    line: str = Line.NATIONAL,
    typeset: bool = False,
    files: Sequence[tuple[str, bytes]] = (),
    **fields,
) -> Version:
    """A published version, with `files` beside it; with `typeset` also its own file."""
    edition = make_edition(guide or make_guide(), line)
    put_beside(edition, *files)
    body = from_sections(fields.pop("sections", SECTIONS))
    version = publish_version(edition=edition, body=body, by=None, **fields)
    return typeset_version(version=version, by=None) if typeset else version


def publish(draft: Draft, *, by=None, nobody_recognised: bool = True) -> Guide:
    """Somebody who has not written in a draft reads it as it stands, and puts it into the library."""
    draft.refresh_from_db()
    return drafting.publish_draft(
        draft=draft,
        seen=draft.seen,
        nobody_recognised=nobody_recognised,
        by=by or make_secretariat(name="Lise Læser"),
    )


def make_collection(
    *guides: Guide, title: str = "Til de første uger", published: bool = True, by=None, **fields
) -> Collection:
    """A collection of this material in this order."""
    editor = by or make_secretariat(name="Samler Samlersen")
    made = collections.save(
        title=title,
        purpose=fields.pop("purpose", "Læs det i denne rækkefølge."),
        rows=[(guide, fields.pop("line", "")) for guide in guides],
        by=editor,
        **fields,
    )
    return collections.publish(collection=made, by=editor) if published else made
