"""Why something cannot be done to people and their posts, as values."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.kit.problems import Blocker

from .models import ONE_OF_A_KIND, Post


def to_give_post(post: Post) -> list[Blocker]:
    """Why a post that is not stored yet cannot be given: the person has one of the same kind in the same
    municipality for some of the time."""
    if ONE_OF_A_KIND.overlapping(post, Post.objects.all()).exists():
        return [
            Blocker(
                "posts_overlap",
                _("The person already has such a post in the municipality for some of the time."),
            )
        ]
    return []


def to_end_post(post: Post, day: date) -> list[Blocker]:
    """Why a post cannot end on a day."""
    today = timezone.localdate()
    if post.ends_on is not None and post.ends_on <= today:
        return [Blocker("already_ended", _("The post has ended already."))]
    if day < today:
        return [
            Blocker(
                "in_the_past",
                _(
                    "A post ends today or on a day to come. Correct the post if the day was earlier."
                ),
            )
        ]
    if day < post.starts_on:
        return [Blocker("ends_before_it_begins", _("A post cannot end before it begins."))]
    return []


def to_change_post(
    post: Post, *, role: str, starts_on: date, ends_on: date | None
) -> list[Blocker]:
    """Why a post cannot be corrected like this."""
    if ends_on is not None and ends_on < starts_on:
        return [Blocker("ends_before_it_begins", _("A post cannot end before it begins."))]
    wanted = Post(
        pk=post.pk,
        person=post.person,
        municipality=post.municipality,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    found = to_give_post(wanted)
    lasts = ends_on is None or ends_on > timezone.localdate()
    left = post.person is not None and not post.person.memberships.filter(ended_at=None).exists()
    if lasts and left:
        found.append(
            Blocker("has_left", _("The person has left the network. Readmit them instead."))
        )
    return found


def to_move(post: Post, to: Municipality, day: date) -> list[Blocker]:
    """Why a person cannot change from this post to another municipality on a day."""
    if post.person is None:
        return [Blocker("vacant", _("Nobody is in the post."))]
    if post.municipality_id == to.pk:
        return [Blocker("same_municipality", _("The post is in this municipality already."))]
    return to_end_post(post, day)
