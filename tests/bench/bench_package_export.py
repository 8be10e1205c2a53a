"""Writing 100,000 notes as packages of Anki: quiz against genanki, each in a process of its own, in one run.

`uv run --group bench python -m tests.bench.bench_package_export`

The notes are the same: a subject and a value, asked in one direction or in both. quiz writes its own note type with all its
fields, with sources or without; a deck that came from Anki goes out as the notes that it was, with HTML in their fields or not; a
deck of a collection is read from its file first. Processor time counts, of all threads; genanki waits for the disk besides.
"""

import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.facts.deck import Deck

NOTES = 100_000
GENANKI = {"one way": "genanki, one way", "two ways": "genanki, two ways"}
WAYS = {
    "quiz, one way": "one way",
    "quiz, two ways": "two ways",
    "quiz, legacy": "two ways",
    "quiz, with ids": "two ways",
    "quiz, with sources": "two ways",
    "quiz, notes of Anki": "two ways",
    "quiz, notes of Anki in HTML": "two ways",
    "quiz, of a collection": "two ways",
}
"""What quiz writes, and what genanki writes to compare it with."""
TIMES = 3
"""How often each is run; the quickest time counts."""
LIMIT = 0.25


def pairs(*, html: bool = False) -> list[tuple[str, str]]:
    """Return the notes."""
    if html:
        return [(f"The <b>word</b> number {number}", f"What it means,<br>number {number}") for number in range(NOTES)]
    return [(f"The word number {number}", f"What it means, number {number}") for number in range(NOTES)]


def genanki_writes(path: Path, way: str, *, html: bool = False) -> float:
    """Return the seconds in which genanki writes the notes."""
    import genanki

    forth = {"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}
    back = {"name": "Card 2", "qfmt": "{{Back}}", "afmt": "{{FrontSide}}<hr id=answer>{{Front}}"}
    templates = [forth, back] if way.endswith("two ways") else [forth]
    model = genanki.Model(1607392319, "Words", fields=[{"name": "Front"}, {"name": "Back"}], templates=templates)
    deck = genanki.Deck(2059400110, "Words")
    notes = pairs(html=html)
    start = time.process_time()
    for front, answer in notes:
        deck.add_note(genanki.Note(model=model, fields=[front, answer]))
    genanki.Package(deck).write_to_file(str(path))
    return time.process_time() - start


def deck_of(way: str, path: Path) -> "Deck":
    """Return the deck that quiz writes."""
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact, Source
    from quiz.facts.relation import Relation
    from quiz.formats.reading import read

    if "of Anki" in way:
        genanki_writes(path, "two ways", html="HTML" in way)
        return read(path).deck
    sources = [Source(f"Book {number}", url=f"https://example.org/{number}") for number in range(50)]
    facts = [
        Fact(
            subject, "meaning", value, id=f"w{number}" if "ids" in way else None,
            sources=sources[number % 50 : number % 50 + 1] if "sources" in way else (),
        )
        for number, (subject, value) in enumerate(pairs())
    ]  # fmt: skip
    kinds = ["forward"] if "one way" in way else ["forward", "backward"]
    return Deck("words", "Words", facts, [Relation("meaning", kinds=kinds)])


def quiz_writes(way: str, folder: Path) -> float:
    """Return the seconds in which quiz writes the notes."""
    # Both are imported before they are timed.
    import quiz.formats.anki.writing.writing  # noqa: F401
    from quiz.collection.collection import Collection
    from quiz.formats.writing import write

    deck, path = deck_of(way, folder / "in.apkg"), folder / "out.apkg"
    if way.endswith("of a collection"):
        with Collection.open(folder / "collection.db") as collection:
            collection.add(deck, datetime.now(UTC))
        with Collection.open(folder / "collection.db") as collection:
            start = time.process_time()
            collection.export(deck.id, path)
            return time.process_time() - start
    start = time.process_time()
    write(deck, path, format="anki-legacy" if way.endswith("legacy") else "anki")
    return time.process_time() - start


def measured(way: str) -> None:
    """Write in one way, and print the seconds and the largest size of the process in MiB."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.apkg"
        taken = genanki_writes(path, way) if way.startswith("genanki") else quiz_writes(way, Path(folder))
        size = path.stat().st_size / 2**20
    print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, size)


def main() -> None:
    """Run each way, and print how they compare."""
    found: dict[str, tuple[float, ...]] = {}
    for way in (*GENANKI.values(), *WAYS) * TIMES:
        command = [sys.executable, "-m", "tests.bench.bench_package_export", way]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found[way] = min(found.get(way, (1e9,)), tuple(map(float, done.stdout.split())))
    slow = []
    for way, (seconds, memory, size) in found.items():
        peer_time, peer_memory, _ = found[GENANKI.get(WAYS.get(way, ""), way)]
        ratios = f"{seconds / peer_time:5.2f} of the time, {memory / peer_memory:5.2f} of the memory"
        print(f"{way:28} {seconds:6.2f} s, {memory:6.0f} MiB, file {size:5.1f} MiB: {ratios}")
        if way in WAYS and seconds > LIMIT * peer_time:
            slow.append(way)
    if slow:
        sys.exit(f"More than {LIMIT} of genanki's time: {'; '.join(slow)}.")


if __name__ == "__main__":
    measured(sys.argv[1]) if sys.argv[1:] else main()
