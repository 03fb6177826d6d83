"""The one server's entrance: HTTP to Django, WebSockets to the consumers."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

import django

django.setup(set_prefix=False)

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import OriginValidator
from django.conf import settings
from django.urls import get_resolver, reverse
from django.utils import timezone, translation

from portal.handler import OneHopHandler
from portal.kit.calendar import is_working_day
from portal.routing import websocket_urlpatterns

# Load every address now, in each language, and the year's holidays: the first who asks would otherwise wait
# for it, perhaps inside their transaction. In a rush it cost each process as much as ten registrations.
assert get_resolver().url_patterns
for language, _ in settings.LANGUAGES:
    with translation.override(language):
        reverse("home_member")
is_working_day(timezone.localdate())

# Full origins, scheme and port included: a validator by host name would accept http:// and any port.
origins = [settings.BASE_URL]
if settings.EMBEDDED:
    origins += [f"http://{host}:{settings.PORT}" for host in settings.ALLOWED_HOSTS]

application = ProtocolTypeRouter(
    {
        "http": OneHopHandler(),
        "websocket": OriginValidator(
            AuthMiddlewareStack(URLRouter(websocket_urlpatterns)), origins
        ),
    }
)

# What is loaded by now stays for good. Looking through it for garbage took a fifth of a second now and then,
# in which no open page heard anything.
gc.collect()
gc.freeze()
