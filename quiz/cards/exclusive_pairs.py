"""Pairs that exclude each other: subjects of one relation whose values are known, and none of them is another one's value.

They are what a matching question is made of: whoever knows the pairs has exactly one way to match them.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.crowd import Crowd, crowd_of
from quiz.cards.drafts import plain_fact
from quiz.cards.spelling import primary
from quiz.facts.dates import Date
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.statements import statements
from quiz.facts.values import TermName, Text, Value

if TYPE_CHECKING:
    from quiz.cards.index import Index

LONGEST_SIDE = 60
"""Characters of a subject or a value that stands in a matching question."""
_WITNESSES = 8
_SEARCHED = 400
"""How many subjects are tried, in the deck's order, for the pairs that are kept. Bounds the time."""


@frozen
class Pair:
    """A subject and its value."""

    subject: str
    value: Value
    fact: Fact


def own_pair(card: Card) -> Pair | None:
    """Return the pair that a card asks for: a subject and its only value. Nothing for a card that asks otherwise."""
    if card.kind is not Kind.FORWARD or card.relation.many or len(card.facts) != 1:
        return None
    (fact,) = card.facts
    pair = pair_of(card.index, card.relation, fact.subject)
    return pair if pair is not None and (pair.fact is fact or pair.fact == fact) else None


def pair_of(index: "Index", relation: Relation, subject: str) -> Pair | None:
    """Return a subject with its value, where it has one settled value, and both can be told in a few words."""
    found = index.facts_of(relation.name).entries.get(subject)
    fact = plain_fact(statements(found, relation, index.deck.as_of)) if isinstance(found, list) else found
    if fact is None or not isinstance(fact.value, Text | TermName | Quantity | Date):
        return None
    if "![" in (fact.front or ""):
        return None  # what is asked about is seen or heard, and its words alone do not tell which it is
    return Pair(subject, fact.value, fact) if max(len(subject), len(str(fact.value))) <= LONGEST_SIDE else None


def exclusive(index: "Index", relation: Relation, one: Pair, other: Pair) -> bool:
    """Say whether the deck proves that neither of two subjects has, or ever had, the other one's value."""
    if not index.surely_false(relation, one.subject, other.value):
        return False
    # Where each has the one value only, that two values differ says it for both.
    lone = len(index.known(relation, one.subject)) == 1 == len(index.known(relation, other.subject))
    return lone or index.surely_false(relation, other.subject, one.value)


def partners(card: Card, own: Pair, candidates: Iterable[Pair], count: int) -> list[Pair]:
    """Return `count` pairs that exclude each other and `own`: of the candidates first, then of those kept for the relation.

    There are fewer only where `has_partners` says so.
    """
    found = _fitting(card, own, chain(candidates, kept(card.index, card.relation)), count)
    # A candidate may stand in the way of several that are kept.
    return found if len(found) == count else _fitting(card, own, kept(card.index, card.relation), count)


def _fitting(card: Card, own: Pair, candidates: Iterable[Pair], count: int) -> list[Pair]:
    found: list[Pair] = []
    for pair in candidates:
        if len(found) == count:
            break
        if all(exclusive(card.index, card.relation, pair, known) for known in (own, *found)):
            found.append(pair)
    return found


def has_partners(card: Card, own: Pair, count: int) -> bool:
    """Say whether `partners` finds so many, whatever the candidates."""
    index, relation = card.index, card.relation
    several = _kept(index, relation)
    if len(several.pairs) >= count and several.words is not None:
        lang = primary(card.lang)
        if not several.words.any_might_be(index.known(relation, own.subject), lang):
            return True
    fitting = (pair for pair in several.pairs if exclusive(index, relation, own, pair))
    return len(list(islice(fitting, count))) == count


def kept(index: "Index", relation: Relation) -> Sequence[Pair]:
    """Return some pairs of a relation that exclude each other, the first in the deck's order; found once a deck."""
    return _kept(index, relation).pairs


@frozen
class _Kept:
    pairs: tuple[Pair, ...]
    words: Crowd | None
    """Every value that each of their subjects has; nothing where some values are not simply words."""


# By the index that a deck's cards share: it goes with the last of them, and what was kept for it goes too.
_KEPT: "WeakKeyDictionary[Index, dict[str, _Kept]]" = WeakKeyDictionary()


def _kept(index: "Index", relation: Relation) -> _Kept:
    of_deck = _KEPT.setdefault(index, {})
    if relation.name not in of_deck:
        found: list[Pair] = []
        for subject in islice(index.facts_of(relation.name), _SEARCHED):
            pair = pair_of(index, relation, subject)
            if pair is not None and all(exclusive(index, relation, pair, known) for known in found):
                found.append(pair)
            if len(found) == _WITNESSES:
                break
        values = [value for pair in found for value in index.known(relation, pair.subject)]
        words = None if index.deck.terms else crowd_of(values, primary(relation.lang or index.deck.lang))
        of_deck[relation.name] = _Kept(tuple(found), words)
    return of_deck[relation.name]
