"""Leaving the network, today or on a day to come, and thinking better of it."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.people.enums import NameAfter, PostRole
from members.people.flows import membership, posts
from members.people.models import Post, User
from portal.audit import trail
from portal.kit.problems import stop_if

from .. import notices
from ..problems import to_leave


@transaction.atomic
def leave(
    *,
    person: User,
    ends_on: date | None = None,
    leaves_vacancy: bool = False,
    name_after: NameAfter | None = None,
    by,
) -> None:
    """All posts end on a day, today if none; with the last one goes the access, the same minute.

    `leaves_vacancy` says that the municipality keeps the function, and `name_after` what is to stand at
    the person's texts. Raises `Refused`.
    """
    day, today = ends_on or timezone.localdate(), timezone.localdate()
    stop_if(to_leave(person, day))
    if name_after is not None:
        person.name_after = name_after
        person.save(update_fields=["name_after"])
    trail.record("membership.leaving", on=person, by=by, about=person, day=f"{day:%Y-%m-%d}")
    person.posts.filter(starts_on__gt=day).delete()
    lasting = list(person.posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day)))
    for post in lasting:
        posts.end(post=post, ends_on=day, leaves_vacancy=leaves_vacancy, by=by)
    if day <= today:
        # There may have been no post to end: one to come, or none at all.
        membership.end_membership(person=person, by=by)
    notices.left(person, day, by=by)


@transaction.atomic
def stay(*, person: User, by) -> int:
    """Take the day back on which the person was to leave: the posts go on. Returns how many."""
    ending: list[Post] = list(person.posts.filter(ends_on__gt=timezone.localdate()))
    for post in ending:
        posts.change(
            post=post, role=PostRole(post.role), starts_on=post.starts_on, ends_on=None, by=by
        )
    if ending:
        trail.record("membership.staying", on=person, by=by, about=person)
    return len(ending)
