"""Facts whose cards are all told by their relation, as notes, without an object for each card."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from quiz.cards.card import Kind
from quiz.cards.plain_cards import alone_ids
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation


@frozen(eq=False)
class Simple:
    """Facts of one relation, each of which becomes a note with a card for each kind in which it is alone."""

    relation: Relation
    kinds: tuple[Kind, ...]
    """Those of the note type."""
    places: Sequence[int]
    """Where they are in the deck."""
    facts: Sequence[Fact]
    start: int
    """The place of the first one among the new cards."""
    bits: Sequence[int] | None = None
    """Of each fact its kinds, as bits; nothing where each has all."""
    positions: Sequence[int] | None = None
    """The places among the new cards; nothing where they follow one another."""

    @property
    def whole(self) -> int:
        """The bits of all kinds."""
        return (1 << len(self.kinds)) - 1

    @property
    def cards(self) -> int:
        """How many cards they have."""
        return len(self.facts) * len(self.kinds) if self.bits is None else sum(map(int.bit_count, self.bits))

    def of_kind(self, number: int) -> Sequence[Fact]:
        """Return the facts that have a card of a kind."""
        if self.bits is None:
            return self.facts
        return [fact for fact, bits in zip(self.facts, self.bits, strict=True) if bits >> number & 1]

    def ids(self, deck: str, number: int) -> Iterator[str]:
        """Yield the ids of all cards of a kind."""
        return alone_ids(deck, self.relation, self.kinds[number], self.of_kind(number))

    @property
    def firsts(self) -> Sequence[int] | None:
        """The number of the first card of each; nothing where it is 0 for all."""
        return None if self.bits is None else [(bits & -bits).bit_length() - 1 for bits in self.bits]
