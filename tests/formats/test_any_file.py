"""Whatever a file holds, each reader ends soon, in records or in an error that is meant for people, and touches nothing else.

What was taken can be imported, asked, checked and written again. `pytest -m long tests/formats/test_any_file.py` goes on for ten
minutes a reader; `QUIZ_FUZZ_SECONDS` says another time, and `QUIZ_SEED` which files are tried.
"""

import os
import time

import pytest

from quiz.formats.registry import formats
from tests.formats.fuzz_seeds import fitting
from tests.formats.fuzzing import Fuzzing

READERS = [one.name for one in formats() if one.read]


@pytest.mark.parametrize("name", READERS)
def test_there_is_a_sound_file_for_every_reader(name: str) -> None:
    assert fitting(name)


@pytest.mark.parametrize("name", [None, *READERS])
def test_any_file_ends_well(name: str | None) -> None:
    fuzzing = Fuzzing(name, int(os.environ.get("QUIZ_SEED", "1")))
    fuzzing.run(times=15)
    assert fuzzing.tried == 15


@pytest.mark.parametrize("name", ["obsidian", "org", "apy", "hashcards"])
def test_the_same_words_over_and_over_end_well(name: str) -> None:
    fuzzing = Fuzzing(name, int(os.environ.get("QUIZ_SEED", "1")), most=3_000)
    fuzzing.run(times=5)
    assert fuzzing.tried == 5


@pytest.mark.long
@pytest.mark.parametrize("name", READERS)
def test_very_many_files_end_well(name: str) -> None:
    seed = int(os.environ.get("QUIZ_SEED", str(time.time_ns() % 1_000_000)))
    fuzzing = Fuzzing(name, seed, with_corpus=True)
    fuzzing.run(float(os.environ.get("QUIZ_FUZZ_SECONDS", "600")))
    assert fuzzing.taken
