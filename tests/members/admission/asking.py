"""Asking for the link to an application, and opening it days later, for the tests of applying."""

from contextlib import contextmanager
from unittest import mock

from django.urls import reverse
from django.utils import timezone

START = reverse("admission:start")


def ask(client, email, **more):
    return client.post(START, {"email": email, **more})


@contextmanager
def days_later(days: float):
    now = timezone.now().timestamp()
    with mock.patch("django.core.signing.time.time", return_value=now + days * 86_400):
        yield
