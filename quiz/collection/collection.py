"""The collection: open it, put decks in, study them, and ask what is due and why."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quiz.collection.exchanging import Exchanging
from quiz.collection.safekeeping import Safekeeping
from quiz.collection.settings import Settings
from quiz.collection.studying import Studying, no_deck
from quiz.errors import DeckError, NotFoundError, Problem, StoreError
from quiz.store.store import Store
from quiz.study.day import milliseconds
from quiz.study.settings import StudySettings

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.collection.figures import Figures
    from quiz.collection.load import Load
    from quiz.collection.plan import Plan
    from quiz.collection.sync_report import SyncReport
    from quiz.facts.deck import Deck
    from quiz.facts.media import Picture, Sound
    from quiz.facts.merging import Conflict
    from quiz.memory.events import CardEvent, Event, Fitted
    from quiz.memory.state import CardState
    from quiz.store.decks import DeckRow
    from quiz.store.reading import Kind
    from quiz.study.statistics import Statistics


class Collection(Exchanging, Safekeeping, Studying):
    """One learner's decks and review log. Every method that changes it is durable when it returns.

    Times are aware `datetime`s and always arguments, so that programs and tests have them in their hands.
    """

    @classmethod
    def open(
        cls, path: str | PathLike[str], settings: StudySettings | Settings | None = None, *, read_only: bool = False
    ) -> Self:
        """Open the collection at a file's path; it is created if there is none.

        `settings` hold for all decks, or say what holds for which: `Settings.of` reads the learner's file. With `read_only`, and
        where this user may not write, it is opened to be looked at.

        Raises `NewerCollectionError` for one that a newer quiz wrote, `StoreError` for a file that is none, and `NotFoundError`
        with `read_only` where there is none.
        """
        from quiz.memory.replay import MODEL

        found = cls(Store.open(path, read_only=read_only), settings)
        try:
            if not found.read_only:
                found.catch_up()
            elif found.store.newer() or found.store.model != MODEL:
                with found.store.copied_to_memory():
                    found.catch_up()
        except BaseException:
            found.store.close()
            raise
        return found

    @classmethod
    def in_memory(cls, settings: StudySettings | Settings | None = None) -> Self:
        """Return an empty collection that is gone when it is closed."""
        found = cls(Store.in_memory(), settings)
        found.catch_up()
        return found

    @contextmanager
    def beside(self) -> Iterator[Self]:
        """Open the same collection once more, for another thread, and close it when the block ends.

        One in memory is the same object: then only one of the threads may use it at a time.
        """
        if self.store.path is None:
            yield self
            return
        with type(self).open(self.store.path, self.choices, read_only=self.read_only) as found:
            yield found

    def close(self) -> None:
        """Close the file. Closing it twice does no harm."""
        if self._journal is not None and self._journal.written:
            # Whoever opens it next need not look at these answers once more. Where that fails, they do: nothing is lost by it.
            with suppress(StoreError):
                self._note_answers(self._journal.written)
        self._journal = None
        self.store.close()

    def catch_up(self) -> int:
        """Make what is kept of every card's memory say what the log says; return how many events were newer than it, about.

        Opening does it. Afterwards a program has to, if it adds events to the store by itself.
        """
        from quiz.collection.checkpoint import catch_up

        return catch_up(self.store, self.tuning)

    def _note_answers(self, written: int) -> None:
        from quiz.memory.replay import MODEL

        with self.store.transaction():
            if self.store.newer() == written:
                self.store.note_applied(MODEL)

    def __enter__(self) -> Self:
        """Return the collection itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    # Decks

    def deck(self, deck: str) -> "Deck":
        """Return a deck as it was last taken in, a removed one too. Raises `NotFoundError` when the collection never had it."""
        self._check_deck(deck)
        return self.shelf.deck(deck)

    def plan(self, deck: "Deck", path: str | None = None, *, take_theirs: "Iterable[Conflict]" = ()) -> "Plan":
        """Return what taking in a deck, or its new version, would change. Nothing is changed yet.

        The learner's own edits are carried over. `take_theirs` are those conflicts of an earlier plan in which the new version
        is wanted instead.
        """
        from quiz.collection.planning import of_file

        return of_file(self.store, self.shelf, deck, path, tuple(take_theirs))

    def apply(self, plan: "Plan", now: datetime) -> None:
        """Carry out a plan in one transaction: the deck's version, its cards, and what becomes of their memory.

        A backup comes first where one is due, unless the plan is the learner's own edit or this is part of a transaction. Raises
        `UsageError` when the deck was changed after the plan was made, and `StoreError` when the backup could not be written.
        """
        from quiz.collection.adding import apply

        if not plan.is_edit and not plan.is_empty:
            self.back_up_before("update", now)
        apply(self.store, plan, milliseconds(now), self.day(now), self.tuning)

    def undo_plan(self, deck: str, now: datetime) -> bool:
        """Take back the plan that was last applied to a deck: its former version, cards and memory are there again.

        Answers given since stay where they are. Returns whether it was the learner's own edit. Raises `NotFoundError` for a deck
        that the collection does not have, and `UsageError` for one that has no former version.
        """
        from quiz.collection.adding import undo

        self._check_deck(deck)
        return undo(self.store, deck, milliseconds(now), self.day(now), self.tuning)

    def edit(self, deck: "Deck", now: datetime) -> "Plan":
        """Take in the learner's own edit of a deck; return the plan that was applied.

        Where the deck follows a file, the edit stays when the file changes: see `plan`. Raises `NotFoundError` for a deck that
        the collection does not have.
        """
        plan = self.plan_edit(deck)
        self.apply(plan, now)
        return plan

    def plan_edit(self, deck: "Deck") -> "Plan":
        """Return what the learner's own edit of a deck would change. Nothing is changed yet: `apply` carries it out.

        Raises `NotFoundError` for a deck that the collection does not have.
        """
        from quiz.collection.planning import of_edit

        return of_edit(self.store, self.shelf, deck)

    def load(self, plan: "Plan", now: datetime) -> "Load":
        """Return how many answers a day a plan adds to the next month."""
        from quiz.collection.load import load_of

        return load_of(self.store, plan, self.day(now), self.settings_of(plan.deck.id))

    def add(self, deck: "Deck | str | PathLike[str]", now: datetime) -> "Plan":
        """Take in a deck, or the deck of a file or folder, which is then followed. Returns the plan that was applied.

        Raises `DeckError` with every problem when the file holds no good deck; nothing is stored then.
        """
        from quiz.facts.loading import load

        path = str(Path(deck).resolve()) if isinstance(deck, str | PathLike) else None
        plan = self.plan(load(deck) if isinstance(deck, str | PathLike) else deck, path)
        self.apply(plan, now)
        return plan

    def add_bundled(self, now: datetime, *names: str) -> "list[Plan]":
        """Take in the decks that ship with quiz: those named, or all that the collection never had.

        Raises `NotFoundError` for a name that no such deck has.
        """
        from quiz.collection.places import BUNDLED, bundled_decks
        from quiz.facts.loading import load

        bundled = bundled_decks()
        if unknown := [name for name in names if name not in bundled]:
            raise no_deck(unknown[0], bundled)
        known = {row.deck for archived in (False, True) for row in self.decks(archived=archived)}
        plans = []
        for name in dict.fromkeys(names) or [name for name in bundled if name not in known]:
            plan = self.plan(load(bundled[name]), BUNDLED + name)
            self.apply(plan, now)
            plans.append(plan)
        return plans

    def updates(self, *decks: str, take_theirs: bool = False) -> "Iterator[tuple[DeckRow, Plan | DeckError]]":
        """Yield the plan of every followed deck's file (or of those named), or what is wrong with the file.

        With `take_theirs`, the file wins wherever it and the learner's own edits are at odds. Raises `NotFoundError` for a named
        deck that the collection does not have.
        """
        from quiz.collection.places import followed
        from quiz.facts.loading import load

        wanted = self.named(decks or None)
        for row in self.decks():
            place = followed(row.path) if row.path else None
            if place is None or row.deck not in wanted:
                continue
            try:
                deck = load(place)
                _same_id(deck.id, row.deck, place)
                plan = self.plan(deck, row.path)
                yield row, self.plan(deck, row.path, take_theirs=plan.conflicts) if take_theirs and plan.conflicts else plan
            except DeckError as error:
                yield row, error

    def remove(self, deck: str, now: datetime) -> None:
        """Archive a deck: its cards leave every queue, their memory is kept and returns with the deck.

        Raises `NotFoundError` for a deck that the collection does not have.
        """
        from quiz.collection.history import moment_after
        from quiz.memory.events import Archived

        with self.store.transaction():
            if deck in (row.deck for row in self.decks(archived=True)):
                raise NotFoundError(f"The deck {deck} was removed already; quiz add brings it back.")
            if deck not in (rows := [row.deck for row in self.decks()]):
                raise no_deck(deck, rows)
            at, day = moment_after(self.store, deck, milliseconds(now), self.day(now))
            self.store.append(Archived(deck=deck, at=at, day=day))
            self.store.archive(deck)

    def sync(self, folder: str | PathLike[str], now: datetime) -> "SyncReport":
        """Sync with other devices through a folder that all of them see, and return what was done.

        This device writes into its own files there, and reads those of the others. Raises `NotFoundError` where there is no such
        folder, and `StoreError` when something could not be written; what was taken in by then stays.
        """
        from quiz.collection.syncing import Moment, sync

        self.back_up_before("sync", now)
        return sync(self.store, self.shelf, Path(folder), Moment(milliseconds(now), self.day(now)), self.tuning)

    def media(self, deck: str, value: "Picture | Sound") -> Path | None:
        """Return the file of a deck's picture or sound: in the deck's folder, or the one that came by sync.

        Raises `NotFoundError` for a deck that the collection does not have.
        """
        from quiz.collection.sync_media import file_of

        self._check_deck(deck)
        return file_of(self.store, self.store.deck_row(deck), value)

    # What is known

    def search(self, text: str, now: datetime, *, order: str = "position", limit: int | None = None) -> list[str]:
        """Return the ids of the cards that a search in Anki's language finds, or raise `UsageError` for one that is broken."""
        from quiz.collection.searching import search

        return search(self, text, now, order=order, limit=limit)

    def search_count(self, text: str, now: datetime) -> int:
        """Return how many cards a search finds."""
        from quiz.collection.searching import search_count

        return search_count(self, text, now)

    def card(self, card: str) -> "Card":
        """Return a card by its id. Raises `NotFoundError` when no deck has it."""
        return self.shelf.card(card)

    def state(self, card: str) -> "CardState":
        """Return what is known of a card's memory; the default state for one never seen."""
        return self.store.state(card)

    def events(self, *, kinds: "Iterable[Kind] | None" = None) -> "Iterator[Event]":
        """Yield the whole log in its order, or its events of some kinds; events that were taken back too."""
        return self.store.events(kinds=kinds)

    def record(self, event: "CardEvent") -> "CardState":
        """Append an event for a card outside a session, such as `Suspended` or `Marked`; return the card's state after it."""
        return self.journal.record(event.card, lambda _: event)[1]

    def fitted(self, event: "Fitted") -> "Fitted":
        """Append parameters that were fitted, and make what is kept of the cards concerned say what the log says with them."""
        from quiz.collection.checkpoint import rebuild

        with self.store.transaction():
            kept = self.store.append(event)
            rebuild(self.store, self.tuning)
        return kept

    def stats(self, now: datetime, deck: str | None = None) -> "Statistics":
        """Return the numbers of the log: reviews, cards, retention, today and streak."""
        return self.figures(now, deck).statistics

    def figures(
        self,
        now: datetime,
        deck: str | None = None,
        *,
        since: int | None = None,
        glance: "Callable[[int], object] | None" = None,
    ) -> "Figures":
        """Return the figures of all decks, or of one and those below it, each worked out when it is asked for.

        Hours of the day are those of the clock in the time zone of `now`. With `since`, what is counted of the log begins on that
        study day; `glance` is called now and then while it is read, with how many answers were read. Raises `NotFoundError` for a
        deck that the collection does not have.
        """
        from quiz.collection.figures import Figures

        decks = None if deck is None else self.named(deck)
        return Figures(self, self.day(now), decks, now.tzinfo or UTC, since=since, glance=glance)


def _same_id(found: str, expected: str, place: Path) -> None:
    if found != expected:
        message = f"The file now holds the deck “{found}”, not “{expected}”"
        raise DeckError([Problem("other-deck", message, f"Add it as a deck of its own: quiz add {place}", str(place))])
