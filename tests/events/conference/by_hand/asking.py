"""What the tests of this folder ask of what they have done."""

from events.conference.models import Booking

#: Nobody has it.
CPR = "010190-1234"


def of(name: str) -> Booking:
    return Booking.objects.get(registration__person__name=name)


def codes(refused) -> list[str]:
    return [each.code for each in refused.value.blockers]
