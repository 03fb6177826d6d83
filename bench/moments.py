"""Answering a request with a moment of the machine's own clock, which all its processes share."""

import json


async def say(send, moment: float) -> None:
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(moment).encode()})
