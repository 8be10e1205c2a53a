"""Which fitted parameters hold for a deck."""

import pytest

from quiz.memory.events import Event, Fitted
from quiz.memory.fitted import above, fitted_for
from quiz.memory.fsrs import DEFAULT_PARAMETERS, Parameters


def fitted(deck: str, first: float, model: str = "FSRS-6") -> Event:
    return Fitted(at=1, day=1, deck=deck, parameters=(first, *DEFAULT_PARAMETERS[1:]), model=model)


LOG = [fitted("", 1.0), fitted("a", 2.0), fitted("a", 3.0), fitted("a::b::c", 4.0), fitted("a::b", 9.0, model="FSRS-9")]


@pytest.mark.parametrize(
    ("deck", "first"),
    [("a", 3.0), ("a::b", 3.0), ("a::b::c", 4.0), ("a::b::c::d", 4.0), ("ab", 1.0), ("b", 1.0)],
)
def test_the_last_ones_of_the_nearest_deck_hold(deck: str, first: float) -> None:
    assert _with(first) == fitted_for(deck, LOG)


def test_nothing_was_fitted() -> None:
    assert fitted_for("a", LOG[1:2][:0]) is None
    assert fitted_for("b", LOG[1:3]) is None


def test_decks_above() -> None:
    assert ["a::b::c", "a::b", "a", ""] == list(above("a::b::c"))


def _with(first: float) -> Parameters:
    return (first, *DEFAULT_PARAMETERS[1:])
