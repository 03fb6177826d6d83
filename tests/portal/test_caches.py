"""The shared cache, and while Redis is away."""

import os

import pytest
from django.conf import settings
from django.core.cache.backends.redis import RedisCacheClient
from redis import Redis
from redis.exceptions import ConnectionError, ResponseError, TimeoutError

from portal import caches


class Away:
    """Redis as its client sees it; `error` is what it raises, and `asked` how often it was asked."""

    def __init__(self):
        self.error: Exception | None = ConnectionError()
        self.asked = 0
        self.kept = {}

    def __call__(self, client, key, *rest):
        self.asked += 1
        if self.error is not None:
            raise self.error
        return self.kept.get(key, rest[0] if rest else None)


@pytest.fixture
def redis(monkeypatch):
    away = Away()
    for name in ("get", "set", "add", "incr", "delete", "has_key", "touch"):
        monkeypatch.setattr(RedisCacheClient, name, lambda *given: away(*given))
    monkeypatch.setattr(caches.SharedCache, "away_until", 0)
    return away


@pytest.fixture
def cache(redis):
    cache = caches.SharedCache("redis://127.0.0.1:1/0", {})
    cache._memory.clear()
    return cache


@pytest.mark.parametrize("error", [ConnectionError, TimeoutError])
def test_what_is_kept_and_counted_goes_on_in_memory(cache, redis, error):
    redis.error = error()
    cache.set("a", 1)
    assert (cache.get("a"), cache.get("b", "none")) == (1, "none")
    assert cache.add("a", 2) is False and cache.incr("a") == 2
    assert cache.get_or_set("c", lambda: 3) == 3
    cache.delete("a")
    assert cache.get("a") is None


def test_nobody_waits_for_it_but_now_and_then_one(cache, redis, monkeypatch):
    for _ in range(10):
        cache.get("a")
    assert redis.asked == 1
    monkeypatch.setattr(caches.SharedCache, "away_until", 1)  # long ago
    cache.get("a")
    assert redis.asked == 2


def test_it_is_asked_again_once_it_is_back_and_memory_starts_empty_the_next_time(
    cache, redis, monkeypatch
):
    cache.set("a", "while it was away")
    redis.error, redis.kept = None, {":1:a": "from redis"}
    monkeypatch.setattr(caches.SharedCache, "away_until", 1)
    assert cache.get("a") == "from redis" and cache.get("a") == "from redis"
    redis.error = ConnectionError()
    assert cache.get("a") is None


def test_what_is_our_own_mistake_is_an_error(cache, redis):
    redis.error = ResponseError()
    with pytest.raises(ResponseError):
        cache.get("a")


def test_all_requests_of_a_process_have_one_client_with_one_pool_of_connections():
    """Django makes each request a cache of its own."""
    one, two = (caches.SharedCache("redis://127.0.0.1:1/0", {}) for _ in range(2))
    assert one._cache is two._cache
    assert caches.SharedCache("redis://127.0.0.1:1/1", {})._cache is not one._cache


@pytest.mark.skipif(not os.environ.get("REDIS_URL"), reason="needs Redis")
def test_a_connection_that_redis_has_cut_is_made_anew():
    cache = caches.SharedCache(settings.CACHES["default"]["LOCATION"], {})
    cache.set("a", "kept")
    cut = cache._cache.get_client().client_id()
    assert Redis.from_url(settings.CACHES["default"]["LOCATION"]).client_kill_filter(_id=cut) == 1
    assert cache.get("a") == "kept"
