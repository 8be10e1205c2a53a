"""A collection as far as studying it goes: its decks and cards, what is due, and sessions."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.collection.settings import Settings
from quiz.errors import NotFoundError
from quiz.store.store import Store
from quiz.study.day import milliseconds, study_day
from quiz.study.settings import StudySettings

if TYPE_CHECKING:
    from quiz.cards.card import Card, Form
    from quiz.collection.allowance import Allowance
    from quiz.collection.journal import StoreJournal
    from quiz.collection.sessions import Desk
    from quiz.collection.shelf import Shelf
    from quiz.collection.tuning import Tuning
    from quiz.store.counts import DeckCounts
    from quiz.store.decks import DeckRow
    from quiz.study.session import Session


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


class Studying:
    """Decks and what is remembered of their cards, to be studied."""

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

    def use(self, settings: Settings) -> None:
        """Study by other settings from now on. A session that has begun goes on by those that it began with."""
        self.choices = settings
        self.settings = settings.base
        if self._tuning is not None:
            self._tuning.forget()

    def decks(self, *, archived: bool = False) -> "list[DeckRow]":
        """Return the decks in the collection, or those that were archived."""
        return self.store.deck_rows(archived=archived)

    def cards(self, deck: str) -> "list[Card]":
        """Return the cards of a deck in their order. Raises `NotFoundError` when the collection does not have it."""
        self._check_deck(deck)
        return list(self.shelf.cards(deck).values())

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
        return [due_of(found, *offered) for found, offered in allowance.due()]

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
                raise no_deck(wanted, rows)
            found += below
        return list(dict.fromkeys(found))

    def settings_of(self, deck: str) -> "StudySettings":
        """Return the settings that hold for a deck: the learner's, with the parameters that were last fitted for it.

        Settings and parameters of a deck hold for those below it by `::`; the nearest one's count.
        """
        own, parameters = self.choices.for_deck(deck), self.tuning.of_deck(deck)
        return own if parameters == own.parameters else evolve(own, parameters=parameters)

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
            raise no_deck(deck, (row.deck for row in rows))

    def _desk(self, now: datetime) -> "Desk":
        from quiz.collection.sessions import Desk

        return Desk(self.store, self.journal, self.settings, self.allowance(now))


def due_of(counts: "DeckCounts", new: int, review: int) -> Due:
    """Return what a deck has to offer, of which the day's limits allow so many new cards and reviews."""
    done = counts.introduced_today + counts.reviewed_today
    return Due(counts.deck, counts.title, new, counts.learning, review, counts.total, done)


def no_deck(wanted: str, known: "Iterable[str]") -> NotFoundError:
    """Return the error of a deck that there is not, which names those that there are."""
    names = ", ".join(known) or "none; quiz add PATH adds one"
    return NotFoundError(f"There is no deck “{wanted}”. Decks: {names}.")
