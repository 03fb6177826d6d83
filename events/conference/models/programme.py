import datetime
import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.validators import no_cpr

from ..enums import Fate, SessionKind
from .conference import Conference
from .places import Hall, Track
from .pricing import Priced

if TYPE_CHECKING:
    from .parts import Part


class Piece(models.Model):
    """What a point of the programme says, published or not. Those of the kind PARALLEL are chosen; the rest
    is for everybody. `uid` is the same for a session and for what the desk is changing of it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: The `uid` of the session of an earlier year that it goes back to, over however many copies.
    copied_from = models.UUIDField(null=True, blank=True, editable=False)
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1)])
    starts = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind)
    title = models.CharField(_("title"), max_length=160, validators=[no_cpr])
    abstract = models.TextField(_("abstract"), max_length=2000, blank=True, validators=[no_cpr])
    hall = models.ForeignKey(
        Hall,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("room"),
    )
    track = models.ForeignKey(
        Track,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("track"),
    )

    class Meta:
        abstract = True
        ordering = ["day", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="%(class)s_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(day__gte=1), name="%(class)s_day_is_counted_from_one"
            ),
        ]

    if TYPE_CHECKING:
        conference: Conference
        conference_id: int
        speakers: Any  # the manager of the rows that point here

    def __str__(self) -> str:
        return self.title

    @property
    def origin(self) -> uuid.UUID:
        """What it goes by over the years, whatever it is called in each of them."""
        return self.copied_from or self.uid

    @property
    def hours(self) -> str:
        """`kl. 10-11.30`."""
        return dates.clock_span(self.starts, self.ends, get_language() or "da")

    @property
    def date(self) -> datetime.date:
        return self.conference.starts_on + datetime.timedelta(days=self.day - 1)

    @property
    def is_chosen(self) -> bool:
        """Whether one chooses it; the rest of the programme is for all."""
        return self.kind == SessionKind.PARALLEL

    @property
    def room(self) -> str:
        """The room's name; empty where none is settled."""
        return self.hall.name if self.hall is not None else ""

    @property
    def speaker(self) -> str:
        """Who speaks, in one line; ask with the speakers at hand."""
        return ", ".join(each.shown for each in self.speakers.all())

    def overlaps(self, other: "Piece") -> bool:
        """Whether nobody can be at both."""
        same_day = (self.conference_id, self.day) == (other.conference_id, other.day)
        return same_day and self.starts < other.ends and other.starts < self.ends


class Session(Piece):
    """A point of the programme as it was last published: what participants see, book and are told of. What
    one chooses is a part (`part`) with its seats."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="sessions")
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    #: For calendars, which take an occasion for changed only when both have grown.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta(Piece.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def get_absolute_url(self) -> str:
        return reverse("conference:session", args=[self.pk])

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def stock(self) -> "Part | None":
        """What one books of it; None for what is for everybody."""
        return getattr(self, "part", None)

    @property
    def capacity(self) -> int | None:
        return self.stock.capacity if self.stock else None

    @property
    def taken(self) -> int:
        return self.stock.taken if self.stock else 0

    @property
    def seats_left(self) -> int | None:
        """None where there is room for all."""
        return self.stock.seats_left if self.stock else None


class SessionDraft(Priced, Piece):
    """What the desk has written of a point and not published: a new one, or another wording, time or fate of
    one there is. Nobody can book it, and it is gone when its version is published."""

    conference = models.ForeignKey(
        Conference, on_delete=models.CASCADE, related_name="session_drafts"
    )
    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="draft"
    )
    fate = models.CharField(_("what becomes of it"), max_length=10, choices=Fate, default=Fate.HELD)
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    price = models.DecimalField(_("price"), max_digits=9, decimal_places=2, default=Decimal(0))
    changes_until = models.DateField(_("changed by oneself until"), null=True, blank=True)

    class Meta(Piece.Meta):
        verbose_name = _("draft of a session")
        verbose_name_plural = _("drafts of sessions")


class Speaker(models.Model):
    """Somebody who speaks at a session, or is going to when its draft is published: a member, or a guest by
    name."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="speakers"
    )
    draft = models.ForeignKey(
        SessionDraft, on_delete=models.CASCADE, null=True, blank=True, related_name="speakers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="speaks_at",
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
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        constraints = [
            models.CheckConstraint(
                condition=Q(session__isnull=False, draft__isnull=True)
                | Q(session__isnull=True, draft__isnull=False),
                name="one_speaks_at_one_point",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(session__isnull=False, person__isnull=False),
                name="one_speaks_once_at_a_session",
            ),
            models.UniqueConstraint(
                fields=["draft", "person"],
                condition=Q(draft__isnull=False, person__isnull=False),
                name="one_speaks_once_at_a_draft",
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The member's name as it is today, or the guest's."""
        return self.person.name if self.person is not None else self.name

    @property
    def role(self) -> str:
        """`chefjurist, Ankestyrelsen`."""
        return ", ".join(filter(None, [self.title, self.organisation]))
