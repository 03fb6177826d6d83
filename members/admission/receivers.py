"""A deleted attachment leaves no file."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Attachment


@receiver(post_delete, sender=Attachment)
def forget_file(sender, instance, **kwargs) -> None:
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
