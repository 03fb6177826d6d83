"""What the forum says to the library of a draft that was made of a question."""

from django.urls import reverse

from forum.questions.queries import standing_for
from resources.library.origins import Origin, Place, offer

from .problems import to_publish


def _place(user, number: int) -> Place | None:
    readable = standing_for(user).filter(pk=number)
    title = readable.values_list("title", flat=True).first()
    return Place(title, reverse("questions:question", args=[number])) if title else None


offer("question", Origin(_place, to_publish))
