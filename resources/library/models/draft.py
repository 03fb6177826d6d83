"""Material on its way into the library."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.topics.models import Topic
from portal.ui.validators import no_cpr

from ..enums import Kind
from .material import Guide


class Draft(models.Model):
    """A text that the secretariat works on, and that nobody else sees until it is published as a guide. A
    table of its own, so that no list, search or file of the library can forget to leave it out.

    `origin` says what it was made of, as `kind:number` (`question:17`, see `origins`); only one draft is
    made of each.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NETWORK)
    title = models.CharField(_("title"), max_length=200, validators=[no_cpr])
    summary = models.TextField(_("summary"), blank=True, validators=[no_cpr])
    sections = models.JSONField(_("sections"), default=list, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    related = models.ManyToManyField(
        Guide, blank=True, related_name="+", verbose_name=_("related material")
    )
    origin = models.CharField(_("made of"), max_length=60, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    checked_at = models.DateTimeField(
        _("looked through for what anybody can be recognised by"), null=True, blank=True
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("looked through by"),
    )
    guide = models.OneToOneField(
        Guide,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="draft",
        verbose_name=_("published as"),
    )

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["origin"], condition=~Q(origin=""), name="one_draft_of_each_origin"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="draft_has_a_title"),
            # The one who looked may be deleted since; nothing is published that nobody looked through.
            models.CheckConstraint(
                condition=Q(guide__isnull=True) | Q(checked_at__isnull=False),
                name="a_published_draft_was_looked_through",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | Q(checked_at__isnull=False),
                name="a_draft_was_looked_through_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.guide_id is not None

    @property
    def seen(self) -> str:
        """Which wording somebody reads: another one as soon as it is changed."""
        return self.changed_at.isoformat()


class DraftWriter(models.Model):
    """Somebody of the secretariat who has written in a draft, and so does not publish it: a second person
    does. It is forgotten as soon as the draft is published."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="writers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("has written in it"),
    )

    class Meta:
        verbose_name = _("writer of a draft")
        verbose_name_plural = _("writers of drafts")
        constraints = [
            models.UniqueConstraint(fields=["draft", "person"], name="a_draft_has_each_writer_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.person_id}"


class Voice(models.Model):
    """Somebody whose words stand in a draft, and what they have against it.

    It knows where the words come from (`answer:5`) and never who wrote them: the room they come from does,
    and keeps an anonymous writer's secret. `place` is 0 for who asked, and counts the answers from 1.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="voices")
    place = models.PositiveSmallIntegerField(_("place"))
    origin = models.CharField(_("whose words"), max_length=60, editable=False)
    objection = models.TextField(
        _("what they have against it"), max_length=1000, blank=True, validators=[no_cpr]
    )
    objected_at = models.DateTimeField(_("objected"), null=True, blank=True)
    reply = models.TextField(
        _("what the secretariat answers"), max_length=1000, blank=True, validators=[no_cpr]
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        ordering = ["place"]
        verbose_name = _("voice in a draft")
        verbose_name_plural = _("voices in drafts")
        constraints = [
            models.UniqueConstraint(fields=["draft", "origin"], name="a_voice_speaks_once"),
            models.UniqueConstraint(fields=["draft", "place"], name="voices_have_their_places"),
            models.CheckConstraint(
                condition=Q(
                    objected_at__isnull=True, objection="", settled_at__isnull=True, reply=""
                )
                | (Q(objected_at__isnull=False) & ~Q(objection="")),
                name="an_objection_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.place}"

    @property
    def is_against(self) -> bool:
        """Whether the secretariat owes the writer an answer."""
        return self.objected_at is not None and self.settled_at is None
