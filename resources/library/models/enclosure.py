"""Files that lie beside a text: as they were sent in, as they stand with an edition that is being written,
and as they were published with a version."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.ui.uploads import KINDS, KeptFile
from portal.ui.validators import no_cpr

from ..enums import Part
from ..wording import beside_words


def place_of(enclosure: "Enclosure", name: str) -> str:
    """Where the storage keeps it: under a name that says nothing."""
    return f"library/files/{uuid.uuid4().hex}.{enclosure.kind}"


class Enclosure(KeptFile, models.Model):
    """A file as it was sent in. It is never changed: what replaces it is another one."""

    guide = models.ForeignKey("Guide", on_delete=models.CASCADE, related_name="enclosures")
    file = models.FileField(_("file"), upload_to=place_of, max_length=100)
    name = models.CharField(_("name"), max_length=200, validators=[no_cpr])
    kind = models.CharField(_("kind"), max_length=5, choices=KINDS)
    size = models.PositiveIntegerField(_("size in bytes"))
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of the library")
        verbose_name_plural = _("files of the library")
        constraints = [
            models.CheckConstraint(
                condition=~Q(file="") & ~Q(name="") & ~Q(kind=""), name="an_enclosure_is_a_file"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def facts(self) -> str:
        """`Word, 34 kB`: what a link must say before it opens a file."""
        return beside_words(self.get_kind_display(), self.pages, self.size)


class EnclosurePage(models.Model):
    """What stands on one page of a file, so that the search can say on which. A file without pages, such as a
    letter in Word, has one text with the number 0."""

    enclosure = models.ForeignKey(Enclosure, on_delete=models.CASCADE, related_name="texts")
    part = models.CharField(_("part"), max_length=5, choices=Part, default=Part.WHOLE)
    number = models.PositiveIntegerField(_("number"), default=0)
    text = models.TextField(_("text"), validators=[no_cpr])

    class Meta:
        ordering = ["enclosure", "number"]
        verbose_name = _("page of a file")
        verbose_name_plural = _("pages of files")
        constraints = [
            models.UniqueConstraint(
                fields=["enclosure", "number"], name="a_page_of_a_file_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enclosure_id}/{self.number}"


class Beside(models.Model):
    """A file's place beside a text, with the name that its address has."""

    place = models.SlugField(_("short name"), max_length=80)
    title = models.CharField(_("title"), max_length=160, validators=[no_cpr])
    order = models.PositiveIntegerField(_("order"))

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class EditionFile(Beside):
    """A file beside an edition that is being written. Readers get it with the version that a second person
    approves: whoever has added, changed or taken away a file has written in that version.

    What is to be taken away stays until then as a row, so that the second person sees it.
    """

    edition = models.ForeignKey("Edition", on_delete=models.CASCADE, related_name="files")
    enclosure = models.ForeignKey(Enclosure, on_delete=models.RESTRICT, related_name="+")
    is_removed = models.BooleanField(_("is taken away"), default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("changed by"),
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta(Beside.Meta):
        verbose_name = _("file beside an edition")
        verbose_name_plural = _("files beside editions")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "place"], name="a_place_beside_an_edition_once"
            )
        ]


class VersionFile(Beside):
    """A file as it was published beside a version. The next version can have another one at the same place,
    and the place's own address leads to the newest."""

    version = models.ForeignKey("Version", on_delete=models.CASCADE, related_name="beside")
    enclosure = models.ForeignKey(Enclosure, on_delete=models.RESTRICT, related_name="published")

    class Meta(Beside.Meta):
        verbose_name = _("file beside a version")
        verbose_name_plural = _("files beside versions")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "place"], name="a_place_beside_a_version_once"
            )
        ]

    def get_absolute_url(self) -> str:
        """Where this place's newest file always is."""
        edition = self.version.edition
        line = f"?udgave={edition.line}" if edition.guide.number else ""
        return f"{edition.guide.address('beside', self.place)}{line}"

    @cached_property
    def own_url(self) -> str:
        """Where this very file stays, whatever replaces it."""
        edition = self.version.edition
        line = f"?udgave={edition.line}" if edition.guide.number else ""
        return f"{edition.guide.address('beside_version', self.version.number, self.place)}{line}"
