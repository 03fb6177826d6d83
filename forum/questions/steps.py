"""The topics, offered to the onboarding: a newcomer introduces themself by asking or answering openly on
the one that the secretariat has chosen for it."""

from django.urls import reverse

from members.onboarding.enums import Deed
from members.onboarding.subjects import Subjects, offer
from portal.topics.models import Topic


def _topics() -> list[tuple[str, str]]:
    return [(f"topic:{topic.pk}", topic.name) for topic in Topic.objects.all()]


def _address(number: int) -> str:
    return reverse("questions:list")


offer(Deed.INTRODUCED, Subjects(_topics, _address))
