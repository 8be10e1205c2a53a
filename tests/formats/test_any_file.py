"""Whatever a file holds, each reader ends soon, in records or in an error that is meant for people, and touches nothing else.

`pytest -m long tests/formats/test_any_file.py` goes on for ten minutes a reader; `QUIZ_FUZZ_SECONDS` says another time, and
`QUIZ_SEED` which files are tried.
"""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from quiz.cards.generation import generate
from quiz.collection.import_preview import preview
from quiz.errors import QuizError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats.format import Outgoing, ReadOptions
from quiz.formats.reading import Contents, read_with
from quiz.formats.registry import formats, named
from quiz.formats.sniffing import sniff
from tests.formats.hostile import SOUND_FILES
from tests.formats.mutating import mutated
from tests.formats.text_samples import TEXTS

LONGEST = 10
"""Seconds that a file may take."""
READERS = [one.name for one in formats() if one.read and not one.extra]
NAMES = ("x", "x.csv", "x.txt", "x.json", "x.md", "x.apkg", "x.xml", "x.cards")
DECK = Deck(
    "sample",
    title="A sample",
    relations=[Relation("capital", say="The capital of {subject} is {value}."), Relation("area", value="quantity")],
    facts=[
        Fact("Peru", "capital", "Lima", tags=["a", "b c"], wrong=["Quito"], note="by the *sea*", since="1535"),
        Fact("Kenya", "capital", "Nairobi", accept=["Nyrobi"], feedback=[("Mombasa", "Once.")]),
        Fact("Kenya", "area", "580367 km²"),
        Fact("Peru {a} ~b = #c", "capital", "Li: “ma”;\tx, y | z"),
    ],
)


@cache
def seeds() -> tuple[bytes, ...]:
    """Return sound files: those of every kind that can be written, and a few by hand."""
    found = [*(make() for make in SOUND_FILES.values()), *TEXTS]
    with TemporaryDirectory() as folder:
        for one in formats():
            if one.write and not one.extra and not one.is_folder and not one.has_reviews:
                path = Path(folder) / f"{one.name}{one.extensions[0]}"
                with suppress(QuizError):
                    one.write(Outgoing(DECK), path)
                    found.append(path.read_bytes())
    return tuple(found)


@cache
def fitting(name: str) -> tuple[bytes, ...]:
    """Return the sound files that a reader can read."""
    found = []
    with TemporaryDirectory() as folder:
        for number, data in enumerate(seeds()):
            path = Path(folder) / str(number)
            path.write_bytes(data)
            with suppress(QuizError):
                read_with(path, name, ReadOptions())
                found.append(data)
    return tuple(found)


def _files(random: Random, name: str | None) -> Iterator[bytes]:
    while True:
        # Now and then a file of another kind: whoever names a format may be wrong.
        own = fitting(name) if name and random.random() < 0.9 else ()
        yield mutated(random, random.choice(own or seeds()))


def _read(path: Path, name: str | None, random: Random) -> None:
    options = ReadOptions(
        header=random.choice([None, None, True, False]),
        separator=random.choice([None, None, None, ",", "\t", "a"]),
        encoding=random.choice([None, None, None, "cp1252", "utf-16"]),
    )
    with suppress(QuizError):
        _looked_through(read_with(path, name, options))
    with suppress(QuizError):
        preview(path, name, options)


def _looked_through(contents: Contents) -> None:
    for deck in contents.decks:
        cards = list(generate(deck))
        assert len({card.id for card in cards}) == len(cards)
    list(contents.past)
    for files in contents.media.values():
        for file in files.values():
            with suppress(QuizError):
                b"".join(file.pieces())


def _tried(name: str | None, seed: int, *, times: int | None = None, seconds: float = 1e9) -> int:
    random, begun, number = Random(seed), time.monotonic(), 0
    with TemporaryDirectory() as folder:
        for number, data in enumerate(islice(_files(random, name), times), start=1):
            path = Path(folder) / random.choice(NAMES)
            path.write_bytes(data)
            start = time.monotonic()
            try:
                with suppress(QuizError):
                    sniff(path)
                _read(path, name, random)
                assert time.monotonic() - start < LONGEST, "it took too long"
                assert [path.name] == os.listdir(folder)  # noqa: PTH208 - names only
            except BaseException as error:
                error.add_note(f"format {name}, seed {seed}, file {number}: {data[:2000]!r}")
                raise
            path.unlink()
            if time.monotonic() - begun > seconds:
                break
    return number


def test_there_is_a_sound_file_for_every_reader() -> None:
    assert [] == [name for name in READERS if not named(name).is_folder and not fitting(name)]


@pytest.mark.parametrize("name", [None, *READERS])
def test_any_file_ends_well(name: str | None) -> None:
    _tried(name, int(os.environ.get("QUIZ_SEED", "1")), times=25)


@pytest.mark.long
@pytest.mark.parametrize("name", READERS)
def test_very_many_files_end_well(name: str) -> None:
    seed = int(os.environ.get("QUIZ_SEED", str(time.time_ns() % 1_000_000)))
    assert _tried(name, seed, seconds=float(os.environ.get("QUIZ_FUZZ_SECONDS", "600"))) > 0
