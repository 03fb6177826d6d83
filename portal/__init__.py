"""The portal of the network of borgerrådgivere.

Importing this package comes before every import of Django (the settings live in it), so this is the
one place where the SQLite library can be chosen: distributions still ship versions with the WAL-reset
corruption bug (mended in 3.51.3), and `pysqlite3` brings its own newer one. On systems without it the
start-up check `portal.jobs.checks` says which version is in use.
"""

import sys

try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # pragma: no cover - not Linux, or PostgreSQL only
    pass
else:
    # SQLite's own numbers for two limits; `portal.databases.sqlite3` answers for them.
    for _module in (pysqlite3, pysqlite3.dbapi2):
        _module.SQLITE_LIMIT_COLUMN, _module.SQLITE_LIMIT_VARIABLE_NUMBER = 2, 9
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
