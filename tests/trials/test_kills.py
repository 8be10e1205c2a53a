"""Whatever is killed, and whenever: every acknowledged answer is there, everything is whole, and nobody has to lend a hand."""

import random
from itertools import count
from pathlib import Path

import pytest

from tests.trials.disturbed import Disturbed

_FRESH = 60
"""Runs after which another collection is taken, so that a large one does not slow down the rest."""


def trial(folder: Path, runs: int, seed: int, *, second: bool) -> None:
    """Kill so many operations of all kinds, each in turn, at random moments."""
    source = random.Random(seed)
    number = count()
    kills = 0
    durations: dict[str, float] = {}
    while runs > 0:
        place = folder / str(next(number))
        disturbed = Disturbed(place / "home", place / "decks", source, durations=durations)
        names = [name for name in disturbed.operations() if not (second and name in {"restore", "migration"})]
        for turn in range(min(runs, _FRESH)):
            disturbed.disturb(names[turn % len(names)], second=second)
            runs -= 1
        kills += disturbed.kills
        print(f"{kills} killed so far, {runs} operations left")  # noqa: T201
    assert kills > 1, "no process was killed before it ended; the trial has shown nothing"
    print(f"\n{kills} processes were killed before they had ended; alone they take {durations}")  # noqa: T201


@pytest.mark.parametrize("second", [False, True])
def test_some_kills(tmp_path: Path, *, second: bool) -> None:
    trial(tmp_path, 8, seed=1, second=second)


@pytest.mark.long
def test_many_kills(tmp_path: Path) -> None:
    trial(tmp_path, 500, seed=2, second=False)


@pytest.mark.long
def test_many_kills_while_somebody_else_studies(tmp_path: Path) -> None:
    trial(tmp_path, 500, seed=3, second=True)
