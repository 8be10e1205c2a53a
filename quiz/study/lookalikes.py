"""Look-alikes apart while they are new: things that are easily taken for each other are not met on the same day.

Learning similar things together makes each harder to remember (P. Wozniak, “Effective learning: Twenty rules of formulating
knowledge”, 1999, rule 11: combat interference).
"""

from collections.abc import Callable, Collection, Iterable

from attrs import frozen

from quiz.cards.card import Card
from quiz.study.queue import Waiting
from quiz.text.closeness import LONGEST_COMPARED, distance
from quiz.text.normal import bare

_SHORTEST = 3
"""Letters: of shorter words most are alike."""
_MOST_ALIKE = 3
"""Words are alike when they differ in no more than one letter of so many."""


@frozen
class Looks:
    """By what a card may be taken for another one. All words are bare: without case, accents, punctuation and spaces."""

    card: str
    given: str
    """What its question shows."""
    subject: str
    answers: tuple[str, ...]
    confused_with: tuple[str, ...] = ()
    """The wrong answers that this learner has given to it."""


def looks_of(card: Card, wrong: Iterable[str] = ()) -> Looks:
    """Return by what a card may be taken for another; `wrong` are the wrong answers that the learner has given to it."""
    answers = tuple(dict.fromkeys(map(bare, card.accepted)))
    return Looks(card.id, bare(card.given), bare(card.subject), answers, tuple(dict.fromkeys(map(bare, wrong))))


def alike(one: str, other: str) -> bool:
    """Say whether two bare words are different but close: within a third of the letters of the longer one, and no shorter than 3.

    This is wider than a slip of the pen: *Slovakia* and *Slovenia* are no misspelling of each other, but easily confused.
    """
    shorter, longest = (len(one), len(other)) if len(one) < len(other) else (len(other), len(one))
    reach = longest // _MOST_ALIKE
    if longest - shorter > reach or shorter < _SHORTEST or longest > LONGEST_COMPARED or one == other:
        return False
    return distance(one, other) <= reach


def look_alike(one: Looks, other: Looks) -> bool:
    """Say whether two cards are easily taken for each other: by what they show, by subject, by answer, or because they were."""
    if one.card == other.card:
        return False
    if confused(one, other) or alike(one.given, other.given) or alike(one.subject, other.subject):
        return True
    return any(alike(mine, yours) for mine in one.answers for yours in other.answers)


def confused(one: Looks, other: Looks) -> bool:
    """Say whether this learner has answered one of two cards with what is right for the other."""
    return any(wrong in other.answers for wrong in one.confused_with) or any(
        wrong in one.answers for wrong in other.confused_with
    )


def unlike_first(
    waiting: Iterable[Waiting], met: Collection[Looks], looks: Callable[[str], Looks], wanted: int
) -> tuple[list[Waiting], list[Waiting]]:
    """Divide new cards, keeping their order: up to `wanted` that look like nothing met today nor like each other, and others.

    `looks` gives the looks of a card by its id. Neither it nor `waiting` is asked for more cards than it takes to find `wanted`.
    """
    known = list(met)
    first: list[Waiting] = []
    rest: list[Waiting] = []
    cards = iter(waiting)
    while len(first) < wanted and (item := next(cards, None)) is not None:
        own = looks(item.card)
        if any(look_alike(own, other) for other in known):
            rest.append(item)
        else:
            first.append(item)
            known.append(own)
    return first, rest
