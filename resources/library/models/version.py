"""What an edition said when it was published."""

from typing import TYPE_CHECKING

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from portal.ui.validators import no_cpr

from ..blocks import BodyBlock
from ..enums import Extent, Line
from ..wording import file_words, parts_of

if TYPE_CHECKING:
    from .material import Guide

#: How an edition is named in an address that compares versions.
LETTER_OF_LINE: dict[str, str] = {Line.COPENHAGEN: "k", Line.NATIONAL: "n"}


class Version(models.Model):
    """An edition as published once. It is never changed: a correction is the next version. One that
    turns out to be wrong is withdrawn: its text is gone for readers, its number and the reason stay.

    `text` is what the body says in plain words, for the search; the file is typeset afterwards by
    a job, and until then the version is text on the page.
    """

    edition = models.ForeignKey("Edition", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    change = models.CharField(
        _("what has changed"), max_length=400, blank=True, validators=[no_cpr]
    )
    extent = models.CharField(
        _("size of the change"), max_length=10, choices=Extent, default=Extent.MAJOR
    )
    for_whom = models.CharField(
        _("for whom it is new"), max_length=200, blank=True, validators=[no_cpr]
    )
    #: What was approved; empty for what was published elsewhere and only taken over.
    revision = models.OneToOneField(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved revision"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_because = models.CharField(
        _("why it was withdrawn"), max_length=300, blank=True, validators=[no_cpr]
    )
    body = StreamField(BodyBlock(), verbose_name=_("text of the page"), blank=True)
    text = models.TextField(_("text"), blank=True, validators=[no_cpr])
    file = models.FileField(
        _("file"), upload_to="library/", blank=True, validators=[FileExtensionValidator(["pdf"])]
    )
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["edition", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="version_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_count_from_one"),
            models.CheckConstraint(
                condition=Q(extent__in=Extent.values), name="version_extent_is_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_version_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} v{self.number}"

    def get_absolute_url(self) -> str:
        """Where this very version can always be read, whatever comes after it. With two editions the address
        says which."""
        guide = self.edition.guide
        line = f"?udgave={self.edition.line}" if guide.number else ""
        return f"{guide.address('version', self.number)}{line}"

    @property
    def name_beside(self) -> str:
        """What it is called beside other versions of the same material."""
        number = _("version %(number)d") % {"number": self.number}
        if self.edition.guide.number:
            return f"{self.edition.get_line_display()}, {number}"
        return str(number)

    @property
    def full_title(self) -> str:
        """What it is called by itself, as material is."""
        return f"{self.edition.guide.full_title}, {self.name_beside}"

    @property
    def replaced_by(self) -> "Guide | Version | None":
        """What was said to be read instead of it; see `Replacement`."""
        said = getattr(self, "replacement", None)
        return (said.by_version or said.by_guide) if said else None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def key(self) -> str:
        """What the version is called where two are compared: `k3` of Copenhagen's edition, `n3` of the
        national one."""
        return f"{LETTER_OF_LINE[self.edition.line]}{self.number}"

    @cached_property
    def parts(self) -> list[dict]:
        """The blocks in order; a heading has its number, which is its place on the page."""
        return parts_of(self.body)

    @property
    def headings(self) -> list[dict]:
        return [part for part in self.parts if part["heading"]]

    @property
    def file_name(self) -> str:
        """The one right name in the file's address."""
        return f"{self.edition.guide.slug}.pdf"

    @property
    def saved_name(self) -> str:
        """What the file is called once it is saved, where several versions lie side by side."""
        guide = self.edition.guide
        line = f"-{self.edition.get_line_display()}" if guide.number else ""
        return f"{guide.full_title}{line} v{self.number}.pdf".replace(":", "")

    @property
    def file_url(self) -> str:
        return reverse("library:file", args=[self.pk, self.file_name])

    @property
    def file_words(self) -> str:
        """`PDF, 8 pages, 212 kB`: what a link must say before it opens a file."""
        return file_words(self.pages or 0, self.size or 0)
