"""What each check of the doctor looks at, and how it is mended: all that is worked out from the log and the decks."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from quiz.cards.generation import generate
from quiz.collection.adding import can_be_asked
from quiz.collection.history import KINDS, Standing, of_deck, standing
from quiz.collection.planning import row_of
from quiz.collection.shelf import unpacked
from quiz.errors import NotFoundError, QuizError
from quiz.memory.replay import replay_card
from quiz.memory.state import CardState
from quiz.store import cards as card_rows
from quiz.store import inspection, renames
from quiz.store.cards import CardRow
from quiz.store.decks import DeckRow

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.memory.events import Event

_BATCH = 5000
"""Cards that are replayed at a time."""


class Note(str):
    """A sentence about what is as it may be, and is told all the same."""

    __slots__ = ()


# The schema


def wrong_parts(collection: "Collection") -> Iterator[str]:
    """Tell which tables, indexes and triggers are missing, not as they should be, or too many."""
    missing, other, extra = inspection.differing_parts(collection.store.database)
    yield from (f"The {part.kind} {part.name} is missing." for part in missing)
    yield from (f"The {part.kind} {part.name} is not as it should be." for part in other)
    yield from (f"The {part.kind} {part.name} is none of quiz's." for part in extra)


def put_parts(collection: "Collection") -> None:
    """Make missing parts, and take away what does not belong there; tables are left alone, save for caches that are missing."""
    inspection.put_parts(collection.store.database)


# The log


def unreadable_events(collection: "Collection") -> Iterator[str]:
    """Name each event that this quiz cannot read."""
    for device, sequence, reason in inspection.unreadable_events(collection.store.database):
        yield f"Event {sequence} of device {device}: {reason}"


def missing_events(collection: "Collection") -> Iterator[str]:
    """Tell of gaps in the numbers of events: none of this device's may be missing, while those of others may be on their way."""
    own = collection.store.device
    for device, number in inspection.gaps(collection.store.database).items():
        events = f"{number:,} {'event' if number == 1 else 'events'}"
        if device == own:
            yield f"{events} of this device ({device}) are missing; a backup or another device may have them."
        else:
            yield Note(f"{events} of device {device} are not here yet.")


def wrong_undone(collection: "Collection") -> Iterator[str]:
    """Tell whether the caches of what was taken back differ from the log."""
    if not inspection.undone_is_right(collection.store.database):
        yield "What is kept of the events that were taken back is not what the log says."


def put_undone(collection: "Collection") -> None:
    """Work them out anew."""
    inspection.renew_undone(collection.store.database)


def wrong_renames(collection: "Collection") -> Iterator[str]:
    """Tell whether the cache of former ids differs from the log."""
    if not inspection.renames_are_right(collection.store.database):
        yield "What is kept of the ids that cards had before is not what the log says."


def put_renames(collection: "Collection") -> None:
    """Work it out anew."""
    renames.renew(collection.store.database)


# Decks


def wrong_versions(collection: "Collection") -> Iterator[str]:
    """Name the versions whose content is damaged."""
    for digest in inspection.wrong_versions(collection.store.database):
        yield f"The deck version {digest} is damaged; quiz restore brings it back from a backup."


def wrong_decks(collection: "Collection") -> Iterator[str]:
    """Tell where the list of decks differs from the log."""
    for deck, held in _held(collection):
        if held.version not in set(collection.store.digests()):
            yield Note(f"The deck {deck} has a version that is not here yet: {held.version}.")
        elif _differs(collection, deck, held):
            yield f"The deck {deck} is not listed as the log has it."
    known = {deck for deck, _ in _held(collection)}
    for row in (*collection.decks(), *collection.decks(archived=True)):
        if row.deck not in known and not row.archived:
            yield f"The deck {row.deck} is listed, but the log knows nothing of it."


