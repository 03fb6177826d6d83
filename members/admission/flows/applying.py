"""What an applicant does, with the link from the mail in hand."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.people.enums import Permission
from members.people.models import User
from members.people.queries import holders
from members.people.rules import has_a_place
from portal.audit import trail
from portal.kit import addresses
from portal.kit.problems import stop_if
from portal.notices.flows import send_letter, tell

from .. import notices
from ..enums import OPEN, State
from ..models import Application
from ..problems import to_move, to_submit
from ..queries import rules_on
from .holding import hold
from .moving import close_exchange, move


@transaction.atomic
def begin(*, email: str, by=None) -> Application | None:
    """Mail the address a link to its application; the same open one when there is one, and the joined one
    when the case it was joined with is open.

    A member's address gets a letter that says so instead, and no application: the page a stranger
    sees is the same, so that nobody learns who is a member. Returns None in that case.
    """
    key = addresses.key(email)
    known = User.objects.filter(email_key=key).first()
    if known is not None and has_a_place(known):
        send_letter(known.email, mail=notices.already_member_letter(), to=known, by=by)
        return None
    joined = Application.objects.filter(
        email_key=key, state=State.JOINED, joined_to__state__in=OPEN
    ).first()
    if joined is not None:
        # Their case is open, under the other address: a third application would be one too many.
        send_letter(joined.email, mail=notices.link_letter(joined), by=by)
        trail.record("admission.link_sent", on=joined, by=by)
        return joined
    # The unique constraint decides when two ask at once; the later one finds the earlier one's row.
    application, _new = Application.objects.get_or_create(
        email_key=key, state__in=[State.DRAFT, *OPEN], defaults={"email": addresses.tidy(email)}
    )
    send_letter(application.email, mail=notices.link_letter(application), by=by)
    trail.record("admission.link_sent", on=application, by=by)
    return application


@transaction.atomic
def confirm_address(*, application: Application, by=None) -> Application:
    """The link has been opened, so the address is its holder's. Safe to repeat."""
    confirmed = Application.objects.filter(
        pk=application.pk, email_confirmed_at__isnull=True
    ).update(email_confirmed_at=timezone.now())
    if confirmed:
        trail.record("admission.address_confirmed", on=application, by=by)
    application.refresh_from_db()
    return application


@transaction.atomic
def submit(*, application: Application, by=None) -> Application:
    """Hand in what has been written: receipt to the applicant, notice to those who vet.

    Raises `Refused` with everything that is missing, and when it is no longer a draft or the address is not
    proven.
    """
    application = hold(application)
    stop_if(to_submit(application))
    first = application.functions.select_related("municipality")[0]
    municipality = first.municipality
    rules = rules_on(timezone.localdate())
    move(
        application,
        State.SUBMITTED,
        municipality=municipality,
        submitted_at=timezone.now(),
        rules_version=rules.number if rules else None,
    )
    trail.record("admission.submitted", on=application, by=by, municipality=municipality.code)
    send_letter(application.email, mail=notices.receipt(application), by=by)
    tell(
        holders(Permission.VET_APPLICATIONS),
        kind="application",
        title=lambda: (
            _("New application from %(municipality)s") % {"municipality": municipality.name}
        ),
        url=reverse("admission_desk:case", args=[application.pk]),
        mail=notices.vetters_letter(application),
        by=by,
    )
    return application


@transaction.atomic
def withdraw(*, application: Application, by=None) -> Application:
    """The applicant takes it back, and whoever vets it hears of it; a decided one stays as it is."""
    application = hold(application)
    if to_move(application, State.WITHDRAWN):
        return application
    close_exchange(application)
    move(application, State.WITHDRAWN, withdrawn_at=timezone.now())
    trail.record("admission.withdrawn", on=application, by=by)
    tell(
        holders(Permission.VET_APPLICATIONS).filter(vetted_applications=application),
        kind="application",
        title=lambda: _("%(name)s has withdrawn the application") % {"name": application.name},
        url=reverse("admission_desk:case", args=[application.pk]),
        by=by,
    )
    return application
