import uuid
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from events.meetings.models import Meeting
from members.groups.models import Group
from members.municipalities.models import Municipality
from portal.kit import dates
from portal.ui.validators import no_cpr

from .enums import Says, State


class Poll(models.Model):
    """When can the group meet? The key is also the meeting's, so that closing twice makes one meeting.
    `completed_at` and `over_at` say when the coordinators were told that all have answered, and that the
    time for it is past."""

    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, related_name="polls", verbose_name=_("group")
    )
    title = models.CharField(_("title"), max_length=140, validators=[no_cpr])
    message = models.TextField(_("message"), max_length=1000, blank=True, validators=[no_cpr])
    host = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("host"),
    )
    answer_by = models.DateField(_("answer by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    completed_at = models.DateTimeField(_("told that all have answered"), null=True, blank=True)
    over_at = models.DateTimeField(_("told that the time is past"), null=True, blank=True)
    meeting = models.OneToOneField(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="poll"
    )
    chosen = models.ForeignKey(
        "Slot", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("date poll")
        verbose_name_plural = _("date polls")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.OPEN, ended_at__isnull=True)
                | (~Q(state=State.OPEN) & Q(ended_at__isnull=False)),
                name="ended_poll_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED) | Q(meeting__isnull=True),
                name="only_a_closed_poll_has_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("polls:detail", args=[self.pk])

    @property
    def answers_end_at(self) -> datetime:
        """The first moment at which it is too late to answer."""
        return datetime.combine(self.answer_by + timedelta(days=1), time(), tzinfo=dates.COPENHAGEN)

    @property
    def is_answerable(self) -> bool:
        """Whether one can still answer: open, and the last day is not over."""
        return self.state == State.OPEN and timezone.now() < self.answers_end_at


class Slot(models.Model):
    """One proposed time."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        ordering = ["starts_at", "ends_at", "pk"]
        verbose_name = _("proposed time")
        verbose_name_plural = _("proposed times")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["poll", "starts_at", "ends_at"], name="no_slot_is_proposed_twice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_name} {self.hours}"

    @property
    def day(self) -> date:
        return dates.local(self.starts_at).date()

    @property
    def day_name(self) -> str:
        """`torsdag den 3. december 2026`, in the reader's language."""
        return dates.weekday_date(self.starts_at, get_language() or "da")

    @property
    def hours(self) -> str:
        """`kl. 10-14`."""
        return dates.clock_span(self.starts_at, self.ends_at, get_language() or "da")


class Reply(models.Model):
    """One person's part in a poll: asked, perhaps reminded, perhaps answered."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="poll_replies"
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    word = models.CharField(_("a word with it"), max_length=200, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer to a date poll")
        verbose_name_plural = _("answers to date polls")
        constraints = [
            models.UniqueConstraint(fields=["poll", "person"], name="one_reply_to_a_poll")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.poll}"


class Choice(models.Model):
    """What a person says of one slot."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="choices")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="choices")
    says = models.CharField(_("answer"), max_length=10, choices=Says)

    class Meta:
        ordering = ["slot", "pk"]
        verbose_name = _("answer to a proposed time")
        verbose_name_plural = _("answers to proposed times")
        constraints = [models.UniqueConstraint(fields=["reply", "slot"], name="one_word_on_a_slot")]

    def __str__(self) -> str:
        return f"{self.slot}: {self.get_says_display()}"


class Proposal(models.Model):
    """Whoever said yes to the date is asked to sign up when the meeting is published; `told_at` is when
    they were."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="meeting_proposals"
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("proposed sign-up")
        verbose_name_plural = _("proposed sign-ups")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_proposal_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.meeting}"
