"""The portal as the stage serves it: with addresses at which a test lets something happen in the server's own
process, as a click of somebody's would."""

import time
from datetime import timedelta
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from django.utils import timezone

from tests.seating import application as portal  # first: it sets Django up

from forum.questions.broadcast import group_of  # isort: skip
from members.membership.flows import suspending  # isort: skip
from members.people.flows.membership import end_membership  # isort: skip
from members.people.models import Post, User  # isort: skip
from portal.live.streams import push  # isort: skip
from tests.factories.people import municipality  # isort: skip
from tests.portal.live.stage import NEWS  # isort: skip


def leave(person: int, question: int) -> None:
    """The membership ends."""
    end_membership(person=User.objects.get(pk=person), by=None)


def suspend(person: int, question: int) -> None:
    """The secretariat shuts the member out, who has been heard."""
    user = User.objects.get(pk=person)
    chief = User.objects.exclude(pk=person).earliest("pk")
    due_on = timezone.localdate() + timedelta(days=9)
    suspension = suspending.propose(person=user, reason="Svarer ikke.", due_on=due_on, by=chief)
    suspending.answer(suspension=suspension, statement="Jo.", by=user)
    suspending.put_in_force(suspension=suspension, by=chief)


def move_away(person: int, question: int) -> None:
    """The member works somewhere else now, outside the question's group."""
    Post.objects.filter(person=person).update(municipality=municipality("Aalborg"))


def talk(person: int, question: int) -> None:
    """More news of a question than a line holds that nobody reads, and no faster than one who reads."""
    event = {"type": "event", "kind": "quiet", "html": "x" * 60_000}
    for number in range(1, NEWS + 1):
        push(group_of(question), {**event, "seq": number})
        time.sleep(0.01)


DEEDS = {f"/stage/{deed.__name__}": deed for deed in (leave, suspend, move_away, talk)}


async def application(scope, receive, send):
    deed = DEEDS.get(scope.get("path", ""))
    if deed is None:
        await portal(scope, receive, send)
        return
    asked = parse_qs(scope["query_string"].decode())
    await database_sync_to_async(deed, thread_sensitive=False)(
        int(asked["person"][0]), int(asked["question"][0])
    )
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})
