"""The verdict on a typed answer."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from quiz.text.closeness import Piece


class Outcome(StrEnum):
    """What an answer turned out to be."""

    RIGHT = "right"
    CLOSE = "close"
    """A near miss: known, but misspelt, less precise than asked, or in another unit."""
    PARTIAL = "partial"
    """Some members of a set or list, or all of them and more."""
    OTHER = "other"
    """True, but not what was asked: no lapse, ask again."""
    WRONG = "wrong"
    EMPTY = "empty"


SUGGESTS: Mapping[Outcome, int | None] = {
    Outcome.RIGHT: 3,
    Outcome.CLOSE: 2,
    Outcome.PARTIAL: 1,
    Outcome.OTHER: None,
    Outcome.WRONG: 1,
    Outcome.EMPTY: None,
}
"""The grade (1 Again to 4 Easy) that an outcome suggests; none where nothing was answered that could be graded."""


@frozen
class Finding:
    """What one answer is, measured against one member."""

    outcome: Outcome
    matched: str | None = None
    """The accepted writing that the answer matched, or nearly matched."""
    note: str = ""
    """One sentence for the learner; empty when there is nothing to add."""


@frozen
class Verdict:
    """What a typed answer is worth, and why. The learner may overrule it."""

    outcome: Outcome
    suggests: int | None
    """The suggested grade: 1 Again, 2 Hard, 3 Good. Nothing for an answer that is no lapse and no recall either."""
    answer: str
    """The answer as typed, made safe and put on one line."""
    marks: tuple[tuple[str, bool], ...] = ()
    """Each member of the right answer, and whether it was given; the items of a list, whether each stood in its place."""
    matched: str | None = None
    """The accepted writing that a single answer matched, or nearly matched."""
    diff: tuple[Piece, ...] = ()
    """For a single answer in words that is close or wrong: where it differs from the right writing."""
    extra: tuple[str, ...] = ()
    """What was given beside the members of a set or list."""
    note: str = ""
    """One sentence for the learner; empty when there is nothing to add."""
