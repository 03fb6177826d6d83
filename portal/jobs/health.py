"""For a load balancer: is the process up, and can it do its work?"""

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
    async def there_and_back() -> bool:
        layer = get_channel_layer()
        channel = await layer.new_channel()
        await layer.send(channel, {"type": "ready"})
        return (await layer.receive(channel))["type"] == "ready"

    try:
        return async_to_sync(there_and_back)()
    except Exception:
        return False


def _worker() -> bool:
    return SignOfLife.objects.filter(
        name="worker", seen_at__gt=timezone.now() - WORKER_SILENT_AFTER
    ).exists()
