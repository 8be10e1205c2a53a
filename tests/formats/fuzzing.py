"""Strange files without end for one reader: made of sound ones, kept where they reach what none reached before.

`python -m tests.formats.fuzzing READER --seconds 600` tries them and says how much of the reader was reached; `--pump` tries
files in which the same words stand over and over. `QUIZ_SEED` says which files are tried.
"""

import argparse
import json
import os
import re
import shutil
import sys
import time
import warnings
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from attrs import evolve

from quiz.formats.anki.unpacking import MAGIC
from quiz.formats.format import ReadOptions
from quiz.formats.registry import named
from tests.formats import mutating
from tests.formats.fuzz_seeds import Files, fitting, own
from tests.formats.fuzz_watch import PACKAGE, Reached, watched
from tests.formats.fuzz_whole_way import options_for, read_through, taken_in
from tests.formats.mutating_parts import by_dictionary, by_elements, by_numbers, dictionary, pumped, spliced

NAMES: Final = ("x", "x.csv", "x.txt", "x.json", "x.md", "x.apkg", "x.xml", "x.cards", "a b.tsv", "x\u202e.toml", "\x1b[31m.md")
MOST_KEPT: Final = 3000
LARGEST_KEPT: Final = 200_000
_LARGEST: Final = 1_000_000


class Fuzzing:
    """Files for one reader, and what came of them."""

    def __init__(self, reader: str | None, seed: int, *, with_corpus: bool = False, most: int = 0) -> None:
        """Begin. Files are pumped up to `most` bytes, if that is not 0."""
        self.reader, self.random, self._most = reader, Random(seed), most
        self.reached = Reached()
        self.pool: list[Files] = list(fitting(reader, with_corpus=with_corpus)) if reader else list(own())
        self.fresh: list[Files] = []
        """Those that reached what none did before."""
        self.words = dictionary(reader) if reader else ()
        self.tried = self.taken = self.imported = 0
        self.slowest: tuple[float, str] = (0.0, "")
        self.slow: Files | None = None
        self.harm: Counter[str] = Counter()

    def made(self) -> Files:
        """Return the next file."""
        random = self.random
        pool = self.fresh if self.fresh and random.random() < 0.4 else self.pool
        files = random.choice(pool)
        if random.random() < 0.05:
            files = random.choice(own())
        if not files.content:
            return files
        name = random.choice([*files.content, *([files.main] * 2 if files.main else [])])
        data = files.content[name]
        if self._most and random.random() < 0.8:
            data = pumped(random, data[:20_000] if random.random() < 0.5 else b"", self.words, self._most)
        else:
            for _ in range(random.choice((1, 1, 2, 3))):
                data = self._changed(data)
        return evolve(files, content={**files.content, name: data[:_LARGEST]})

    def _changed(self, data: bytes) -> bytes:
        random = self.random
        is_text = not data.startswith((b"PK", b"SQLite", MAGIC, b"PAR1", b"ARROW1"))
        kind = random.random()
        if not is_text or kind < 0.4:
            return mutating.mutated(random, data)
        if kind < 0.6:
            return by_dictionary(random, data, self.words)
        if kind < 0.7:
            return by_numbers(random, data)
        if kind < 0.85 and b"<" in data:
            return by_elements(random, data)
        other = random.choice(self.pool)
        return spliced(random, data, random.choice(list(other.content.values()) or [b""]))

    def try_one(self, folder: Path) -> None:
        """Make a file and try it. What is wrong is raised, with what it takes to try it again."""
        random = self.random
        files = self.made()
        if files.main and random.random() < (0.1 if self.reader == "quiz" else 0.5):
            new = random.choice(NAMES)
            files = Files(new, {new if name == files.main else name: data for name, data in files.content.items()})
        inside = folder / "in"
        inside.mkdir()
        self.tried += 1
        options = options_for(random) if random.random() < 0.3 else ReadOptions()
        name = self.reader if random.random() < 0.9 else None
        path = files.put(inside)
        before = _all(folder)
        begun = time.process_time()
        try:
            with watched(folder, Path(os.environ.get("TMPDIR", "/tmp"))):  # noqa: S108 - where readers unpack
                taken = read_through(path, name, options, random)
            took = time.process_time() - begun
            if took > self.slowest[0]:
                self.slowest, self.slow = (took, f"{files.main!r} {sum(map(len, files.content.values())):,} bytes"), files
            assert before == _all(folder), "something was written"
            is_new = self.reached.new() > 0
            if taken:
                self.taken += 1
                if is_new or random.random() < 0.1:
                    self.imported += 1
                    with watched(folder, Path(os.environ.get("TMPDIR", "/tmp")), seconds=60):  # noqa: S108
                        taken_in(path, name, options, random, folder)
                    assert before == _all(folder), "something was left"
                    is_new = self.reached.new() > 0 or is_new
            if is_new and len(self.fresh) < MOST_KEPT and sum(map(len, files.content.values())) < LARGEST_KEPT:
                self.fresh.append(files)
        except BaseException as error:
            told = f"reader {self.reader}, format {name}, {options}, file {self.tried}, main {files.main!r}"
            error.add_note(f"{told}: { {one: data[:1500] for one, data in files.content.items()} }")
            error.files = files  # type: ignore[attr-defined]
            error.told = (name, options)  # type: ignore[attr-defined]
            raise
        finally:
            shutil.rmtree(folder)
            folder.mkdir()

    def run(self, seconds: float = 1e9, times: int = 10**9) -> None:
        """Try files until time is up. Raises at the first that is wrong."""
        end = time.monotonic() + seconds
        try:
            with TemporaryDirectory() as place:
                while time.monotonic() < end and self.tried < times:
                    self.try_one(Path(place))
        finally:
            self.reached.close()


