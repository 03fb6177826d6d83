"""Contributions: a member's material on its way into the library."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic
from portal.ui.uploads import KINDS, KeptFile
from portal.ui.validators import no_cpr
from resources.library import enums as library
from resources.library.models import Guide
from resources.library.wording import beside_words

from .enums import OPEN, Credit, State


def place_of(file: "ContributedFile", name: str) -> str:
    """Where the storage keeps it: under a name that says nothing."""
    return f"contributions/{uuid.uuid4().hex}.{file.kind}"


class Contribution(models.Model):
    """Something a member has made and gives to the library. The secretariat takes it up, and from then on it
    is material like any other; its files go along and are not kept here any more."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="contributions",
        verbose_name=_("from"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=library.Kind)
    title = models.CharField(_("title"), max_length=200, validators=[no_cpr])
    summary = models.TextField(_("in short"), max_length=600, validators=[no_cpr])
    use = models.TextField(_("how to use it"), max_length=5000, blank=True, validators=[no_cpr])
    tried = models.TextField(_("what was tried"), max_length=5000, blank=True, validators=[no_cpr])
    led_to = models.TextField(_("what it led to"), max_length=5000, blank=True, validators=[no_cpr])
    link = models.URLField(_("address"), max_length=500, blank=True, validators=[no_cpr])
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    credit = models.CharField(
        _("who it is from"), max_length=12, choices=Credit, default=Credit.MUNICIPALITY
    )
    #: When the member said that the network may use it, and that nobody can be recognised.
    confirmed_at = models.DateTimeField(_("confirmed"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.SENT)
    reply = models.TextField(
        _("the secretariat’s answer"), max_length=1000, blank=True, validators=[no_cpr]
    )
    replied_at = models.DateTimeField(_("answered"), null=True, blank=True)
    guide = models.OneToOneField(
        Guide,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contribution",
        verbose_name=_("became"),
    )
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="contribution_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(summary=""), name="a_contribution_says_what_it_is"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SENT_BACK, State.DECLINED]) | ~Q(reply=""),
                name="a_contribution_is_not_refused_in_silence",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contributions:contribution", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether its member can still change it."""
        return self.state in OPEN


class ContributedFile(KeptFile, models.Model):
    """A file of a contribution, until it is taken up or not."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(_("file"), upload_to=place_of, max_length=100)
    name = models.CharField(_("name"), max_length=200, validators=[no_cpr])
    kind = models.CharField(_("kind"), max_length=5, choices=KINDS)
    size = models.PositiveIntegerField(_("size in bytes"))
    words = models.TextField(_("text in it"), blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a contribution")
        verbose_name_plural = _("files of contributions")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("contributions:file", args=[self.pk, self.name])

    @property
    def facts(self) -> str:
        """`Word, 34 kB`."""
        return beside_words(self.get_kind_display(), None, self.size)
