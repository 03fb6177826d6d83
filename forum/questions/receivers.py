"""A deleted question leaves no words in the search's index."""

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.search import index

from .models import Question


@receiver(post_delete, sender=Question)
def forget_words(sender, instance, **kwargs) -> None:
    index.remove_object(instance)
