"""The collection: open it, put decks in, study them, and ask what is due and why."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from attrs import frozen

from quiz.collection.settings import Settings
from quiz.errors import DeckError, NotFoundError, Problem, StoreError
from quiz.store.store import Store
from quiz.study.day import milliseconds, study_day
from quiz.study.settings import StudySettings

if TYPE_CHECKING:
    from quiz.cards.card import Card, Form
    from quiz.collection.allowance import Allowance
    from quiz.collection.journal import StoreJournal
    from quiz.collection.load import Load
    from quiz.collection.plan import Plan
    from quiz.collection.sessions import Desk
    from quiz.collection.shelf import Shelf
    from quiz.collection.tuning import Tuning
    from quiz.facts.deck import Deck
    from quiz.facts.merging import Conflict
    from quiz.memory.events import CardEvent, Event, Fitted
    from quiz.memory.state import CardState
    from quiz.store.counts import DeckCounts
    from quiz.store.decks import DeckRow
    from quiz.store.reading import Kind
    from quiz.study.session import Session
    from quiz.study.statistics import Statistics


@frozen
class Due:
    """What a deck has to offer today, within the day's limits."""

    deck: str
    title: str
    new: int
    learning: int
    review: int
    total: int
    """All its cards."""
    done_today: int
    """Cards answered today."""

    @property
    def waiting(self) -> int:
        """Everything that waits today."""
        return self.new + self.learning + self.review


