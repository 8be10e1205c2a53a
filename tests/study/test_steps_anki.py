"""Intervals and learning steps are those of Anki's own backend, step for step.

`uv run --group bench pytest tests/study/test_steps_anki.py` runs a small number of histories, `-m long` all of them. What
differs on purpose is told in docs/explanation/memory-model.md; nothing else may differ.
"""

import os

import pytest

from quiz.memory.state import CardState, Phase
from quiz.study.line import Line
from tests.study.anki_peer import BEYOND, DIGIT, FOLLOWS, PRECISION, Comparison, asked_by_anki, chosen_task, compare
from tests.study.samples import DAY, waiting

pytest.importorskip("anki", reason="the package `anki` is in the dependency group bench")

SMALL = 40
WHOLE = 2_500
"""Histories, of 12 reviews each."""
SEED = int(os.environ.get("QUIZ_SEED", "26"))
AT_LEAST = 0.999
EXPLAINED = {BEYOND, PRECISION, DIGIT, FOLLOWS}


def holds(found: Comparison) -> None:
    print(found)  # noqa: T201 - `pytest -s` tells the figures
    others = [one for one in found.differences if one.why not in EXPLAINED]
    assert [] == others
    # Among a few thousand steps a handful may fall together; the whole number shows the share.
    assert found.share >= (AT_LEAST if found.sequences >= WHOLE else AT_LEAST - 0.002)


def test_without_fuzz() -> None:
    holds(compare(chosen_task(SEED, SMALL)))


def test_with_fuzz() -> None:
    holds(compare(chosen_task(SEED, SMALL), fuzz=True))


def test_with_memories_rounded_as_anki_stores_them() -> None:
    holds(compare(chosen_task(SEED, SMALL), stored=True))


@pytest.mark.long
def test_many_without_fuzz() -> None:
    holds(compare(chosen_task(SEED, WHOLE)))


@pytest.mark.long
def test_many_with_fuzz() -> None:
    holds(compare(chosen_task(SEED, WHOLE), fuzz=True))


@pytest.mark.long
def test_many_with_memories_rounded_as_anki_stores_them() -> None:
    holds(compare(chosen_task(SEED, WHOLE), stored=True))


def test_the_same_learning_cards_are_asked_ahead() -> None:
    left = (-3600, -5, 30, 590, 605, 1200)
    for ahead in (600, 0):
        expected = asked_by_anki(ahead, left)
        assert expected == [asked(seconds, ahead) for seconds in left]


def asked(left: int, ahead: int) -> bool:
    """Whether the line gives a learning card that is due in `left` seconds, where nothing else is left."""
    state = CardState(Phase.LEARNING, due_day=DAY, due_at=left * 1000)
    return Line((), [waiting("card", state=state)]).take(0, ahead * 1000) is not None
