"""What happens in the library and matters to those who have given to it."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from resources.library.signals import version_published

from . import notices
from .models import ContributedFile, Contribution


@receiver(version_published, dispatch_uid="contributions.version_published")
def tell_the_giver(sender, *, version, by, **_kwargs) -> None:
    """Of the first version; what comes later is told to whoever has it on their list."""
    guide = version.edition.guide
    given = Contribution.objects.filter(guide=guide).select_related("guide", "person").first()
    if given is not None and version.number == 1:
        notices.published(given, by=by)


@receiver(post_delete, sender=ContributedFile, dispatch_uid="contributions.forget_file")
def forget_file(sender, instance: ContributedFile, **_kwargs) -> None:
    """Whatever takes its row away, the file goes once that is certain."""
    if name := instance.file.name:
        transaction.on_commit(partial(instance.file.storage.delete, name))
