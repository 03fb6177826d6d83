"""The shape of the call and of what is proposed."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.conference.models import Conference, Track
from portal.ui.validators import no_cpr

from .enums import OUTCOMES, Form, State


class Call(models.Model):
    """Between two moments members propose sessions for a conference. Whether it is open is asked of the
    clock, and stands nowhere."""

    conference = models.OneToOneField(Conference, on_delete=models.CASCADE, related_name="call")
    text = models.TextField(_("what we look for"), max_length=2000, blank=True, validators=[no_cpr])
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        verbose_name = _("call for proposals")
        verbose_name_plural = _("calls for proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_call_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return str(self.conference)

    def is_open(self, now=None) -> bool:
        """Open from its first moment and until, not with, its last."""
        return self.opens_at <= (now or timezone.now()) < self.closes_at


class Panelist(models.Model):
    """A member of a conference's programme group. The right ends with the conference."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="programme_groups"
    )
    named_at = models.DateTimeField(_("named"), default=timezone.now)

    class Meta:
        ordering = ["named_at", "pk"]
        verbose_name = _("member of the programme group")
        verbose_name_plural = _("members of the programme group")
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="one_is_in_the_group_once")
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.person_id}"


class Proposal(models.Model):
    """A session that a member proposes. `session_uid` is that of the point that was made of it."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="proposals")
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="proposals",
        verbose_name=_("proposed by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(_("title"), max_length=160, validators=[no_cpr])
    abstract = models.TextField(_("abstract"), max_length=2000, blank=True, validators=[no_cpr])
    form = models.CharField(_("form"), max_length=10, choices=Form, default=Form.TALK)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=60, validators=[MinValueValidator(10), MaxValueValidator(480)]
    )
    day = models.PositiveSmallIntegerField(_("wished day"), null=True, blank=True)
    track = models.ForeignKey(
        Track,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("track"),
    )
    equipment = models.CharField(_("what we need"), max_length=300, blank=True, validators=[no_cpr])
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    session_uid = models.UUIDField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent in"), null=True, blank=True)

    class Meta:
        ordering = ["submitted_at", "pk"]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, submitted_at__isnull=True)
                | (~Q(state=State.DRAFT) & Q(submitted_at__isnull=False)),
                name="what_was_sent_in_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:proposal", args=[self.pk])


class ProposedSpeaker(models.Model):
    """Who is to speak: the proposer, another member, or a guest by name."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="speakers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposed_to_speak",
        verbose_name=_("member"),
    )
    name = models.CharField(_("name"), max_length=160, blank=True, validators=[no_cpr])
    title = models.CharField(_("title"), max_length=100, blank=True, validators=[no_cpr])
    organisation = models.CharField(
        _("organisation"), max_length=120, blank=True, validators=[no_cpr]
    )
    about = models.TextField(_("short biography"), max_length=600, blank=True, validators=[no_cpr])
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("proposed speaker")
        verbose_name_plural = _("proposed speakers")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=Q(person__isnull=False),
                name="one_is_proposed_once",
            )
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        return self.person.name if self.person is not None else self.name


class Review(models.Model):
    """What one member of the programme group thinks: the group's and the secretariat's alone."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="programme_reviews"
    )
    score = models.PositiveSmallIntegerField(
        _("score"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    comment = models.TextField(_("comment"), max_length=1000, blank=True, validators=[no_cpr])
    written_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = _("review of a proposal")
        verbose_name_plural = _("reviews of proposals")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "reviewer"], name="one_reviews_once"),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="a_score_is_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.score}"


class OutcomeLetter(models.Model):
    """What the secretariat has answered, word for word; one letter for each outcome."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="letters")
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=[(each.value, each.label) for each in OUTCOMES]
    )
    body = models.TextField(_("letter"), max_length=4000, validators=[no_cpr])
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("answer to a proposal")
        verbose_name_plural = _("answers to proposals")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "outcome"], name="one_letter_for_each_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.outcome}"
