import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from events.conference.enums import SHOWN
from members.directory.queries import coverage_of_late
from portal.ui.blocks import PAGE_BLOCKS, CardBlock
from portal.ui.validators import no_cpr, refuse_cpr

PHONE = RegexValidator(r"^\d{8}$", _("Write the eight digits without spaces."))


@register_setting(icon="site")
class NetworkSettings(BaseGenericSetting):
    """What the secretariat changes in one place and every page, mail and footer shows."""

    name = models.CharField(
        _("the network's name"),
        max_length=80,
        default="Netværket for borgerrådgivere",
        validators=[no_cpr],
    )
    secretariat_name = models.CharField(
        _("who is the secretariat"),
        max_length=120,
        default="Borgerrådgiveren i København",
        validators=[no_cpr],
    )
    address = models.TextField(
        _("address"),
        max_length=300,
        default="Borgerrådgiveren i Københavns Kommune\nTietgensgade 31A, 1. · 1704 København V",
        help_text=_("One line of the footer per line."),
        validators=[no_cpr],
    )
    phone = models.CharField(_("phone"), max_length=8, default="33661400", validators=[PHONE])
    email = models.EmailField(_("e-mail"), default="netvaerk@example.dk")
    dpo_email = models.EmailField(
        _("the data protection officer's e-mail"), default="databeskyttelse@example.dk"
    )
    opening_hours = models.CharField(
        _("the secretariat's opening hours"),
        max_length=120,
        default="Hverdage kl. 10-15",
        validators=[no_cpr],
    )
    hotline_phone = models.CharField(
        _("the hotline's number"),
        max_length=8,
        default="33661450",
        validators=[PHONE, no_cpr],
        help_text=_("Only members see it."),
    )
    hotline_opens = models.TimeField(_("the hotline opens"), default=datetime.time(9))
    hotline_closes = models.TimeField(_("the hotline closes"), default=datetime.time(20))
    conference = models.ForeignKey(
        "conference.Conference",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        related_query_name="of_the_year",
        limit_choices_to={"state__in": sorted(SHOWN)},
        verbose_name=_("the conference of the year"),
        help_text=_("Empty: the next one, and when it is over the one after it."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("secretariat_name")], _("Names")),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("opening_hours"),
                FieldPanel("dpo_email"),
            ],
            _("How to reach the secretariat"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("hotline_phone"),
                FieldRowPanel([FieldPanel("hotline_opens"), FieldPanel("hotline_closes")]),
            ],
            _("Hotline (open on working days)"),
        ),
        MultiFieldPanel([FieldPanel("conference")], _("Annual conference")),
    ]

    class Meta:
        verbose_name = _("the network")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hotline_closes__gt=models.F("hotline_opens")),
                name="hotline_closes_after_it_opens",
            )
        ]

    @property
    def address_lines(self) -> list[str]:
        return [line.strip() for line in self.address.splitlines() if line.strip()]


def other_of(language: str) -> str:
    """The portal has two languages."""
    return "en" if language == "da" else "da"


class PortalPage(Page):
    """What the portal's pages share: a language, a counterpart in the other one, and the CPR guard."""

    language = models.CharField(
        _("language"),
        max_length=8,
        default="da",
        choices=[("da", _("Danish")), ("en", _("English"))],
    )
    counterpart = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the same page in the other language"),
    )
    in_footer = models.BooleanField(_("in the footer"), default=False)
    lead = models.TextField(_("lead"), max_length=400, blank=True, validators=[no_cpr])

    #: Restrictions are for the group of members or there are none; see `portal.pages.checks`.
    private_page_options = ["groups"]
    show_in_menus_default = False

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            _("Address and search engines"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("show_in_menus"),
                FieldPanel("in_footer"),
                FieldPanel("language"),
                FieldPanel("counterpart"),
            ],
            _("Where it is found"),
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        refuse_cpr(self.title, self.seo_title, self.search_description)

    def serve(self, request, *args, **kwargs):
        """Answer in the page's own language, or with its counterpart in the one the reader chose.

        Without a counterpart the frame keeps the reader's language and the text says its own.
        """
        chosen = request.COOKIES.get("sprog") or self.language
        if chosen != self.language and self.counterpart_id:
            other = Page.objects.live().filter(pk=self.counterpart_id).first()
            if other is not None:
                return redirect(other.get_url(request))
        if chosen == self.language:
            translation.activate(self.language)
            request.LANGUAGE_CODE = self.language
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["trail"] = self.trail()
        if self.counterpart_id:
            other = Page.objects.live().filter(pk=self.counterpart_id).first()
            if other is not None:
                context["other"] = {
                    "url": other.get_url(request),
                    "language": other_of(self.language),
                }
        return context

    def trail(self) -> list[tuple[str, str]]:
        """The way to this page; nothing for one that lies directly below its front page."""
        if self.depth <= 3:  # the root, the front page, and this
            return []
        above = self.get_ancestors().filter(depth__gt=2, homepage__isnull=True).live()
        steps = [(page.get_url(), page.title) for page in above]
        return [*steps, ("", self.title)] if steps else []


class HomePage(PortalPage):
    """A front page; the English one lies below the Danish."""

    hero = models.TextField(
        _("the first words"),
        max_length=160,
        help_text=_("One line of the heading per line."),
        validators=[no_cpr],
    )
    primary_text = models.CharField(_("first button"), max_length=60, validators=[no_cpr])
    primary_link = models.CharField(_("leads to"), max_length=200, validators=[no_cpr])
    secondary_text = models.CharField(
        _("second button"), max_length=60, blank=True, validators=[no_cpr]
    )
    secondary_link = models.CharField(
        _("leads to"), max_length=200, blank=True, validators=[no_cpr]
    )
    cards = StreamField([("card", CardBlock())], verbose_name=_("sheets"), blank=True, max_num=6)
    members_label = models.CharField(
        _("under the number of municipalities"), max_length=80, validators=[no_cpr]
    )
    coverage_label = models.CharField(
        _("under the share of the population"), max_length=80, validators=[no_cpr]
    )
    hotline_label = models.CharField(
        _("under the hotline's hours"), max_length=80, validators=[no_cpr]
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("hero"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("primary_text"), FieldPanel("primary_link")]),
                FieldRowPanel([FieldPanel("secondary_text"), FieldPanel("secondary_link")]),
            ],
            _("Buttons"),
        ),
        FieldPanel("cards"),
        MultiFieldPanel(
            [
                FieldPanel("members_label"),
                FieldPanel("coverage_label"),
                FieldPanel("hotline_label"),
            ],
            _("The words under the figures (the figures count themselves)"),
        ),
    ]
    parent_page_types = ["wagtailcore.Page", "pages.HomePage"]
    template = "pages/front.html"
    max_count = 2

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request, *args, **kwargs):
        figures = coverage_of_late()
        return {
            **super().get_context(request, *args, **kwargs),
            "coverage": figures,
            "members_label": self.members_label.replace("{total}", str(figures.of)),
        }


class ContentPage(PortalPage):
    """A page of text."""

    body = StreamField(PAGE_BLOCKS, verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*PortalPage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: list[str] = []
    template = "pages/content.html"

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class SectionPage(PortalPage):
    """A page that gathers others and lists them."""

    body = StreamField(PAGE_BLOCKS, verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*PortalPage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = ["pages.ContentPage", "pages.SectionPage"]
    template = "pages/section.html"

    class Meta:
        verbose_name = _("page that gathers others")
        verbose_name_plural = _("pages that gather others")

    def get_context(self, request, *args, **kwargs):
        below = self.get_children().live().specific()
        return {**super().get_context(request, *args, **kwargs), "children": below}
