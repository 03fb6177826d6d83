"""Why a version cannot be published."""

from django.utils.translation import gettext_lazy as _

from portal.kit.problems import Blocker

KNOWN_PARTS = {"heading", "paragraphs", "points"}


def sections_blockers(sections: list[dict]) -> list[Blocker]:
    """What is wrong with the text of a version."""
    if not sections:
        return [Blocker("no_text", _("A version needs at least one section."))]
    if any(set(section) - KNOWN_PARTS or not section.get("heading") for section in sections):
        return [Blocker("wrong_section", _("Each section has a heading, paragraphs and points."))]
    return []
