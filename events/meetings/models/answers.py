from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.municipalities.models import Municipality
from portal.ui.validators import no_cpr

from ..enums import Answer, Diet, Way
from .meeting import Meeting

#: Those who take part online; they may stand in line for a seat all the while.
ONLINE = Q(state=Answer.COMING, way=Way.ONLINE)
#: Those who wait for a seat, whether they take part online meanwhile or not.
IN_LINE = Q(waiting_since__isnull=False, offered_until__isnull=True)
#: Those for whom a seat is held.
HELD_FOR = Q(offered_until__isnull=False)


class SignUp(models.Model):
    """A member's answer to one meeting. Without a person it is the seat of someone whose account is
    gone: the count of those who came stays true. Whoever waits for a seat has `waiting_since`, and
    `offered_until` while one is held for them: also someone who takes part online until they get it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="signups")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="signups",
    )
    state = models.CharField(_("answer"), max_length=10, choices=Answer)
    way = models.CharField(_("how"), max_length=10, choices=Way, blank=True)
    word = models.CharField(
        _("word with the regrets"), max_length=300, blank=True, validators=[no_cpr]
    )
    diet = models.CharField(_("diet"), max_length=20, choices=Diet, blank=True)
    diet_text = models.CharField(
        _("other wishes for the meal"), max_length=120, blank=True, validators=[no_cpr]
    )
    waiting_since = models.DateTimeField(_("waits since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("seat is held until"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    link_sent_at = models.DateTimeField(_("link sent"), null=True, blank=True)
    created_at = models.DateTimeField(_("first answered"), default=timezone.now)
    changed_at = models.DateTimeField(_("answered"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="one_answer_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(state=Answer.COMING, way__in=Way.values)
                | Q(state__in=(Answer.WAITING, Answer.OFFERED), way=Way.IN_PERSON)
                | Q(state__in=(Answer.MAYBE, Answer.REGRETS, Answer.SILENT), way=""),
                name="who_comes_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state=Answer.OFFERED, offered_until__isnull=False)
                | (~Q(state=Answer.OFFERED) & Q(offered_until__isnull=True))
                | (ONLINE & Q(waiting_since__isnull=False)),
                name="offered_seat_has_its_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(Answer.WAITING, Answer.OFFERED), waiting_since__isnull=False)
                | (~Q(state__in=(Answer.WAITING, Answer.OFFERED)) & Q(waiting_since__isnull=True))
                | ONLINE,
                name="who_waits_has_a_place_in_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or '–'}: {self.get_state_display()}"

    @property
    def seats(self) -> int:
        """How many seats the answer holds: one's own, or the one that is held, and the guest's."""
        if self.offered_until is not None:
            return 1
        if self.state != Answer.COMING or self.way != Way.IN_PERSON:
            return 0
        return 1 + Guest.objects.filter(signup=self).count()


class Guest(models.Model):
    """A colleague from the inviter's own municipality, who comes along once and takes a seat. The name is
    forgotten before the row, so that how many came stays true."""

    signup = models.OneToOneField(SignUp, on_delete=models.CASCADE, related_name="guest")
    name = models.CharField(_("guest's name"), max_length=120, blank=True, validators=[no_cpr])
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="meeting_guests",
        verbose_name=_("municipality"),
    )
    created_at = models.DateTimeField(_("announced"), default=timezone.now)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("guest")
        verbose_name_plural = _("guests")

    def __str__(self) -> str:
        return f"{self.name}, {self.municipality.name}"
