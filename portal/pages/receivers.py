"""The frame is read anew when what it shows has changed."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .context import forget_common
from .models import NetworkSettings


def _forget(**_kwargs):
    # At once for this transaction's own reader, and after it for one who filled the cache meanwhile.
    forget_common()
    transaction.on_commit(forget_common)


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_forget, dispatch_uid="pages.frame")
    for sender in (NetworkSettings, PageViewRestriction):
        post_save.connect(_forget, sender=sender, dispatch_uid=f"pages.frame.{sender.__name__}")
    for sender in (Page, PageViewRestriction):
        post_delete.connect(_forget, sender=sender, dispatch_uid=f"pages.frame.{sender.__name__}")
