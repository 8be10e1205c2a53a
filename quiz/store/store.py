"""The store: one collection's file, and everything that can be asked of it."""

from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from quiz.memory.events import Event
    from quiz.memory.state import CardState, Phase
    from quiz.store.cards import CardRow, ScheduledCard
    from quiz.store.connection import Database
    from quiz.store.counts import DeckCounts
    from quiz.store.decks import DeckRow
    from quiz.store.reading import Kind

E = TypeVar("E", bound="Event")

# Every method imports what it stands for when it is called: `quiz due` is over before the rest could be loaded.


class Store:
    """A collection's file, opened. Every error that it raises is one of `quiz.errors`.

    What a method writes is durable when it returns; inside `transaction()` it is when the outermost block ends. Use a
    store in the thread that opened it, and close it, or use it as a context manager.
    """

    __slots__ = ("_database", "_device", "path")

    def __init__(self, database: "Database", path: "Path | None") -> None:
        """Use `Store.open` or `Store.in_memory`."""
        self._database = database
        self._device: str | None = None
        self.path = path
        """Where the file is; `None` for one in memory."""

    @classmethod
    def open(cls, path: "str | os.PathLike[str]", *, device: str | None = None) -> Self:
        """Open the collection at `path`, and create it with its folder if there is none.

        `device` names a new collection in its events; it is random unless given, and is not used if there is a collection.

        Raises:
            NewerCollectionError: a newer quiz wrote it; it was left as it was.
            StoreError: the file is no collection, or cannot be opened; it was left as it was.
        """
        from pathlib import Path

        from quiz.store import opening

        place = Path(path)
        return cls(opening.open_file(place, device or _random_device()), place)

    @classmethod
    def in_memory(cls, *, device: str | None = None) -> Self:
        """Return an empty collection that is gone when it is closed."""
        from quiz.store import opening

        return cls(opening.open_memory(device or _random_device()), None)

    def close(self) -> None:
        """Close the file. Closing it twice does no harm."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, kind: "type[BaseException] | None", error: "BaseException | None", trace: "TracebackType | None") -> None:
        """Close the file."""
        self.close()

    def transaction(self) -> "AbstractContextManager[None]":
        """Keep everything written inside together, or nothing of it if an exception leaves the block.

        Other processes wait meanwhile. A block inside another is part of it; an exception that leaves only the inner block
        takes back what the inner one wrote.
        """
        return self._database.transaction()

    def backup_to(self, path: "str | os.PathLike[str]") -> None:
        """Copy everything that is saved to a file at `path`; what is there is replaced once the copy is complete.

        The copy has the same device id: whoever goes on with both must call `renew_device` on one of them.

        Raises:
            UsageError: a transaction is open, so what would be copied is not saved yet.
            StoreError: the copy could not be written.
        """
        from pathlib import Path

        from quiz.store import backup

        backup.back_up(self._database, Path(path))

    # The device

    @property
    def device(self) -> str:
        """The id under which this collection writes its events."""
        if self._device is None:
            self._device = str(self._database.value("SELECT value FROM meta WHERE key = 'device'"))
        return self._device

    def renew_device(self, device: str | None = None) -> str:
        """Give this collection a new device id, a random one unless given, and return it: for a copy that was restored."""
        chosen = device or _random_device()
        self._database.run("UPDATE meta SET value = ? WHERE key = 'device'", (chosen,))
        self._device = chosen
        return chosen

    # The event log

    def append(self, event: E) -> E:
        """Add an event of this device to the log and return it with its device and sequence number.

        Raises:
            UsageError: the event has a device or a number already; see `merge`.
            UnknownEventError: the event is of a class that has no place in the log.
        """
        from quiz.store import log

        return log.append(self._database, self.device, (event,))[0]

    def append_all(self, events: "Iterable[E]") -> list[E]:
        """Add many events, all or none, as `append` does, in a fraction of the time."""
        from quiz.store import log

        return log.append(self._database, self.device, events)

    def merge(self, records: "Iterable[Mapping[str, Any]]") -> "list[Event]":
        """Add events of any devices, as the data that `event_data` gives, all or none; return those that are new here.

        Raises:
            UnknownEventError: one of them is of a kind that only a newer quiz knows, or is damaged.
            UsageError: one of them names no device or has no number.
            StoreError: a different event has the same device and number, because a collection was copied.
        """
        from quiz.store import log

        return log.merge(self._database, records)

    def events(
        self, *, card: str | None = None, kinds: "Iterable[Kind] | None" = None, day: int | None = None
    ) -> "Iterator[Event]":
        """Give the log's events, all or some, by study day, moment, device and sequence number, reading as they are taken.

        `kinds` are event classes or their names. Events that were taken back are among them.
        """
        from quiz.store import reading

        return reading.events(self._database, card=card, kinds=kinds, day=day)

    def event(self, device: str, sequence: int) -> "Event":
        """Return one event by its name.

        Raises:
            NotFoundError: the log has no such event.
        """
        from quiz.store import reading

        return reading.event(self._database, device, sequence)

    def card_events(self, card: str) -> "list[Event]":
        """Return a card's events and every `Undone` that bears on them, in order: what replaying the card takes."""
        from quiz.store import reading

        return reading.card_events(self._database, card)

    def latest(self, device: str | None = None, kinds: "Iterable[Kind] | None" = None) -> "Event | None":
        """Return the event that a device (unless named, this one) added last, of the given kinds, and that is not taken back."""
        from quiz.store import reading

        return reading.latest(self._database, self.device if device is None else device, kinds)

    def event_count(self) -> int:
        """Return the number of events in the log, those that were taken back among them."""
        from quiz.store import reading

        return reading.count(self._database)

    def heads(self) -> dict[str, int]:
        """Return the last sequence number of every device in the reading."""
        from quiz.store import reading

        return reading.heads(self._database)

    def event_data(self, device: str, after: int = 0) -> "Iterator[dict[str, Any]]":
        """Give the events of one device with a number above `after`, by number, as data for another collection's `merge`."""
        from quiz.store import reading

        return reading.data(self._database, device, after)

    # Decks

    def put_version(self, deck: str, content: bytes) -> str:
        """Keep one version of a deck's content and return its name: the SHA-256 of the bytes, in hexadecimal."""
        from quiz.store import decks

        return decks.put_version(self._database, deck, content)

    def version(self, digest: str) -> bytes:
        """Return the content that `put_version` named.

        Raises:
            NotFoundError: it is not in the collection.
            StoreError: it is damaged.
        """
        from quiz.store import decks

        return decks.version(self._database, digest)

    def digests(self) -> list[str]:
        """Return the names of all versions that are kept, in no order that means anything."""
        from quiz.store import decks

        return decks.digests(self._database)

    def put_deck(self, row: "DeckRow") -> None:
        """Make this the row of its deck; its cards are left as they are.

        Raises:
            NotFoundError: the version was never put.
        """
        from quiz.store import decks

        decks.put_deck(self._database, row)

    def deck_rows(self, *, archived: bool = False) -> "list[DeckRow]":
        """Return the current decks, or those that were archived, by position and id."""
        from quiz.store import decks

        return decks.deck_rows(self._database, archived=archived)

    def deck_row(self, deck: str) -> "DeckRow":
        """Return the row of one deck, current or archived.

        Raises:
            NotFoundError: the collection never had such a deck.
        """
        from quiz.store import decks

        return decks.deck_row(self._database, deck)

    def archive(self, deck: str) -> None:
        """Take a deck out of the current ones, and its cards out of every queue; what is remembered of them is kept.

        Raises:
            NotFoundError: the collection never had such a deck.
        """
        from quiz.store import decks

        decks.archive(self._database, deck)

    # Cards and what is remembered of them

    def put_cards(self, deck: str, rows: "Iterable[CardRow]") -> None:
        """Make these, and no others, the cards of a deck; what is remembered of any card is kept.

        Raises:
            NotFoundError: the collection never had such a deck.
            UsageError: a card is there twice.
        """
        from quiz.store import cards

        cards.put_cards(self._database, deck, rows)

    def state(self, card: str) -> "CardState":
        """Return the state of a card; the default one if nothing is known of it."""
        from quiz.store import states

        return states.state(self._database, card)

    def states(self, cards: "Iterable[str]") -> "dict[str, CardState]":
        """Return the states of these cards by card, in their order; the default one for those of which nothing is known."""
        from quiz.store import states

        return states.states(self._database, cards)

    def put_state(self, card: str, state: "CardState") -> None:
        """Keep the state of a card, whether or not it is in a deck."""
        from quiz.store import states

        states.put_state(self._database, card, state)

    def put_states(self, states: "Mapping[str, CardState]") -> None:
        """Keep the states of many cards, all or none."""
        from quiz.store import states as room

        room.put_states(self._database, states)

    def clear_states(self) -> None:
        """Give every card the default state, so that the log can be replayed; decks and their cards stay."""
        from quiz.store import states

        states.clear_states(self._database)

    def counts(self, day: int, now_ms: int) -> "list[DeckCounts]":
        """Return what waits and what was done on study day `day` in every current deck, by position and id."""
        from quiz.store import counts

        return counts.counts(self._database, day, now_ms)

    def due_cards(
        self,
        decks: "Iterable[str] | None",
        day: int,
        *,
        phases: "Iterable[Phase | str]" = ("learning", "relearning", "review"),
        limit: int | None = None,
    ) -> "list[ScheduledCard]":
        """Return the cards of these decks (`None`: all) and phases that are due by `day` and not hidden, longest due first."""
        from quiz.store import cards

        return cards.due_cards(self._database, decks, day, phases=phases, limit=limit)

    def new_cards(self, decks: "Iterable[str] | None", day: int, limit: int | None = None) -> "list[ScheduledCard]":
        """Return up to `limit` cards never seen and not hidden on `day`: deck after deck (`None`: all), by position."""
        from quiz.store import cards

        return cards.new_cards(self._database, decks, day, limit)

    def scheduled(self, card: str) -> "ScheduledCard":
        """Return a card of a current deck.

        Raises:
            NotFoundError: no current deck has it.
        """
        from quiz.store import cards

        return cards.scheduled(self._database, card)

    def deck_cards(self, deck: str) -> "list[ScheduledCard]":
        """Return every card of a current deck, hidden ones too, by position."""
        from quiz.store import cards

        return cards.deck_cards(self._database, deck)


def _random_device() -> str:
    import os

    return os.urandom(16).hex()
