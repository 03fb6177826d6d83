"""What a process reads before it answers anybody. The first who asks would otherwise wait for it, perhaps
inside their transaction: in a rush it cost each process as much as ten registrations."""

from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver, reverse
from django.utils import timezone, translation

from portal.kit.calendar import holiday_name
from portal.retention.policy import policy

TEMPLATES = Path(settings.ROOT, "templates")


def warm_up() -> None:
    """Load every address, in each language, the year's holidays, how long what is kept, and the pages'
    templates."""
    assert get_resolver().url_patterns
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            reverse("home_member")
    # Not `is_working_day`: at a weekend it does not ask for the holidays.
    holiday_name(timezone.localdate())
    policy()
    for file in sorted(TEMPLATES.rglob("*.html")):
        get_template(file.relative_to(TEMPLATES).as_posix())
