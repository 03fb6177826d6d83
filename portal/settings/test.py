"""The test suite: SQLite and in-memory channels, or what DATABASE_URL and REDIS_URL name."""

import os
from pathlib import Path

# A run-time folder of the tests' own, so that they never meet the data of `make run`.
os.environ.setdefault(
    "PORTAL_VAR", str(Path(__file__).resolve().parent.parent.parent / "var" / "test")
)

from .embedded import *

worker = os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")
if worker and (shared_redis := environment.text("REDIS_URL", "")):
    # Clearing a cache empties its whole Redis database, so each parallel process has one of its own.
    address, _, database = shared_redis.rpartition("/")
    own_redis = f"{address}/{int(database) + 1 + int(worker)}"
    CACHES = {"default": {**CACHES["default"], "LOCATION": own_redis}}
    # What is published there is heard in all databases: a name in front keeps the processes apart.
    CHANNEL_LAYERS = {
        "default": {
            **CHANNEL_LAYERS["default"],
            "CONFIG": {"hosts": [own_redis], "prefix": f"test{worker}"},
        },
    }

if worker:
    # What is swept in one of them (files that no row names) may be named in another's database.
    MEDIA_ROOT = VAR / f"media{worker}"
    STORAGES = {
        **STORAGES,
        "default": environment.storage("PORTAL_STORAGE_URL", f"file://{MEDIA_ROOT}"),
    }

VAR.mkdir(parents=True, exist_ok=True)
STATIC_ROOT.mkdir(exist_ok=True)
DEBUG = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file like in the embedded mode; the plugin gives each parallel process one of its own.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STATICFILES_DIRS = [("portal", ROOT / "var" / "theme")]
LOGGING = logging_for("test", "ERROR")
WHITENOISE_AUTOREFRESH = True  # spares each client the scan of all static files
