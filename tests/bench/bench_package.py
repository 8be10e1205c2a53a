"""How long a large package of Anki takes to import, and how much memory, against Anki itself.

uv run --group bench python tests/bench/bench_package.py [NOTES] [TIMES]

The package is made by Anki: notes of its type “Basic (and reversed card)”, with two cards each. Both import it into an empty
collection, one after the other, each time in a process of its own; what is compared are the medians. With nothing beside, it
takes some two minutes.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

MAKING = """
import sys
from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions
folder, notes = sys.argv[1], int(sys.argv[2])
collection = Collection(f"{folder}/made.anki2")
kind, deck = collection.models.by_name("Basic (and reversed card)"), collection.decks.id("Words")
for start in range(0, notes, 5000):
    requests = []
    for number in range(start, min(notes, start + 5000)):
        note = collection.new_note(kind)
        note["Front"], note["Back"] = f"word {number} of the list", f"the meaning {number * 7919 % notes} of it"
        note.tags = [f"part::{number // 1000}"]
        requests.append(AddNoteRequest(note=note, deck_id=deck))
    collection.add_notes(requests)
for legacy, name in ((False, "latest"), (True, "legacy")):
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=legacy)
    collection.export_anki_package(out_path=f"{folder}/{name}.apkg", options=options, limit=None)
collection.close()
"""
ANKI = """
import sys
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
collection = Collection(f"{sys.argv[1]}/anki.anki2")
options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
collection.import_anki_package(ImportAnkiPackageRequest(package_path=sys.argv[2], options=options))
cards = collection.card_count()
"""
QUIZ = """
import sys
from datetime import UTC, datetime
from quiz.collection.collection import Collection
with Collection.open(f"{sys.argv[1]}/quiz/collection.quiz") as collection:
    cards = collection.import_(sys.argv[2], now=datetime(2026, 3, 1, tzinfo=UTC)).cards
"""
BEFORE = """
import time
began = time.perf_counter()
"""
AFTER = """
import json, resource
seconds = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"wall": seconds, "processor": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss, "cards": cards}))
"""
"""What each process does before and after: loading the program counts too."""


def run(program: str, *arguments: str) -> Any:  # noqa: ANN401 - what it prints
    """Return what a program prints, as JSON; nothing where it prints nothing."""
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True)
    return json.loads(done.stdout) if done.stdout.strip() else None


def imported(program: str, package: Path) -> Any:  # noqa: ANN401 - what it prints
    """Return how long an import into an empty collection took, and how much memory."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "quiz").mkdir()
        return run(BEFORE + program + AFTER, folder, str(package))


def main() -> None:
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        run(MAKING, folder, str(notes))
        for name in ("latest", "legacy"):
            package = Path(folder) / f"{name}.apkg"
            both = [(imported(ANKI, package), imported(QUIZ, package)) for _ in range(times)]
            for anki, own in both:
                assert anki["cards"] == own["cards"] == 2 * notes, (anki, own)
            for what, unit, share in (("wall", "s", 1.0), ("processor", "s", 1.0), ("peak", "MB", 1024.0)):
                theirs, ours = (median(pair[side][what] for pair in both) / share for side in (0, 1))
                print(f"{name:8} {what:9} Anki {theirs:8.2f} {unit:3} quiz {ours:8.2f} {unit:3} {ours / theirs:6.2f} times")


if __name__ == "__main__":
    main()
