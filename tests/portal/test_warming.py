"""A process that answers has read beforehand what the first would wait for."""

import subprocess
import sys

import pytest
from django.conf import settings

ASKED = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
from datetime import date
from django.utils import timezone
timezone.localdate = lambda: date({day})
import portal.asgi
from django.template import base, loader
from portal.kit import calendar
from portal.retention.policy import policy

found = calendar._closed_days.cache_info().currsize, policy.cache_info().currsize
base.Template.compile_nodelist = None  # whatever is compiled from now on fails
for name in ("base.html", "conference/registration_form.html", "meetings/link.html"):
    loader.get_template(name)
print(*found)
"""


@pytest.mark.parametrize("day", ["2026, 3, 2", "2026, 3, 1"], ids=["monday", "sunday"])
def test_holidays_deadlines_and_templates_are_there(day):
    """A weekend is no working day without anybody asking for the holidays."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED.format(day=day)],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split()[-2:] == ["1", "1"]
