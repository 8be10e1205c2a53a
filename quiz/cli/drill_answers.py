"""What a line is that a learner types: a command, an option by its number, or words."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quiz.cards.card import Form, Kind
from quiz.study.question import Question
from quiz.text.normal import folded

if TYPE_CHECKING:
    from quiz.cards.index import Index

COMMANDS: Final = frozenset("hrpuq")
"""Help, repeat, progress, undo, quit."""
_MARK = ":"


def command_in(question: Question, text: str) -> str:
    """Return the command that a line is in place of an answer, or nothing.

    A letter is one unless it could be an answer: where an option is so called, or answers to such questions are single letters,
    as the symbols of elements are. With a colon before it, it always is.
    """
    word = text.casefold()
    if word.startswith(_MARK) and word.removeprefix(_MARK) in COMMANDS:
        return word.removeprefix(_MARK)
    return word if word in COMMANDS and not letters_are_answers(question) else ""


def letters_are_answers(question: Question) -> bool:
    """Say whether a single letter may be an answer, so that commands need their colon."""
    if question.form is Form.TYPED:
        card = question.card
        return _has_letters(card.index, card.relation.name, card.kind)
    return any(len(folded(option.text)) == 1 for option in question.options)


def response_in(question: Question, text: str) -> str | int:
    """Return the option that a number picks, or the text. Whatever it is, it is given as the answer, and judged as such."""
    number = text.isascii() and text.isdigit() and len(text) < 3
    return int(text) - 1 if number and 1 <= int(text) <= len(question.options) else text


@lru_cache(maxsize=64)
def _has_letters(index: "Index", relation: str, kind: Kind) -> bool:
    deck = index.deck
    facts = deck.by_relation.get(relation, ())
    if kind is Kind.BACKWARD:
        return any(len(fact.subject) == 1 for fact in facts)
    return any(len(name) == 1 for fact in facts for name in deck.names_of(str(fact.value), None))
