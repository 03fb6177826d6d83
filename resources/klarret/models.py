"""What members say of the series: which guide they would like next, that they will write along, and what
their own municipality needs to be different."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.ui.validators import no_cpr
from resources.library.models import Guide

from .enums import Reply


class Wish(models.Model):
    """The guide that a member would like to see in a national edition next. Everybody has one voice, which
    can be moved; it is free again when the edition is published. How many there are is shown, never whose."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="klarret_wish"
    )
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="wishes")
    created_at = models.DateTimeField(_("wished"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("wish for a national edition")
        verbose_name_plural = _("wishes for national editions")

    def __str__(self) -> str:
        return f"{self.person_id} → {self.guide_id}"


class Word(models.Model):
    """What a member writes to the secretariat about a guide, and what it answers."""

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="%(class)ss")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="klarret_%(class)ss"
    )
    words = models.TextField(_("words"), max_length=2000, validators=[no_cpr])
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    reply = models.CharField(_("answer"), max_length=8, choices=Reply, default=Reply.WAITS)
    reply_words = models.TextField(
        _("a word to the member"), max_length=1000, blank=True, validators=[no_cpr]
    )
    replied_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="%(class)s_says_something"),
            models.CheckConstraint(
                condition=Q(reply=Reply.WAITS, replied_at__isnull=True)
                | (Q(reply__in=[Reply.YES, Reply.NO]) & Q(replied_at__isnull=False)),
                name="%(class)s_is_answered_at_a_time",
            ),
        ]

    @property
    def waits(self) -> bool:
        return self.reply == Reply.WAITS


class Offer(Word):
    """That a member will write along on a national edition."""

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("offer to write along")
        verbose_name_plural = _("offers to write along")
        constraints = [
            *Word.Meta.constraints,
            models.UniqueConstraint(
                fields=["guide", "person"],
                condition=Q(reply=Reply.WAITS),
                name="one_open_offer_for_each_guide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} → {self.guide_id}"


class Difference(Word):
    """What is different in a member's own municipality, and has to be said in the guide or left out of it.
    The municipality is the one the member was in when it was written."""

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipality"),
    )

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("difference in a municipality")
        verbose_name_plural = _("differences in municipalities")
        constraints = Word.Meta.constraints

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.guide_id}"
