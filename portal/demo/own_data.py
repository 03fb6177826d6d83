"""What a member asks of their own data: a correction that has waited a while."""

from datetime import timedelta

from django.utils import timezone

from portal.kit.dates import months_later
from portal.retention.enums import Kind
from portal.retention.flows import asking
from portal.retention.models import DataRequest

from .cast import Cast

DAYS_LEFT = 5
WORDS = (
    "Der står en forkert dato for, hvornår jeg begyndte i Roskilde. Det var to måneder, før jeg blev medlem. "
    "Kan I rette det?"
)


def write_requests() -> None:
    person = Cast().named("Roskilde")
    due_on = timezone.localdate() + timedelta(days=DAYS_LEFT)
    received_on = months_later(due_on, -1)
    made = asking.ask(person=person, kind=Kind.CORRECTION, words=WORDS, by=person)
    DataRequest.objects.filter(pk=made.pk).update(
        made_at=timezone.now() - (timezone.localdate() - received_on),
        received_on=received_on,
        due_on=due_on,
    )
