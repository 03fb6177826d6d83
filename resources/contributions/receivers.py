"""What happens in the library and matters to those who have given to it."""

from django.db.models.signals import post_delete
from django.dispatch import receiver

from portal.ui.uploads import forget_file
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


post_delete.connect(forget_file, sender=ContributedFile, dispatch_uid="contributions.forget_file")
