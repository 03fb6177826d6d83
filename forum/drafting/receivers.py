"""What happens in the library and matters to those who wrote."""

from django.dispatch import receiver

from resources.library.signals import objection_settled

from . import notices
from .queries import post_behind


@receiver(objection_settled, dispatch_uid="drafting.objection_settled")
def tell_who_objected(*, voice, by, **_kwargs) -> None:
    post = post_behind(voice)
    if post is not None:
        notices.objection_answered(post, by=by)
