"""How long a sync takes: the first one of a large log, on both sides, and the small ones after it.

uv run python tests/bench/bench_sync.py [REVIEWS]
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from quiz.collection.collection import Collection
from quiz.collection.sync_report import SyncReport
from quiz.memory.events import Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import Phase

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = 20_000


def reviews(number: int) -> list[Reviewed]:
    """Return reviews of a tenth as many cards."""
    cards = max(1, number // 10)
    return [
        Reviewed(
            card=f"card{index % cards:012}",
            at=(DAY + index // 500) * 86_400_000 + index * 1000 % 86_400_000,
            day=DAY + index // 500,
            rating=Rating(1 + index * 7 % 4),
            phase=Phase.REVIEW,
            due_day=DAY + index // 500 + 10,
            form="typed",
            answer=f"answer {index % 977}",
            took=index % 9000,
        )
        for index in range(number)
    ]


def timed(told: str, sync: Callable[[], SyncReport]) -> None:
    """Print how long a sync takes."""
    start = perf_counter()
    report = sync()
    seconds = perf_counter() - start
    print(f"{told:44} {seconds:8.3f} s   sent {report.sent:,}, received {report.received:,}")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "shared"
        folder.mkdir()
        with Collection.open(Path(root) / "desk" / "c.quiz") as desk, Collection.open(Path(root) / "phone" / "c.quiz") as phone:
            desk.store.append_all(reviews(number))
            desk.catch_up()
            timed(f"{number:,} reviews: sending them", lambda: desk.sync(folder, NOW))
            timed("receiving them, with all states replayed", lambda: phone.sync(folder, NOW))
            timed("again, with nothing new", lambda: desk.sync(folder, NOW))
            desk.record(reviews(1)[0])
            timed("sending one more", lambda: desk.sync(folder, NOW))
            timed("receiving it", lambda: phone.sync(folder, NOW))
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{size / number:.1f} bytes a review in the folder")


if __name__ == "__main__":
    main()
