"""Confusions: which answer was given in place of which, over all cards and forms that name one thing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from attrs import frozen

from quiz.cards.card import Card
from quiz.text.normal import folded


@frozen
class Confusion:
    """One wrong answer to cards that share the right one."""

    right: str
    given: str
    """As it was written most often."""
    count: int
    cards: int
    """How many different cards it was given to."""
    relation: str
    asked: tuple[str, ...] = ()
    """The ids of these cards, in the order of their letters."""


def confusions(wrong: Mapping[tuple[str, str], int], card: Callable[[str], Card | None]) -> tuple[Confusion, ...]:
    """Return what was confused with what, the most frequent first.

    `wrong` counts the wrong answers to each card, as a `Tally` has them; `card` returns a card by its id, or `None` for one that
    no deck has any longer. Answers that the card accepts today are no confusions, whatever they were called then. Sets,
    lists and clozes of several blanks are left out: their answers are not one thing in place of another.
    """
    found: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    cards: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for (name, given), count in wrong.items():
        asked, what = card(name), folded(given)
        if asked is None or len(asked.members) != 1 or not what or what in {folded(one) for one in asked.accepted}:
            continue
        pair = (asked.relation.name, asked.answer, what)
        found[pair][given] += count
        cards[pair].add(name)
    pairs = [
        Confusion(
            right,
            min(spellings, key=lambda one: (-spellings[one], one)),
            spellings.total(),
            len(cards[relation, right, what]),
            relation,
            tuple(sorted(cards[relation, right, what])),
        )
        for (relation, right, what), spellings in found.items()
    ]
    return tuple(sorted(pairs, key=lambda one: (-one.count, one.right, one.given, one.relation)))
