"""Making a plan: the deck of a file, joined with the learner's own edits, against what the collection holds."""

from collections.abc import Collection as AbstractCollection
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from attrs import frozen

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.collection.first_cards import FirstCards, LeanCards
from quiz.collection.history import Standing, of_deck, standing
from quiz.collection.places import LEAST_SLICED
from quiz.collection.plan import AllAdded, Plan, PlanLine, plan
from quiz.collection.shelf import Shelf, unpacked
from quiz.collection.suspects import suspects
from quiz.errors import NotFoundError
from quiz.facts.changes import DeckChange, difference
from quiz.facts.deck import Deck
from quiz.facts.keeping import packed
from quiz.facts.merging import Conflict, Merged, merge
from quiz.store.cards import knows_any
from quiz.store.decks import digest

if TYPE_CHECKING:
    from quiz.store.decks import DeckRow
    from quiz.store.store import Store


def of_file(
    store: "Store", shelf: Shelf, deck: Deck, path: str | None = None, take_theirs: AbstractCollection[Conflict] = ()
) -> Plan:
    """Return what taking in a deck, or its new version, would change. The learner's own edits of it are kept.

    `take_theirs` are conflicts of an earlier plan in which the new version is wanted after all.
    """
    row = row_of(store, deck.id)
    held = standing(of_deck(store, deck.id))
    merged = Merged(deck) if held is None or not held.is_edited else _merged(store, held, deck, take_theirs)
    found = _against(store, shelf, row, merged.deck)
    return Plan(
        merged.deck,
        found.cards,
        found.lines,
        path or (row.path if row else None),
        row.version if row and not row.archived else None,
        upstream=None if merged.deck == deck else deck,
        conflicts=merged.conflicts,
        changes=found.changes,
    )


def of_edit(store: "Store", shelf: Shelf, deck: Deck) -> Plan:
    """Return what the learner's own edit of a deck would change. Raises `NotFoundError` when the collection does not have it."""
    row = row_of(store, deck.id)
    if row is None or row.archived:
        raise NotFoundError(f"There is no deck “{deck.id}” in the collection to edit.")
    found = _against(store, shelf, row, deck)
    held = standing(of_deck(store, deck.id))
    follows = row.path is not None or (held is not None and held.path is not None)  # perhaps on another device only
    return Plan(deck, found.cards, found.lines, row.path, row.version, is_edit=follows, changes=found.changes)


def row_of(store: "Store", deck: str) -> "DeckRow | None":
    """Return the row of a deck, current or archived, where the collection ever had it."""
    try:
        return store.deck_row(deck)
    except NotFoundError:
        return None


@frozen
class _Found:
    cards: Sequence[Card]
    lines: Sequence[PlanLine]
    changes: tuple[DeckChange, ...] = ()


def _merged(store: "Store", held: Standing, deck: Deck, take_theirs: AbstractCollection[Conflict]) -> Merged:
    before = held.base if held.base in store.digests() else held.upstream  # it may not have come from another device yet
    base, ours = (unpacked(store.version(version)) for version in (before or held.upstream, held.version))
    return merge(base, ours, deck, [conflict.key for conflict in take_theirs])


def _against(store: "Store", shelf: Shelf, row: "DeckRow | None", deck: Deck) -> _Found:
    """Compare a deck with the version that the collection has."""
    vacant = store.former_ids().keys()
    if row is None:
        first = FirstCards(deck) if len(deck.facts) >= LEAST_SLICED else None
        if (
            first is not None
            and not (vacant and any(card in vacant for card in first.ids))
            and not knows_any(store.database, first.batches())
        ):
            return _Found(first, AllAdded(first))
        cards = tuple(generate(deck))
        if first is None and not vacant and not store.remembers_any_outside_decks():
            return _Found(cards, AllAdded(cards))
        former = _former(store, shelf, deck.id, cards, vacant)
        return _Found(cards, plan(difference(Deck(deck.id), deck), cards, (), former, vacant=vacant))
    if not row.archived and digest(packed(deck)) == row.version:
        return _Found(tuple(shelf.cards(deck.id).values()), ())
    found = difference(shelf.deck(deck.id), deck)
    if not row.archived and len(deck.facts) >= LEAST_SLICED:
        # What is the same before and after has no line, and nothing else has another one for it.
        before, after = suspects(shelf.deck(deck.id), deck)
        present = {card.id: card for card in before}
        all_cards: Sequence[Card] = LeanCards(deck)
    else:
        present, after = shelf.cards(deck.id), list(generate(deck))
        all_cards = tuple(after)
    former = _former(store, shelf, deck.id, (card for card in after if row.archived or card.id not in present), vacant)
    return _Found(all_cards, plan(found, after, present.values(), former, vacant=vacant, away=row.archived), found.changes)


def _former(store: "Store", shelf: Shelf, deck: str, cards: Iterable[Card], vacant: AbstractSet[str]) -> dict[str, Card | None]:
    """Return those of some cards that the learner has seen, as the deck last had them."""
    seen = {card for card, state in store.states(card.id for card in cards).items() if state.reps or card in vacant}
    return {**dict.fromkeys(seen), **(shelf.former(deck, seen) if seen else {})}
