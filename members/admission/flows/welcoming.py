"""The morning on which the doors open to somebody who was admitted before their post began."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.onboarding.flows import begin_counting
from portal.audit import trail
from portal.notices.flows import tell

from .. import notices
from ..enums import InvitationState
from ..models import Application
from ..queries import latest_invitation
from .inviting import invite


@transaction.atomic
def welcome(*, application: Application, by) -> bool:
    """Tell a new member that the doors are open today, and count their first months from now; whoever has
    not opened the account yet gets a fresh invitation instead. Returns whether it was for us to do: of two
    who try, one does it."""
    due = Application.objects.filter(pk=application.pk, welcomed_at__isnull=True)
    person = application.person
    if person is None or not due.update(welcomed_at=timezone.now()):
        return False
    begin_counting(person=person, by=by)
    invitation = latest_invitation(person)
    if invitation is not None and invitation.state == InvitationState.USED:
        tell(
            [person],
            kind="welcome",
            title=lambda: _("Welcome: the doors are open"),
            url=reverse("home_member"),
            mail=notices.doors_open_letter(),
            by=by,
        )
    else:
        invite(person=person, by=by)
    trail.record("admission.welcomed", on=application, by=by, about=person)
    return True
