"""Every WebSocket address of the portal."""

from django.urls import path

from forum.questions.consumers import QuestionConsumer, QuestionListConsumer
from portal.notices.consumers import BellConsumer

websocket_urlpatterns = [
    path("ws/live/", BellConsumer.as_asgi()),
    path("ws/spoerg/", QuestionListConsumer.as_asgi()),
    path("ws/spoerg/<int:question_id>/", QuestionConsumer.as_asgi()),
]
