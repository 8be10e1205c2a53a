"""Whether a new answer is the old one mended, so that memory is kept, or another one, so that it is taught again."""

from quiz.cards.card import Card
from quiz.facts.dates import Date
from quiz.facts.deck import Deck
from quiz.facts.quantities import Quantity
from quiz.facts.values import Listed, TermName, Text, Value, may_be_same, members
from quiz.text.closeness import close
from quiz.text.normal import folded


def corrected(was: Card, card: Card, named: frozenset[str]) -> bool:
    """Say whether a card's new answer is the old one mended: another of its names, equal within what was meant, or a misspelling.

    Of a set, the members that both answers have are left out, and as many must be left on either side. `named` is what the new
    deck speaks of, as `things` returns it.
    """
    common = {member.key for member in was.members} & {member.key for member in card.members}
    gone = [member for member in was.members if member.key not in common]
    come = [member for member in card.members if member.key not in common]
    return len(gone) == len(come) and all(
        _shares_name(was, one, card, other) or _mended(one, other, named) for one, other in zip(gone, come, strict=True)
    )


def things(deck: Deck) -> frozenset[str]:
    """Return every name of anything that a deck speaks of."""
    found = {fact.subject for fact in deck.facts}
    for fact in deck.facts:
        found.update(str(member) for member in members(fact.value))
    return frozenset(found.union(*(term.names for term in deck.terms.values())))


def _shares_name(was: Card, one: Value, card: Card, other: Value) -> bool:
    return str(one) in card.names(other) or str(other) in was.names(one)


def _mended(one: Value, other: Value, named: frozenset[str]) -> bool:
    match one, other:
        case (Quantity(), Quantity()) | (Date(), Date()):
            return may_be_same(one, other)
        case (Text() | TermName(), Text() | TermName()):
            # A near miss that is the name of something else, such as Iran for Iraq, is another answer.
            return close(str(one), str(other)) and str(one) not in named
        case (Listed(), Listed()):
            return len(one.items) == len(other.items) and all(
                item == mended or _mended(item, mended, named) for item, mended in zip(one.items, other.items, strict=True)
            )
        case _:
            return folded(str(one)) == folded(str(other))
