"""Writing material down and publishing its versions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from portal.audit import trail
from portal.kit.problems import stop_if
from portal.topics.models import Topic
from portal.ui.validators import refuse_cpr

from ..enums import Audience, Extent, Status
from ..indexing import index
from ..models import Edition, Guide, LegalBasis, Version
from ..problems import NUMBER_TAKEN, sections_blockers, to_base_on, to_move, to_withdraw
from ..signals import version_published
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

    What is None is left as it was. Raises `Refused` for a status that `problems.to_move` is against.
    """
    refuse_cpr(writers or "", note or "")
    edition, _created = Edition.objects.get_or_create(guide=guide, line=line)
    stop_if([*to_move(edition, status), *to_base_on(edition, based_on)])
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
    extent: str = Extent.REVISION,
    number: int | None = None,
    based_on: Version | None = None,
    at: datetime | None = None,
    by,
) -> Version:
    """Publish the next version of an edition; a job typesets its file afterwards.

    `sections` are {"heading": …, "paragraphs": […], "points": […]}. `number` is the one the editor saw
    proposed: when it is taken by now, somebody else has published, and `Refused` says so. `based_on`
    is left as it was when it is None.
    """
    stop_if([*sections_blockers(sections), *to_base_on(edition, based_on)])
    text = plain_text(sections)
    refuse_cpr(text, change)
    # The row is locked by being written first: two editors get two numbers on either database.
    moment = at or timezone.now()
    Edition.objects.filter(pk=edition.pk).update(status=Status.PUBLISHED, status_at=moment)
    highest = edition.versions.aggregate(highest=Max("number"))["highest"] or 0
    if number is not None and number <= highest:
        stop_if([NUMBER_TAKEN])
    if based_on is not None:
        Edition.objects.filter(pk=edition.pk).update(based_on=based_on)
    version = Version.objects.create(
        edition=edition,
        number=number or highest + 1,
        published_at=moment,
        change=change,
        extent=extent,
        sections=sections,
        text=text,
    )
    edition.refresh_from_db()
    edition.__dict__.pop("newest", None)
    index(edition.guide)
    trail.record("library.published", on=version, by=by, number=version.number)
    version_published.send(sender=Version, version=version, by=by)
    typeset.enqueue(version_id=version.pk)
    return version


@transaction.atomic
def withdraw_version(*, version: Version, because: str, at: datetime | None = None, by) -> Version:
    """Take a version that is wrong away from readers; its number and the reason stay. Safe to repeat.

    The version before it is the newest again. Where there is none, the edition is being written.
    """
    refuse_cpr(because)
    stop_if(to_withdraw(version, because))
    # The edition's row is written first, as when a version is published: one queue for both.
    Edition.objects.filter(pk=version.edition_id).update(line=F("line"))
    version = Version.objects.select_related("edition__guide").get(pk=version.pk)
    if version.is_withdrawn:
        return version
    version.withdrawn_at, version.withdrawn_because = at or timezone.now(), because.strip()
    version.save(update_fields=["withdrawn_at", "withdrawn_because"])
    edition = version.edition
    if edition.newest is None:
        edition.status, edition.status_at = Status.BEING_WRITTEN, version.withdrawn_at
        edition.save(update_fields=["status", "status_at"])
    index(edition.guide)
    trail.record("library.withdrawn", on=version, by=by, number=version.number)
    return version
