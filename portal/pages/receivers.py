"""The frame is read anew when what it shows has changed."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from portal.kit.alike import forget_now_and_then

from .models import NetworkSettings


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget_now_and_then, dispatch_uid="pages.frame")
    for sender in (NetworkSettings, PageViewRestriction):
        post_save.connect(
            forget_now_and_then, sender=sender, dispatch_uid=f"pages.frame.{sender.__name__}"
        )
    for sender in (Page, PageViewRestriction):
        post_delete.connect(
            forget_now_and_then, sender=sender, dispatch_uid=f"pages.frame.{sender.__name__}"
        )
