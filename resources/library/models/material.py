"""Material: what the library keeps, and the rules it rests on."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from members.groups.models import Group
from portal.topics.models import Topic
from portal.ui.validators import no_cpr

from ..enums import FOR_ALL_MEMBERS, Audience, Kind
from .enclosure import EnclosurePage

#: So many letters of a material's files are searched: PostgreSQL's index of one thing holds a megabyte.
MOST_WORDS = 600_000
#: What the library's other pages are called in its addresses.
TAKEN_SLUGS = {"bidrag", "emner", "fil", "klarret", "lister", "lov", "samlinger"}


class LegalBasis(models.Model):
    """One rule that material explains, such as forvaltningsloven § 19."""

    act = models.CharField(_("act"), max_length=120, validators=[no_cpr])
    section = models.CharField(
        _("section"), max_length=40, help_text=_("For instance § 19."), validators=[no_cpr]
    )

    class Meta:
        ordering = ["act", "section"]
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        constraints = [
            models.UniqueConstraint(fields=["act", "section"], name="a_legal_basis_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.section}"

    @property
    def place(self) -> tuple[str, int, str]:
        """Where it stands among others: by act, then by the section's figure."""
        figure = re.search(r"\d+", self.section)
        return self.act, int(figure[0]) if figure else 0, self.section


class Guide(index.Indexed, models.Model):
    """One piece of material. Its text is in the versions of its editions."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    number = models.PositiveSmallIntegerField(
        _("KlarRet number"), null=True, blank=True, unique=True
    )
    slug = models.SlugField(_("short name"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=200, validators=[no_cpr])
    summary = models.TextField(_("summary"), blank=True, validators=[no_cpr])
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="guides", verbose_name=_("topics")
    )
    legal_bases = models.ManyToManyField(
        LegalBasis, blank=True, related_name="guides", verbose_name=_("legal bases")
    )
    audience = models.CharField(
        _("who may read it"), max_length=10, choices=Audience, default=Audience.MEMBERS
    )
    group = models.ForeignKey(
        Group,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guides",
        verbose_name=_("group"),
        help_text=_("Only for what one group may read, besides those who keep the library."),
    )
    related = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="+", verbose_name=_("related material")
    )
    from_members = models.BooleanField(
        _("made of what members wrote for each other"), default=False, editable=False
    )
    link = models.URLField(_("address"), blank=True, help_text=_("Only for links."))
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    # The flows put a guide into the index when its text is complete; at `save` its versions and
    # topics are not there yet.
    search_auto_update = False
    search_fields = [
        index.SearchField("title", boost=4),
        index.AutocompleteField("title"),
        index.SearchField("summary", boost=2),
        index.SearchField("search_body"),
        index.AutocompleteField("search_body"),
        index.FilterField("id"),
        index.FilterField("audience"),
        index.FilterField("kind"),
        index.FilterField("number"),
    ]

    class Meta:
        ordering = ["number", "title"]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.KLARRET, number__isnull=False)
                | (~Q(kind=Kind.KLARRET) & Q(number__isnull=True)),
                name="only_klarret_guides_have_a_number",
                violation_error_message=_("A KlarRet guide has a number, and only it has."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.LINK) | ~Q(link=""),
                name="a_link_leads_somewhere",
                violation_error_message=_("Write the address that the link leads to."),
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="guide_audience_is_known"
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.GROUP, group__isnull=False)
                | (~Q(audience=Audience.GROUP) & Q(group__isnull=True)),
                name="a_group_s_guide_says_whose",
                violation_error_message=_(
                    "Choose the group when only a group may read it, and no group otherwise."
                ),
            ),
            # They were told that only members read it, whatever the material is called later.
            models.CheckConstraint(
                condition=Q(from_members=False) | Q(audience=Audience.MEMBERS),
                name="what_members_wrote_stays_with_members",
            ),
        ]

    def __str__(self) -> str:
        return self.full_title

    def get_absolute_url(self) -> str:
        if self.number:
            return reverse("library:klarret", args=[self.number])
        return reverse("library:guide", args=[self.slug])

    def clean(self) -> None:
        """The desk's form does not have `from_members`, so it does not ask the constraint about it."""
        super().clean()
        if self.slug in TAKEN_SLUGS:
            raise ValidationError({"slug": _("That address is something else in the library.")})
        if self.from_members and self.audience != Audience.MEMBERS:
            raise ValidationError(
                {"audience": _("Members wrote it for each other, so only members may read it.")}
            )

    def address(self, name: str, *parts) -> str:
        """Where something about it stands, such as `version`: under its number, or its short name."""
        if self.number:
            return reverse(f"library:klarret_{name}", args=[self.number, *parts])
        return reverse(f"library:guide_{name}", args=[self.slug, *parts])

    @property
    def newest_url(self) -> str:
        return self.address("newest")

    @property
    def compare_url(self) -> str:
        return self.address("compare")

    @property
    def teaching_url(self) -> str:
        return self.address("teaching")

    @property
    def is_for_all_members(self) -> bool:
        return self.audience in FOR_ALL_MEMBERS

    @property
    def readers(self) -> str:
        """Who may read it, said on its page."""
        if self.audience == Audience.PUBLIC:
            return str(_("everyone may read it"))
        if self.group is None:
            return str(_("members may read it"))
        return str(_("only %(group)s and the secretariat may read it") % {"group": self.group})

    @property
    def full_title(self) -> str:
        """`KlarRet 14: …`; other material has only its title."""
        return f"KlarRet {self.number}: {self.title}" if self.number else self.title

    @property
    def bases(self) -> list[LegalBasis]:
        """The legal bases in a reader's order: § 7 before § 19."""
        return sorted(self.legal_bases.all(), key=lambda basis: basis.place)

    @property
    def is_retired(self) -> bool:
        """Whether it is not to be used any more; see `Retirement`."""
        return hasattr(self, "retirement")

    @property
    def readable(self) -> list:
        """The editions of which there is something to read."""
        return [edition for edition in self.editions.all() if edition.newest]

    @property
    def newest_text(self) -> str:
        """The text of the newest version of each edition."""
        return "\n".join(edition.newest.text for edition in self.readable)

    @property
    def search_body(self) -> str:
        """The newest texts and what stands in the files beside them, and the rules and topics they are
        about."""
        about = [*map(str, self.legal_bases.all()), *(topic.name for topic in self.topics.all())]
        return "\n".join([self.full_title, *about, self.newest_text, self.words_beside])

    @cached_property
    def words_beside(self) -> str:
        """What stands in the files beside the newest texts: their titles, and as much of the rest as an index
        takes."""
        newest = [edition.newest for edition in self.editions.all() if edition.newest]
        beside = [file for version in newest for file in version.beside.all()]
        words, left = [file.title for file in beside], MOST_WORDS
        if not beside:
            return ""
        pages = EnclosurePage.objects.filter(enclosure__in=[file.enclosure_id for file in beside])
        for text in pages.values_list("text", flat=True).iterator():
            words.append(text[:left])
            if (left := left - len(text)) <= 0:
                break
        return "\n".join(words)

    @classmethod
    def get_indexed_objects(cls):
        """With all that the search's words are made of: it asks for each of them several times."""
        parts = ("legal_bases", "topics", "editions__versions__beside")
        return super().get_indexed_objects().prefetch_related(*parts)
