"""The yardstick of the fan-out: an ASGI application that holds its sockets in a list, and writes whatever
is posted to it to all of them. The writes are begun together: waiting for each before the next is slower."""

import asyncio
import time

from .moments import say

lines: list = []


async def application(scope, receive, send):
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        lines.append(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        lines.remove(send)
        return
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part.get("body", b""), part.get("more_body", False)
    frame = {"type": "websocket.send", "text": body.decode()}
    began = time.perf_counter()
    await asyncio.gather(*(line(frame) for line in lines))
    await say(send, began)
