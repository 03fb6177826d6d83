"""Where documents are fetched, under the name by which Wagtail links to them."""

from django.urls import path

from .files import document

urlpatterns = [
    path("<int:document_id>/<path:filename>", document, name="wagtaildocs_serve"),
]
