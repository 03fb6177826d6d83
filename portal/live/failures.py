"""What the channel layer's library says of a Redis that is away."""

import logging

from redis.exceptions import ConnectionError, TimeoutError


class Named(logging.Filter):
    """Each process would report it once a second, as an error with a page of traceback. It is one line with
    a name, like our own of the same kind; whatever else goes wrong there stays as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, (ConnectionError, TimeoutError)):
            record.msg, record.args, record.exc_info = "layer_failed", (), None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.kind = type(error).__name__
        return True
