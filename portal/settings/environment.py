"""The one place that reads the environment.

Each reader takes the variable's name and returns a typed value or raises `ImproperlyConfigured` with a
sentence that names the variable and says what is wanted: a portal that starts with a misspelt setting
runs for months before anyone notices what it does not do.
"""

import difflib
import os
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "PORTAL_"

#: Every variable the portal knows, with the sentence the README's table repeats.
KNOWN = {
    "PORTAL_SECRET_KEY": "Secret for signatures; at least 50 random characters.",
    "PORTAL_BASE_URL": "The portal's public address, such as https://netvaerk.example.dk.",
    "PORTAL_ALLOWED_HOSTS": "Further host names, separated by commas.",
    "PORTAL_SMTP_URL": "smtp+tls://user:password@host:587, smtps://… or smtp://localhost:25.",
    "PORTAL_MAIL_FROM": "The sender of the portal's mails.",
    "PORTAL_STORAGE_URL": "file:///absolute/folder or s3://bucket?endpoint=https://…&region=….",
    "PORTAL_PROXY_HOPS": "Trusted proxies in front that set X-Forwarded-For and -Proto (0-5).",
    "PORTAL_HSTS_SECONDS": "How long browsers shall insist on HTTPS.",
    "PORTAL_OIDC_CLIENT_ID": "OpenID Connect client of the municipalities' log-in (Entra ID).",
    "PORTAL_OIDC_CLIENT_SECRET": "Its secret.",
    "PORTAL_OIDC_TENANTS": "Allowed tenants as GUIDs, separated by commas; none: log-in off.",
    "PORTAL_LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR.",
    "PORTAL_VAR": "Folder for everything written at run time (embedded mode).",
    "PORTAL_PORT": "Port that the embedded server listens on.",
    "DATABASE_URL": "postgres://user:password@host:5432/name, or sqlite:////absolute/file.",
    "REDIS_URL": "redis://host:6379/0 or rediss://…; channel layer and shared cache.",
}


def refuse_unknown() -> None:
    """Raise for a variable with our prefix that we do not know: it is a misspelt one."""
    for name in os.environ:
        if name.startswith(PREFIX) and name not in KNOWN:
            near = difflib.get_close_matches(name, KNOWN, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise ImproperlyConfigured(f"{name} is not a setting of this portal.{hint}")


def text(name: str, default: str | None = None) -> str:
    """The variable's text without surrounding space; required when there is no default."""
    assert name in KNOWN, name
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} must be set. {KNOWN[name]}")
    return default


def listing(name: str) -> list[str]:
    """Comma-separated parts, empty ones left out."""
    return [part.strip() for part in text(name, "").split(",") if part.strip()]


def number(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number within limits."""
    value = text(name, str(default))
    if not value.isdecimal() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} must be a whole number from {low} to {high}.")
    return int(value)


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}.")
    return value


def secret(name: str) -> str:
    """A secret that nobody guesses: long, not made of few characters, not Django's sample."""
    value = text(name)
    if len(value) < 50 or len(set(value)) < 12 or value.startswith("django-insecure"):
        raise ImproperlyConfigured(f"{name} is too weak. {KNOWN[name]}")
    return value


def url(name: str, default: str | None = None, *, schemes: tuple[str, ...]) -> str:
    """An address with one of the schemes and, but for files, a host; no trailing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in schemes or not (parts.netloc or parts.path):
        raise ImproperlyConfigured(f"{name} must start with one of: {', '.join(schemes)}.")
    return value


def smtp(name: str) -> dict[str, object]:
    """An entry of Django's MAILERS out of one address; plain SMTP only to this machine."""
    value = url(name, schemes=("smtp", "smtps", "smtp+tls"))
    parts = urlsplit(value)
    if parts.scheme == "smtp" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ImproperlyConfigured(f"{name} must use smtp+tls:// or smtps:// to another machine.")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtps",
            "timeout": 20,
        },
    }


def storage(name: str, default: str) -> dict[str, object]:
    """The private media storage as an entry of Django's STORAGES."""
    value = url(name, default, schemes=("file", "s3"))
    parts = urlsplit(value)
    if parts.scheme == "file":
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": unquote(parts.path), "base_url": "/media/"},
        }
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    unknown = set(query) - {"endpoint", "region"}
    if unknown:
        raise ImproperlyConfigured(f"{name}: unknown part {', '.join(sorted(unknown))}.")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        # Files are always handed out by a view that asks the rule, so no address is ever signed.
        "OPTIONS": {
            "bucket_name": parts.netloc,
            "endpoint_url": query.get("endpoint"),
            "region_name": query.get("region"),
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
