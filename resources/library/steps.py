"""The guides, offered to the onboarding: a step can ask for one of them, and remembers which version of it
was read."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from members.onboarding.enums import Deed
from members.onboarding.subjects import Subjects, offer

from .models import Guide, Version
from .queries import guides_for_all_members


def _guides() -> list[tuple[str, str]]:
    """Every newcomer can do it, so it is nothing of one group's."""
    guides = guides_for_all_members().order_by("number", "title", "pk")
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


offer(Deed.MATERIAL_READ, Subjects(_guides, _address, "version", _versions))
