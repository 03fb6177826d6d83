"""Writing material down and publishing its versions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit import trail
from portal.kit.problems import Blocker, stop_if
from portal.topics.models import Topic
from portal.ui.validators import refuse_cpr

from ..enums import Audience, Status
from ..indexing import index
from ..models import Edition, Guide, LegalBasis, Version
from ..problems import sections_blockers
from ..tasks import typeset
from ..wording import plain_text


@transaction.atomic
def save_guide(
    *,
    slug: str,
    title: str,
    kind: str,
    number: int | None = None,
    summary: str = "",
    topics: Iterable[Topic] = (),
    legal_bases: Sequence[tuple[str, str]] = (),
    audience: str = Audience.MEMBERS,
    link: str = "",
    at: datetime | None = None,
    by,
) -> Guide:
    """Create or change the material with this short name; `legal_bases` are pairs (act, section)."""
    refuse_cpr(title, summary, *(text for basis in legal_bases for text in basis))
    guide, created = Guide.objects.update_or_create(
        slug=slug,
        defaults={
            "title": title,
            "kind": kind,
            "number": number,
            "summary": summary,
            "audience": audience,
            "link": link,
        },
        create_defaults={
            "title": title,
            "kind": kind,
            "number": number,
            "summary": summary,
            "audience": audience,
            "link": link,
            "created_at": at or timezone.now(),
        },
    )
    guide.topics.set(topics)
    guide.legal_bases.set(
        LegalBasis.objects.get_or_create(act=act, section=section)[0]
        for act, section in legal_bases
    )
    index(guide)
    trail.record("library.created" if created else "library.changed", on=guide, by=by)
    return guide


@transaction.atomic
def set_edition_status(
    *,
    guide: Guide,
    line: str,
    status: str,
    writers: str | None = None,
    note: str | None = None,
    based_on: Version | None = None,
    at: datetime | None = None,
    by,
) -> Edition:
    """Say how far an edition is, and who writes it; the edition is made if it is not there.

    What is None is left as it was. Only a version makes an edition published.
    """
    refuse_cpr(writers or "", note or "")
    edition, _created = Edition.objects.get_or_create(guide=guide, line=line)
    if status == Status.PUBLISHED and not edition.versions.exists():
        stop_if([Blocker("no_version", _("An edition is published by publishing a version."))])
    if edition.status != status:
        edition.status, edition.status_at = status, at or timezone.now()
    for field, value in (("writers", writers), ("note", note), ("based_on", based_on)):
        if value is not None:
            setattr(edition, field, value)
    edition.save()
    trail.record("library.edition_moved", on=edition, by=by, status=str(status))
    return edition


@transaction.atomic
def publish_version(
    *,
    edition: Edition,
    sections: list[dict],
    change: str = "",
    number: int | None = None,
    at: datetime | None = None,
    by,
) -> Version:
    """Publish the next version of an edition; a job typesets its file afterwards.

    `sections` are {"heading": …, "paragraphs": […], "points": […]}.
    """
    stop_if(sections_blockers(sections))
    text = plain_text(sections)
    refuse_cpr(text, change)
    # The row is locked by being written first: two editors get two numbers on either database.
    moment = at or timezone.now()
    Edition.objects.filter(pk=edition.pk).update(status=Status.PUBLISHED, status_at=moment)
    highest = edition.versions.aggregate(highest=Max("number"))["highest"] or 0
    if number is not None and number <= highest:
        stop_if([Blocker("number_taken", _("A newer version is already published."))])
    version = Version.objects.create(
        edition=edition,
        number=number or highest + 1,
        published_at=moment,
        change=change,
        sections=sections,
        text=text,
    )
    edition.refresh_from_db()
    edition.__dict__.pop("newest", None)
    index(edition.guide)
    trail.record("library.published", on=version, by=by, number=version.number)
    typeset.enqueue(version_id=version.pk)
    return version
