"""A question as Moodle knows them, whatever file it comes from or goes to."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from quiz.formats.moodle.words import NOTHING, Worded

WHOLE: Final = Decimal(100)
"""The share of the marks that a right answer gets, in percent."""
ANY: Final = "*"
"""What stands for any other answer."""


class QuestionKind(StrEnum):
    """What a question asks for."""

    CHOICE = "choice"
    """One of its options."""
    SEVERAL = "several"
    """Some of its options."""
    SHORT = "short"
    """Words."""
    NUMBER = "number"
    TRUEFALSE = "truefalse"
    PAIRS = "pairs"
    """What belongs to what."""
    ORDER = "order"
    """Its options in their order."""
    GAPS = "gaps"
    """The words of a text's blanks, each a question of its own."""


@frozen
class Option:
    """One of the answers that a question names."""

    words: Worded
    share: Decimal = WHOLE
    """The share of the marks that it gets, in percent; less than 0 where it costs marks."""
    remark: str = ""
    """What is said to whoever gives it, in rich text."""


@frozen
class Amount:
    """One of the numbers that answer a question."""

    number: Decimal | None
    """Nothing for whatever other number is given."""
    tolerance: Decimal = Decimal(0)
    share: Decimal = WHOLE
    remark: str = ""


@frozen
class Pair:
    """What belongs together."""

    left: Worded
    """Empty for an answer that belongs to nothing."""
    right: Worded


@frozen
class Question:
    """A question with its answers, in words that quiz can show."""

    kind: QuestionKind
    where: str
    """Its place in the file, for people."""
    words: Worded
    title: str = ""
    id: str = ""
    """What names it in another program, if anything but its title does."""
    tags: tuple[str, ...] = ()
    note: str = ""
    """What is shown with the answer, in rich text."""
    options: tuple[Option, ...] = ()
    amounts: tuple[Amount, ...] = ()
    unit: str = ""
    pairs: tuple[Pair, ...] = ()
    is_true: bool = False
    remarks: tuple[str, str] = ("", "")
    """What is said to whoever says that a statement is true, and that it is false."""
    is_exact: bool = False
    """Whether small and capital letters are told apart in what is typed."""
    gaps: "tuple[Question, ...]" = ()
    """The question of each blank, in its order; `words` has `gap_mark` in its place."""
    kept: Mapping[str, object] = field(factory=dict)
    """How it is written in the file, by the name of the format."""


GAP: Final = re.compile("\ue002(\\d{1,4})\ue003")
"""Finds the marks of blanks."""


def gap_mark(number: int) -> str:
    """Return what stands in a text for its blank of a number, counted from 0: letters that no text has."""
    return f"\ue002{number}\ue003"


__all__ = ["ANY", "GAP", "NOTHING", "WHOLE", "Amount", "Option", "Pair", "Question", "QuestionKind", "Worded", "gap_mark"]
