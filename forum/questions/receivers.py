"""A deleted question leaves no words in the search's index, and a deleted attachment no file."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.search import index

from .models import Attachment, Question


@receiver(post_delete, sender=Question)
def forget_words(sender, instance, **kwargs) -> None:
    index.remove_object(instance)


@receiver(post_delete, sender=Attachment)
def forget_file(sender, instance, **kwargs) -> None:
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
