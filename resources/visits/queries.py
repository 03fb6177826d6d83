"""When a member was last seen in the library, for a page that asks for something else anyway."""

from django.db.models import Subquery

from .models import Visit


def seen_at(person: int) -> Subquery:
    """As a column of another question about this person's page."""
    return Subquery(Visit.objects.filter(person=person).order_by().values("seen_at")[:1])
