"""For a load balancer: is the process up, and can it do its work?"""

import asyncio
from datetime import timedelta

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .models import SignOfLife

#: The heartbeat comes each minute; three missed ones are a stopped worker or clock.
WORKER_SILENT_AFTER = timedelta(minutes=3)
#: Seconds that the channel layer has to take a message.
PATIENCE = 2


@login_not_required
@require_safe
@never_cache
def process_is_up(request: HttpRequest) -> JsonResponse:
    """`/healthz`: the process answers. Touches nothing else, so a slow database never restarts it."""
    return JsonResponse({"process": "ok"})


@login_not_required
@require_safe
@never_cache
def ready_for_work(request: HttpRequest) -> JsonResponse:
    """`/readyz`: database, channel layer and worker; 503 with the part's name when one is away."""
    parts = {"database": _database(), "channels": _channels()}
    parts["worker"] = _worker() if parts["database"] else False
    return JsonResponse(
        {name: "ok" if good else "away" for name, good in parts.items()},
        status=200 if all(parts.values()) else 503,
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except Exception:
        return False


def _channels() -> bool:
    async def takes_news() -> bool:
        # To a group in which nobody is: a channel of one's own to receive it would stay in Redis each time.
        async with asyncio.timeout(PATIENCE):
            await get_channel_layer().group_send("ready", {"type": "ready"})
        return True

    try:
        return async_to_sync(takes_news)()
    except Exception:
        return False


def _worker() -> bool:
    return SignOfLife.objects.filter(
        name="worker", seen_at__gt=timezone.now() - WORKER_SILENT_AFTER
    ).exists()
