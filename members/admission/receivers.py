"""A deleted attachment leaves no file."""

from django.db.models.signals import post_delete

from portal.ui.uploads import forget_file

from .models import Attachment

post_delete.connect(forget_file, sender=Attachment, dispatch_uid="admission.forget_file")
