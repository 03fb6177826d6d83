"""Lists of notices for the one they are for."""

from django.db.models import QuerySet

from .models import Notice


def notices_for(user) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody else's, whatever their role."""
    if not user.is_authenticated:
        return Notice.objects.none()
    return Notice.objects.filter(recipient=user)


def unread_count(user) -> int:
    """The figure on the bell."""
    return notices_for(user).filter(read_at__isnull=True).count()
