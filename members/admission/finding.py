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


def alike(application: Application) -> list[Application]:
    """The other open applications for the same function, or by what looks like the same person anywhere: few
    are open at a time, and names are compared as people read them."""
    of_the_same = set(same_function(application).values_list("pk", flat=True))
    others = Application.objects.filter(state__in=OPEN).exclude(pk=application.pk)
    return [
        other
        for other in others.select_related("municipality").order_by("submitted_at", "pk")
        if other.pk in of_the_same or is_same_person(application, other)
    ]


def is_same_person(one: Application, other: Application) -> bool:
    """Whether two applications look like one person's: the same name or the same phone."""
    names = {" ".join(each.name.casefold().split()) for each in (one, other)}
    return len(names) == 1 or (bool(one.phone) and one.phone == other.phone)
