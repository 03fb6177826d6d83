"""What the clock does for the conference."""

from crontask import cron
from django.db.models import Q
from django.tasks import task
from django.utils import timezone

from .models import NEEDS_KEPT, Registration


@cron("10 4 * * *")
@task(priority=-10)
def erase_needs() -> int:
    """Erase diet and needs once the conference has been over for as long as was promised on the form;
    returns how many registrations were emptied. Safe to repeat."""
    over = Registration.objects.filter(conference__ends_on__lte=timezone.localdate() - NEEDS_KEPT)
    written = ~Q(diet="") | ~Q(needs="")
    return over.filter(written).update(diet="", needs="")
