"""The store: one collection's file, and everything that can be asked of it."""

from typing import TYPE_CHECKING, Self

from quiz.store.logbook import Logbook, random_device
from quiz.store.whole import Whole

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from quiz.memory.state import CardState, Phase
    from quiz.store.cards import CardBatch, CardRow, ScheduledCard
    from quiz.store.connection import Database
    from quiz.store.counts import DeckCounts
    from quiz.store.decks import DeckRow, Squeezed
    from quiz.store.siblings import Siblings
    from quiz.store.slices import KeptCard

# Every method imports what it stands for when it is called: `quiz due` is over before the rest could be loaded.


class Store(Whole, Logbook):
    """A collection's file, opened. Every error that it raises is one of `quiz.errors`.

    What a method writes is durable when it returns; inside `transaction()` it is when the outermost block ends. Use a
    store in the thread that opened it, and close it, or use it as a context manager.
    """

    __slots__ = ("path",)

    def __init__(self, database: "Database", path: "Path | None") -> None:
        """Use `Store.open` or `Store.in_memory`."""
        super().__init__(database, path)
        self.path = path
        """Where the file is; `None` for one in memory."""

    @classmethod
    def open(cls, path: "str | os.PathLike[str]", *, device: str | None = None, read_only: bool = False) -> Self:
        """Open the collection at `path`, and create it with its folder if there is none.

        `device` names a new collection in its events; it is random unless given, and is not used if there is a collection.
        With `read_only`, and where this user may not write, it is opened to be looked at.

        Raises:
            NewerCollectionError: a newer quiz wrote it; it was left as it was.
            NotFoundError: there is none, and with `read_only` none is created.
            StoreError: the file is no collection, or cannot be opened; it was left as it was.
        """
        from pathlib import Path

        from quiz.store import opening

        place = Path(path)
        return cls(opening.open_file(place, device or random_device(), read_only=read_only), place)

    @classmethod
    def in_memory(cls, *, device: str | None = None) -> Self:
        """Return an empty collection that is gone when it is closed."""
        from quiz.store import opening

        return cls(opening.open_memory(device or random_device()), None)

    def close(self) -> None:
        """Close the file. Closing it twice does no harm."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, kind: "type[BaseException] | None", error: "BaseException | None", trace: "TracebackType | None") -> None:
        """Close the file."""
        self.close()

    @property
    def database(self) -> "Database":
        """The connection, for the modules of `quiz.store` that are called with one, such as `search` and `search_index`."""
        return self._database

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
        self._instance = None

    # Decks

    def put_version(self, deck: str, content: "bytes | Iterable[bytes] | Squeezed") -> str:
        """Keep one version of a deck's content, whole, in pieces or squeezed; return its name: its SHA-256 in hexadecimal."""
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

    # Decks in slices

    def put_slices(self, deck: str, version: str, head: str, slices: "Iterable[str]") -> None:
        """Keep the slices of a version of a deck, in place of those of any other version."""
        from quiz.store import slices as room

        room.put_slices(self._database, deck, version, head, slices)

    def drop_slices(self, deck: str) -> None:
        """Forget the slices of a deck."""
        from quiz.store import slices as room

        room.drop_slices(self._database, deck)

    def kept_card(self, card: str) -> "KeptCard | None":
        """Return what is kept of a card; nothing where its deck, as it is now, does not stand in slices."""
        from quiz.store import slices as room

        return room.kept_card(self._database, card)

    def head(self, deck: str) -> tuple[str, str, int] | None:
        """Return the version of a deck that stands in slices, its head, and the number of slices."""
        from quiz.store import slices as room

        return room.head(self._database, deck)

    def slices(self, deck: str, numbers: "Iterable[int]") -> list[str]:
        """Return slices of a deck by their numbers, in the order of these."""
        from quiz.store import slices as room

        return room.slices(self._database, deck, numbers)

    # The checkpoint

    def newer(self) -> int:
        """Return how many events the log has, about, that the kept states do not know of."""
        from quiz.store import checkpoint

        return checkpoint.newer(self._database, checkpoint.applied(self._database))

    def cards_of_newer(self) -> set[str]:
        """Return the cards that those events concern."""
        from quiz.store import checkpoint

        return checkpoint.cards_after(self._database, checkpoint.applied(self._database))

    def note_applied(self, model: int) -> None:
        """Say that the kept states know the whole log, by these rules."""
        from quiz.store import checkpoint

        checkpoint.put_applied(self._database, checkpoint.heads(self._database))
        if checkpoint.model(self._database) != model:
            checkpoint.put_model(self._database, model)

    @property
    def model(self) -> int:
        """The rules by which the kept states were made, as `quiz.memory.replay.MODEL` counts them."""
        from quiz.store import checkpoint

        return checkpoint.model(self._database)

    # Cards and what is remembered of them

    def put_cards(self, deck: str, rows: "Iterable[CardRow]") -> None:
        """Make these, and no others, the cards of a deck; what is remembered of any card is kept.

        Raises:
            NotFoundError: the collection never had such a deck.
            UsageError: a card is there twice.
        """
        from quiz.store import cards

        cards.put_cards(self._database, deck, rows)

    def put_first_cards(self, deck: str, batches: "Iterable[CardBatch]") -> None:
        """Put in the cards of a deck that never had any, as `put_cards` does, in a fraction of the time."""
        from quiz.store import cards

        cards.put_first_cards(self._database, deck, batches)

    def state(self, card: str) -> "CardState":
        """Return the state of a card; the default one if nothing is known of it."""
        from quiz.store import states

        return states.state(self._database, card)

    def states(self, cards: "Iterable[str]") -> "dict[str, CardState]":
        """Return the states of these cards by card, in their order; the default one for those of which nothing is known."""
        from quiz.store import states

        return states.states(self._database, cards)

    def remembers_any_outside_decks(self) -> bool:
        """Say whether anything is remembered of a card that is in no current deck."""
        from quiz.store import states

        return states.remembers_any_outside_decks(self._database)

    def deck_of(self, card: str) -> str | None:
        """Return the deck that a card is in, or was in last; nothing for a card that was never in one here."""
        from quiz.store import states

        return states.deck_of(self._database, card)

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

    def load(self, first: int, last: int, decks: "Sequence[str] | None" = None) -> dict[int, int]:
        """Return how many cards of some decks (`None`: of all) are due for review on each study day from `first` to `last`."""
        from quiz.store import counts

        return counts.load(self._database, decks, first, last)

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

    def new_cards(
        self, decks: "Iterable[str] | None", day: int, limit: int | None = None, *, position: int = 0
    ) -> "list[ScheduledCard]":
        """Return up to `limit` cards never seen and not hidden on `day`: deck after deck (`None`: all), from `position` on."""
        from quiz.store import cards

        return cards.new_cards(self._database, decks, day, limit, position=position)

    @property
    def siblings(self) -> "Siblings":
        """What was met on a day, and how many groups of siblings wait."""
        from quiz.store.siblings import Siblings

        return Siblings(self._database)

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
