"""What allauth tells of."""

from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver

from . import second_factor


@receiver(authenticator_added, dispatch_uid="login.authenticator_added")
def note_the_first_factor(*, request, authenticator, **_kwargs) -> None:
    second_factor.note_first(request, authenticator)
