"""Cards that ask for an order: a few subjects of one relation, by date or by size.

A card stands for one subject, its anchor; the others are the anchor's nearest neighbours that are provably earlier or later,
smaller or larger. Which subjects are anchors follows from their names alone, and a card's identity from its anchor alone: more
facts change the company that a card shows, and leave it the same card.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import blake2b
from itertools import islice

from quiz.cards.card import Kind
from quiz.cards.distractors import LONGEST_OPTION
from quiz.cards.drafts import Draft, Statements, plain_fact
from quiz.cards.identity import card_id, own_id
from quiz.cards.index import Index
from quiz.facts.dates import Date
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.relation import Relation
from quiz.facts.units import canonical, same_unit, sizes
from quiz.facts.values import Text, Value
from quiz.text.normal import bare

ORDERED_VALUES = ("date", "quantity")
"""The types of value that can be put in order."""
LEAST = 3
"""Subjects that a card shows at least."""
_NEIGHBOURS = 3
_EVERY = 4
"""About every how many subjects one is an anchor."""
_LOOKED_AT = 24
"""Neighbours that are looked at on each side."""


def order_drafts(index: Index, relation: Relation, sorted_out: Statements) -> Iterator[Draft]:
    """Yield a draft for each anchor, in the order of the facts; none for relations whose values have no order.

    Only subjects with one settled value take part. Where chance makes none of them an anchor, the one that is
    nearest to it is one.
    """
    if relation.value not in ORDERED_VALUES:
        return
    plain = [fact for found in sorted_out.values() if (fact := plain_fact(found)) and len(fact.subject) <= LONGEST_OPTION]
    for scale in _scales(plain):
        places = {fact.subject: place for place, fact in enumerate(scale)}
        in_turn = [fact for fact in plain if fact.subject in places]
        anchors = [fact for fact in in_turn if _mark(fact.subject) % _EVERY == 0]
        drafts = list(_drafts(index, relation, scale, places, anchors))
        if not drafts:
            by_mark = sorted(in_turn, key=lambda fact: _mark(fact.subject))
            drafts = list(islice(_drafts(index, relation, scale, places, by_mark), 1))
        yield from drafts


def order_question(relation: Relation) -> str:
    """Return what to do, without the things to do it with."""
    return f"Put in order ({relation.words}, {'earliest' if relation.value == 'date' else 'smallest'} first)"


def surely_before(one: Value, other: Value) -> bool:
    """Say whether one date is certainly earlier, or one amount certainly smaller, than another.

    It is not where they overlap, as far as approximate ones reach, where one is uncertain, or where their units cannot be
    converted.
    """
    match one, other:
        case (Date(), Date()):
            uncertain = any(date is not None and date.uncertain for date in (one, one.end, other, other.end))
            return not uncertain and not one.overlaps(other) and one.earliest < other.earliest
        case (Quantity(), Quantity()):
            size = _sizes(one.unit, other.unit)
            return size is not None and one.highest * size[0] < other.lowest * size[1]
        case _:
            return False


def _drafts(
    index: Index, relation: Relation, scale: Sequence[Fact], places: dict[str, int], anchors: Sequence[Fact]
) -> Iterator[Draft]:
    for anchor in anchors:
        shown = _company(scale, places[anchor.subject])
        if len(shown) < LEAST:
            continue
        # The anchor first, which keeps apart two cards with the same company; the others in an order that tells nothing.
        names = sorted((fact.subject for fact in shown), key=lambda name: (name != anchor.subject, _mark(name)))
        prompt = f"{order_question(relation)}: {'; '.join(names)}"
        deck = index.deck.id
        if anchor.id:
            identity = own_id(deck, anchor.id, f"{relation.name}\x1f{Kind.ORDER}")
        else:
            identity = card_id(deck, relation.name, Kind.ORDER, anchor.subject)
        parts = tuple(Text(fact.subject) for fact in shown)
        yield Draft(identity, Kind.ORDER, anchor.subject, prompt, tuple(shown), parts)


def _company(scale: Sequence[Fact], place: int) -> list[Fact]:
    """Return an anchor and its nearest neighbours on a scale that are apart from it and from each other, in order."""
    chosen = [place]
    for step in range(1, _LOOKED_AT + 1):
        for other in (place - step, place + step):
            if 0 <= other < len(scale) and len(chosen) <= _NEIGHBOURS and all(_apart(scale, other, known) for known in chosen):
                chosen.append(other)
        if len(chosen) > _NEIGHBOURS:
            break
    return [scale[found] for found in sorted(chosen)]


def _apart(scale: Sequence[Fact], one: int, other: int) -> bool:
    """Say whether two facts of a scale certainly stand in its order, and their subjects are not the same name written twice."""
    first, second = scale[min(one, other)], scale[max(one, other)]
    return surely_before(first.value, second.value) and bare(first.subject) != bare(second.subject)


def _scales(facts: Sequence[Fact]) -> Iterator[list[Fact]]:
    """Yield the facts whose values can be compared with each other, in their order."""
    dates = [(fact, fact.value) for fact in facts if isinstance(fact.value, Date)]
    if dates:
        yield [fact for fact, _ in sorted(dates, key=lambda pair: (pair[1].earliest, pair[1].latest, pair[0].subject))]
    by_unit: dict[str, list[tuple[Decimal, str, Fact]]] = {}
    for fact in facts:
        if isinstance(fact.value, Quantity):
            unit = fact.value.unit
            base = next((known for known in by_unit if _sizes(unit, known)), unit)
            size = _sizes(unit, base) or (Decimal(1), Decimal(1))
            by_unit.setdefault(base, []).append((fact.value.amount * size[0] / size[1], fact.subject, fact))
    for several in by_unit.values():
        yield [fact for _, _, fact in sorted(several, key=lambda ranked: ranked[:2])]


def _sizes(one: str, other: str) -> tuple[Decimal, Decimal] | None:
    if one == other or same_unit(one, other):
        return Decimal(1), Decimal(1)
    return None if canonical(one) == canonical(other) else sizes(one, other)


def _mark(subject: str) -> int:
    return int.from_bytes(blake2b(subject.encode(), digest_size=8).digest(), "big")
