"""Every write of the series: wishes, offers to write along, differences, and the secretariat's answers."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.ui.validators import refuse_cpr
from resources.library.models import Guide

from . import notices
from .enums import Reply
from .models import Difference, Offer, Wish
from .problems import to_offer, to_reply, to_report, to_wish, words_blockers


@transaction.atomic
def wish(*, guide: Guide, at: datetime | None = None, by) -> Wish:
    """Give the member's one voice to this guide; it leaves the one it was given before. Safe to repeat. The
    trail does not say which: how a member votes is their own affair."""
    stop_if(to_wish(guide, by))
    moment = at or timezone.now()
    given, _new = Wish.objects.update_or_create(
        person=by, defaults={"guide": guide}, create_defaults={"guide": guide, "created_at": moment}
    )
    trail.record("klarret.wished", on=None, by=by)
    return given


@transaction.atomic
def take_back(*, by) -> bool:
    """The member's voice is free again; whether it was given to anything. Safe to repeat."""
    gone, _rows = Wish.objects.filter(person=by).delete()
    if gone:
        trail.record("klarret.wish_taken_back", on=None, by=by)
    return bool(gone)


@transaction.atomic
def fulfil(*, guide: Guide, by) -> int:
    """The national edition has come: the voices of those who wished for it are free. Returns how many they
    were. Safe to repeat."""
    gone, _rows = Wish.objects.filter(guide=guide).delete()
    return gone


@transaction.atomic
def offer_to_write(*, guide: Guide, words: str, at: datetime | None = None, by) -> Offer:
    """A member offers to write along; those who keep the library are told. Raises `Refused` when there is one
    that waits for its answer already."""
    stop_if([*to_offer(guide, by), *words_blockers(words)])
    refuse_cpr(words)
    try:
        with transaction.atomic():
            offer = Offer.objects.create(
                guide=guide, person=by, words=words.strip(), created_at=at or timezone.now()
            )
    except IntegrityError:
        # The second of two at once.
        stop_if(to_offer(guide, by))
        raise
    trail.record("klarret.offered", on=offer, by=by)
    notices.offered(offer, by=by)
    return offer


@transaction.atomic
def withdraw_offer(*, offer: Offer, by) -> None:
    """The member takes back what has not been answered yet. Safe to repeat; another's is left alone."""
    gone, _rows = Offer.objects.filter(pk=offer.pk, person=by, reply=Reply.WAITS).delete()
    if gone:
        trail.record("klarret.offer_withdrawn", on=None, by=by)


@transaction.atomic
def report(*, guide: Guide, words: str, at: datetime | None = None, by) -> Difference:
    """A member says what their own municipality needs to be different. Sent twice it stands once."""
    stop_if([*to_report(guide, by), *words_blockers(words)])
    refuse_cpr(words)
    # One at a time: of two clicks the second finds what the first has written.
    User.objects.select_for_update().get(pk=by.pk)
    facts = {"guide": guide, "person": by, "words": words.strip(), "reply": Reply.WAITS}
    if (first := Difference.objects.filter(**facts).first()) is not None:
        return first
    difference = Difference.objects.create(
        **facts, municipality=by.home_municipality, created_at=at or timezone.now()
    )
    trail.record("klarret.reported", on=difference, by=by)
    notices.reported(difference, by=by)
    return difference


@transaction.atomic
def answer(*, word: Offer | Difference, reply: Reply, words: str = "", by) -> Offer | Difference:
    """The secretariat's answer to an offer or a report; the member is told. A no needs a word.

    Raises `Refused` when it has been answered in the meantime, and for one who may not.
    """
    # The row is locked by being written first.
    type(word).objects.filter(pk=word.pk).update(reply=F("reply"))
    word = type(word).objects.select_related("guide", "person").get(pk=word.pk)
    stop_if([*to_reply(word, by), *(words_blockers(words) if reply == Reply.NO else [])])
    refuse_cpr(words)
    word.reply, word.reply_words, word.replied_at = reply, words.strip(), timezone.now()
    word.save(update_fields=["reply", "reply_words", "replied_at"])
    trail.record("klarret.answered", on=word, by=by, reply=str(reply))
    notices.answered(word, by=by)
    return word
