"""What each check of the doctor looks at, and how it is mended: all that is worked out from the log and the decks."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.collection.adding import put, rows_of, slices_of
from quiz.collection.history import KINDS, Standing, of_deck, path_here, standing
from quiz.collection.planning import row_of
from quiz.collection.shelf import unpacked
from quiz.errors import NotFoundError, QuizError
from quiz.memory.events import DeckVersion, Edited
from quiz.memory.replay import MODEL, replay_in_order
from quiz.memory.state import CardState
from quiz.store import cards as card_rows
from quiz.store import inspection, renames
from quiz.store.decks import DeckRow

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.memory.events import Event

_BATCH = 5000
"""Cards whose kept states are read at a time."""


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
    kept = set(collection.store.digests())
    for event in collection.store.standing((DeckVersion, Edited)):
        if isinstance(event, DeckVersion | Edited) and event.version not in kept:
            yield Note(f"The deck {event.deck} has a version that is not here yet: {event.version}.")
    for deck, held in _held(collection):
        if _differs(collection, deck, held):
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
            path = path_here(store, of_deck(store, deck))
            store.put_deck(DeckRow(deck, held.version, title, path, row.position if row else 0))
            if held.archived:
                store.archive(deck)
    for row in collection.decks():
        if row.deck not in known:
            store.archive(row.deck)


def wrong_cards(collection: "Collection") -> Iterator[str]:
    """Tell where a deck's cards, or the slices from which they can be made, are not those of its version."""
    database = collection.store.database
    current = {row.deck: row.version for row in collection.decks()}
    for deck, version in current.items():
        cards = _generated(collection, deck)
        head = collection.store.head(deck)
        is_sliced = head is not None and head[0] == version  # else nobody looks at them
        should = {row.card: (row.position, row.sibling, row.content if is_sliced else None) for row in rows_of(cards)}
        are = inspection.places(database, deck, with_content=is_sliced)
        lost, more = should.keys() - are.keys(), are.keys() - should.keys()
        other = sum(are[card] != place for card, place in should.items() if card in are)
        if lost or more or other:
            yield f"The deck {deck} lacks {len(lost):,} cards, has {len(more):,} too many, and {other:,} not as they should."
        if head is not None and is_sliced and not _are_of(cards, head[1], collection.store.slices(deck, range(head[2]))):
            yield f"The slices of the deck {deck} are not those of its version."
    for deck in sorted(inspection.decks_of_living_cards(database) - current.keys()):
        yield f"There are cards of the deck {deck}, which is none of the collection's."


def _are_of(cards: Sequence[Card], head: str, slices: Sequence[str]) -> bool:
    found = slices_of(cards, count=len(slices))
    return found is not None and (head, list(slices)) == (found[0], list(found[1]))


def put_cards(collection: "Collection") -> None:
    """Give every deck the cards that are made from it."""
    rows = collection.decks()
    for row in rows:
        put(collection.store, _generated(collection, row.deck), row)
    inspection.take_out_cards(collection.store.database, [row.deck for row in rows])


def wrong_counts(collection: "Collection") -> Iterator[str]:
    """Tell where the number of a deck's cards, of those that are due on a day, or of a day's answers is wrong."""
    for deck in inspection.miscounted_decks(collection.store.database):
        yield f"The cards of the deck {deck} are not counted right."
    for deck, day in inspection.miscounted_days(collection.store.database):
        yield f"The cards of the deck {deck} that are due on the study day {day} are not counted right."
    for day in inspection.miscounted_answers(collection.store.database):
        yield f"The answers of the study day {day} are not counted right."


def put_counts(collection: "Collection") -> None:
    """Count them anew."""
    for deck in inspection.miscounted_decks(collection.store.database):
        card_rows.recount(collection.store.database, deck)
    inspection.recount_days(collection.store.database)
    inspection.recount_answers(collection.store.database)


# Memory


def wrong_states(collection: "Collection") -> Iterator[str]:
    """Name the cards of which something else is kept than replaying the log gives."""
    store = collection.store
    if store.model != MODEL:
        yield Note("What is remembered was worked out by other rules; opening the collection works it out anew.")
        return
    for device in inspection.overtaken(store.database):
        yield f"What is remembered claims to know events of device {device} that are not in the log."
    late = store.cards_of_newer()
    if late:
        yield Note(
            f"{len(late):,} cards have events that are newer than what is kept of them; opening the collection looks at them."
        )
    for card, _ in _wrong_states(collection):
        if card not in late:
            yield f"What is remembered of the card {card} is not what the log says."


def put_states(collection: "Collection") -> None:
    """Keep what replaying the log gives."""
    inspection.forget_overtaken(collection.store.database)
    collection.store.put_states(dict(_wrong_states(collection)))
    collection.store.note_applied(MODEL)


def _wrong_states(collection: "Collection") -> Iterator[tuple[str, CardState]]:
    store = collection.store
    gone, called = inspection.taken_back(store.database), inspection.former_ids(store.database)
    states = replay_in_order(store.card_log(), gone, called, collection.tuning.of_card)
    left = iter(sorted(states.keys() | set(inspection.cards_with_memory(store.database))))
    while batch := list(islice(left, _BATCH)):
        for card, kept in store.states(batch).items():
            state = states.get(card, CardState())
            if state != kept:
                yield card, state


def _held(collection: "Collection") -> Iterator[tuple[str, Standing]]:
    """Yield each deck of the log with how it stands."""
    events: list[Event] = collection.store.standing(KINDS)
    for deck in sorted({event.deck for event in events if isinstance(event, KINDS)}):
        held = standing(of_deck(collection.store, deck))
        if held is not None:
            yield deck, held


def _differs(collection: "Collection", deck: str, held: Standing) -> bool:
    row = row_of(collection.store, deck)
    path = path_here(collection.store, of_deck(collection.store, deck))
    if row is None or (row.archived, row.version, row.path) != (held.archived, held.version, path):
        return True
    try:
        return row.title != unpacked(collection.store.version(row.version)).title
    except QuizError:  # which is told where versions are looked at
        return False


def _generated(collection: "Collection", deck: str) -> tuple[Card, ...]:
    """Return the cards that are made from a deck's version."""
    try:
        content = collection.store.version(collection.store.deck_row(deck).version)
    except NotFoundError:
        return ()
    return tuple(generate(unpacked(content)))
