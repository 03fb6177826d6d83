"""A file goes with its row."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Batch, Export


@receiver(post_delete, sender=Batch, dispatch_uid="transfer.forget_import")
@receiver(post_delete, sender=Export, dispatch_uid="transfer.forget_export")
def forget_file(sender, instance: Export | Batch, **kwargs) -> None:
    """Once it is certain that the row is gone."""
    if name := instance.file.name:
        transaction.on_commit(partial(instance.file.storage.delete, name))
