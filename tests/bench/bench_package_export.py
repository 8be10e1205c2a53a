"""Writing 100,000 notes, 200,000 cards, as packages of Anki: quiz against genanki, each in a process of its own, in one run.

`uv run --group bench python -m tests.bench.bench_package_export`

The notes are the same: a subject and a value, asked in both directions. quiz writes its own note type with all its fields. A deck
that came from Anki goes out as the notes that it was.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

NOTES = 100_000
WAYS = ("genanki", "quiz, latest", "quiz, legacy", "quiz, notes of Anki")
TIMES = 3
"""How often each is run; the quickest time counts."""
LIMIT = 0.25


def pairs() -> list[tuple[str, str]]:
    """Return the notes."""
    return [(f"The word number {number}", f"What it means, number {number}") for number in range(NOTES)]


def genanki_writes(path: Path) -> float:
    """Return the seconds in which genanki writes the notes."""
    import genanki

    model = genanki.Model(
        1607392319,
        "Both ways",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[
            {"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"},
            {"name": "Card 2", "qfmt": "{{Back}}", "afmt": "{{FrontSide}}<hr id=answer>{{Front}}"},
        ],
    )
    deck = genanki.Deck(2059400110, "Words")
    notes = pairs()
    start = time.perf_counter()
    for front, back in notes:
        deck.add_note(genanki.Note(model=model, fields=[front, back]))
    genanki.Package(deck).write_to_file(str(path))
    return time.perf_counter() - start


def quiz_writes(path: Path, format: str) -> float:
    """Return the seconds in which quiz writes the notes."""
    import quiz.formats.anki.writing.writing  # noqa: F401 - genanki is imported before it is timed, too
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact
    from quiz.facts.relation import Relation
    from quiz.formats.writing import write

    deck = Deck("words", "Words", [Fact(*pair[:1], "meaning", pair[1]) for pair in pairs()], [Relation("meaning")])
    start = time.perf_counter()
    write(deck, path, format=format)
    return time.perf_counter() - start


def quiz_writes_back(path: Path) -> float:
    """Return the seconds in which quiz writes the notes of a deck that came from Anki."""
    import quiz.formats.anki.writing.writing  # noqa: F401
    from quiz.formats.reading import read
    from quiz.formats.writing import write

    genanki_writes(path)
    deck = read(path).deck
    start = time.perf_counter()
    write(deck, path, format="anki", force=True)
    return time.perf_counter() - start


def measured(way: str) -> None:
    """Write in one way, and print the seconds and the largest size of the process in MiB."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.apkg"
        match way:
            case "genanki":
                taken = genanki_writes(path)
            case "quiz, notes of Anki":
                taken = quiz_writes_back(path)
            case _:
                taken = quiz_writes(path, "anki" if way.endswith("latest") else "anki-legacy")
        size = path.stat().st_size / 2**20
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size)


def main() -> None:
    """Run each way, and print how they compare."""
    found: dict[str, tuple[float, ...]] = {}
    for way in WAYS * TIMES:
        command = [sys.executable, "-m", "tests.bench.bench_package_export", way]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found[way] = min(found.get(way, (1e9,)), tuple(map(float, done.stdout.split())))
    peer_time, peer_memory, _ = found["genanki"]
    for way, (seconds, memory, size) in found.items():
        ratios = f"{seconds / peer_time:5.2f} of the time, {memory / peer_memory:5.2f} of the memory"
        print(f"{way:22} {seconds:6.2f} s, {memory:6.0f} MiB, file {size:5.1f} MiB: {ratios}")
    if any(found[way][0] > LIMIT * peer_time for way in WAYS[1:]):
        sys.exit(f"More than {LIMIT} of genanki's time.")


if __name__ == "__main__":
    measured(sys.argv[1]) if sys.argv[1:] else main()
