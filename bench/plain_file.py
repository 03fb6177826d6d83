"""The yardstick of a file: read it and send it, and nothing else."""

import os
from pathlib import Path

FILE = Path(os.environ.get("BENCH_FILE", __file__))


async def application(scope, receive, send):
    content = FILE.read_bytes()
    headers = [
        (b"content-type", b"application/pdf"),
        (b"content-length", str(len(content)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": content})
