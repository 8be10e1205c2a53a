"""The decks after a sync: each stands as the log says, the same on every device; edits of both sides are joined.

What a deck is follows from the events alone: of several versions the last one in order counts, and decks stand in the order in
which they first came. So devices with the same log have the same decks.

Joining edits is an event more, written by the device that notices: where an edit that no other device had seen meets what was
done to the same deck elsewhere, both are merged three-way, and the result is this device's newest edit. Whoever syncs next
receives it like any other, so devices never answer each other's merges.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from quiz.cards.generation import generate
from quiz.collection.adding import apply, put
from quiz.collection.history import Placed, Standing, by_deck, path_here, standing
from quiz.collection.planning import of_edit
from quiz.collection.shelf import Shelf, unpacked
from quiz.collection.sync_folder import VERSIONS, is_digest
from quiz.collection.sync_report import Skipped
from quiz.errors import QuizError
from quiz.facts.merging import merge
from quiz.memory.events import DeckVersion, Edited, Event
from quiz.store.decks import DeckRow

if TYPE_CHECKING:
    from quiz.collection.tuning import Tuning
    from quiz.facts.deck import Deck
    from quiz.store.store import Store

LARGEST_VERSION = 512 * 2**20
"""Bytes of a deck version when it is unpacked."""


@frozen
class Unseen:
    """How some decks stood before a sync: with this device's events that no other had seen, and without them."""

    mine: Mapping[str, Standing] = field(factory=dict)
    base: Mapping[str, Standing] = field(factory=dict)
    names: frozenset[tuple[str, int]] = frozenset()


def unseen(store: "Store", seen: int) -> Unseen:
    """Return how the decks stand that this device has changed by events with a number above `seen`, which no other device has."""
    device = store.device
    mine, base, names = {}, {}, set()
    for deck, placed in by_deck(store).items():
        events = [found.event for found in placed]
        new = {(event.device, event.sequence) for event in events if event.device == device and event.sequence > seen}
        own, before = standing(events), standing(_without(events, new))
        if new and own is not None and before is not None:
            mine[deck], base[deck] = own, before
            names |= new
    return Unseen(mine, base, frozenset(names))


def versions_named(store: "Store") -> dict[str, str]:
    """Return the deck of every version that the log speaks of."""
    found: dict[str, str] = {}
    for event in store.events(kinds=(DeckVersion, Edited)):
        if isinstance(event, DeckVersion | Edited):
            found |= dict.fromkeys((name for name in _versions(event) if is_digest(name)), event.deck)
    return found


def bring_up_to_date(store: "Store") -> tuple[list[str], list[Skipped]]:
    """Make every deck stand as the log says; return those that changed, and what cannot be made because it is not here."""
    rows = {row.deck: row for archived in (False, True) for row in store.deck_rows(archived=archived)}
    decks = by_deck(store)
    changed: list[str] = []
    skipped: list[Skipped] = []
    for position, deck in enumerate(sorted(decks, key=lambda deck: _first(decks[deck])), 1):
        row = rows.pop(deck, None)
        events = [placed.event for placed in decks[deck]]
        held = standing(events)
        if held is None:
            continue
        wanted: DeckRow | None
        try:
            blank = row or DeckRow(deck, "", deck)
            wanted = _row(store, held, evolve(blank, path=path_here(store, events), position=position, archived=held.archived))
        except (QuizError, ValueError, RecursionError) as error:
            reason = f"The present version of the deck {deck} cannot be taken in: {error}"
            skipped.append(Skipped(f"{VERSIONS}/{held.version}", reason, "Sync again once the device that has it has synced."))
            wanted = row and evolve(row, position=position)
        if wanted is not None and wanted != row:
            changed += _put(store, wanted, row)
    for row in rows.values():  # all its versions were taken back elsewhere
        if not row.archived:
            store.archive(row.deck)
            changed.append(row.deck)
    return changed, skipped


def join_edits(store: "Store", before: Unseen, at: int, day: int, tuning: "Tuning") -> list[str]:
    """Merge edits that were made here with what was done to the same decks elsewhere; return the decks in which it was done."""
    joined = []
    for deck, mine in before.mine.items():
        base = before.base[deck]
        events = [placed.event for placed in by_deck(store).get(deck, ())]
        theirs, now = standing(_without(events, before.names)), standing(events)
        if theirs is None or now is None or base.version in {mine.version, theirs.version}:
            continue
        if mine.archived or theirs.archived or not _are_edits(mine, theirs):
            continue
        ours, others = _sides(mine, theirs, now)
        try:
            merged = merge(_deck(store, base), _deck(store, ours), _deck(store, others)).deck
        except (QuizError, ValueError):
            continue  # one of the versions is not here, or they cannot be one deck: the last one counts
        shelf = Shelf(store)
        if merged != shelf.deck(deck):
            apply(store, of_edit(store, shelf, merged), at, day, tuning)
            joined.append(deck)
    return joined


def _are_edits(mine: Standing, theirs: Standing) -> bool:
    """Say whether a learner's edit is among what two sides did; versions of files are not merged with each other."""
    return mine.is_edited or theirs.is_edited or (mine.path is None and theirs.path is None)


def _sides(mine: Standing, theirs: Standing, now: Standing) -> tuple[Standing, Standing]:
    """Return the side that wins where both changed one thing, and the other one: an edit before a file, else the later one."""
    if mine.is_edited != theirs.is_edited:
        return (mine, theirs) if mine.is_edited else (theirs, mine)
    return (theirs, mine) if now.version == theirs.version else (mine, theirs)


def _deck(store: "Store", held: Standing) -> "Deck":
    return unpacked(store.version(held.version))


def _row(store: "Store", held: Standing, row: DeckRow) -> DeckRow:
    """Return a deck's row in its version now. Raises `QuizError` or `ValueError` where that is not here, or cannot be read."""
    if row.version == held.version:
        return row
    found = _deck(store, held)
    if found.id != row.deck:
        message = f"it holds the deck {found.id}"
        raise ValueError(message)
    return evolve(row, version=held.version, title=found.title)


def _put(store: "Store", wanted: DeckRow, row: DeckRow | None) -> list[str]:
    asked_already = row is not None and row.version == wanted.version and not row.archived
    if wanted.archived or asked_already:
        store.put_deck(wanted)
    else:
        put(store, tuple(generate(unpacked(store.version(wanted.version)))), wanted)
    if wanted.archived:
        store.archive(wanted.deck)
    return [wanted.deck] if row is None or (row.version, row.archived) != (wanted.version, wanted.archived) else []


def _first(placed: Sequence[Placed]) -> tuple[int, int, str, int]:
    first = placed[0]
    return first.day, first.at, first.event.device, first.event.sequence


def _without(events: Sequence[Event], names: "set[tuple[str, int]] | frozenset[tuple[str, int]]") -> list[Event]:
    return [event for event in events if (event.device, event.sequence) not in names]


def _versions(event: DeckVersion | Edited) -> tuple[str, ...]:
    return (event.version, event.base) if isinstance(event, Edited) else (event.version,)
