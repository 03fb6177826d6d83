"""The yardstick: an ASGI application that answers with nothing but a few bytes."""

BODY = b"ok"
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/plain"), (b"content-length", b"2")],
}


async def application(scope, receive, send):
    if scope["type"] == "http":
        await send(START)
        await send({"type": "http.response.body", "body": BODY})
