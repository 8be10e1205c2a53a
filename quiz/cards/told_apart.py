"""Cards whose question another card of their deck asks in the very same words, so that a number tells them apart."""

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from quiz.cards.apart_cards import plain_question
from quiz.cards.card import Card

_NUMBERED = re.compile(r"(?P<question>.*) \[\d+\]", re.DOTALL)


@frozen
class ToldApart:
    """A card whose question had to be told from another one's."""

    card: Card
    question: str
    """What both ask; the other card asks it as it stands."""

    def __str__(self) -> str:
        return f"“{self.question}” is asked by another card too, so this one is shown as “{self.card.prompt}”"


def told_apart(cards: Iterable[Card]) -> Iterator[ToldApart]:
    """Yield, of the cards of a deck whose facts are asked each by itself, those that share their question with an earlier one."""
    for card in cards:
        # Nearly no prompt ends like that; only of those that do the question is made once more.
        if not card.relation.apart or not card.prompt.endswith("]"):
            continue
        match = _NUMBERED.fullmatch(card.prompt)
        if match is not None and card.prompt != (question := plain_question(card)):
            yield ToldApart(card, question)
