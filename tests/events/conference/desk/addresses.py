"""The desk's addresses and lists, for its tests."""

from django.urls import reverse


def to(name: str, *args) -> str:
    return reverse(f"conference_desk:{name}", args=args)
