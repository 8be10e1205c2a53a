"""Following cards from one version of a deck to the next: which new card is an old one whose question was only mended."""

from collections.abc import Callable, Hashable, Iterable
from itertools import chain
from typing import TypeAlias

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.facts.changes import Difference
from quiz.facts.statements import distinction
from quiz.text.closeness import LONGEST_COMPARED

_Key: TypeAlias = tuple[Hashable, ...]

NEAR = 0.75
"""How alike two prompts must be, from 0 to 1, for one to be the other mended."""
_OWN_WORDS = frozenset({Kind.CLOZE, Kind.ORDER, Kind.CONTRAST})
_MOST_ALIKE = 100
"""Cards about the same subjects whose prompts are compared, each with each."""


def followed(gone: Iterable[Card], come: Iterable[Card], difference: Difference) -> dict[str, Card]:
    """Return, for those cards that came which are ones that went, the old card by the id of the new one.

    It is the same card where kind and relation agree, the side given is the same or only called otherwise, and what tells the
    statement apart is the same, or the answer. In a learner's own sentence, and in a question about several facts, more may have
    been mended: there the subjects must agree, and the answer or three quarters of the prompt. Where several could be meant,
    none is.
    """
    left = _Left({card.id: card for card in gone}, {card.id: card for card in come}, difference, {})
    if left.gone and left.come:
        left.pair(lambda card: (_question(card), _told_apart(card), _answer(card)))
        left.pair(lambda card: (_question(card), _answer(card)))
        left.pair(lambda card: None if card.card.parts else (_question(card), _told_apart(card)))
        left.pair(lambda card: (_about(card), _answer(card)) if card.kind in _OWN_WORDS else None)
        left.pair_near()
    return left.found


@frozen
class _Side:
    """A card as the new version would call it."""

    card: Card
    kind: Kind
    relation: str
    given: str
    answer: frozenset[str]
    subjects: frozenset[str]


@frozen
class _Left:
    """The cards that are not paired yet."""

    gone: dict[str, Card]
    come: dict[str, Card]
    difference: Difference
    found: dict[str, Card]

    def pair(self, key: Callable[[_Side], _Key | None]) -> None:
        """Pair the cards with one key each that no other card of their version has."""
        olds = _by_key(map(self._as_now, self.gone.values()), key)
        for shared, news in _by_key(map(_as_it_is, self.come.values()), key).items():
            several = olds.get(shared, ())
            if len(news) == len(several) == 1:
                self._take(several[0], news[0])

    def pair_near(self) -> None:
        """Pair the cards of own words with the most similar prompts."""
        from rapidfuzz.distance import Indel

        olds = _by_key(map(self._as_now, self.gone.values()), lambda side: _about(side) if side.kind in _OWN_WORDS else None)
        news = _by_key(map(_as_it_is, self.come.values()), lambda side: _about(side) if side.kind in _OWN_WORDS else None)
        scored = [
            (Indel.normalized_similarity(old.prompt[:LONGEST_COMPARED], new.prompt[:LONGEST_COMPARED]), old, new)
            for shared in olds.keys() & news.keys()
            for old in olds[shared][:_MOST_ALIKE]
            for new in news[shared][:_MOST_ALIKE]
        ]
        for score, old, new in sorted(scored, key=lambda found: (-found[0], found[1].id, found[2].id)):
            if score >= NEAR and old.id in self.gone and new.id in self.come:
                self._take(old, new)

    def _take(self, old: Card, new: Card) -> None:
        self.found[new.id] = old
        del self.gone[old.id], self.come[new.id]

    def _as_now(self, card: Card) -> _Side:
        renames, mended = self.difference.renames, self.difference.members
        relation = renames.relations.get(card.relation.name, card.relation.name)
        names = renames.subjects
        if card.kind is Kind.BACKWARD:
            given = mended.get((relation, card.given)) or names.get(card.given, card.given)
            answer = frozenset(names.get(member.key, member.key) for member in card.members)
        else:
            given = names.get(card.given, card.given)
            answer = frozenset(mended.get((relation, str(member)), member.key) for member in card.members)
        subjects = frozenset(names.get(fact.subject, fact.subject) for fact in card.facts)
        return _Side(card, card.kind, relation, given, answer, subjects)


def _as_it_is(card: Card) -> _Side:
    answer = frozenset(member.key for member in card.members)
    return _Side(card, card.kind, card.relation.name, card.given, answer, frozenset(fact.subject for fact in card.facts))


def _by_key(sides: Iterable[_Side], key: Callable[[_Side], _Key | None]) -> dict[_Key, list[Card]]:
    found: dict[_Key, list[Card]] = {}
    for side in sides:
        name = key(side)
        if name is not None:
            found.setdefault(name, []).append(side.card)
    return found


def _question(side: _Side) -> _Key:
    return side.kind, side.relation, side.given


def _about(side: _Side) -> _Key:
    return side.kind, side.relation, side.subjects


def _told_apart(side: _Side) -> _Key:
    return tuple(chain.from_iterable(sorted({distinction(fact) for fact in side.card.facts})))


def _answer(side: _Side) -> frozenset[str]:
    return side.answer
