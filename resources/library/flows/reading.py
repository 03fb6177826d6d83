"""That material has been read: the member's own receipt, and a nameless count."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from members.onboarding import flows as onboarding
from members.onboarding.enums import Deed
from members.people.rules import is_member
from portal.audit import trail

from ..models import DownloadCount, Edition, ReadReceipt, Version, VersionFile
from ..replacing import replaced_through


@transaction.atomic
def record_reading(*, version: Version, at: datetime | None = None, by) -> ReadReceipt | None:
    """The member's first opening of a version; later ones leave the receipt as it is.

    Someone who is not a member leaves no trace: None.
    """
    if not is_member(by):
        return None
    receipt, created = ReadReceipt.objects.get_or_create(
        person=by, version=version, defaults={"read_at": at or timezone.now()}
    )
    if created:
        trail.record("library.read", on=version, by=by)
        guide = Edition.objects.values_list("guide", flat=True).get(pk=version.edition_id)
        onboarding.tick(
            person=by,
            deed=Deed.MATERIAL_READ,
            about=f"version:{version.pk}",
            # A step that asks for what this replaces has been done with this.
            subjects=[f"guide:{each}" for each in (guide, *replaced_through(guide))],
            by=by,
        )
    return receipt


@transaction.atomic
def count_download(*, version: Version, beside: VersionFile | None = None, by=None) -> None:
    """One more opening of the version's own file today, or of one beside it, by nobody in particular."""
    today = timezone.localdate()
    row, _created = DownloadCount.objects.get_or_create(version=version, beside=beside, day=today)
    DownloadCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
