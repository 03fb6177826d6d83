"""What pages and the frame read: figures, menus and the network's settings."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageViewRestriction

from members.municipalities.models import Municipality
from members.people.models import Post
from members.people.queries import in_force


@dataclass(frozen=True)
class Coverage:
    """How much of the country takes part."""

    municipalities: int
    total: int
    share: Decimal


def coverage() -> Coverage:
    """Municipalities with a post today, vacant ones included, and their share of the population."""
    takes_part = Exists(
        Post.objects.filter(in_force(), municipality=OuterRef("pk")).filter(
            Q(person__isnull=True) | Q(person__memberships__ended_at__isnull=True)
        )
    )
    sums = Municipality.objects.annotate(takes_part=takes_part).aggregate(
        municipalities=Count("pk", filter=Q(takes_part=True)),
        total=Count("pk"),
        covered=Coalesce(Sum("population", filter=Q(takes_part=True)), 0),
        population=Coalesce(Sum("population"), 0),
    )
    share = Decimal(sums["covered"]) / sums["population"] if sums["population"] else Decimal(0)
    return Coverage(sums["municipalities"], sums["total"], share)


@dataclass(frozen=True)
class MenuPage:
    """A page as the frame links to it."""

    url: str
    text: str
    language: str
    in_menu: bool
    in_footer: bool
    for_members: bool


def menu_pages() -> list[dict]:
    """The pages of menu and footer, restricted ones marked, in one query besides the site's root."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    above = PageViewRestriction.objects.annotate(below=path).filter(
        below__startswith=F("page__path")
    )
    pages = (
        Page.objects.live()
        .annotate(
            language=Coalesce("contentpage__language", "sectionpage__language"),
            footer=Coalesce("contentpage__in_footer", "sectionpage__in_footer"),
            restricted=Exists(above),
        )
        .filter(Q(show_in_menus=True) | Q(footer=True), language__isnull=False)
        .order_by("path")
    )
    return [
        asdict(
            MenuPage(
                url=page.get_url() or "/",
                text=page.title,
                language=page.language,
                in_menu=page.show_in_menus,
                in_footer=page.footer,
                for_members=page.restricted,
            )
        )
        for page in pages
    ]
