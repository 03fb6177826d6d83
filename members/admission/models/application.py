from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from members.people.enums import PostRole
from portal.ui.validators import no_cpr

from ..enums import DECIDED, OPEN, RejectionReason, State


class Application(models.Model):
    """One person's wish to be admitted, from the proven address to the decision.

    The row is made when somebody asks for the link, and belongs to whoever holds the link that was
    mailed to the address: `email_confirmed_at` is set when it is first opened.
    """

    email = models.EmailField(_("work e-mail"))
    email_key = models.CharField(max_length=254, editable=False, db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    email_confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("received"), null=True, blank=True)

    name = models.CharField(_("name"), max_length=120, blank=True, validators=[no_cpr])
    title = models.CharField(_("job title"), max_length=120, blank=True, validators=[no_cpr])
    phone = models.CharField(_("phone"), max_length=11, blank=True)
    #: The first of the municipalities that its functions lie in (`flows.applying` keeps the two alike):
    #: what lists show, and what is still counted when everything else has been forgotten.
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="applications"
    )
    role = models.CharField(_("role"), max_length=10, choices=PostRole, blank=True)
    motivation = models.TextField(
        _("anything else"), max_length=4000, blank=True, validators=[no_cpr]
    )
    consented_at = models.DateTimeField(_("consent given"), null=True, blank=True)

    vetter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="vetted_applications",
        verbose_name=_("vetter"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    #: When the admitted one was bid welcome: with the letter of admission or, where the post began later, on
    #: the morning on which the doors opened (`flows.welcoming`).
    welcomed_at = models.DateTimeField(_("bid welcome"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    #: The earlier application of the same person, which goes on instead of this one; never itself a joined
    #: one (`flows.joining`).
    joined_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        verbose_name=_("joined with"),
    )
    #: The version of the rules of membership that the case was judged by.
    rules_version = models.PositiveSmallIntegerField(
        _("version of the rules"), null=True, blank=True
    )
    #: What is counted for ever; the words of the decision stand in the decision alone (`vetting.Decision`).
    rejection_reason = models.CharField(
        _("reason"), max_length=20, choices=RejectionReason, blank=True
    )
    # Not one-to-one: a former member who comes back has applied twice.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("person"),
    )

    #: Working days it has waited, on the rows of the desk's list.
    age: int

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(DECIDED), decided_at__isnull=False)
                | (~Q(state__in=sorted(DECIDED)) & Q(decided_at__isnull=True)),
                name="decided_application_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(
                    submitted_at__isnull=False,
                    email_confirmed_at__isnull=False,
                    consented_at__isnull=False,
                ),
                name="submitted_application_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(municipality__isnull=False),
                name="submitted_application_names_a_municipality",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(state=State.WITHDRAWN) & Q(withdrawn_at__isnull=True)),
                name="withdrawn_application_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.JOINED, joined_at__isnull=False, joined_to__isnull=False)
                | (~Q(state=State.JOINED) & Q(joined_at__isnull=True, joined_to__isnull=True)),
                name="joined_application_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | ~Q(joined_to=F("id")),
                name="no_application_is_joined_with_itself",
            ),
            models.CheckConstraint(
                condition=Q(welcomed_at__isnull=True) | Q(state=State.APPROVED),
                name="only_the_admitted_are_bid_welcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REJECTED) | ~Q(rejection_reason=""),
                name="rejection_carries_its_reason",
            ),
            models.UniqueConstraint(
                fields=["email_key"],
                condition=Q(state__in=[State.DRAFT, *sorted(OPEN)]),
                name="one_open_application_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def closed_at(self) -> datetime | None:
        """When it was decided, withdrawn or joined with another one; None while it is open."""
        return self.decided_at or self.withdrawn_at or self.joined_at
