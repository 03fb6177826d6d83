"""Writing material down and publishing its versions."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Revision

from members.groups.models import Group
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.topics.models import Topic
from portal.ui.validators import refuse_cpr

from .. import hearing, signals
from ..bodies import cleaned, plain_text
from ..enums import Audience, Extent, Status
from ..indexing import index
from ..models import Draft, Edition, Guide, LegalBasis, Replacement, Version
from ..problems import (
    NUMBER_TAKEN,
    body_blockers,
    to_base_on,
    to_move,
    to_publish,
    to_withdraw,
)
from ..retiring import to_replace
from ..tasks import typeset
from . import enclosing
from .holding import lock


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
    group: Group | None = None,
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
            "group": group,
            "link": link,
        },
        create_defaults={
            "title": title,
            "kind": kind,
            "number": number,
            "summary": summary,
            "audience": audience,
            "group": group,
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
    body: StreamValue | list[dict],
    change: str = "",
    extent: str = Extent.MAJOR,
    for_whom: str = "",
    revision: Revision | None = None,
    draft: Draft | None = None,
    number: int | None = None,
    based_on: Version | None = None,
    at: datetime | None = None,
    by,
) -> Version:
    """Publish the next version of an edition; a job typesets its file afterwards. The one way to readers.

    A person publishes the `revision` that a second person has approved (Wagtail leads here, see
    `receivers`), or a `draft` that was looked through. Without a person (`by` is None) the house takes over
    what was published elsewhere. Safe to repeat for a revision: it is published once. `number` says
    which one it had elsewhere. `based_on` is left as it was when it is None.
    """
    if revision is not None and (done := Version.objects.filter(revision=revision).first()):
        return done
    body = cleaned(body)
    text = plain_text(body)
    stop_if(
        [
            *to_publish(revision, draft, by),
            *body_blockers(body),
            *to_base_on(edition, based_on),
        ]
    )
    refuse_cpr(text, change, for_whom)
    # The row is locked by being written first: two editors get two numbers on either database.
    moment = at or timezone.now()
    Edition.objects.filter(pk=edition.pk).update(
        status=Status.PUBLISHED,
        status_at=moment,
        live=True,
        last_published_at=moment,
        # The next one begins with this text, and says anew what it changes and when it comes.
        body=body,
        change="",
        extent=Extent.MAJOR,
        for_whom="",
        go_live_at=None,
    )
    if revision is not None and (done := Version.objects.filter(revision=revision).first()):
        return done
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
        for_whom=for_whom,
        revision=revision,
        body=body,
        text=text,
    )
    enclosing.publish(edition=edition, version=version, by=by)
    edition.refresh_from_db()
    edition.__dict__.pop("newest", None)
    index(edition.guide)
    trail.record("library.published", on=version, by=by, number=version.number)
    # Before the signal: what is fulfilled by it says until then who wished for it.
    hearing.tell_of(version, by=by)
    signals.version_published.send(sender=Version, version=version, extent=version.extent, by=by)
    typeset.enqueue(version_id=version.pk)
    return version


@transaction.atomic
def withdraw_version(
    *,
    version: Version,
    because: str,
    instead: Guide | Version | None = None,
    at: datetime | None = None,
    by,
) -> Version:
    """Take a version that is wrong away from readers; its number and the reason stay. Safe to repeat.

    The version before it is the newest again. Where there is none, the edition is being written. `instead`
    is what its address leads on to. Raises `Refused` without a reason, and for an `instead` that is gone.
    """
    refuse_cpr(because)
    stop_if(to_withdraw(version, because))
    # The edition's row is written first, as when a version is published: one queue for both.
    concerned = {
        version.edition,
        instead.edition if isinstance(instead, Version) else version.edition,
    }
    for each in sorted(concerned, key=lambda edition: edition.pk):
        lock(each)
    version = Version.objects.select_related("edition__guide").get(pk=version.pk)
    if version.is_withdrawn:
        return version
    stop_if(to_replace(version, instead))
    if isinstance(instead, Guide):
        Replacement.objects.create(version=version, by_guide=instead)
    elif instead is not None:
        Replacement.objects.create(version=version, by_version=instead)
    version.withdrawn_at, version.withdrawn_because = at or timezone.now(), because.strip()
    version.save(update_fields=["withdrawn_at", "withdrawn_because"])
    edition = version.edition
    if edition.newest is None:
        edition.status, edition.status_at = Status.BEING_WRITTEN, version.withdrawn_at
        edition.live, edition.expire_at = False, None
        edition.save(update_fields=["status", "status_at", "live", "expire_at"])
    index(edition.guide)
    trail.record("library.withdrawn", on=version, by=by, number=version.number)
    return version
