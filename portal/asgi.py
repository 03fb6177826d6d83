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

from portal.handler import OneHopHandler
from portal.routing import websocket_urlpatterns
from portal.warming import warm_up

warm_up()

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
