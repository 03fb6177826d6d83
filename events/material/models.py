import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from events.conference.models import Session
from events.courses.models import Course
from events.meetings.models import AgendaItem, Meeting
from portal.ui.uploads import KINDS, KeptFile
from portal.ui.validators import no_cpr
from resources.library.models import Guide

from .enums import Phase


def place_of(material: "Material", name: str) -> str:
    """Where the storage keeps it: under a name that says nothing."""
    return f"material/{uuid.uuid4().hex}.{material.kind}"


class Material(KeptFile, index.Indexed, models.Model):
    """A file, a link or a piece of the library that belongs to a meeting, a course or a session of the
    conference. Who may see it and who keeps it in order is settled by what it belongs to alone, its
    `occasion`."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="material"
    )
    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, null=True, blank=True, related_name="material"
    )
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="material"
    )
    point = models.ForeignKey(
        AgendaItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="material",
        verbose_name=_("point on the agenda"),
    )
    phase = models.CharField(_("when it is for"), max_length=6, choices=Phase)
    order = models.PositiveIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=160, validators=[no_cpr])
    about = models.CharField(_("description"), max_length=300, blank=True, validators=[no_cpr])
    file = models.FileField(_("file"), upload_to=place_of, max_length=100, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True, validators=[no_cpr])
    kind = models.CharField(_("kind"), max_length=5, choices=KINDS, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    words = models.TextField(_("text in it"), blank=True, validators=[no_cpr])
    link = models.URLField(_("link"), max_length=500, blank=True)
    guide = models.ForeignKey(
        Guide,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="used_at",
        verbose_name=_("material of the library"),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="added_material",
        verbose_name=_("added by"),
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    idempotency_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    #: The flows index it themselves, in their own transaction.
    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("about", boost=2),
        index.SearchField("words"),
    ]

    class Meta:
        ordering = ["phase", "order", "pk"]
        verbose_name = _("material")
        verbose_name_plural = _("material of meetings, courses and sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, course__isnull=True, session__isnull=True)
                | Q(
                    meeting__isnull=True,
                    course__isnull=False,
                    session__isnull=True,
                    point__isnull=True,
                )
                | Q(
                    meeting__isnull=True,
                    course__isnull=True,
                    session__isnull=False,
                    point__isnull=True,
                ),
                name="material_belongs_to_one_occasion",
            ),
            models.CheckConstraint(
                condition=(~Q(file="") & Q(link="", guide__isnull=True) & ~Q(name="") & ~Q(kind=""))
                | (Q(file="", guide__isnull=True, name="", kind="") & ~Q(link=""))
                | Q(file="", link="", guide__isnull=False, name="", kind=""),
                name="material_is_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=Phase.values), name="material_phase_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The thing itself: the file, the page of the library, or where the link stands."""
        if self.file:
            return reverse("material:file", args=[self.pk, self.name])
        if self.guide is not None:
            return self.guide.get_absolute_url()
        return f"{self.occasion.get_absolute_url()}#materiale-{self.pk}"

    @property
    def occasion(self) -> Meeting | Course | Session:
        """What it belongs to."""
        found = self.meeting or self.course or self.session
        assert found is not None, "material_belongs_to_one_occasion"
        return found
