"""The cache that all processes share, in Redis; and each one's own memory while Redis is away.

What is kept there can be worked out again, so nobody gets an error page for want of it. Log-ins are counted
there, too: while Redis is away each process counts for itself, which is better than not at all.
"""

import time
from functools import cache
from typing import Any, ClassVar

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import ConnectionError, TimeoutError

log = structlog.get_logger("portal.caches")

#: Seconds that Redis has to connect, and to answer.
PATIENCE = 1
#: Seconds until a Redis that was away is asked again: meanwhile nobody waits for it.
ASK_AGAIN = 2
#: Entries in a process's own memory.
ROOM = 5_000


def _or_memory(name: str):
    def asked(self, *args, **kwargs):
        return self._ask(name, *args, **kwargs)

    asked.__name__ = name
    return asked


class _Client(RedisCacheClient):
    """Django's, which makes an object of redis-py's for each question."""

    def __init__(self, servers, **options):
        super().__init__(servers, **options)
        self._made = {}

    def get_client(self, key=None, *, write=False):
        """The one for this server; it may be used by several threads."""
        pool = self._get_connection_pool(write)
        if pool not in self._made:
            self._made[pool] = self._client(connection_pool=pool)
        return self._made[pool]


@cache
def _one_client(servers: tuple[str, ...], options: tuple[tuple[str, Any], ...]) -> _Client:
    return _Client(list(servers), **dict(options))


def _client(servers: list[str], **options: Any) -> _Client:
    """One for all requests of the process, with its pool of connections. Django makes each request a cache
    of its own, and with it a client: that connected anew, and read from a file which redis-py it is."""
    return _one_client(tuple(servers), tuple(options.items()))


class SharedCache(RedisCache):
    """Django's, with each of its questions answered from memory when Redis does not answer."""

    #: The moment before which Redis is not asked, for all threads of the process; 0 while it answers.
    away_until: ClassVar[float] = 0

    def __init__(self, server, params):
        limits = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        super().__init__(server, {**params, "OPTIONS": {**limits, **params.get("OPTIONS", {})}})
        self._class = _client
        self._memory = LocMemCache("redis-is-away", {**params, "OPTIONS": {"MAX_ENTRIES": ROOM}})

    def _ask(self, name: str, *args, **kwargs) -> Any:
        if time.monotonic() >= SharedCache.away_until:
            try:
                answer = getattr(super(), name)(*args, **kwargs)
            except (ConnectionError, TimeoutError) as error:
                self._is_away(error)
            else:
                SharedCache.away_until = 0
                return answer
        return getattr(self._memory, name)(*args, **kwargs)

    def _is_away(self, error: Exception) -> None:
        if not SharedCache.away_until:
            # What the memory holds is from another time that Redis was away.
            self._memory.clear()
            log.warning("cache_away", kind=type(error).__name__)
        SharedCache.away_until = time.monotonic() + ASK_AGAIN

    add = _or_memory("add")
    get = _or_memory("get")
    set = _or_memory("set")
    touch = _or_memory("touch")
    delete = _or_memory("delete")
    get_many = _or_memory("get_many")
    has_key = _or_memory("has_key")
    incr = _or_memory("incr")
    set_many = _or_memory("set_many")
    delete_many = _or_memory("delete_many")
    clear = _or_memory("clear")
