"""The test suite: SQLite and in-memory channels, or what DATABASE_URL and REDIS_URL name."""

import os
import tempfile

# A run-time folder of the test process's own, so that a test never meets the data of `make run`.
os.environ.setdefault("PORTAL_VAR", tempfile.mkdtemp(prefix="portal-test-"))

from .embedded import *

DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STATICFILES_DIRS = [("portal", ROOT / "var" / "theme")]
LOGGING = logging_for("test", "ERROR")
WHITENOISE_AUTOREFRESH = True  # spares each client the scan of all static files
