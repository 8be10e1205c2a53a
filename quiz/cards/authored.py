"""Wrong options that a fact's author wrote: what an author vouches for is offered before anything else, and may suffice."""

from collections.abc import Iterator
from contextlib import suppress

from attrs import evolve

from quiz.cards.card import Card, Kind
from quiz.cards.judge_quantity import judge_quantity
from quiz.cards.pool import LONGEST_OPTION, Candidate, size
from quiz.cards.verdict import Outcome
from quiz.facts.dates import Date
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.sameness import may_be_same
from quiz.facts.settle import typed
from quiz.facts.values import Text, Value
from quiz.text.normal import folded


def authored(card: Card) -> tuple[Candidate, ...]:
    """Return the wrong options that a card's facts bring along and that the deck does not show to be true, each once.

    That one might be meant by another is no matter here: their author tells them apart.
    """
    if card.kind is Kind.BACKWARD or card.parts or not any(fact.wrong for fact in card.facts):
        return ()
    of_one = of_member(card.relation)
    true = tuple(card.index.known(card.relation, card.facts[0].subject))
    names = {_written(name, card.relation) for value in true for name in card.deck.names_of(str(value))}
    found: dict[str, Candidate] = {}
    for value, candidate in _candidates(card, of_one):
        text = _written(str(value), card.relation)
        if text not in names and text not in found and not any(_shown_true(card, one, value) for one in true):
            found[text] = candidate
    return tuple(found.values())


def _candidates(card: Card, of_one: Relation) -> Iterator[tuple[Value, Candidate]]:
    """Yield what can be an option, with a fact that it is true of, where the relation tells, or else the card's own."""
    relation, names = card.relation, card.deck.names
    known = card.index.pool(relation, backward=False).named if not relation.many or relation.complete else {}
    for fact in card.facts:
        for text in fact.wrong:
            with suppress(ValueError):
                value = typed(Text(text), of_one, names)
                if len(str(value)) <= LONGEST_OPTION:
                    yield value, known.get(str(value)) or Candidate(value, fact, size(value))


def of_member(relation: Relation) -> Relation:
    """Return a relation as it is of one member, where its values are lists or sets."""
    return evolve(relation, value=relation.of or "text", of="") if relation.value in {"list", "set"} else relation


def _written(text: str, relation: Relation) -> str:
    return text if relation.strict else folded(text)


def _shown_true(card: Card, right: Value, value: Value) -> bool:
    """Say whether the deck shows that a value is a right one: as a number or date near it, or a term that contains it."""
    if isinstance(value, Quantity | Date):
        return might_be_taken_for(card, right, value)
    return bool(card.deck.terms) and card.index.related(right.key, value.key)


def might_be_taken_for(card: Card, right: Value, value: Value) -> bool:
    """Say whether a value might be the same as a right one, or would be accepted or be called nearly right if it were typed."""
    if may_be_same(right, value):
        return True
    if not isinstance(right, Quantity) or not isinstance(value, Quantity):
        return False
    return judge_quantity(right, str(value), card.relation, card.lang).outcome in {Outcome.RIGHT, Outcome.CLOSE}
