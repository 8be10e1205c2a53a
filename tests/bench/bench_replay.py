"""How fast a review history becomes memory states: quiz against py-fsrs, on the same reviews, in one run.

    uv run python tests/bench/bench_replay.py
    uv run python tests/bench/bench_replay.py --revlog FILE.csv

A revlog is a CSV file with the columns `card_id`, `review_rating` (1 … 4) and `review_time` (ISO 8601). Reviews are taken by
whole UTC days; for both programs the reviews are in memory, in their own records, before the clock starts.
The best of several rounds counts, the programs taking turns. The results are compared before any time is printed.
"""

import argparse
import csv
import gc
import random
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import fsrs as py_fsrs

from quiz.memory import fsrs
from quiz.memory.events import Event, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.replay import replay
from quiz.memory.state import MemoryState, Phase

Row = tuple[str, int, int]
"""Card, study day, rating."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and return the exit code: 1 if the programs disagree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reviews", type=int, default=100_000, help="how many reviews to make up (default: 100000)")
    parser.add_argument("--cards", type=int, default=10_000, help="of how many cards (default: 10000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--revlog", type=Path, help="take the reviews of this CSV file instead")
    options = parser.parse_args(arguments)
    rows = from_revlog(options.revlog) if options.revlog else made_up(options.reviews, options.cards, options.seed)

    dated = [(card, py_fsrs.Rating(rating), EPOCH + timedelta(days=day)) for card, day, rating in rows]
    log: list[Event] = [event_of(number, row) for number, row in enumerate(rows, start=1)]
    expected = run_py_fsrs(dated)
    difference = furthest(expected, fsrs.track(rows, fsrs.DEFAULT_PARAMETERS))
    programs: dict[str, Callable[[], object]] = {
        "py-fsrs Scheduler.review_card": lambda: run_py_fsrs(dated),
        "quiz track": lambda: fsrs.track(rows, fsrs.DEFAULT_PARAMETERS),
        "quiz replay (events to card states)": lambda: replay(log, fsrs.DEFAULT_PARAMETERS),
    }
    times = best_times(programs, options.rounds)
    slowest = next(iter(times.values()))

    say(f"{len(rows):,} reviews of {len(expected):,} cards, best of {options.rounds}")
    say(f"largest relative difference of any stability or difficulty: {difference:.1e}")
    for name, seconds in times.items():
        say(f"{name:36} {seconds * 1000:8.1f} ms {seconds / len(rows) * 1e6:7.2f} µs a review {slowest / seconds:6.1f}x")
    return 1 if difference > 1e-6 else 0


def made_up(reviews: int, cards: int, seed: int) -> list[Row]:
    """Make up reviews of many cards side by side, day after day; some 15 % are on the same day as the card's last one."""
    source = random.Random(seed)
    days = [0] * cards
    rows: list[Row] = []
    for _ in range(reviews):
        card = source.randrange(cards)
        days[card] += 0 if source.random() < 0.15 else int(10 ** source.uniform(0, 2))
        rows.append((str(card), days[card], source.choices((1, 2, 3, 4), (10, 10, 70, 10))[0]))
    return sorted(rows, key=lambda row: row[1])


def from_revlog(path: Path) -> list[Row]:
    """Read a revlog, oldest review first."""
    with path.open(newline="", encoding="utf-8") as file:
        read = [
            (datetime.fromisoformat(line["review_time"]), line["card_id"], int(line["review_rating"]))
            for line in csv.DictReader(file)
        ]
    return [(card, (when.astimezone(UTC) - EPOCH).days, rating) for when, card, rating in sorted(read)]


def event_of(number: int, row: Row) -> Reviewed:
    """Return the event that quiz stores for a review."""
    card, day, rating = row
    at = day * 86_400_000 + number
    return Reviewed(
        at=at,
        day=day,
        device="desk",
        sequence=number,
        card=card,
        rating=Rating(rating),
        phase=Phase.REVIEW,
        due_day=day + 1,
        form="reveal",
    )


def run_py_fsrs(dated: list[tuple[str, py_fsrs.Rating, datetime]]) -> dict[str, py_fsrs.Card]:
    """Replay the reviews with py-fsrs, without fuzz."""
    review_card = py_fsrs.Scheduler(enable_fuzzing=False).review_card
    cards: dict[str, py_fsrs.Card] = {}
    for name, rating, when in dated:
        card = cards.get(name)
        if card is None:
            card = py_fsrs.Card(card_id=1, due=when)  # an id of its own would take it a millisecond of sleep
        cards[name], _ = review_card(card, rating, when)
    return cards


def furthest(expected: dict[str, py_fsrs.Card], actual: dict[str, MemoryState]) -> float:
    """Return the largest relative difference of the two results, infinite if their cards differ.

    Left out are cards that py-fsrs takes beyond the longest stability, which it does not limit.
    """
    if expected.keys() != actual.keys():
        return float("inf")
    worst = 0.0
    for name, card in expected.items():
        stability, difficulty = card.stability or 0.0, card.difficulty or 0.0
        if 0.01 <= stability <= fsrs.STABILITY_MAX:
            mine = actual[name]
            worst = max(worst, abs(mine.stability / stability - 1), abs(mine.difficulty / difficulty - 1))
    return worst


def best_times(programs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the seconds of each program's best round; they take turns, so that a busy moment hits all of them."""
    gc.freeze()  # the records of one program are no garbage for another to look through
    times = dict.fromkeys(programs, float("inf"))
    for _ in range(rounds):
        for name, run in programs.items():
            started = perf_counter()
            run()
            times[name] = min(times[name], perf_counter() - started)
    return times


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
