"""Notes that begin with the same words as another one of their note type."""

from collections import Counter
from typing import Final

from quiz.formats.anki.database import Database

_FEW: Final = 100
"""Checksums that are looked for by themselves."""
_FIRST: Final = "substr(flds, 1, instr(flds || char(31), char(31)) - 1)"
_DOUBTFUL: Final = "SELECT csum FROM notes GROUP BY csum HAVING count(*) > 1"


def alike_in(database: Database) -> int:
    """Return how many notes begin with the same words as another one. Anki's checksums say quickly that there are none."""
    sums = [csum for (csum,) in database.rows(f"{_DOUBTFUL} LIMIT {_FEW + 1}")]
    if len(sums) <= _FEW and all(type(csum) is int for csum in sums):
        # Most are alike by chance, and found by an index: else SQLite goes through all notes type by type.
        query = f"SELECT mid, {_FIRST} FROM notes WHERE csum IN ({', '.join(map(str, sums))})"  # noqa: S608 - numbers
        return sum(count for count in Counter(database.rows(query)).values() if count > 1) if sums else 0
    groups = f"SELECT count(*) AS n FROM notes WHERE csum IN ({_DOUBTFUL}) GROUP BY mid, {_FIRST} HAVING n > 1"  # noqa: S608
    found = database.row(f"SELECT sum(n) FROM ({groups})")  # noqa: S608 - a constant
    return found[0] if found and isinstance(found[0], int) else 0
