"""Material that is gone, whatever took it away, leaves no file and no words in the search's index."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.search import index

from .models import Material


@receiver(post_delete, sender=Material, dispatch_uid="material.forget")
def forget(sender, instance: Material, **_kwargs) -> None:
    index.remove_object(instance)
    if name := instance.file.name:
        transaction.on_commit(partial(instance.file.storage.delete, name))
