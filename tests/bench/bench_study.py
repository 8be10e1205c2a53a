"""A lifetime's collection: quiz against Anki's own backend, side by side, in one run.

    uv run --group bench python tests/bench/bench_study.py
    uv run --group bench python tests/bench/bench_study.py --rows 10000 --reviews 5

Both programs take in the same table, two cards a row; get the same history, so many reviews a card; and are then asked for the
same things, each in processes of its own, taking turns: opening the collection with the first card; the next card, its question
and answer, and an answer that is safe on disk; the counts of what is due; the most memory while studying. Times are taken inside
the processes, after imports; the whole time of a process that shows the first card stands beside them.

It also says how far quiz's own times grow from a tenth of the cards to all of them. Some minutes, and 1 GiB of disk.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles
from typing import Any

NOW = datetime.now(UTC)
DAY_MS = 86_400_000
DUE_A_DAY = 2000
"""Cards that are due on the day of the study, and on each day after it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark, or one of its parts in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="of the table; each makes two cards (default: 100000)")
    parser.add_argument("--reviews", type=int, default=5, help="a card in the history (default: 5)")
    parser.add_argument("--answers", type=int, default=300, help="in each session that is timed (default: 300)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--part", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.part:
        name, *rest = options.part
        print(json.dumps(PARTS[name](*rest)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), options)
    return 0


def compare(folder: Path, options: argparse.Namespace) -> None:
    """Build both collections, study both, and print the ratios."""
    sizes = {"a tenth": options.rows // 10, "whole": options.rows}
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for size, rows in sizes.items():
        place = folder / size.replace(" ", "-")
        place.mkdir()
        table = made_up(place / "table.csv", rows)
        found[size] = {program: built(program, place, table, options) for program in ("anki", "quiz")}
        for program in ("anki", "quiz"):
            part(f"{program}-history", place, options.reviews)
        rounds: dict[str, list[dict[str, Any]]] = {"anki": [], "quiz": []}
        for _ in range(options.rounds):
            for program, several in rounds.items():
                several.append(part(f"{program}-study", place, options.answers))
        for program, several in rounds.items():
            found[size][program] |= summed_up(several)
    whole, tenth = found["whole"], found["a tenth"]
    print(f"{2 * options.rows:,} cards, {2 * options.rows * options.reviews:,} reviews, medians of {options.rounds} rounds")
    print(f"{'':42}{'Anki':>11}{'quiz':>11}{'ratio':>8}{'growth':>8}")
    for name, unit in FIGURES.items():
        anki, quiz = whole["anki"][name], whole["quiz"][name]
        growth = quiz / tenth["quiz"][name] if tenth["quiz"][name] else 0.0
        print(f"{name:42}{anki:>8.2f} {unit:2}{quiz:>8.2f} {unit:2}{quiz / anki:>7.2f}x{growth:>7.2f}x")
    print("growth: quiz with all cards against quiz with a tenth of them")


FIGURES = {
    "table to collection": "s",
    "opening and first card": "ms",
    "the same with the start of a process": "ms",
    "card, rendering, durable answer: median": "ms",
    "card, rendering, durable answer: 99th %": "ms",
    "deck counts": "ms",
    "most memory while studying": "MB",
}


def made_up(path: Path, rows: int) -> Path:
    """Write a table of made-up words."""
    source = random.Random(1)
    syllables = [consonant + vowel for consonant in "bdfgklmnprst" for vowel in "aeiou"]

    def word(length: int) -> str:
        return "".join(source.choice(syllables) for _ in range(length))

    fronts: dict[str, None] = {}
    while len(fronts) < rows:
        fronts[f"{word(4)} {word(3)}"] = None
    path.write_text("front,back\n" + "".join(f"{front},{word(3)} {word(4)}\n" for front in fronts), encoding="utf-8")
    return path


def built(program: str, place: Path, table: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Take the table in, several times into new collections; return the shortest time."""
    times = [part(f"{program}-import", place, table)["seconds"] for _ in range(max(1, options.rounds // 2))]
    return {"table to collection": min(times)}


def part(name: str, *arguments: object) -> dict[str, Any]:
    """Run one part in a process of its own."""
    command = [sys.executable, __file__, "--part", name, *map(str, arguments)]
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**found, "process": time.perf_counter() - started}


def summed_up(rounds: list[dict[str, Any]]) -> dict[str, float]:
    """Return the medians of several rounds."""
    answers = [seconds for found in rounds for seconds in found["answers"]]
    return {
        "opening and first card": 1000 * median(found["first"] for found in rounds),
        "the same with the start of a process": 1000 * median(found["since start"] for found in rounds),
        "card, rendering, durable answer: median": 1000 * median(answers),
        "card, rendering, durable answer: 99th %": 1000 * quantiles(answers, n=100)[98],
        "deck counts": 1000 * median(found["counts"] for found in rounds),
        "most memory while studying": median(found["memory"] for found in rounds),
    }


def history(cards: int, reviews: int, today: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what every card went through: its place, a study day, the rating and the interval after it, review by review.

    The last one makes so many cards due on each day from today on that `DUE_A_DAY` wait. None is on the day itself.
    """
    for card in range(cards):
        due = today + card // DUE_A_DAY
        intervals = [3 * 2**number for number in range(reviews)]
        day = due - sum(intervals)
        for interval in intervals:
            yield card, day - (day == today), 3, interval
            day += interval


# quiz


def quiz_import(place: str, table: str) -> dict[str, Any]:
    """Take in the table."""
    from quiz.collection.collection import Collection

    path = Path(place) / "quiz.quiz"
    for old in path.parent.glob("quiz.quiz*"):
        old.unlink()
    with Collection.open(path) as collection:
        started = time.perf_counter()
        collection.add(table, NOW)
        return {"seconds": time.perf_counter() - started}


def quiz_history(place: str, reviews: str) -> dict[str, Any]:
    """Append the history to the log, and catch up with it."""
    from quiz.collection.collection import Collection
    from quiz.memory.events import Reviewed
    from quiz.memory.rating import Rating
    from quiz.memory.state import Phase

    with Collection.open(Path(place) / "quiz.quiz") as collection:
        cards = [row.card for row in collection.store.deck_cards("table")]
        log = [
            Reviewed(
                card=cards[card],
                at=day * DAY_MS + 43_200_000 + card,
                day=day,
                rating=Rating(rating),
                phase=Phase.REVIEW,
                due_day=day + interval,
                form="reveal",
                took=3000,
            )
            for card, day, rating, interval in history(len(cards), int(reviews), collection.day(NOW))
        ]
        log.sort(key=lambda event: event.at)
        with collection.store.transaction():
            for start in range(0, len(log), 50_000):
                collection.store.append_all(log[start : start + 50_000])
        collection.catch_up()
    return {}


def quiz_study(place: str, answers: str) -> dict[str, Any]:
    """Open the collection, answer cards, and count what is due."""
    from quiz.cards.card import Form
    from quiz.collection.collection import Collection
    from quiz.memory.rating import Rating
    from quiz.study.options import Spacing
    from quiz.study.settings import StudySettings

    # As Anki is set: no limit, and siblings on the same day.
    settings = StudySettings(new_per_day=0, reviews_per_day=9999, review_siblings=Spacing.FREE)
    for module in ("quiz.cards.asking", "quiz.collection.sessions", "quiz.collection.checkpoint"):
        import_module(module)
    Collection.in_memory().close()
    started = time.perf_counter()
    collection = Collection.open(Path(place) / "quiz.quiz", settings)
    session = collection.session(now=datetime.now(UTC), form=Form.REVEAL)
    assert session.next(datetime.now(UTC)) is not None
    first = time.perf_counter() - started
    since_start = time.time() - started_at()

    def answer() -> None:
        question = session.next(datetime.now(UTC))
        assert question is not None
        assert question.prompt
        assert question.answer
        session.answer(Rating.GOOD, datetime.now(UTC))

    times = [timed(answer) for _ in range(int(answers))]
    counts = min(timed(lambda: collection.due(datetime.now(UTC))) for _ in range(5))
    collection.close()
    return {"first": first, "since start": since_start, "answers": times, "counts": counts, "memory": most_memory()}


# Anki


def anki_import(place: str, table: str) -> dict[str, Any]:
    """Take in the table with Anki's importer, into its note type with a reversed card."""
    from anki.collection import Collection, ImportCsvRequest

    path = Path(place) / "anki.anki2"
    for old in path.parent.glob("anki.*"):
        if old.is_file():
            old.unlink()
    collection = Collection(str(path))
    notetype: Any = collection.models.by_name("Basic (and reversed card)")
    started = time.perf_counter()
    metadata = collection.get_csv_metadata(path=table, delimiter=None)
    metadata.global_notetype.id = notetype["id"]
    metadata.global_notetype.field_columns[:] = [1, 2]
    collection.import_csv(ImportCsvRequest(path=table, metadata=metadata))
    seconds = time.perf_counter() - started
    collection.close()
    return {"seconds": seconds}


def anki_history(place: str, reviews: str) -> dict[str, Any]:
    """Write the history into the review log and the cards, as Anki keeps them, with FSRS on."""
    from anki.collection import Collection

    collection = Collection(str(Path(place) / "anki.anki2"))
    collection.set_config("fsrs", True)  # noqa: FBT003 - Anki's own
    for config in collection.decks.all_config():
        config["new"]["perDay"] = 0
        config["rev"]["perDay"] = 9999
        collection.decks.update_config(config)
    cards = [row[0] for row in collection.db.all("select id from cards order by id")]
    today = NOW.toordinal()
    rows = list(history(len(cards), int(reviews), today))
    start = int(NOW.timestamp() * 1000)
    log = []
    last: dict[int, tuple[int, int]] = {}
    for number, (card, day, rating, interval) in enumerate(rows):
        log.append((start + (day - today) * DAY_MS + number, cards[card], -1, rating, interval, interval, 2500, 3000, 1))
        last[card] = (day + interval - today, interval)
    database: Any = collection.db
    database.executemany("insert or ignore into revlog values (?,?,?,?,?,?,?,?,?)", log)
    scheduled = [
        (collection.sched.today + due, interval, int(reviews), json.dumps({"s": float(interval), "d": 5.0}), cards[card])
        for card, (due, interval) in last.items()
    ]
    database.executemany("update cards set type=2, queue=2, due=?, ivl=?, reps=?, factor=2500, data=? where id=?", scheduled)
    collection.close()
    return {}


def anki_study(place: str, answers: str) -> dict[str, Any]:
    """Open the collection, answer cards, and count what is due."""
    from anki.collection import Collection

    started = time.perf_counter()
    collection = Collection(str(Path(place) / "anki.anki2"))
    assert collection.sched.getCard() is not None
    first = time.perf_counter() - started
    since_start = time.time() - started_at()

    def answer() -> None:
        card = collection.sched.getCard()
        assert card is not None
        card.start_timer()
        assert card.question()
        assert card.answer()
        collection.sched.answerCard(card, 3)

    times = [timed(answer) for _ in range(int(answers))]
    counts = min(timed(collection.sched.deck_due_tree) for _ in range(5))
    collection.close()
    return {"first": first, "since start": since_start, "answers": times, "counts": counts, "memory": most_memory()}


def timed(action: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def started_at() -> float:
    """Return when this process was started, in seconds since the epoch."""
    ticks = int(Path("/proc/self/stat").read_text(encoding="ascii").rpartition(") ")[2].split()[19])
    boot = next(line for line in Path("/proc/stat").read_text(encoding="ascii").splitlines() if line.startswith("btime"))
    return int(boot.split()[1]) + ticks / 100


def most_memory() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


PARTS: dict[str, Callable[..., dict[str, Any]]] = {
    "quiz-import": quiz_import,
    "quiz-history": quiz_history,
    "quiz-study": quiz_study,
    "anki-import": anki_import,
    "anki-history": anki_history,
    "anki-study": anki_study,
}


if __name__ == "__main__":
    sys.exit(main())
