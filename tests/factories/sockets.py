"""A WebSocket without a server. `channels.testing` has one, but importing it wants another server."""

from asgiref.testing import ApplicationCommunicator


class Line(ApplicationCommunicator):
    """One socket to `application`, which needs no server between."""

    def __init__(self, application, path: str, headers=()):
        super().__init__(
            application,
            {
                "type": "websocket",
                "path": path,
                "query_string": b"",
                "headers": list(headers),
                "subprotocols": [],
            },
        )

    async def connect(self) -> bool:
        """Dial; whether the handshake was accepted."""
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output(timeout=10))["type"] == "websocket.accept"

    async def say(self, *, text: str | None = None, data: bytes | None = None) -> None:
        await self.send_input({"type": "websocket.receive", "text": text, "bytes": data})

    async def hear(self, timeout: float = 10) -> str:
        """The next frame's text; an error when the server closes instead."""
        event = await self.receive_output(timeout=timeout)
        assert event["type"] == "websocket.send", event
        return event["text"]

    async def hang_up(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=10)
