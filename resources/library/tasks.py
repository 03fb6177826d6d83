"""The library's jobs."""

from django.tasks import task

from .flows.filing import typeset_version
from .models import Version


@task()
def typeset(version_id: int) -> None:
    """Typeset a version's file. A version that is gone, or has its file, is left alone."""
    version = (
        Version.objects.select_related("edition__guide", "edition__based_on__edition")
        .filter(pk=version_id)
        .first()
    )
    if version is not None:
        typeset_version(version=version, by=None)
