"""Cases and what the desk made of them, when the retention policy no longer lets them be kept; called each
night, and with a profile that is erased."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

import members.admission.flows.forgetting as admission
from members.admission.enums import State
from members.admission.flows.forgetting import ERASED_TEXT
from members.admission.models import Application
from portal.audit import trail
from portal.jobs.batches import in_batches
from portal.kit.addresses import ERASED

from ..models import Decision, Letter, Note, Vouching


def forget_unsuccessful(*, before: datetime, by) -> int:
    """Take the applicant off all that were rejected or withdrawn before, and off those that were joined with
    them; returns how many. The rows stay, so that they are counted for ever. Safe to repeat."""
    run_out = Application.objects.filter(
        Q(state=State.REJECTED, decided_at__lt=before)
        | Q(state=State.WITHDRAWN, withdrawn_at__lt=before)
        | Q(joined_to__state=State.REJECTED, joined_to__decided_at__lt=before)
        | Q(joined_to__state=State.WITHDRAWN, joined_to__withdrawn_at__lt=before)
    ).exclude(email_key__endswith=ERASED)
    return in_batches(run_out, lambda some: anonymise(applications=some, by=by))


@transaction.atomic
def anonymise(*, applications: QuerySet[Application], by) -> int:
    """Leave what is counted (that letters were sent, what was decided and why, in the list's words), and
    nothing that was written about the person. Returns how many cases that was; safe to repeat."""
    keys = list(applications.values_list("pk", flat=True))
    of_theirs = {"application__in": keys}
    count = Note.objects.filter(**of_theirs).delete()[0]
    count += Vouching.objects.filter(**of_theirs).delete()[0]
    letters = Letter.objects.filter(**of_theirs)
    count += letters.filter(sent_at__isnull=True).delete()[0]
    count += letters.exclude(body=ERASED_TEXT).update(
        subject=ERASED_TEXT, body=ERASED_TEXT, text="", remedy="", recipient=f"brev{ERASED}"
    )
    decisions = Decision.objects.filter(**of_theirs)
    count += decisions.exclude(text__in=["", ERASED_TEXT]).update(text=ERASED_TEXT, remedy="")
    if count:
        trail.record("vetting.anonymised", on=None, by=by, count=count)
    return admission.anonymise(applications=Application.objects.filter(pk__in=keys), by=by)
