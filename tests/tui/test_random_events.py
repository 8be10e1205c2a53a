"""Random events over all screens: no crash, no lost or doubled review, always a way back."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest
from attrs import define, field
from textual.screen import Screen

from quiz import tui
from tests.tui.monkey import Monkey

SEEDS = range(1000, 1040)
EACH = 600
ONCE_FAILED = (0, 1, 2, 4, 12, 13)
"""Seeds that once found something."""


@define
class Tally:
    """What all runs came to together."""

    events: int = 0
    answers: int = 0
    seen: Counter[str] = field(factory=Counter)

    def add(self, monkey: Monkey) -> None:
        """Add a run."""
        self.events += monkey.events
        self.answers += len(monkey.given)
        self.seen += monkey.seen


@pytest.fixture(scope="module")
def tally() -> Iterator[Tally]:
    """Add up the runs, and say at the end what they came to."""
    found = Tally()
    yield found
    if found.events:
        print(f"\n{found.events:,} events, {len(found.seen)} screens, {found.answers:,} answers")  # noqa: T201 - the report


def test_nothing_breaks_the_app(tmp_path: Path) -> None:
    """A small run; another seed every day would find more, but a test is the same today and tomorrow."""
    monkey = Monkey(tmp_path, seed=3, first="study in a form")
    monkey.play(200).close()
    assert monkey.given


@pytest.mark.long
@pytest.mark.parametrize("seed", [*ONCE_FAILED, *SEEDS])
def test_nothing_breaks_the_app_in_the_long_run(tmp_path: Path, seed: int, tally: Tally) -> None:
    monkey = Monkey(tmp_path, seed)
    try:
        monkey.play(EACH).close()
    finally:
        tally.add(monkey)


@pytest.mark.long
def test_the_long_run_was_everywhere(tally: Tally) -> None:
    """It comes after all the seeds: every screen of the app was there, and answers were given."""
    if tally.events < EACH * len(SEEDS):
        pytest.skip("not all seeds were played")
    assert tally.events >= 20_000
    assert tally.answers >= 500
    assert set() == screens() - set(tally.seen)


def screens() -> set[str]:
    """Return the names of all screens that are shown: those from which no other one is made."""
    for module in walk_packages(tui.__path__, "quiz.tui."):
        import_module(module.name)
    found = set()
    waiting: list[type[Any]] = [Screen]
    while waiting:
        kind = waiting.pop()
        below = [one for one in kind.__subclasses__() if one.__module__.startswith("quiz.tui.")]
        waiting += kind.__subclasses__()
        if not below and kind.__module__.startswith("quiz.tui."):
            found.add(kind.__name__)
    return found
