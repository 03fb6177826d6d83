"""The programme's versions: what was published when, and what was new in it. Never changed afterwards."""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.kit import dates
from portal.ui.validators import no_cpr

from ..enums import SessionKind, What
from .conference import Conference
from .programme import Session


class ProgrammeVersion(models.Model):
    """One publication of the programme, and in a word what it is about."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    words = models.CharField(_("what is new"), max_length=400, blank=True, validators=[no_cpr])
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("published by"),
    )
    published_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of the programme")
        verbose_name_plural = _("versions of the programme")
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "number"], name="a_version_has_its_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.conference_id}: {self.number}"


class Change(models.Model):
    """One thing that was new of one point. A time stands as `2027-04-21 10:00 11:30`, so that each reader
    gets it in their own language; who speaks is not written here: a name does not outlive its session."""

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="changes")
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("title"), max_length=160, validators=[no_cpr])
    what = models.CharField(_("what has changed"), max_length=10, choices=What)
    before = models.CharField(_("before"), max_length=200, blank=True, validators=[no_cpr])
    after = models.CharField(_("after"), max_length=200, blank=True, validators=[no_cpr])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of the programme")
        verbose_name_plural = _("changes of the programme")

    def __str__(self) -> str:
        return f"{self.title}: {self.what}"


def in_words(what: str, value: str) -> str:
    """A stored value in the reader's language."""
    if what == What.KIND and value:
        return str(SessionKind(value).label)
    if what not in (What.TIME, What.NEW) or not value:
        return value
    day, starts, ends = value.split()
    language = get_language() or "da"
    hours = dates.clock_span(
        datetime.time.fromisoformat(starts), datetime.time.fromisoformat(ends), language
    )
    return f"{dates.weekday_date(datetime.date.fromisoformat(day), language)} {hours}"
