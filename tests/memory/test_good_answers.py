"""The intervals of a card that is always Good."""

import pytest

from quiz.errors import UsageError
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.good_answers import intervals_when_good


def test_intervals_grow_and_are_longer_where_less_is_wanted() -> None:
    found = intervals_when_good(DEFAULT_PARAMETERS, 0.9)
    assert 6 == len(found)
    assert found == sorted(set(found))
    assert 2 == found[0]  # the initial stability of Good, 2.3065 days
    assert all(more > less for less, more in zip(found, intervals_when_good(DEFAULT_PARAMETERS, 0.8), strict=True))


def test_a_retention_out_of_range() -> None:
    with pytest.raises(UsageError):
        intervals_when_good(DEFAULT_PARAMETERS, 1.5)
