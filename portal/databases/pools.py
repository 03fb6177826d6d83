"""PostgreSQL's connections that wait to be used again."""

import select

from psycopg_pool import ConnectionPool


def still_there(connection) -> None:
    """Raise OperationalError when the server has ended this connection while it waited: at a restart, say.

    Such a connection has something to say, and one that is well says nothing; so the server itself is asked
    only where there is something to hear. The pool's own check asks each time, one more statement for each
    request. A server that is gone without a word is found by neither, but by the time limits.
    """
    heard = select.poll()
    heard.register(connection.fileno(), select.POLLIN)
    if heard.poll(0):
        ConnectionPool.check_connection(connection)
