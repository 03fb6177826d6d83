"""Members' pages are restricted to the group of members, never to "anyone logged in" or a password."""

from django.core.checks import Error, Tags, register
from django.db import DatabaseError, connections

from .rules import MEMBERS_GROUP


@register(Tags.database)
def restrictions_are_for_members(app_configs=None, databases=None, **kwargs):
    """An applicant is logged in too, and a password is passed on: neither may open a page."""
    from wagtail.models import CollectionViewRestriction, PageViewRestriction

    found = []
    for alias in databases or ():
        for model in (PageViewRestriction, CollectionViewRestriction):
            if model._meta.db_table not in _tables(alias):
                continue
            rows = model.objects.using(alias)
            wrong = rows.exclude(restriction_type=model.GROUPS).count()
            wrong += (
                rows.filter(restriction_type=model.GROUPS)
                .exclude(groups__name=MEMBERS_GROUP)
                .count()
            )
            if wrong:
                found.append(
                    Error(
                        f"{wrong} restriction(s) in {model.__name__} are not for the members' group.",
                        hint=f"Restrict to the group “{MEMBERS_GROUP}”, or lift the restriction.",
                        id="pages.E001",
                    )
                )
    return found


def _tables(alias) -> list[str]:
    try:
        return connections[alias].introspection.table_names()
    except DatabaseError:
        return []
