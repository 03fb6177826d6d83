"""Lists of applications for a reader."""

from django.db.models import QuerySet

from members.people.enums import Permission
from members.people.rules import may

from .enums import State
from .models import Application


def applications_for(user) -> QuerySet[Application]:
    """What a vetter sees: all that have been handed in. An applicant comes by the personal link."""
    if not may(user, Permission.VET_APPLICATIONS):
        return Application.objects.none()
    return (
        Application.objects.exclude(state=State.DRAFT)
        .exclude(submitted_at=None)
        .select_related("municipality", "vetter")
    )
