"""Everything on one machine and nothing to set up: SQLite, in-memory channels, mails in a folder."""

from . import environment
from .base import *
from .databases import from_url, sqlite
from .logs import logging_for

DEBUG = True
EMBEDDED = True
PORT = environment.number("PORTAL_PORT", 8000, low=1, high=65535)
BASE_URL = environment.url("PORTAL_BASE_URL", f"http://localhost:{PORT}", schemes=("http", "https"))
WAGTAILADMIN_BASE_URL = BASE_URL
#: One process serves all; through Redis several hear the same news, as in production.
SERVER_PROCESSES = 1
# Known to all, and harmless: the embedded mode listens on this machine only.
SECRET_KEY = "embedded-only-" + "not-a-secret-" * 4
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

DATABASES = {
    "default": from_url(environment.text("DATABASE_URL"))
    if environment.text("DATABASE_URL", "")
    else sqlite(VAR / "portal.sqlite3")
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels.layers.InMemoryChannelLayer",
        "CONFIG": {"capacity": 1000, "expiry": 10},
    }
}
if redis_url := environment.text("REDIS_URL", ""):
    CACHES = {"default": {"BACKEND": "portal.caches.SharedCache", "LOCATION": redis_url}}
    SERVER_PROCESSES = 2
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # What is published there is heard in all of a Redis's numbered databases.
            "CONFIG": {"hosts": [redis_url], "prefix": f"portal{redis_url.rpartition('/')[2]}"},
        }
    }

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": VAR / "mail"},
    }
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# The portal's own 404 and 403 pages, also with DEBUG on.
MIDDLEWARE = [*MIDDLEWARE, "portal.ui.middleware.own_error_pages"]
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = True
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = logging_for("embedded", environment.text("PORTAL_LOG_LEVEL", "INFO"))
