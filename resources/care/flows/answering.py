"""Who answers for material, and looking at it again."""

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from members.people import signals
from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide
from resources.library.problems import to_draft

from .. import notices
from ..models import Care
from ..problems import to_care, to_license, to_review

#: The kind of this duty among `members.people.duties`.
DUTY = "material"


@transaction.atomic
def set_care(
    *,
    guide: Guide,
    owner: User | None = None,
    deputy: User | None = None,
    review_on: date | None = None,
    source: str = "",
    source_link: str = "",
    licence: str = "",
    licence_words: str = "",
    by,
) -> Care:
    """Say who answers for material, when it is looked at again, where it comes from and what others may do
    with it. A new owner and a new deputy are told. Raises `Refused`."""
    stop_if(
        [*to_draft(by), *to_care(guide, owner, deputy), *to_license(licence, licence_words)]
        if by is not None
        else to_care(guide, owner, deputy)
    )
    refuse_cpr(source, licence_words)
    care = _lock(guide)
    before = {care.owner_id, care.deputy_id}
    care.owner, care.deputy, care.review_on = owner, deputy, review_on
    care.source, care.source_link = source.strip(), source_link
    care.licence, care.licence_words = licence, licence_words.strip()
    care.save()
    trail.record("care.set", on=guide, by=by)
    for person in (owner, deputy):
        if person is not None and person.pk not in before:
            notices.asked_to_care(person, guide, by=by)
    return care


@transaction.atomic
def reviewed(*, guide: Guide, next_on: date | None = None, by) -> Care:
    """It has been looked at and still holds; the next time is on that day, or not set."""
    care = _lock(guide)
    stop_if(to_review(by, care, guide, next_on))
    care.reviewed_on, care.review_on = timezone.localdate(), next_on
    care.save(update_fields=["reviewed_on", "review_on"])
    trail.record("care.reviewed", on=guide, by=by)
    return care


@transaction.atomic
def pass_on(*, person: User, by) -> int:
    """Somebody has left: their deputies are the owners from now on, and what has none waits for one at the
    desk. Returns how much they answered for. Safe to repeat."""
    cares = Care.objects.select_for_update().filter(Q(owner=person) | Q(deputy=person))
    found = list(cares.order_by("pk"))
    for care in found:
        was_owner = care.owner_id == person.pk
        heir = care.deputy if was_owner else None
        if was_owner:
            care.owner = heir
        care.deputy = None
        care.save(update_fields=["owner", "deputy"])
        trail.record("care.passed_on", on=care.guide, by=by, about=heir)
        if heir is not None:
            notices.asked_to_care(heir, care.guide, by=by)
            signals.duty_taken.send(sender=Care, kind=DUTY, number=care.guide_id, to=heir, by=by)
    return len(found)


@transaction.atomic
def hand_over(*, person: User, number: int, to: User | None, by) -> None:
    """Somebody else answers for the material of this number, or nobody for now; the deputy who becomes the
    owner is no deputy any more. What another answers for by now is left alone. Safe to repeat."""
    guide = Guide.objects.filter(pk=number).first()
    if guide is None:
        return
    care = _lock(guide)
    if care.owner_id not in (person.pk, None):
        return
    stop_if(to_care(guide, to, None))
    care.owner = to
    if to is not None and care.deputy_id == to.pk:
        care.deputy = None
    care.save(update_fields=["owner", "deputy"])
    trail.record("care.passed_on", on=guide, by=by, about=to)


@transaction.atomic
def tell_due(*, by) -> int:
    """Owner and deputy hear once of each day on which material is due; returns of how much. Two clocks at
    once tell once: the row says so first."""
    today = timezone.localdate()
    untold = Q(told_of__isnull=True) | ~Q(told_of=F("review_on"))
    told = 0
    due = Care.objects.filter(untold, guide__retirement__isnull=True, review_on__lte=today)
    for care in due.select_related("guide__group"):
        if Care.objects.filter(untold, pk=care.pk, review_on=care.review_on).update(
            told_of=care.review_on
        ):
            trail.record("care.due", on=care.guide, by=by)
            notices.due(care, by=by)
            told += 1
    return told


def _lock(guide: Guide) -> Care:
    """The row as it is, made if it is not there, and ours until the end of the transaction."""
    Care.objects.get_or_create(guide=guide)
    return Care.objects.select_for_update().get(guide=guide)
