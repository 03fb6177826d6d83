"""Who comes to the desk, and which document they mean."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from events.conference.models import Conference
from events.conference.views.desk.gate import (
    conference_of,
    managers_only,
    registration_of,
)

from ... import queries
from ...models import Document

__all__ = [
    "conference_of",
    "document_of",
    "managers_only",
    "registration_of",
    "to_document",
]


def document_of(request, conference: Conference, number: int) -> Document:
    """One of the conference's documents; another conference's is not there."""
    return get_object_or_404(queries.documents_of(request.user, conference), pk=number)


def to_document(document: Document) -> HttpResponse:
    return redirect("billing_desk:document", document.conference_id, document.pk)
