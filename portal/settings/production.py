"""Production: everything comes from the environment, and what is insecure does not start."""

from urllib.parse import urlsplit

from . import environment
from .base import *
from .databases import from_url
from .logs import logging_for

DEBUG = False
SECRET_KEY = environment.secret("PORTAL_SECRET_KEY")
BASE_URL = environment.url("PORTAL_BASE_URL", schemes=("https",))
WAGTAILADMIN_BASE_URL = BASE_URL
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname, *environment.listing("PORTAL_ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
if "*" in ALLOWED_HOSTS:
    raise environment.ImproperlyConfigured("PORTAL_ALLOWED_HOSTS must name hosts, not *.")

DATABASES = {"default": from_url(environment.text("DATABASE_URL"))}
REDIS_URL = environment.url("REDIS_URL", schemes=("redis", "rediss", "unix"))
CACHES = {"default": {"BACKEND": "portal.caches.SharedCache", "LOCATION": REDIS_URL}}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "portal"},
    }
}

MAILERS = {"default": environment.smtp("PORTAL_SMTP_URL")}
environment.text("PORTAL_MAIL_FROM")
environment.text("PORTAL_STORAGE_URL")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # a load balancer asks over plain HTTP
SECURE_HSTS_SECONDS = environment.number(
    "PORTAL_HSTS_SECONDS", 31_536_000, low=3600, high=63_072_000
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
PROXY_HOPS = environment.number("PORTAL_PROXY_HOPS", 1, low=0, high=5)
if PROXY_HOPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_HOPS

CRONTASK = {"REDIS_URL": REDIS_URL}  # one clock, however many are started
LOGGING = logging_for(
    "production",
    environment.choice("PORTAL_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
)
