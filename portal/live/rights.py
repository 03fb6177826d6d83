"""May these sockets still be open? Asked of the database for all in one go."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django.utils.crypto import constant_time_compare

if TYPE_CHECKING:
    from .consumers import LiveConsumer

#: What a heartbeat carries, for each socket that may stay open. Whoever is missing may not.
Standings = dict["LiveConsumer", dict]


def standings(kind: type["LiveConsumer"], sockets: Iterable["LiveConsumer"]) -> Standings:
    """What the heartbeats of some sockets of one kind carry; runs in a thread.

    Accounts and sessions are read anew, each in one query, and then the kind's own rule is asked for
    those whose account and session hold. Whatever the database raises goes on to the caller.
    """
    known = [socket for socket in sockets if socket.person and socket.session_key]
    accounts = kind.accounts({socket.person for socket in known})
    known = [socket for socket in known if socket.person in accounts]
    stored = _stored([socket.scope["session"] for socket in known])
    readers = {
        socket: accounts[socket.person]
        for socket in known
        if _is_theirs(socket, stored.get(socket.session_key), accounts[socket.person])
    }
    return kind.standings(readers) if readers else {}


def _stored(sessions: list) -> dict[str, str | dict]:
    """What is stored now of each session, by its key; one that has ended or run out is missing or empty.
    Out of the database it is as written there: opening a thousand takes longer than reading them."""
    if not all(isinstance(each, SessionStore) for each in sessions):
        return {each.session_key: each.__class__(each.session_key).load() for each in sessions}
    if not sessions:
        return {}
    rows = (
        sessions[0]
        .get_model_class()
        .objects.filter(
            session_key__in={each.session_key for each in sessions}, expire_date__gt=timezone.now()
        )
    )
    return dict(rows.order_by().values_list("session_key", "session_data"))


def _is_theirs(socket: "LiveConsumer", stored: str | dict | None, user) -> bool:
    """Whether a stored session was opened by this account, with the password that still holds (a new
    one closes the sessions of the old). Found so once, it stays so while neither is changed."""
    if not stored:
        return False
    if socket.proven == (stored, user.pk, user.password):
        return True
    opened = socket.scope["session"].decode(stored) if isinstance(stored, str) else stored
    theirs = (
        opened.get(SESSION_KEY) == str(user.pk)
        and bool(opened.get(BACKEND_SESSION_KEY))
        and constant_time_compare(opened.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )
    socket.proven = (stored, user.pk, user.password) if theirs else None
    return theirs
