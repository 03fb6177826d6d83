import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import MailState


class Notice(models.Model):
    """One line behind the bell: a title and where it leads, never members' discussion text."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.SlugField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    url = models.CharField(_("address"), max_length=300)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                fields=["recipient"], name="notice_unread", condition=Q(read_at__isnull=True)
            ),
            models.Index(fields=["recipient", "-created_at"], name="notice_newest"),
        ]

    def __str__(self) -> str:
        return self.title


def new_message_id() -> str:
    return f"<{uuid.uuid4()}@netvaerket>"


class OutgoingMail(models.Model):
    """One mail to one address: the template and its values; the worker renders and sends it.

    The Message-ID is given here and kept through every attempt, so that a mail that was handed over
    just before a worker died is recognised as the same one by the reader's program. `context` is
    emptied when the mail has been sent: it may hold a personal link. `subscription` says what a letter
    that one can leave belongs to, and `enclosure` what it carries (see `enclosures`); they go, too, for they
    say what their reader follows and comes to. A letter that
    `leaves_no_trace` is deleted as soon as it has been sent, or cannot be: its reader has been erased.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mails",
    )
    address = models.EmailField(_("to"))
    template = models.CharField(_("letter"), max_length=120)
    context = models.JSONField(default=dict)
    language = models.CharField(max_length=8, default="da")
    subscription = models.CharField(_("can be left as"), max_length=60, blank=True)
    enclosure = models.CharField(_("carries"), max_length=60, blank=True)
    leaves_no_trace = models.BooleanField(_("deleted when it has been sent"), default=False)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    message_id = models.CharField(max_length=120, unique=True, default=new_message_id)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    created_at = models.DateTimeField(_("created"), default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.CharField(_("what went wrong"), max_length=200, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
                name="mail_sent_has_its_time",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="mail_due",
                condition=Q(state__in=[MailState.QUEUED, MailState.SENDING]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.get_state_display()})"
