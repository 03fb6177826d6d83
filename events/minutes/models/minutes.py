from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.meetings.models import AgendaItem, Meeting
from portal.ui import prose
from portal.ui.validators import no_cpr

from ..enums import Phase


class Minutes(models.Model):
    """The minutes of one meeting. Whoever runs the meeting writes them, with one colleague if they name
    one; final ones never change, and what has to be set right is an addendum with its own date."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, default=Phase.WRITING)
    co_writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written together with"),
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    comments_until = models.DateField(_("comments until"), null=True, blank=True)
    #: Whoever runs the meeting was told that the day for comments has passed.
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)
    final_at = models.DateTimeField(_("final"), null=True, blank=True)
    search_key = models.TextField(default="", editable=False)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(phase=Phase.FINAL, final_at__isnull=False)
                | (~Q(phase=Phase.FINAL) & Q(final_at__isnull=True)),
                name="final_minutes_have_their_time",
            ),
            models.CheckConstraint(
                condition=~Q(phase=Phase.COMMENTS) | Q(comments_until__isnull=False),
                name="comments_have_their_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("minutes:page", args=[self.meeting_id])

    @property
    def is_final(self) -> bool:
        return self.phase == Phase.FINAL

    @property
    def is_overdue(self) -> bool:
        """The day for comments has passed, and nobody has made them final."""
        return (
            self.phase == Phase.COMMENTS
            and self.comments_until is not None
            and self.comments_until < timezone.localdate()
        )


class Section(models.Model):
    """What was said under one point. `version` counts its changes: a save that builds on an older one is
    refused, so that nothing is overwritten. `claimed_by` wrote in it last, and is shown to the other
    writer for two minutes (`rules.CLAIM`)."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("order"))
    #: What it was made of: as long as nobody has sent the minutes out, the section follows its point.
    point = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("point"), max_length=160, validators=[no_cpr])
    body = models.TextField(_("text"), blank=True, validators=[no_cpr])
    version = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saved by"),
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("being written in by"),
    )
    claimed_at = models.DateTimeField(_("last written in"), null=True, blank=True)
    #: The address of the question that was asked out of this point.
    question_url = models.CharField(max_length=200, blank=True, default="", editable=False)

    class Meta:
        ordering = ["order"]
        verbose_name = _("section of minutes")
        verbose_name_plural = _("sections of minutes")
        constraints = [
            models.UniqueConstraint(fields=["minutes", "order"], name="section_order_is_unique")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> str:
        """The text without its formatting."""
        return prose.plain(self.body)

    @property
    def has_content(self) -> bool:
        """Whether anything was said, decided or promised; breaks are left out of final minutes."""
        return bool(self.body or self.decisions.all() or self.todos.all())


class Comment(models.Model):
    """What one who was there has to say about a point before the minutes are final."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("author"),
    )
    text = models.TextField(_("comment"), max_length=2000, validators=[no_cpr])
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    taken_in_at = models.DateTimeField(_("taken in"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("comment on minutes")
        verbose_name_plural = _("comments on minutes")

    def __str__(self) -> str:
        return f"#{self.pk}"


class Addendum(models.Model):
    """What was set right after the minutes were final, under its own date."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="addenda")
    text = models.TextField(_("addendum"), max_length=5000, validators=[no_cpr])
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written by"),
    )
    at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("addendum")
        verbose_name_plural = _("addenda")

    def __str__(self) -> str:
        return f"#{self.pk}"
