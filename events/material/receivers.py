"""Material that is gone, whatever took it away, leaves no file and no words in the search's index."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.search import index

from portal.ui.uploads import forget_file

from .models import Material


@receiver(post_delete, sender=Material, dispatch_uid="material.forget")
def forget(sender, instance: Material, **_kwargs) -> None:
    index.remove_object(instance)
    forget_file(sender, instance)
