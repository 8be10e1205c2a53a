"""The event log of a collection's file: adding to it, and reading it. Nothing else is ever done to it."""

from typing import TYPE_CHECKING, Any, TypeVar

from quiz.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from quiz.memory.answers import Answer
    from quiz.memory.events import CardEvent, Event
    from quiz.store.connection import Database
    from quiz.store.instance import Instance
    from quiz.store.reading import Kind
    from quiz.store.records import EventRow
    from quiz.store.sharing import Sharing

E = TypeVar("E", bound="Event")

_GONE = (
    "The collection was deleted, moved or replaced while quiz had it open, so the last change was NOT saved. Put the file back, "
    "or leave quiz and start it again; quiz restore latest brings back the newest backup."
)

# Every method imports what it stands for when it is called: see `Store`.


class Logbook:
    """What can be done with the log. It is the part of a `Store` that two devices share."""

    __slots__ = ("_database", "_file", "_instance", "_path")

    def __init__(self, database: "Database", path: "Path | None" = None) -> None:
        """Read and write the log of the file at `path`; `None` stands for one in memory."""
        self._database = database
        self._path = path
        self._file = None if path is None else _file_at(path)
        self._instance: Instance | None = None

    # The device

    @property
    def device(self) -> str:
        """The id under which this collection writes its events."""
        return str(self._database.value("SELECT value FROM meta WHERE key = 'device'"))

    def renew_device(self, device: str | None = None) -> str:
        """Give this collection a new device id, a random one unless given, and return it: for a copy that was restored."""
        chosen = device or random_device()
        with self._database.transaction():
            former = {*self.own_devices(), self.device} - {chosen}
            self._database.run("UPDATE meta SET value = ? WHERE key = 'device'", (chosen,))
            self._database.run(
                "INSERT INTO meta (key, value) VALUES ('devices', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (" ".join(sorted(former)),),
            )
        return chosen

    def own_devices(self) -> set[str]:
        """Return the id of this collection and those that it had before."""
        former = self._database.value("SELECT value FROM meta WHERE key = 'devices'")
        return {self.device, *str(former or "").split()}

    def writing_device(self) -> str:
        """Return the id under which an event is written now: a new one if the file is a copy of the one that had the id so far.

        To be called inside the transaction that writes the event.

        Raises:
            StoreError: the file was deleted, or another one put in its place, since it was opened. What is written would be lost.
        """
        if self._path is not None and _file_at(self._path) != self._file:
            raise StoreError(f"{self._path}: {_GONE}")
        if self._instance is None:
            from quiz.store.instance import Instance

            self._instance = Instance(self._path)
        return self.device if self._instance.is_ours(self._database) else self.renew_device()

    @property
    def sharing(self) -> "Sharing":
        """What only syncing uses."""
        from quiz.store.sharing import Sharing

        return Sharing(self._database)

    # The event log

    def append(self, event: E) -> E:
        """Add an event of this device to the log and return it with its device and sequence number.

        Raises:
            UsageError: the event has a device or a number already; see `merge`.
            UnknownEventError: the event is of a class that has no place in the log.
        """
        from quiz.store import log

        with self._database.joined():
            return log.append_one(self._database, self.writing_device(), event)

    def append_all(self, events: "Iterable[E]") -> list[E]:
        """Add many events, all or none, as `append` does, in a fraction of the time."""
        from quiz.store import log

        with self._database.transaction():
            return log.append(self._database, self.writing_device(), events)

    def append_rows(self, rows: "Iterable[EventRow]") -> None:
        """Add many events of cards, as rows, all or none; no renamings, and no answers that the log has already."""
        from quiz.store import log

        with self._database.transaction():
            log.append_rows(self._database, self.writing_device(), rows)

    def adding_many(self, count: int) -> "AbstractContextManager[None]":
        """Make room for about so many events that `append_rows` adds inside, in a transaction: in a third of the time."""
        from quiz.store import log_room

        return log_room.adding_many(self._database, count)

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

    def answers(self) -> "Iterator[Answer]":
        """Give every review that is not taken back, in the order of `events`, as the lean rows of `quiz.memory.answers`.

        Reading is lazy and takes a third of the time of `events`, for whoever counts millions of them.
        """
        from quiz.store import reading

        return reading.answers(self._database)

    def event(self, device: str, sequence: int) -> "Event":
        """Return one event by its name.

        Raises:
            NotFoundError: the log has no such event.
        """
        from quiz.store import reading

        return reading.event(self._database, device, sequence)

    def standing(self, kinds: "Iterable[Kind]") -> "list[Event]":
        """Return the events of some kinds, of which reviews are none, that are not taken back, in order."""
        from quiz.store import reading

        return reading.standing(self._database, kinds)

    def card_events(self, card: str) -> "list[Event]":
        """Return a card's events and every `Undone` that bears on them, in order: what replaying the card takes.

        Those that happened while it had another id are among them.
        """
        from quiz.store import reading

        return reading.card_events(self._database, card)

    def events_of_cards(self, cards: "Iterable[str]") -> "dict[str, list[Event]]":
        """Return what `card_events` returns of each card, for many in a fraction of the time."""
        from quiz.store import reading

        return reading.events_of_cards(self._database, cards)

    def cards_told_of(self) -> set[str]:
        """Return the ids that all cards have now of which the log says anything, were it taken back."""
        from quiz.store import reading

        return reading.cards_told_of(self._database)

    def following(self, event: "Event", number: int) -> "list[Event]":
        """Return up to `number` events that a device added right after one of its events, those that are here."""
        from quiz.store import reading

        return reading.following(self._database, event.device, event.sequence, number)

    def called(self, card: str) -> str:
        """Return the id that a card has now; the given one where it was never renamed."""
        from quiz.store import renames

        return renames.called(self._database, card)

    def former_ids(self) -> dict[str, str]:
        """Return every id that cards had before they were renamed, with the id that the card has now."""
        from quiz.store import renames

        return renames.former(self._database)

    def card_log(self) -> "Iterator[Event]":
        """Give the events of cards in their order, reading as they are taken."""
        from quiz.store import reading

        return reading.card_log(self._database)

    def taken_back(self) -> set[tuple[str, int]]:
        """Return the device and number of every event that is taken back."""
        from quiz.store import reading

        return reading.taken_back(self._database)

    def is_latest(self, event: "CardEvent") -> bool:
        """Say whether no event of a card, under this id or a former one, counts after one that was just added to the log."""
        from quiz.store import reading

        return reading.is_latest(self._database, event)

    def was_forgotten(self, card: str) -> bool:
        """Say whether a card was ever graded Again, under this id or a former one; also where that was taken back."""
        from quiz.store import reading

        return reading.was_forgotten(self._database, card)

    def fit_count(self) -> int:
        """Return a number that changes whenever parameters are fitted, or that is taken back."""
        from quiz.store import reading

        return reading.fit_count(self._database)

    def latest(self, device: str | None = None, kinds: "Iterable[Kind] | None" = None) -> "Event | None":
        """Return the event that a device (unless named, this one) added last, of the given kinds, and that is not taken back."""
        from quiz.store import reading

        return reading.latest(self._database, self.device if device is None else device, kinds)

    def answers_by_day(self, first: int, last: int) -> dict[int, int]:
        """Return how many answers that stand were given on each study day from `first` to `last`; empty days are left out."""
        from quiz.store import counts

        return counts.answers(self._database, first, last)

    def streak(self, today: int) -> int:
        """Return how many study days in a row have an answer, up to today, which may still be empty."""
        from quiz.store import counts

        return counts.streak(self._database, today)

    def recent_times(self, most: int) -> list[int]:
        """Return how long the last answers took, up to `most` of them, in milliseconds, the latest first; 0: not known."""
        from quiz.store import reading

        return reading.recent_times(self._database, most)

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


def random_device() -> str:
    """Return a new id for a device."""
    import os

    return os.urandom(16).hex()


def _file_at(path: "Path") -> tuple[int, int] | None:
    """Return what tells the file at a path from every other one for as long as it is open; nothing where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
