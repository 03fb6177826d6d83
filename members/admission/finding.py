"""Finding the applications that may be one and the same: for the desk, never for the applicant."""

from django.db.models import QuerySet

from .enums import OPEN
from .models import Application


def same_function(application: Application) -> QuerySet[Application]:
    """The other open applications for one of the same municipalities in the same role."""
    at = application.functions.values("municipality")
    return (
        Application.objects.filter(
            state__in=OPEN, role=application.role, functions__municipality__in=at
        )
        .exclude(pk=application.pk)
        .order_by("submitted_at", "pk")
        .distinct()
    )


def is_same_person(one: Application, other: Application) -> bool:
    """Whether two applications look like one person's: the same name or the same phone."""
    names = {" ".join(each.name.casefold().split()) for each in (one, other)}
    return len(names) == 1 or (bool(one.phone) and one.phone == other.phone)
