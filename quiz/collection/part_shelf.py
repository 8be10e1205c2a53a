"""Single cards of large decks, made from the slices in which the store keeps a deck: however large it is, a card is as quick."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from quiz.cards.index import Index
from quiz.cards.keeping import made
from quiz.cards.part_index import PartIndex
from quiz.errors import NotFoundError, UsageError
from quiz.facts.keeping import slice_of
from quiz.facts.restoring import facts_of, head_of
from quiz.text.normal import bare

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact
    from quiz.store.slices import KeptCard
    from quiz.store.store import Store

SAMPLE = 384
"""Facts, about, from which the wrong options of a session are drawn."""
_FIRST_LOOK = 48
"""Slices that tell how many facts a slice has."""
_MOST_REMEMBERED = 256
"""Slices whose text is remembered."""


@frozen
class _Part:
    """A deck that stands in slices."""

    version: str
    head: "Deck"
    slices: int
    texts: dict[int, str] = field(factory=dict)
    """The slices that were read last."""
    sample: list[Index] = field(factory=list)
    """The index of the sample, once it was needed."""


class PartShelf:
    """Cards by id, from slices."""

    def __init__(self, store: "Store") -> None:
        """Read slices from this store."""
        self._store = store
        self._parts: dict[str, _Part] = {}

    def card(self, card: str) -> "Card | None":
        """Return a card; nothing where its deck does not stand in slices, or these do not tell: then its whole deck does."""
        kept = self._store.kept_card(card)
        if kept is None:
            return None
        try:
            part = self._part(kept)
            return made(
                card,
                kept.sibling,
                kept.content,
                lambda subject: self._facts(kept.deck, part, subject),
                lambda facts: PartIndex(part.head.of_settled(facts), sample=lambda: self._sample(kept.deck, part)),
            )
        except (NotFoundError, UsageError, ValueError, LookupError):
            # A cache that is damaged, or that another Python wrote with other rules for letters: it is never the last word.
            return None

    def _part(self, kept: "KeptCard") -> _Part:
        known = self._parts.get(kept.deck)
        if known is None or known.version != kept.version:
            found = self._store.head(kept.deck)
            if found is None:
                raise NotFoundError(f"The deck {kept.deck} does not stand in slices.")
            version, head, slices = found
            known = self._parts[kept.deck] = _Part(version, head_of(json.loads(head)), slices)
        return known

    def _facts(self, deck: str, part: _Part, subject: str) -> "Sequence[Fact]":
        """Return the facts of a subject, and of those whose names are written nearly the same."""
        number = slice_of(subject, part.slices)
        text = part.texts.get(number)
        if text is None:
            (text,) = self._store.slices(deck, [number])
            if len(part.texts) >= _MOST_REMEMBERED:
                part.texts.clear()
            part.texts[number] = text
        data = json.loads(text)
        letters = bare(subject)
        return tuple(facts_of(part.head, (stated for stated in data if bare(stated["subject"]) == letters)))

    def _sample(self, deck: str, part: _Part) -> Index:
        if not part.sample:
            facts = list(self._all_facts(deck, part, _spread(_FIRST_LOOK, part.slices)))
            if len(facts) < SAMPLE and part.slices > _FIRST_LOOK:
                wanted = -(-_FIRST_LOOK * SAMPLE // max(1, len(facts)))
                facts = list(self._all_facts(deck, part, _spread(wanted, part.slices)))
            part.sample.append(Index(part.head.of_settled(facts)))
        return part.sample[0]

    def _all_facts(self, deck: str, part: _Part, numbers: "Iterable[int]") -> "Iterable[Fact]":
        for text in self._store.slices(deck, numbers):
            yield from facts_of(part.head, json.loads(text))


def _spread(count: int, slices: int) -> list[int]:
    """Return the numbers of some slices of so many, as far from each other as they can be."""
    count = min(count, slices)
    return [place * slices // count for place in range(count)]
