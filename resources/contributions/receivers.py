"""What happens in the library and matters to those who have given to it."""

from django.db.models.signals import post_delete

from portal.ui.uploads import forget_file
from resources.library.hearing import Reason, Way, offer

from . import notices, queries
from .models import ContributedFile

offer(Reason.GAVE_IT, Way(queries.giver_of, notices.published))
post_delete.connect(forget_file, sender=ContributedFile, dispatch_uid="contributions.forget_file")
