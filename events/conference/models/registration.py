from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.ui.validators import no_cpr

from ...diets import Diet
from ..enums import IN_LINE, OPEN, RegistrationState, Room
from .conference import Conference


class Registration(models.Model):
    """One person's seat or place in the line for one, and who pays for it. Without a person it is the seat of
    someone whose account is gone: seats and bills stay true."""

    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="registrations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="registrations",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RegistrationState,
        default=RegistrationState.CONFIRMED,
    )
    idempotency_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(_("registered"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("given back"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("seat is held until"), null=True, blank=True)
    #: What the seat cost on the day of registration: it stands on the receipt, and is billed.
    price = models.DecimalField(_("price of the seat"), max_digits=9, decimal_places=2, default=0)
    #: What they had when they gave it back after the registration had closed; the secretariat decides on it.
    late_price = models.DecimalField(
        _("price of what was given back late"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
    )
    payer = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("payer")
    )
    ean = models.CharField(_("EAN number"), max_length=13, validators=[RegexValidator(r"^\d{13}$")])
    payer_reference = models.CharField(
        _("reference at the payer"), max_length=100, validators=[no_cpr]
    )
    order_number = models.CharField(
        _("order number"), max_length=60, blank=True, validators=[no_cpr]
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("registered by"),
    )
    diet_choice = models.CharField(_("diet"), max_length=20, choices=Diet, blank=True)
    diet = models.CharField(
        _("allergies and other wishes"), max_length=300, blank=True, validators=[no_cpr]
    )
    needs = models.CharField(_("needs"), max_length=500, blank=True, validators=[no_cpr])
    emergency_name = models.CharField(
        _("whom we call"), max_length=120, blank=True, validators=[no_cpr]
    )
    emergency_phone = models.CharField(
        _("their phone"), max_length=30, blank=True, validators=[no_cpr]
    )
    on_list = models.BooleanField(_("stands on the participants' list"), default=False)
    in_photos = models.BooleanField(_("may be in photos"), default=False)
    room = models.CharField(_("room"), max_length=10, choices=Room, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"],
                condition=Q(state__in=sorted(OPEN), person__isnull=False),
                name="one_open_registration_each",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=RegistrationState.CANCELLED) & Q(cancelled_at__isnull=True)),
                name="cancelled_registration_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(IN_LINE), waiting_since__isnull=False)
                | (~Q(state__in=sorted(IN_LINE)) & Q(waiting_since__isnull=True)),
                name="who_waits_for_the_conference_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.OFFERED, offered_until__isnull=False)
                | (~Q(state=RegistrationState.OFFERED) & Q(offered_until__isnull=True)),
                name="offered_conference_seat_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(late_price__isnull=True) | Q(cancelled_at__isnull=False),
                name="what_was_given_back_late_was_given_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or '–'}, {self.conference}"

    @property
    def is_confirmed(self) -> bool:
        return self.state == RegistrationState.CONFIRMED

    @property
    def is_open(self) -> bool:
        """Whether it holds a seat or a place in line."""
        return self.state in OPEN


class RegistrationDraft(models.Model):
    """What somebody has typed of a registration and not handed in: kept as they go, and gone when they do."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conference_drafts"
    )
    answers = models.JSONField(_("answers"), default=dict)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("draft of a registration")
        verbose_name_plural = _("drafts of registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "person"], name="one_draft_of_a_registration"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
