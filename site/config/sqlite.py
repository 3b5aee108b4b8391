"""Which SQLite we run on."""

import sys

import pysqlite3


def use_bundled_sqlite() -> None:
    """Let pysqlite3 stand in for Python's sqlite3.

    It bundles SQLite 3.53; Debian 12's 3.40.1 can corrupt a database when a write-ahead log
    is reset (mended in SQLite 3.51.3).
    """
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
