from .models import Notice


def may_view(user, notice: Notice) -> bool:
    """A notice is its recipient's alone."""
    return user.is_authenticated and notice.recipient_id == user.pk
