"""Spreads, standing, counts by due day, leeches."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.fsrs import DEFAULT_PARAMETERS, retrievability
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.statistics_spreads import (
    CHANCES,
    DAYS,
    DIFFICULTIES,
    Forecast,
    Spread,
    Standing,
    forecast,
    leeches,
    spread,
    spreads,
    standing,
)
from tests.study.samples import DAY, review

LEARNING = CardState(Phase.LEARNING, MemoryState(0.5, 6.0), due_day=DAY, due_at=1, last_day=DAY, reps=1)


def test_values_are_counted_between_edges() -> None:
    assert Spread((0, 1, 2), (2, 3), 1.0, 1.0) == spread([-1, 0.5, 1, 2, 2.5], (0, 1, 2))
    assert Spread((0, 1, 2), (0, 0)) == spread([], (0, 1, 2))


@pytest.mark.parametrize(("edges", "last"), [(DAYS, 36_500.0), (DIFFICULTIES, 10.0), (CHANCES, 1.0)])
def test_the_last_edge_belongs_to_the_last_counts(edges: tuple[float, ...], last: float) -> None:
    counts = spread([last], edges).counts
    assert (1, 1, len(edges) - 1) == (counts[-1], sum(counts), len(counts))


@given(st.lists(st.floats(0, 40_000)), st.sampled_from((DAYS, DIFFICULTIES, CHANCES)))
def test_every_value_is_counted_once(values: list[float], edges: tuple[float, ...]) -> None:
    found = spread(values, edges)
    assert len(values) == found.total
    for place, count in enumerate(found.counts[1:-1], start=1):
        assert count == sum(edges[place] <= value < edges[place + 1] for value in values)


def test_the_spreads_of_memories() -> None:
    states = [
        ("one", review(10.0, last=DAY - 10, due=DAY)),
        ("two", review(40.0, last=DAY - 10, due=DAY + 30)),
        ("one", LEARNING),
    ]
    found = spreads([*states, ("one", CardState())], DAY, lambda _: DEFAULT_PARAMETERS)
    assert (3, 10.0) == (found.stability.total, found.stability.median)
    assert (3, 16 / 3) == (found.difficulty.total, found.difficulty.mean)
    assert (2, 25.0) == (found.intervals.total, found.intervals.mean)
    chances = [0.9, retrievability(40.0, 10, DEFAULT_PARAMETERS), 1.0]
    assert pytest.approx(sum(chances)) == found.remembered
    assert pytest.approx(sum(chances) / 3) == found.retrievability.mean
    assert (0, 3) == (sum(found.retrievability.counts[:8]), sum(found.retrievability.counts[8:]))


def test_each_deck_has_its_own_parameters() -> None:
    slow = (*DEFAULT_PARAMETERS[:20], 0.8)
    states = [("one", review(10.0, last=DAY - 100)), ("two", review(10.0, last=DAY - 100))]
    found = spreads(states, DAY, {"one": DEFAULT_PARAMETERS, "two": slow}.__getitem__)
    expected = retrievability(10.0, 100, DEFAULT_PARAMETERS) + retrievability(10.0, 100, slow)
    assert pytest.approx(expected) == found.remembered


def test_a_review_from_a_clock_that_was_ahead_is_remembered_for_certain() -> None:
    found = spreads([("one", review(10.0, last=DAY + 900, due=DAY + 910))], DAY, lambda _: DEFAULT_PARAMETERS)
    assert (1.0, 10.0) == (found.remembered, found.intervals.mean)


def test_where_cards_stand() -> None:
    states = [
        CardState(),
        LEARNING,
        evolve(LEARNING, phase=Phase.RELEARNING),
        review(due=DAY + 10, last=DAY - 10),
        review(due=DAY + 10, last=DAY - 11),
        evolve(review(), suspended=True),
        evolve(review(), buried_until=DAY + 1),
        evolve(review(due=DAY, last=DAY - 1), buried_until=DAY),
        CardState(suspended=True),
        CardState(buried_until=DAY + 1),
    ]
    found = standing(states, DAY)
    assert Standing(new=1, learning=1, relearning=1, young=2, mature=1, suspended=2, buried=2, hidden_new=2) == found
    assert 7 == found.met
    assert (len(states), 0) == (found.total, Standing().total)


def test_cards_by_due_day() -> None:
    states = [
        CardState(),
        review(due=DAY - 3),
        review(due=DAY),
        review(due=DAY + 4),
        evolve(review(due=DAY), buried_until=DAY + 4),
        evolve(review(due=DAY), suspended=True),
        LEARNING,
    ]
    assert Forecast(1, {DAY: 2, DAY + 4: 2}) == forecast(states, DAY)
    assert Forecast() == forecast([], DAY)


def test_leeches() -> None:
    states = [(name, "deck", CardState(lapses=lapses)) for name, lapses in (("a", 7), ("c", 8), ("b", 8), ("d", 20))]
    assert [("d", 20), ("b", 8), ("c", 8)] == leeches(states, {"deck": 8}.__getitem__)
    assert [("d", 20)] == leeches(states, {"deck": 9}.__getitem__)
    assert [] == leeches(states, {"deck": 0}.__getitem__)
