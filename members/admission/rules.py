from members.people.enums import Permission
from members.people.rules import may

from .enums import State
from .models import Application


def may_view(user, application: Application) -> bool:
    """Those who vet see what has been handed in; a draft is its writer's alone."""
    return (
        may(user, Permission.VET_APPLICATIONS)
        and application.state != State.DRAFT
        and application.submitted_at is not None
    )
