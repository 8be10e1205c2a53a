"""Prerequisites: which cards come before a card, as its deck's relations say with `after`."""

from collections.abc import Iterator

from quiz.cards.card import Card, Kind
from quiz.cards.identity import card_id, own_id
from quiz.cards.index import Index
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.statements import Statement, statements

_ONE_BY_ONE = (Kind.FORWARD, Kind.CLOZE)
"""Kinds whose questions give one subject, so that there is a card of a subject."""


def earlier(card: Card) -> tuple[str, ...]:
    """Return the ids of the cards that are to be learned before a card: those of its subjects that ask for an earlier relation.

    They are the cards from the subject to its value, or with a gap in its sentence where the relation is asked in no other way. A
    subject of which the deck does not state the earlier relation has none.
    """
    if not card.relation.after:
        return ()
    subjects = dict.fromkeys(fact.subject for fact in card.facts)
    found = (
        name
        for before in card.relation.after
        if (relation := card.deck.relations.get(before)) is not None
        for subject in subjects
        for name in _asking(card.index, relation, subject)
    )
    return tuple(name for name in dict.fromkeys(found) if name != card.id)


def _asking(index: Index, relation: Relation, subject: str) -> Iterator[str]:
    """Yield the ids of the cards that ask for what a relation says of a subject."""
    kind = next((kind for kind in _ONE_BY_ONE if kind in relation.asked and relation.value != "cloze"), None)
    if kind is None:
        return
    facts = _stated(index, relation, subject)
    if relation.apart:
        yield from (own_id(index.deck.id, fact.id or fact.key, kind) for fact in facts)
        return
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for statement in statements(facts, relation, index.deck.as_of):
        groups.setdefault(statement.distinction, []).append(statement)
    for told, group in groups.items():
        own = min((one.fact.id for one in group if one.fact.id), default=None, key=lambda name: (len(name), name))
        if own:
            yield own_id(index.deck.id, own, f"{relation.name}\x1f{kind}")
        else:
            yield card_id(index.deck.id, relation.name, kind, subject, told)


def _stated(index: Index, relation: Relation, subject: str) -> list[Fact]:
    """Return what a relation says of a subject. A part of a deck holds all facts of its few subjects."""
    if not index.is_whole:
        return [fact for fact in index.deck.by_relation.get(relation.name, ()) if fact.subject == subject]
    entry = index.facts_of(relation.name).entries.get(subject, [])
    return [entry] if isinstance(entry, Fact) else entry
