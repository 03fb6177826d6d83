"""Sending news to open pages.

The database is the truth and a push is only news of it: the layer delivers at most once and may be
away, so a push that fails is logged and forgotten, and the page catches up by number.
"""

import asyncio
from typing import Any

import structlog
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

log = structlog.get_logger("portal.live")

#: Seconds that the layer has to take a push: whoever has written something waits for it.
PATIENCE = 2


def person_group(user_id: int) -> str:
    """The group of all open pages of one person."""
    return f"person.{user_id}"


def push(group: str, event: dict[str, Any]) -> None:
    """Send `event` to all sockets of `group` when the present transaction has been committed."""
    push_many([group], event)


def push_many(groups: list[str], event: dict[str, Any]) -> None:
    """The same to several groups, in one go."""
    transaction.on_commit(lambda: _send(groups, {"type": "relay", "event": event}))


def close_all(user_id: int) -> None:
    """Close every open page's socket of a person who has lost access, once committed."""
    transaction.on_commit(lambda: _send([person_group(user_id)], {"type": "revoked"}))


def ask_again(group: str) -> None:
    """Ask all who listen to `group` whether they still may, once committed; the others are closed."""
    transaction.on_commit(lambda: _send([group], {"type": "revoked"}))


@async_to_sync
async def _send(groups: list[str], message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    try:
        async with asyncio.timeout(PATIENCE):
            for group in groups:
                # Each process has one channel for all its groups, so the message says which it is for.
                await layer.group_send(group, {**message, "group": group})
    except Exception as error:  # the layer is a courtesy: what was written is stored
        log.warning("push_failed", kind=type(error).__name__)


async def say_presence(group: str, process: str, count: int) -> None:
    """Tell the other processes how many people this one has on a group's pages."""
    message = {"type": "presence", "group": group, "process": process, "count": count}
    try:
        await get_channel_layer().group_send(group, message)
    except Exception as error:  # the next heartbeat tells it again
        log.warning("push_failed", kind=type(error).__name__)