class Collection:
    """One learner's decks and review log. Every method that changes it is durable when it returns.

    Times are aware `datetime`s and always arguments, so that programs and tests have them in their hands.
    """

    def __init__(self, store: Store, settings: StudySettings | Settings | None = None) -> None:
        """Use `Collection.open` or `Collection.in_memory`."""
        self.store = store
        self.choices = settings if isinstance(settings, Settings) else Settings(settings or StudySettings())
        """How the learner studies, deck by deck; `settings_of` gives what holds for one."""
        self.settings = self.choices.base
        """What holds for decks of which nothing else is said."""
        self._shelf: Shelf | None = None
        self._tuning: Tuning | None = None
        self._journal: StoreJournal | None = None

    @classmethod
    def open(cls, path: str | PathLike[str], settings: StudySettings | Settings | None = None) -> Self:
        """Open the collection at a file's path; it is created if there is none.

        `settings` hold for all decks, or say what holds for which: `Settings.of` reads the learner's file.

        Raises `NewerCollectionError` for one that a newer quiz wrote, and `StoreError` for a file that is none.
        """
        found = cls(Store.open(path), settings)
        try:
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

    def decks(self, *, archived: bool = False) -> "list[DeckRow]":
        """Return the decks in the collection, or those that were archived."""
        return self.store.deck_rows(archived=archived)

    def deck(self, deck: str) -> "Deck":
        """Return a deck as it was last taken in, a removed one too. Raises `NotFoundError` when the collection never had it."""
        self._check_deck(deck)
        return self.shelf.deck(deck)

    def cards(self, deck: str) -> "list[Card]":
        """Return the cards of a deck in their order. Raises `NotFoundError` when the collection does not have it."""
        self._check_deck(deck)
        return list(self.shelf.cards(deck).values())

    def plan(self, deck: "Deck", path: str | None = None, *, take_theirs: "Iterable[Conflict]" = ()) -> "Plan":
        """Return what taking in a deck, or its new version, would change. Nothing is changed yet.

        The learner's own edits are carried over. `take_theirs` are those conflicts of an earlier plan in which the new version
        is wanted instead.
        """
        from quiz.collection.planning import of_file

        return of_file(self.store, self.shelf, deck, path, tuple(take_theirs))

    def apply(self, plan: "Plan", now: datetime) -> None:
        """Carry out a plan in one transaction: the deck's version, its cards, and what becomes of their memory.

        Raises `UsageError` when the deck was changed after the plan was made.
        """
        from quiz.collection.adding import apply

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
        from quiz.collection.planning import of_edit

        plan = of_edit(self.store, self.shelf, deck)
        self.apply(plan, now)
        return plan

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
            raise _no_deck(unknown[0], bundled)
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
        from quiz.memory.events import Archived

        with self.store.transaction():
            if deck in (row.deck for row in self.decks(archived=True)):
                raise NotFoundError(f"The deck {deck} was removed already; quiz add brings it back.")
            if deck not in (rows := [row.deck for row in self.decks()]):
                raise _no_deck(deck, rows)
            self.store.append(Archived(deck=deck, at=milliseconds(now), day=self.day(now)))
            self.store.archive(deck)

    # Study

    def day(self, now: datetime) -> int:
        """Return the study day of a moment, in days since 1970-01-01."""
        return study_day(now, self.settings.rollover_hour)

    def due(self, now: datetime) -> list[Due]:
        """Return what each deck has to offer today, within the day's limits."""
        return self.due_on(self.day(now), milliseconds(now))

    def allowance(self, now: datetime) -> "Allowance":
        """Return what the day's limits still allow, and the settings that hold for each deck today."""
        from quiz.collection.allowance import Allowance

        return Allowance(self.store, self.choices, self.settings_of, day=self.day(now), at=milliseconds(now))

    def due_on(self, day: int, at: int) -> list[Due]:
        """Return what each deck has to offer on a study day, at a moment in milliseconds since the epoch (UTC)."""
        from quiz.collection.allowance import Allowance

        allowance = Allowance(self.store, self.choices, self.settings_of, day=day, at=at)
        return [_due(found, *offered) for found, offered in allowance.due()]

    def session(
        self,
        decks: "str | Iterable[str] | None" = None,
        *,
        now: datetime,
        new: int | None = None,
        reviews: int | None = None,
        limit: int | None = None,
        form: "Form | None" = None,
        seed: str = "",
        cram: bool = False,
    ) -> "Session":
        """Start a session over some decks (`None`: all), with the decks below them.

        `new` and `reviews` set how many new cards and reviews may be asked, over today's limits; `limit` ends the session after
        so many answers; `form` asks every card in that form where it can be; with `cram`, answers are practice and move nothing.
        Raises `NotFoundError` for a deck that the collection does not have.
        """
        from quiz.collection.sessions import Wanted, start

        wanted = Wanted(new=new, reviews=reviews, limit=limit, form=form, seed=seed, cram=cram)
        return start(self._desk(now), self.named(decks), wanted)

    def custom(  # noqa: PLR0913 - ways to choose cards, of which a call names one
        self,
        decks: "str | Iterable[str] | None" = None,
        *,
        now: datetime,
        cards: "Iterable[str] | None" = None,
        tag: str | None = None,
        ahead: int | None = None,
        forgotten: int | None = None,
        overdue: bool = False,
        preview: int | None = None,
        limit: int | None = None,
        form: "Form | None" = None,
        seed: str = "",
        cram: bool = False,
    ) -> "Session":
        """Start a session over cards chosen otherwise than by the day's queue, of some decks (`None`: all) and those below them.

        They are chosen by one of these: `cards`, ids in the order in which they are asked; `tag`, a tag of their facts; `ahead`,
        due within so many days; `forgotten`, answered Again in the last so many days, 1 for today; `overdue`, due before today;
        `preview`, up to so many new cards, which are looked at and not introduced. No limit of the day holds. The rest is as for
        `session`. Raises `NotFoundError` for a deck that the collection does not have, and `UsageError` unless one is given.
        """
        from quiz.collection.custom import Choice, custom
        from quiz.collection.sessions import Wanted

        ids = None if cards is None else tuple(cards)
        choice = Choice(cards=ids, tag=tag, ahead=ahead, forgotten=forgotten, overdue=overdue or None, preview=preview)
        wanted = Wanted(limit=limit, form=form, seed=seed, cram=cram)
        return custom(self._desk(now), self.named(decks), wanted, choice, self.cards)

    def named(self, decks: "str | Iterable[str] | None") -> list[str]:
        """Return the ids of the decks that are meant, those below them among them. Raises `NotFoundError` for an unknown one."""
        rows = [row.deck for row in self.decks()]
        if decks is None:
            return rows
        found: list[str] = []
        for wanted in (decks,) if isinstance(decks, str) else decks:
            below = [deck for deck in rows if deck == wanted or deck.startswith(f"{wanted}::")]
            if not below:
                raise _no_deck(wanted, rows)
            found += below
        return list(dict.fromkeys(found))

    # What is known

    def card(self, card: str) -> "Card":
        """Return a card by its id. Raises `NotFoundError` when no deck has it."""
        return self.shelf.card(card)

    def state(self, card: str) -> "CardState":
        """Return what is known of a card's memory; the default state for one never seen."""
        return self.store.state(card)

    def settings_of(self, deck: str) -> "StudySettings":
        """Return the settings that hold for a deck: the learner's, with the parameters that were last fitted for it.

        Settings and parameters of a deck hold for those below it by `::`; the nearest one's count.
        """
        from attrs import evolve

        own, parameters = self.choices.for_deck(deck), self.tuning.of_deck(deck)
        return own if parameters == own.parameters else evolve(own, parameters=parameters)

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
        from quiz.collection.sessions import statistics_of

        return statistics_of(self.store, self.day(now), None if deck is None else self.named(deck))

    @property
    def shelf(self) -> "Shelf":
        """The decks and cards, read from the store as they are needed."""
        from quiz.collection.shelf import Shelf

        if self._shelf is None:
            self._shelf = Shelf(self.store)
        return self._shelf

    @property
    def tuning(self) -> "Tuning":
        """The parameters of the memory model that hold for each deck and card."""
        from quiz.collection.tuning import Tuning

        if self._tuning is None:
            self._tuning = Tuning(self.store, lambda _: self.settings)
        return self._tuning

    @property
    def journal(self) -> "StoreJournal":
        """The log as sessions see it."""
        from quiz.collection.journal import StoreJournal

        if self._journal is None:
            self._journal = StoreJournal(self.store, self.shelf, self.tuning)
        return self._journal

    def _check_deck(self, deck: str) -> None:
        rows = self.decks()
        if deck not in (row.deck for row in (*rows, *self.decks(archived=True))):
            raise _no_deck(deck, (row.deck for row in rows))

    def _desk(self, now: datetime) -> "Desk":
        from quiz.collection.sessions import Desk

        return Desk(self.store, self.journal, self.settings, self.allowance(now))


def _due(counts: "DeckCounts", new: int, review: int) -> Due:
    done = counts.introduced_today + counts.reviewed_today
    return Due(counts.deck, counts.title, new, counts.learning, review, counts.total, done)


def _same_id(found: str, expected: str, place: Path) -> None:
    if found != expected:
        message = f"The file now holds the deck “{found}”, not “{expected}”"
        raise DeckError([Problem("other-deck", message, f"Add it as a deck of its own: quiz add {place}", str(place))])


def _no_deck(wanted: str, known: "Iterable[str]") -> NotFoundError:
    names = ", ".join(known) or "none; quiz add PATH adds one"
    return NotFoundError(f"There is no deck “{wanted}”. Decks: {names}.")
