"""What the retention policy no longer lets the admission keep; called each night, and with a profile that
is erased."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from portal.audit import trail
from portal.jobs.batches import in_batches
from portal.kit.addresses import ERASED

from ..enums import State
from ..models import Application, Attachment, Exchange, Function

#: What stands in place of the reasons: a rejection without any is none.
ERASED_TEXT = "Slettet"


def delete_drafts(*, before: datetime, by) -> int:
    """Delete what was begun before and never handed in; returns how many. Safe to repeat."""
    drafts = Application.objects.filter(state=State.DRAFT, created_at__lt=before)

    def delete(some: QuerySet[Application]) -> int:
        count = some.delete()[1].get(Application._meta.label, 0)
        trail.record("admission.drafts_deleted", on=None, by=by, count=count)
        return count

    return in_batches(drafts, delete)


@transaction.atomic
def anonymise(*, applications: QuerySet[Application], by) -> int:
    """Leave what is counted (state, dates, reason, the days the applicant had the ball) and nothing that
    points at the person."""
    count = 0
    # One by one: each lets its file go.
    for attachment in Attachment.objects.filter(application__in=applications):
        attachment.delete()
    Function.objects.filter(application__in=applications).delete()
    Exchange.objects.filter(application__in=applications).update(text=ERASED_TEXT)
    Exchange.objects.filter(application__in=applications).exclude(answer="").update(
        answer=ERASED_TEXT
    )
    for application in applications:
        address = f"ansoegning-{application.pk}{ERASED}"
        application.email = application.email_key = address
        application.name = application.title = application.phone = application.motivation = ""
        if application.state == State.WITHDRAWN:
            application.municipality = None
        application.save()
        count += 1
    if count:
        trail.record("admission.anonymised", on=None, by=by, count=count)
    return count
