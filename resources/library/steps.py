"""The guides, offered to the onboarding: a step can ask for one of them, and remembers which version of it
was read."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from members.onboarding.enums import Deed
from members.onboarding.subjects import Gone, Subjects, offer

from .models import Guide, Version
from .reach import guides_for_all_members, in_use_for_all_members
from .replacing import ends_of


def _guides() -> list[tuple[str, str]]:
    """Every newcomer can do it, so it is nothing of one group's, and nothing that is retired."""
    guides = in_use_for_all_members().order_by("number", "title", "pk")
    return [(f"guide:{guide.pk}", guide.full_title) for guide in guides]


def _address(number: int) -> str:
    guide = Guide.objects.filter(pk=number).first()
    return guide.get_absolute_url() if guide else ""


def _versions(numbers: Iterable[int]) -> dict[int, str]:
    found = Version.objects.filter(pk__in=numbers).select_related("edition__guide")
    return {
        version.pk: _("%(guide)s, version %(number)s")
        % {"guide": version.edition.guide.full_title, "number": version.number}
        for version in found.defer("text", "body")
    }


def _gone(numbers: Iterable[int]) -> dict[int, Gone]:
    retired = Guide.objects.filter(pk__in=numbers, retirement__isnull=False)
    titles = {guide.pk: guide for guide in retired.only("number", "title", "slug")}
    ends = ends_of(titles, guides_for_all_members())
    return {
        pk: Gone(
            guide.full_title,
            guide.get_absolute_url(),
            ends[pk].full_title if pk in ends else "",
            ends[pk].get_absolute_url() if pk in ends else "",
        )
        for pk, guide in titles.items()
    }


offer(Deed.MATERIAL_READ, Subjects(_guides, _address, "version", _versions, _gone))
