"""Why something cannot be done to people and their posts, as values."""

from django.utils.translation import gettext_lazy as _

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
