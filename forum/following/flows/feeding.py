"""The address of a member's own feed."""

from django.db import transaction
from django.utils import timezone

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.kit.secret_links import new_secret

from ..models import FeedKey
from ..problems import to_choose


@transaction.atomic
def make_address(*, by: User) -> str:
    """A new secret for the feed's address, which ends the one before. It is given back this once."""
    stop_if(to_choose(by))
    token, token_hash = new_secret()
    FeedKey.objects.update_or_create(
        person=by, defaults={"token_hash": token_hash, "created_at": timezone.now()}
    )
    trail.record("following.feed_made", on=None, by=by)
    return token


@transaction.atomic
def drop_address(*, by: User) -> None:
    """The feed is closed: its address leads nowhere. Safe to repeat."""
    if FeedKey.objects.filter(person=by).delete()[0]:
        trail.record("following.feed_closed", on=None, by=by)
