from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import HELD, Place, Wish
from .parts import Part
from .registration import Registration

#: What stands on the bill; the same as `Booking.is_charged`.
CHARGED = Q(place=Place.TAKEN) & (Q(in_twin=True) | Q(shared=False))


class Booking(models.Model):
    """What a registration has of one part: it has it, waits for it, has been offered it, or wishes for it as
    long as its seat is not certain. Who waited first is first in line; the secretariat may move somebody,
    which sets `waiting_since` and stands in the trail with its reason."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="bookings"
    )
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="bookings")
    place = models.CharField(_("state"), max_length=10, choices=Place)
    waiting_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("held until"), null=True, blank=True)
    #: Whose turn it is among what is at the same time, when the seat that they wait for becomes theirs.
    wish = models.PositiveSmallIntegerField(
        _("order among the wishes"), choices=Wish, null=True, blank=True
    )
    shared = models.BooleanField(_("sleeps in the other one's room"), default=False)
    #: They pay for half of a room for two, also when the other one has left: that is their own decision, or
    #: the secretariat's (docs/adr/0014).
    in_twin = models.BooleanField(_("pays as one of two"), default=False)
    booked_at = models.DateTimeField(_("booked"), default=timezone.now)
    #: What the part cost when it was booked or waited for: it stands on the receipt, and is billed.
    price = models.DecimalField(_("price"), max_digits=9, decimal_places=2, default=0)
    #: What it was to cost each of two who share the room, on that day.
    twin_price = models.DecimalField(
        _("price for each of two"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["part__on", "part__session__day", "part__session__starts", "pk"]
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.UniqueConstraint(fields=["registration", "part"], name="a_part_is_booked_once"),
            models.CheckConstraint(
                condition=Q(place__in=(Place.WAITING, Place.OFFERED), waiting_since__isnull=False)
                | (~Q(place__in=(Place.WAITING, Place.OFFERED)) & Q(waiting_since__isnull=True)),
                name="who_waits_for_a_part_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(place=Place.OFFERED, offered_until__isnull=False)
                | (~Q(place=Place.OFFERED) & Q(offered_until__isnull=True)),
                name="offered_part_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(wish__isnull=True) | Q(place=Place.WISHED),
                name="only_wishes_have_an_order",
            ),
            models.CheckConstraint(
                condition=Q(in_twin=False) | Q(place=Place.TAKEN, twin_price__isnull=False),
                name="who_pays_as_one_of_two_has_the_night",
            ),
            models.CheckConstraint(
                condition=Q(shared=False) | Q(place=Place.TAKEN), name="a_shared_night_is_had"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.part_id} {self.place}"

    @property
    def holds(self) -> bool:
        """Whether it takes one of the stock: a night in the room that somebody else has booked takes none."""
        return self.place in HELD and not self.shared

    @property
    def is_charged(self) -> bool:
        """Whether it stands on the bill: a shared room is paid by both, or by whoever has booked it where two
        have no price of their own."""
        return self.place == Place.TAKEN and (self.in_twin or not self.shared)

    @property
    def cost(self) -> Decimal:
        """What is charged for it."""
        if self.in_twin and self.twin_price is not None:
            return self.twin_price
        return self.price if self.is_charged else Decimal(0)

    @property
    def cost_when_certain(self) -> Decimal:
        """The same, for who waits for the seat: what they have chosen counts as if it was had."""
        return self.price if self.place == Place.WISHED and self.is_chosen else self.cost

    @property
    def rank(self) -> int:
        """Where it stands among the wishes; a lower one comes first."""
        return Wish.CHOSEN if self.wish is None else self.wish

    @property
    def is_chosen(self) -> bool:
        """Whether they have it, or are to have it with their seat; not what comes before it or instead."""
        if self.place == Place.WISHED:
            return self.rank == Wish.CHOSEN
        return self.place == Place.TAKEN
