"""Every address of the portal, by its name."""

from django.urls import get_resolver

from tests.house.rooms import ROOMS


def addresses(resolver=None, prefix=""):
    """Name → the names of its parts, for every address of ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern, namespace)
        elif pattern.callback.__module__.partition(".")[0] in ROOMS and pattern.name:
            yield f"{prefix}{pattern.name}", list(pattern.pattern.regex.groupindex)


ALL = dict(addresses())
EDITOR = "wagtailsnippets_library_edition"
#: Wagtail's own view sets in our name: walked with the rest of the admin (`test_admin_walk`).
VIEW_SETS = {
    name
    for name in ALL
    if name.partition(":")[0] in ("onboarding_steps", "onboarding_tracks", "guide", EDITOR)
}
OURS = {name: parts for name, parts in ALL.items() if name not in VIEW_SETS}
