"""A deleted question leaves no words in the search's index, and a deleted attachment no file."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.search import index

from portal.ui.uploads import forget_file

from .models import Attachment, Question


@receiver(post_delete, sender=Question)
def forget_words(sender, instance, **kwargs) -> None:
    index.remove_object(instance)


post_delete.connect(forget_file, sender=Attachment, dispatch_uid="questions.forget_file")
