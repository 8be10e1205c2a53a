"""How long backups, restores and the doctor take for a lifetime's collection, beside what a plain copy of the file takes.

uv run python tests/bench/bench_backup.py [REVIEWS]
"""

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quiz.collection import backing_up, doctor
from quiz.collection.collection import Collection
from quiz.collection.restoring import restore
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
BODY = '{"rating":3,"phase":"review","due_day":20700,"form":"reveal","took":4100,"answer":"an answer"}'


def fill(path: Path, facts: int, reviews: int) -> None:
    """Write a collection with two cards a fact, and answers."""
    with Collection.open(path) as collection:
        collection.add(
            Deck("words", facts=[Fact(f"word {number}", "means", f"meaning {number}") for number in range(facts)]), NOW
        )
        device = collection.store.device
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        cards = [row[0] for row in other.execute("SELECT card FROM cards")]
        other.execute("BEGIN")
        other.executemany(
            "INSERT INTO events VALUES (?, ?, ?, ?, 'Reviewed', ?, ?)",
            (
                (device, number + 10, number, 20_000 + number // 2000, cards[number % len(cards)], BODY)
                for number in range(reviews)
            ),
        )
        other.execute("COMMIT")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def taken(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def copied(path: Path, target: Path) -> None:
    """Copy a file and wait until it is on disk."""
    shutil.copyfile(path, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def main() -> None:
    reviews = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.quiz"
        fill(path, reviews // 10, reviews)
        print(f"{reviews // 5:,} cards, {reviews:,} reviews: {path.stat().st_size / 1e6:,.0f} MB")
        small = Deck("small", facts=[Fact("one", "is", "another")])
        plain = taken(lambda: copied(path, Path(folder) / "plain.quiz"))
        with Collection.open(path) as collection:
            automatic = taken(lambda: backing_up.before(collection.store, "add", NOW))
            again = taken(lambda: backing_up.before(collection.store, "add", NOW + timedelta(minutes=5)))
            unchanged = taken(lambda: backing_up.before(collection.store, "add", NOW + timedelta(days=2)))
            adding = taken(lambda: collection.add(small, NOW))
            by_hand = taken(lambda: backing_up.back_up(collection.store, NOW))
            looking = taken(lambda: doctor.examine(collection))
        restoring = taken(lambda: restore(path, "by-hand", NOW))
        print(f"plain copy, on disk      {plain:8.2f} s")
        print(f"automatic backup         {automatic:8.2f} s, {automatic / plain:.1f} times a plain copy; once a day")
        print(f"none is due              {again * 1000:8.2f} ms")
        print(f"due, but nothing changed {unchanged * 1000:8.0f} ms")
        print(f"adding a deck            {adding * 1000:8.0f} ms")
        print(f"quiz backup, with check  {by_hand:8.2f} s")
        print(f"quiz restore             {restoring:8.2f} s")
        print(f"quiz doctor              {looking:8.2f} s, {reviews / looking:,.0f} reviews a second")


if __name__ == "__main__":
    main()