def _all(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def modules_of(reader: str) -> list[Path]:
    """Return the modules that read a format."""
    module = named(reader).sniff.__module__
    file = Path(sys.modules[module].__file__ or "")
    if file.parent.name != "formats":
        return sorted(one for one in file.parent.glob("*.py") if one.name != "__init__.py")
    return [file]


def main() -> None:
    """Do what the module says: go on after whatever is wrong, and keep the files that showed it."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("reader")
    arguments.add_argument("--seconds", type=float, default=600.0)
    arguments.add_argument("--pump", type=int, default=0, metavar="BYTES")
    arguments.add_argument("--slow", type=float, default=3.0)
    arguments.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    told = arguments.parse_args()
    warnings.simplefilter("error")
    seed = int(os.environ.get("QUIZ_SEED", str(time.time_ns() % 1_000_000)))
    fuzzing = Fuzzing(told.reader, seed, with_corpus=True, most=told.pump)
    end, last = time.monotonic() + told.seconds, time.monotonic()
    with TemporaryDirectory() as place:
        while time.monotonic() < end:
            try:
                slowest = fuzzing.slowest[0]
                fuzzing.try_one(Path(place))
                if fuzzing.slowest[0] > max(slowest, told.slow):
                    _keep(told.keep, f"{told.reader}-slow-{fuzzing.slowest[0]:.1f}", fuzzing.slow, f"{fuzzing.slowest}")
                    fuzzing.slowest = (0.0, "")
            except KeyboardInterrupt:
                break
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is what this looks for
                _found(error, fuzzing, told.keep, told.reader)
            if time.monotonic() - last > 60:
                last = time.monotonic()
                _say(fuzzing, seed)
    _say(fuzzing, seed, whole=True)


def _found(error: BaseException, fuzzing: Fuzzing, keep: Path, reader: str) -> None:
    import traceback

    frames = [one for one in traceback.extract_tb(error.__traceback__) if "/quiz/" in one.filename]
    place = f"{Path(frames[-1].filename).relative_to(PACKAGE)}:{frames[-1].name}" if frames else "?"
    kind = f"{type(error).__name__} {place} {re.sub(r'[^a-z ]', '', str(error)[:40].lower())}"
    fuzzing.harm[kind] += 1
    if fuzzing.harm[kind] <= 2:
        told = "".join(traceback.format_exception(error))
        name = re.sub(r"\W+", "_", kind)[:100]
        _keep(keep, f"{reader}-{name}-{fuzzing.harm[kind]}", getattr(error, "files", None), told)
        sys.stdout.write(f"FOUND {reader}: {kind}\n")
        sys.stdout.flush()


def _keep(folder: Path, name: str, files: Files | None, told: str) -> None:
    into = folder / name
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    (into / "TOLD").write_text(told, "utf-8", "backslashreplace")
    if files is not None:
        (into / "files").mkdir()
        files.put(into / "files")
        (into / "MAIN").write_text(files.main, "utf-8", "backslashreplace")


def _say(fuzzing: Fuzzing, seed: int, *, whole: bool = False) -> None:
    found = fuzzing.reached.share(*modules_of(fuzzing.reader or "csv"))
    reached, there = sum(one[0] for one in found.values()), sum(one[1] for one in found.values())
    told = {
        "reader": fuzzing.reader, "seed": seed, "tried": fuzzing.tried, "taken": fuzzing.taken, "imported": fuzzing.imported,
        "kept": len(fuzzing.fresh), "lines": f"{reached}/{there}", "share": round(reached / max(1, there), 3),
        "slowest": round(fuzzing.slowest[0], 1), "harm": dict(fuzzing.harm),
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")
    if whole:
        for name, (one, all_, missing) in found.items():
            sys.stdout.write(f"    {name} {one}/{all_} {missing}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
