"""Whom a letter of the secretariat goes to."""

from django.db.models import QuerySet

from members.people.models import User
from members.people.queries import members

from .enums import Place, RegistrationState, Selection
from .models import Booking, Conference, Part, Registration


def recipients(
    conference: Conference, selection: Selection | str, part: Part | None = None, *, but_for=None
) -> QuerySet[User]:
    """The members whom a selection means just now, each once, and never whoever writes (`but_for`)."""
    seats = Registration.objects.filter(conference=conference, person__isnull=False)
    if selection == Selection.ALL:
        meant = seats.filter(state=RegistrationState.CONFIRMED)
    elif selection == Selection.WAITING:
        meant = seats.filter(waiting_since__isnull=False)
    else:
        bookings = Booking.objects.filter(part=part)
        meant = seats.filter(
            pk__in=(
                bookings.filter(place=Place.TAKEN)
                if selection == Selection.PART
                else bookings.filter(waiting_since__isnull=False)
            ).values("registration")
        )
    people = members().filter(pk__in=meant.values("person")).order_by("name_key", "pk")
    return people if but_for is None else people.exclude(pk=but_for.pk)
