"""How the Statistics screen bears a lifetime: when each section is there, and how long a key waits meanwhile.

    uv run python -m tests.bench.bench_statistics_screen [REVIEWS]

The app's loop is asked for its turn every 5 ms while figures are worked out in their thread; the longest wait for one is what
somebody who types would feel. It is compared with the same app's waits while nothing is worked out, in the same run.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from quiz.collection.collection import Collection
from quiz.tui.app import QuizApp
from quiz.tui.statistics.screen import StatisticsScreen
from tests.bench.bench_statistics import NOW, fill
from tests.tui.samples import Screen, drive

_TURN = 0.005
_IDLE = 1.0


class _Turns:
    """Counts how long the loop's turns have to be waited for."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    async def take(self) -> None:
        last = perf_counter()
        while True:
            await asyncio.sleep(_TURN)
            now = perf_counter()
            self.waits.append(now - last - _TURN)
            last = now

    def told(self) -> str:
        waits, self.waits = sorted(self.waits) or [0.0], []
        return f"a turn waits {waits[len(waits) // 2] * 1000:4.0f} ms, 99 % {waits[int(len(waits) * 0.99)] * 1000:5.0f} ms"


async def _play(screen: Screen) -> None:
    turns = _Turns()
    task = asyncio.create_task(turns.take())
    await asyncio.sleep(_IDLE)
    sys.stdout.write(f"{'(Home, doing nothing)':<42}{turns.told()}\n")
    await screen.tap("t")
    shown = screen.app.screen
    assert isinstance(shown, StatisticsScreen)
    for number in range(1, 9):
        begin = perf_counter()
        if number > 1:
            await screen.tap(str(number))
        while shown.known is None:  # noqa: ASYNC110 - it is looked at from outside
            await asyncio.sleep(_TURN)
        sys.stdout.write(f"{shown.section.label:<20} there after {perf_counter() - begin:5.1f} s   {turns.told()}\n")
        sys.stdout.flush()
    task.cancel()


def main() -> None:
    """Fill a collection and go through the sections."""
    reviews = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lifetime.quiz"
        with Collection.open(path) as collection:
            fill(collection, reviews)
        with Collection.open(path) as collection:  # which makes the states of what was written past it
            drive(QuizApp(collection, lambda: NOW), _play)


if __name__ == "__main__":
    main()