def put_decks(collection: "Collection") -> None:
    """List every deck as the log has it; one that the log does not know is archived."""
    store = collection.store
    kept = set(store.digests())
    known = set()
    for deck, held in _held(collection):
        known.add(deck)
        if held.version in kept and _differs(collection, deck, held):
            row = row_of(store, deck)
            title = unpacked(store.version(held.version)).title
            store.put_deck(DeckRow(deck, held.version, title, held.path, row.position if row else 0))
            if held.archived:
                store.archive(deck)
    for row in collection.decks():
        if row.deck not in known:
            store.archive(row.deck)


def wrong_cards(collection: "Collection") -> Iterator[str]:
    """Tell where a deck's cards are not those that are made from its version."""
    current = {row.deck for row in collection.decks()}
    for deck in current:
        should = {row.card: (row.position, row.sibling) for row in _rows(collection, deck)}
        are = inspection.places(collection.store.database, deck)
        if wrong := len(should.items() ^ are.items()):
            different = len(should.keys() & are.keys()) - (len(should) + len(are) - wrong) // 2
            yield (
                f"The deck {deck} lacks {len(should.keys() - are.keys()):,} cards, has {len(are.keys() - should.keys()):,} too many, "
                f"and {different:,} in another place than they should have."
            )
    for deck in sorted(inspection.decks_of_living_cards(collection.store.database) - current):
        yield f"There are cards of the deck {deck}, which is none of the collection's."


def put_cards(collection: "Collection") -> None:
    """Give every deck the cards that are made from it."""
    current = [row.deck for row in collection.decks()]
    for deck in current:
        collection.store.put_cards(deck, _rows(collection, deck))
    inspection.take_out_cards(collection.store.database, current)


def wrong_counts(collection: "Collection") -> Iterator[str]:
    """Tell where the number of a deck's cards is wrong."""
    for deck in inspection.miscounted_decks(collection.store.database):
        yield f"The cards of the deck {deck} are not counted right."


def put_counts(collection: "Collection") -> None:
    """Count them anew."""
    for deck in inspection.miscounted_decks(collection.store.database):
        card_rows.recount(collection.store.database, deck)


# Memory


def wrong_states(collection: "Collection") -> Iterator[str]:
    """Name the cards of which something else is kept than replaying the log gives."""
    for card, _ in _wrong_states(collection):
        yield f"What is remembered of the card {card} is not what the log says."


def put_states(collection: "Collection") -> None:
    """Keep what replaying the log gives."""
    collection.store.put_states(dict(_wrong_states(collection)))


def _wrong_states(collection: "Collection") -> Iterator[tuple[str, CardState]]:
    store = collection.store
    called = store.former_ids()
    named = {called.get(card, card) for card in inspection.cards_of_events(store.database)}
    parameters = collection.settings.parameters
    left = iter(sorted(named))
    while batch := list(islice(left, _BATCH)):
        kept = store.states(batch)
        for card, events in store.events_of_cards(batch).items():
            state = replay_card(events, parameters)
            if state != kept[card]:
                yield card, state
    for card in inspection.cards_with_memory(store.database):
        if card not in named:
            yield card, CardState()


def _held(collection: "Collection") -> Iterator[tuple[str, Standing]]:
    """Yield each deck of the log with how it stands."""
    events: list[Event] = collection.store.standing(KINDS)
    for deck in sorted({event.deck for event in events if isinstance(event, KINDS)}):
        held = standing(of_deck(collection.store, deck))
        if held is not None:
            yield deck, held


def _differs(collection: "Collection", deck: str, held: Standing) -> bool:
    row = row_of(collection.store, deck)
    if row is None or (row.archived, row.version, row.path) != (held.archived, held.version, held.path):
        return True
    try:
        return row.title != unpacked(collection.store.version(row.version)).title
    except QuizError:  # which is told where versions are looked at
        return False


def _rows(collection: "Collection", deck: str) -> list[CardRow]:
    """Return the places of the cards that are made from a deck's version."""
    try:
        content = unpacked(collection.store.version(collection.store.deck_row(deck).version))
    except NotFoundError:
        return []
    return [CardRow(card.id, place, card.sibling) for place, card in enumerate(generate(content)) if can_be_asked(card)]
