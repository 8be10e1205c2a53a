"""Collections as earlier versions of quiz wrote them, with answers and what was remembered of them."""

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from quiz.memory.codec import from_data
from quiz.memory.replay import replay
from quiz.store import migrations, steps
from quiz.study.settings import StudySettings

ANSWERS = 5000
_BODY = '{"rating":3,"phase":"review","due_day":20500,"form":"reveal","took":100}'
_CARDS = 400


def write(path: Path, version: int) -> set[tuple[str, int]]:
    """Write a collection of an earlier format, as one that was killed might leave it, and return the names of its events."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        for step in steps.MIGRATIONS[:version]:
            for statement in step:
                other.execute(statement)
        other.execute("BEGIN")
        other.execute("INSERT INTO meta VALUES ('device', 'desk')")
        other.executemany(
            "INSERT INTO events VALUES ('desk', ?, ?, 20400, 'Reviewed', ?, ?)",
            ((number, number, _card(number), _BODY) for number in range(1, ANSWERS + 1)),
        )
        other.executemany(
            "INSERT INTO cards (card, phase, stability, difficulty, due_day, last_day, reps) "
            "VALUES (?, 'review', ?, ?, 20500, 20400, ?)",
            _remembered(),
        )
        other.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
        other.execute(f"PRAGMA user_version = {version}")
        other.execute("COMMIT")
    return {("desk", number) for number in range(1, ANSWERS + 1)}


def _card(number: int) -> str:
    return f"card{number % _CARDS}"


@cache
def _remembered() -> list[tuple[str, float, float, int]]:
    import json

    events = [
        from_data(
            {**json.loads(_BODY), "event": "Reviewed", "device": "desk", "sequence": n, "at": n, "day": 20400, "card": _card(n)}
        )
        for n in range(1, ANSWERS + 1)
    ]
    found = []
    for card, state in replay(events, StudySettings().parameters).items():
        assert state.memory is not None
        found.append((card, state.memory.stability, state.memory.difficulty, state.reps))
    return found
