"""Which card of Anki each card of a deck is: the same one, however its note is laid out now."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats.anki.mapping import kept_deck, note_of

Origin: TypeAlias = tuple[str, int]
"""The GUID of a note, and the number of one of its cards, counted from 0."""


class Origins:
    """Tells of the cards of one deck which cards of Anki they are."""

    def __init__(self, deck: Deck) -> None:
        """Look up what the deck keeps of its note types."""
        self._links = kept_deck(deck).links

    def of_card(self, fact: Fact, kind: str, number: int) -> Origin | None:
        """Return what a card of a fact is, by its kind and, of a sentence with blanks, its number; nothing where it is none."""
        link = self._links.get(fact.relation)
        guid, template = note_of(fact)
        if link is None or not guid:
            return None
        if link.form == "cloze":
            return (guid, number - 1) if number else None
        place = template if link.form == "drawn" else link.templates.get(kind)
        return None if place is None else (guid, place)

    def of_fact(self, fact: Fact, relation: Relation) -> Iterator[Origin]:
        """Yield what the cards of a fact are."""
        numbers: Iterable[int] = fact.value.numbers if isinstance(fact.value, Cloze) else (0,)
        found = (self.of_card(fact, kind, number) for kind in relation.asked for number in numbers)
        return (one for one in found if one is not None)


def superseded(present: Deck, incoming: Deck) -> set[str]:
    """Return the ids of facts whose cards are those of other facts of the same notes in a newer version of the deck."""
    ids = {fact.id for fact in incoming.facts}
    notes = {_note(fact) for fact in incoming.facts if fact.id}
    gone = [fact for fact in present.facts if fact.id and fact.id not in ids and _note(fact) in notes]
    if not gone:
        return set()
    before, after = Origins(present), Origins(incoming)
    wanted = {_note(fact) for fact in gone}
    come = (fact for fact in incoming.facts if fact.id and _note(fact) in wanted)
    taken = {one for fact in come for one in after.of_fact(fact, incoming.relations[fact.relation])}
    found = set()
    for fact in gone:
        own = set(before.of_fact(fact, present.relations[fact.relation]))
        if own and own <= taken:
            found.add(str(fact.id))
    return found


def _note(fact: Fact) -> str:
    return (fact.id or "").rpartition("/")[0]
