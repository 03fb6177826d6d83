"""May this person report that, or handle what is reported?"""

from forum.questions.rules import may_moderate, may_read, may_view, wrote

from .models import Case, Text


def may_report(user, post: Text) -> bool:
    """Whoever may read a text that another has written, as long as it stands."""
    return (
        may_view(user, post.thread)
        and may_read(user, post)
        and not wrote(user, post)
        and post.deleted_at is None
    )


def may_handle(user, case: Case) -> bool:
    """Those who keep order, and never what they have written themselves: nobody judges in their own
    case, or learns who has reported them. The same rule as `queries.cases_for`."""
    return may_moderate(user) and not wrote(user, case.post)
