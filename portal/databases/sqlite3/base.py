import sqlite3

from django.db.backends.sqlite3 import base


class Connection(sqlite3.Connection):
    """`pysqlite3` has no `getlimit`, which Django asks for its batch sizes; the library's compiled-in
    defaults answer in its place."""

    LIMITS = {
        sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 32_766,
        sqlite3.SQLITE_LIMIT_COLUMN: 2_000,
    }

    def getlimit(self, category: int) -> int:
        return self.LIMITS[category]


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self):
        params = super().get_connection_params()
        if not hasattr(sqlite3.Connection, "getlimit"):
            params["factory"] = Connection
        return params
