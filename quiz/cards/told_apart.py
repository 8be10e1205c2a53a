"""Cards whose question another card of their deck asks in the very same words, so that a number tells them apart."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, field, frozen

from quiz.cards.apart_cards import plain_question
from quiz.cards.card import Card
from quiz.text.safe import safe_line

MOST_NAMED: Final = 1000
"""So many are named; of more, their number is told."""
_SHOWN: Final = 80
_NUMBERED = re.compile(r"(?P<question>.*) \[\d+\]", re.DOTALL)


@frozen
class ToldApart:
    """A card whose question had to be told from another one's."""

    card: Card
    question: str
    """What both ask; the other card asks it as it stands."""

    def __str__(self) -> str:
        question, number = _line(self.question), self.card.prompt.removeprefix(self.question).strip()
        return f"“{question}” is asked by another card too, so this one is shown as “{question} {number}”"


@define
class Doubles:
    """Which cards of a deck share their question with an earlier one."""

    count: int = 0
    """How many there are."""
    named: list[ToldApart] = field(factory=list)
    """The first thousand of them."""

    def take(self, card: Card) -> None:
        """Look at the next card of the deck."""
        # Nearly no prompt ends like that; only of those that do the question is made once more.
        if not card.prompt.endswith("]") or not card.relation.apart or _NUMBERED.fullmatch(card.prompt) is None:
            return
        if len(self.named) >= MOST_NAMED:
            self.count += 1
        elif card.prompt != (question := plain_question(card)):
            self.count += 1
            self.named.append(ToldApart(card, question))


def told_apart(cards: Iterable[Card]) -> Iterator[ToldApart]:
    """Yield, of the cards of a deck whose facts are asked each by itself, those that share their question with an earlier one.

    At most a thousand are named.
    """
    return iter(doubles(cards).named)


def doubles(cards: Iterable[Card]) -> Doubles:
    """Return which of the cards of a deck share their question with an earlier one, where facts are asked each by itself."""
    found = Doubles()
    for card in cards:
        found.take(card)
    return found


def _line(text: str) -> str:
    line = safe_line(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
