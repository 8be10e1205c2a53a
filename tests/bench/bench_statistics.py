"""How long the statistics of a lifetime take: 2,000,000 reviews of 200,000 cards.

    uv run python tests/bench/bench_statistics.py [REVIEWS]

Every read of the log is compared with reading the same reviews as events, in the same run.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.state import CardState, MemoryState, Phase

_FIRST = 16_000
_DAYS = 3_650
NOW = datetime(1970, 1, 1, 12, tzinfo=UTC) + timedelta(days=_FIRST + _DAYS)
_CARDS_PER_REVIEW = 10


def _row(source: random.Random, number: int, total: int, card: str) -> tuple[object, ...]:
    day = _FIRST + number * _DAYS // total
    at = day * 86_400_000 + 36_000_000 + number % 10_000 * 1000
    rating = source.choices((1, 2, 3, 4), (10, 8, 75, 7))[0]
    body: dict[str, object] = {"rating": rating, "phase": "review" if rating > 1 else "relearning", "due_day": day + 30}
    body |= {"form": source.choice(("reveal", "typed", "choice")), "took": source.randrange(1000, 20_000)}
    if body["form"] != "reveal":
        body["answer"] = f"value {source.randrange(1000)}"
    return "desk", number + 10, at, day, "Reviewed", card, json.dumps(body, separators=(",", ":"))


def fill(collection: Collection, reviews: int) -> None:
    source = random.Random(1)
    facts = [Fact(f"subject {number}", "relation", f"value {number}") for number in range(reviews // _CARDS_PER_REVIEW // 2)]
    collection.add(Deck("lifetime", facts=facts), NOW)
    cards = [row.card for row in collection.store.deck_cards("lifetime")]
    memory = [MemoryState(source.uniform(1, 400), source.uniform(1, 10)) for _ in range(1000)]
    states = {
        card: CardState(
            Phase.REVIEW,
            source.choice(memory),
            due_day=_FIRST + _DAYS + source.randrange(90),
            last_day=_FIRST + _DAYS - 5,
            reps=10,
        )
        for card in cards
    }
    collection.store.put_states(states)

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(reviews):
            yield _row(source, number, reviews, cards[source.randrange(len(cards))])

    database = collection.store._database
    with collection.store.transaction():
        database.run_many("INSERT INTO events (device, sequence, at, day, kind, card, body) VALUES (?, ?, ?, ?, ?, ?, ?)", rows())


def _timed(what: str, act: Callable[[], object]) -> float:
    """Time an act; return its processor time, which other work on the machine does not change."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    sys.stdout.write(f"{what:<60}{wall:8.2f} s, {processor:7.2f} s of the processor\n")
    return processor


def main() -> None:
    """Fill a collection and time what is asked of it."""
    reviews = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
    with tempfile.TemporaryDirectory() as folder, Collection.open(Path(folder) / "lifetime.quiz") as collection:
        _timed(f"(filling a collection with {reviews:,} reviews)", lambda: fill(collection, reviews))
        rows = _timed("reading the reviews as lean rows", lambda: sum(1 for _ in collection.store.answers()))
        events = _timed("reading them as events", lambda: sum(1 for _ in collection.store.events(kinds=("Reviewed",))))
        sys.stdout.write(f"{'':<60}{events / rows:8.1f} times as long\n")
        figures = collection.figures(NOW)
        _timed("all numbers of the log, one pass: Collection.stats", lambda: figures.statistics)
        _timed("spreads, forecast and leeches, from the states", lambda: (figures.spreads, figures.forecast, figures.leeches))
        _timed("retention by relation", lambda: figures.retention_by_relation)
        _timed("confusions", lambda: figures.confusions)
        _timed("coverage", lambda: figures.coverage)


if __name__ == "__main__":
    main()
