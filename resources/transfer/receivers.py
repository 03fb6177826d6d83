"""A file goes with its row."""

from django.db.models.signals import post_delete

from portal.ui.uploads import forget_file

from .models import Batch, Export

post_delete.connect(forget_file, sender=Batch, dispatch_uid="transfer.forget_import")
post_delete.connect(forget_file, sender=Export, dispatch_uid="transfer.forget_export")
