"""Reading who wrote an anonymous text: the one way to it."""

from django.db import transaction

from members.people.models import User
from portal.audit import trail
from portal.kit.problems import stop_if

from ..models import Written
from ..problems import to_trace


@transaction.atomic
def trace_author(*, post: Written, by: User) -> User | None:
    """The author of an anonymous question, answer or comment; None when the account is gone.

    Each look stands in the trail with the text and the one who looked, not with the author.
    """
    stop_if(to_trace(post, by))
    trail.record("questions.author_traced", on=post, by=by)
    return post.author
