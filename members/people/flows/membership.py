"""Admitting a person, giving them posts, and ending both."""

from collections.abc import Iterable
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.jobs.batches import in_batches
from portal.kit.problems import stop_if
from portal.live.streams import close_all

from ..enums import PostRole
from ..models import Membership, Post, User
from ..problems import to_give_post
from ..queries import in_force
from ..rules import forget_standing
from ..signals import membership_ended, membership_ending


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
    """Open a post from a day (today if none); without a person it is a vacant one.

    A person fills the municipality's vacant post of the same kind, which then ends. One who has an open
    post of the kind already keeps it as it is. Raises `Refused` when one that has an end overlaps.
    """
    day = starts_on or timezone.localdate()
    if person is None:
        post = Post.objects.create(municipality=municipality, role=role, starts_on=day)
        created = True
    else:
        kind = {"person": person, "municipality": municipality, "role": role, "ends_on": None}
        if not Post.objects.filter(**kind).exists():
            stop_if(to_give_post(Post(**kind, starts_on=day)))
        post, created = Post.objects.get_or_create(**kind, defaults={"starts_on": day})
        forget_standing(person)
        if created:
            _fill_vacancy(post, by)
    if created:
        trail.record("people.post_given", on=post, by=by, about=person, role=str(role))
    return post


def _fill_vacancy(post: Post, by) -> None:
    """End the oldest vacant post that this one takes the place of, on the day it begins."""
    vacant = (
        Post.objects.filter(
            municipality=post.municipality,
            role=post.role,
            person__isnull=True,
            ends_on__isnull=True,
            starts_on__lte=post.starts_on,
        )
        .order_by("starts_on", "pk")
        .first()
    )
    if vacant is not None:
        vacant.ends_on = post.starts_on
        vacant.save(update_fields=["ends_on"])
        trail.record("people.vacancy_filled", on=vacant, by=by, post=post.pk)


@transaction.atomic
def end_membership(*, person: User, by) -> None:
    """The person leaves: membership, posts and roles (a coordinator's term too) end now, sessions and
    open sockets are closed, and the rooms above give back what was held. Safe to repeat.

    The account stays, so that the person can log in again to see what is kept of them.
    """
    now, today = timezone.now(), timezone.localdate()
    ended = Membership.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now)
    # Also when it has ended already, with the last post: another object of the account may not know.
    forget_standing(person)
    if not ended:
        return
    membership_ending.send(sender=Membership, person=person, by=by)
    for rows in (person.posts, person.grants):
        rows.filter(starts_on__gt=today).delete()
        rows.filter(in_force()).update(ends_on=today)
    person.groups.clear()
    trail.record("people.membership_ended", on=person, by=by, about=person)
    for session in UserSession.objects.filter(user=person):
        session.end()
    membership_ended.send(sender=Membership, person=person, by=by)
    close_all(person.pk)


def end_where_posts_have_run_out(*, by) -> int:
    """End the membership of everyone whose last post is over; returns how many. Safe to repeat.

    Access went with the post; this is for all that hangs on the membership: seats, roles, and the day
    from which the retention policy counts. Whoever has a post ahead is between two and stays a member.
    """
    posts = Post.objects.filter(person=OuterRef("pk"))
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    people = (
        User.objects.filter(
            pk__in=Membership.objects.filter(ended_at__isnull=True).values("person")
        )
        .filter(Exists(posts))
        .exclude(Exists(posts.filter(lasting)))
    )
    return in_batches(people, lambda some: _end_each(some, by), size=20)


def _end_each(people: QuerySet[User], by) -> int:
    for person in people:
        end_membership(person=person, by=by)
    return len(people)
