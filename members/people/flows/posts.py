"""Ending a post, correcting it, and moving somebody from one municipality to another."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from members.municipalities.models import Municipality
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.live.streams import close_all

from ..enums import PostRole
from ..models import Post, User
from ..problems import to_change_post, to_end_post, to_move
from ..rules import forget_standing
from . import membership


@transaction.atomic
def end(*, post: Post, ends_on: date | None = None, leaves_vacancy: bool = False, by) -> Post:
    """End a post on a day, today if none: `ends_on` is the first day without.

    A vacant post follows it if the municipality keeps the function, and whoever has no other post left
    has left the network the same minute. An earlier word on a day to come is replaced. Raises `Refused`.
    """
    post = _held(post)
    day = ends_on or timezone.localdate()
    stop_if(to_end_post(post, day))
    _let_vacancy_follow(post, day if leaves_vacancy else None, by)
    post.ends_on = day
    post.save(update_fields=["ends_on"])
    trail.record("people.post_ended", on=post, by=by, about=post.person, day=f"{day:%Y-%m-%d}")
    _after(post.person, by)
    return post


@transaction.atomic
def change(*, post: Post, role: PostRole, starts_on: date, ends_on: date | None = None, by) -> Post:
    """Correct what stands of a post; without an end it goes on. Raises `Refused`."""
    post = _held(post)
    stop_if(to_change_post(post, role=role, starts_on=starts_on, ends_on=ends_on))
    if ends_on != post.ends_on:
        followed = _vacancy_after(post) is not None and ends_on is not None
        _let_vacancy_follow(post, ends_on if followed else None, by)
    post.role, post.starts_on, post.ends_on = role, starts_on, ends_on
    post.save(update_fields=["role", "starts_on", "ends_on"])
    trail.record("people.post_changed", on=post, by=by, about=post.person, role=str(role))
    _after(post.person, by)
    return post


@transaction.atomic
def move(
    *,
    post: Post,
    to: Municipality,
    on: date | None = None,
    leaves_vacancy: bool = True,
    by,
) -> Post:
    """The person changes to another municipality on a day, today if none, and is a member all the while;
    returns the new post. Done twice it is done once. Raises `Refused`."""
    post = _held(post)
    day = on or timezone.localdate()
    stop_if(to_move(post, to, day))
    assert post.person is not None, "to_move refuses a vacant post"
    # The new one first: whoever is without a post for a moment would have left.
    new = membership.give_post(
        person=post.person, municipality=to, role=PostRole(post.role), starts_on=day, by=by
    )
    end(post=post, ends_on=day, leaves_vacancy=leaves_vacancy, by=by)
    return new


def _held(post: Post) -> Post:
    """The post as it is stored now, and nobody else's until this is done."""
    return Post.objects.select_for_update().get(pk=post.pk)


def _vacancy_after(post: Post) -> Post | None:
    """The vacant post that begins on the day to come on which this one is to end."""
    if post.ends_on is None or post.ends_on <= timezone.localdate():
        return None
    return Post.objects.filter(
        person__isnull=True,
        municipality=post.municipality_id,
        role=post.role,
        starts_on=post.ends_on,
        ends_on__isnull=True,
    ).first()


def _let_vacancy_follow(post: Post, day: date | None, by) -> None:
    """Let a vacant post begin on this day, or with None none, whatever an earlier word said."""
    vacant = _vacancy_after(post)
    if day is None:
        if vacant is not None:
            vacant.delete()
        return
    if vacant is not None:
        vacant.starts_on = day
        vacant.save(update_fields=["starts_on"])
    elif post.person_id is not None:
        membership.give_post(
            person=None,
            municipality=post.municipality,
            role=PostRole(post.role),
            starts_on=day,
            by=by,
        )


def _after(person: User | None, by) -> None:
    """Let what follows from somebody's posts be so at once."""
    if person is None:
        return
    forget_standing(person)
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=timezone.localdate())
    if not person.posts.filter(lasting).exists():
        membership.end_membership(person=person, by=by)
    close_all(person.pk)
