"""What the clock does: publishing at its hour what is approved, and taking away what has run out."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Revision

from portal.audit import trail
from portal.kit import dates

from ..models import Edition
from .holding import lock
from .publishing import withdraw_version


def publish_due(*, at: datetime | None = None, by) -> int:
    """Publish each approved revision whose hour has come, each in a transaction of its own."""
    due = _scheduled(at or timezone.now()).order_by("approved_go_live_at", "pk")
    done = 0
    for revision in list(due):
        with transaction.atomic():
            done += _go_live(revision=revision, by=by)
    return done


def expire_due(*, at: datetime | None = None, by) -> int:
    """Withdraw all of each edition that holds no longer, with the day until which it did."""
    moment = at or timezone.now()
    due = Edition.objects.filter(live=True, expire_at__lte=moment).order_by("expire_at", "pk")
    done = 0
    for edition in list(due):
        with transaction.atomic():
            done += _expire(edition=edition, at=moment, by=by)
    return done


def _scheduled(moment: datetime):
    return Revision.objects.filter(
        base_content_type=Edition.get_base_content_type(), approved_go_live_at__lte=moment
    )


def _go_live(*, revision: Revision, by) -> bool:
    lock(revision.base_content_object)
    still = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False).first()
    if still is None:
        return False
    still.publish(user=by, log_action="wagtail.publish.scheduled")
    trail.record("library.went_live", on=still.content_object, by=by)
    return True


def _expire(*, edition: Edition, at: datetime, by) -> bool:
    edition = lock(edition)
    ended = edition.expire_at
    if not edition.live or ended is None or ended > at:
        return False
    # Material is Danish, and so is what is kept of why it is gone.
    with translation.override("da"):
        because = _("Run out: it held until %(date)s.") % {"date": dates.long_date(ended)}
    edition.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for version in edition.versions.filter(withdrawn_at__isnull=True):
        withdraw_version(version=version, because=because, at=at, by=by)
    trail.record("library.expired", on=edition, by=by)
    return True
