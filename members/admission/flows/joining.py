"""Two applications of one person become one case."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.queries import holders
from portal.audit import trail
from portal.kit.problems import stop_if
from portal.notices.flows import send_letter, tell

from .. import notices
from ..enums import State
from ..models import Application
from ..problems import earlier_of, to_join
from .holding import hold
from .moving import close_exchange, move


@transaction.atomic
def join(*, one: Application, other: Application, by) -> Application:
    """Close the later of two applications as joined with the earlier one, which goes on and is returned.
    What has been written, attached and asked stays where it is, and is read from the case that goes on. The
    applicant gets one letter, and whoever vets the case that goes on hears of it.

    Raises `Refused`. Done twice, it is done once.
    """
    # Always in the same order, so that two who join the same pair never wait for each other.
    first, second = (hold(each) for each in sorted((one, other), key=lambda each: each.pk))
    earlier = earlier_of(first, second)
    later = second if earlier is first else first
    if later.state == State.JOINED and later.joined_to_id == earlier.pk:
        return earlier
    stop_if(to_join(later, earlier, by))
    close_exchange(later)
    move(later, State.JOINED, joined_at=timezone.now(), joined_to=earlier)
    # Those that were joined with the later one go on with the earlier one, too.
    Application.objects.filter(joined_to=later).update(joined_to=earlier)
    trail.record("admission.joined", on=later, by=by, other=earlier.pk)
    trail.record("admission.took_in", on=earlier, by=by, other=later.pk)
    send_letter(later.email, mail=notices.joined_letter(later), by=by)
    tell(
        holders(Permission.VET_APPLICATIONS).filter(vetted_applications=earlier).exclude(pk=by.pk),
        kind="application",
        title=lambda: (
            _("A second application from %(name)s was joined with yours") % {"name": earlier.name}
        ),
        url=reverse("admission_desk:case", args=[earlier.pk]),
        by=by,
    )
    return earlier
