"""Secrets that stand in an address: given away once, while the database keeps their hash alone."""

import hashlib
import secrets


def new_secret() -> tuple[str, str]:
    """A fresh secret for an address, and the hash of it for the database."""
    secret = secrets.token_urlsafe(32)
    return secret, hash_of(secret)


def hash_of(secret: str) -> str:
    """What the database keeps: whoever reads it cannot make an address of it."""
    return hashlib.sha256(secret.encode()).hexdigest()
