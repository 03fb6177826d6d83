"""Which pages menu and footer show."""

from dataclasses import asdict, dataclass

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Coalesce
from wagtail.models import Page, PageViewRestriction


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
