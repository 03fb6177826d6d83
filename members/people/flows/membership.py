"""Admitting a person, giving them posts, and ending both."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.live.streams import close_all

from ..enums import PostRole
from ..models import Membership, Post, User
from ..queries import in_force
from ..rules import forget_standing


@transaction.atomic
def admit(
    *,
    person: User,
    municipalities: Iterable[Municipality],
    role: PostRole,
    starts_on: date | None = None,
    admitted_at: datetime | None = None,
    by,
) -> Membership:
    """Make a person a member with a post in each municipality. Done twice, it is done once."""
    membership, created = Membership.objects.get_or_create(
        person=person, ended_at=None, defaults={"admitted_at": admitted_at or timezone.now()}
    )
    for municipality in municipalities:
        give_post(person=person, municipality=municipality, role=role, starts_on=starts_on, by=by)
    if created:
        trail.record("people.admitted", on=membership, by=by, about=person)
    forget_standing(person)
    return membership


@transaction.atomic
def give_post(
    *,
    person: User | None,
    municipality: Municipality,
    role: PostRole = PostRole.ADVISER,
    starts_on: date | None = None,
    by,
) -> Post:
    """Open a post from a day (today if none); without a person it is a vacant one."""
    day = starts_on or timezone.localdate()
    if person is None:
        post = Post.objects.create(municipality=municipality, role=role, starts_on=day)
        created = True
    else:
        post, created = Post.objects.get_or_create(
            person=person,
            municipality=municipality,
            role=role,
            ends_on=None,
            defaults={"starts_on": day},
        )
        forget_standing(person)
    if created:
        trail.record("people.post_given", on=post, by=by, about=person, role=str(role))
    return post


@transaction.atomic
def end_membership(*, person: User, by) -> None:
    """The person leaves: membership, posts and roles end now, and open sockets are closed."""
    now, today = timezone.now(), timezone.localdate()
    ended = Membership.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now)
    if not ended:
        return
    for rows in (person.posts, person.grants):
        rows.filter(starts_on__gt=today).delete()
        rows.filter(in_force()).update(ends_on=today)
    person.groups.clear()
    trail.record("people.membership_ended", on=person, by=by, about=person)
    forget_standing(person)
    close_all(person.pk)
