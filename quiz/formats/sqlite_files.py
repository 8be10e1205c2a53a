"""Telling whose file of SQLite a file is, by the tables in it."""

import sqlite3
from collections.abc import Set as AbstractSet
from pathlib import Path

_MOST = 1000
"""Names of tables that are looked at."""


def has_tables(path: Path, names: AbstractSet[str]) -> bool:
    """Say whether a file of SQLite has all these tables. Nothing is written, and nothing in it is trusted."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' LIMIT ?", (_MOST,)).fetchall()
        finally:
            connection.close()
    except (sqlite3.Error, OSError, UnicodeDecodeError):
        return False
    return {name for (name,) in rows} >= names
