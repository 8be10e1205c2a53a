"""What a file remembers, taken into a collection: counted for the report, and written with the decks that it belongs to."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import evolve

from quiz.collection.import_answers import day_of
from quiz.collection.import_past import Cards, Reader, Remembered
from quiz.collection.import_report import Imported, ImportReport
from quiz.collection.import_states import Now
from quiz.collection.plan import Change
from quiz.errors import UsageError
from quiz.formats.past import Practice
from quiz.formats.reading import Contents
from quiz.memory.conversion import parameters_of
from quiz.memory.events import Fitted
from quiz.memory.fitted import above
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.study.day import milliseconds

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.memory.fsrs import Parameters
    from quiz.memory.state import CardState
    from quiz.store.records import EventRow

_AT_ONCE: Final = 20_000
"""Events that are written together."""
_ALIKE: Final = 1e-4
"""How far parameters may lie apart that were only rounded."""


def surveyed(
    collection: "Collection", decks: Sequence[Imported], contents: Contents, now: datetime
) -> tuple[list[Imported], Remembered]:
    """Return what a file remembers of some decks' cards, and the decks as they are taken in with it.

    Where the file has the last word on when a card is due, a fact that was changed is not taught again: it was learned there.
    """
    if not len(contents.past):
        return list(decks), Remembered()
    fitted = {event.deck: event.parameters for event in _fitted(collection, decks, contents.practice, now)}
    reader = reader_of(collection, decks, now, cache(lambda deck: fitted.get(deck) or collection.tuning.of_deck(deck)))
    reader.count(contents.past)
    return [_kept(one, reader.leading) for one in decks], reader.counts


def take_in(
    collection: "Collection", report: ImportReport, now: datetime, told: Callable[[float], None] = lambda _: None
) -> Remembered:
    """Write what a file remembers into the log, inside the transaction that has taken its decks in; return what that was.

    `told` is told now and then which share is done. Raises `StoreError`.
    """
    from quiz.collection.checkpoint import kept_up, rebuild

    store = collection.store
    with kept_up(store), store.database.roomy():
        fitted = _fitted(collection, report.decks, report.practice, now)
        if fitted:
            store.append_all(fitted)
        parameters = {one.incoming.id: collection.tuning.of_deck(one.incoming.id) for one in report.decks}
        reader = reader_of(collection, report.decks, now, parameters.__getitem__)
        is_first = all(one.plan.is_first for one in report.decks)
        former = store.former_ids()
        rows: list[EventRow] = []
        states: dict[str, CardState] = {}
        # What is known of cards is looked up in the log where any of them was there before.
        with store.adding_many(report.past.answers if is_first else 0):
            for number, one in enumerate(reader.news(report.past)):
                rows += one.rows
                states[former.get(one.card, one.card)] = one.state
                if len(rows) >= _AT_ONCE:
                    store.append_rows(rows)
                    store.put_states(states)
                    rows, states = [], {}
                    told(number / len(report.past))
            store.append_rows(rows)
        store.put_states(states)
        if fitted and not is_first:
            rebuild(store, collection.tuning)
    return reader.counts


def advice(practice: Sequence[Practice], decks: Sequence[Imported], collection: "Collection") -> list[str]:
    """Return what a learner should know of how decks were studied elsewhere, and what quiz does not take over by itself."""
    taken = {one.plan.deck.id: one.plan.deck.title for one in decks}
    found: dict[float, list[str]] = {}
    for one in practice:
        wanted = one.desired_retention
        if wanted is None or one.deck not in taken or not 0.5 < wanted < 1.0:
            continue
        if abs(wanted - collection.settings_of(one.deck).desired_retention) > 0.001:
            found.setdefault(wanted, []).append(one.deck)
    return [
        f"{_listed(several)} {'was' if len(several) == 1 else 'were'} studied for a retention of {wanted:.0%}. To go on so, set "
        f"desired_retention to {wanted:g} for {'it' if len(several) == 1 else 'them'} in the settings."
        for wanted, several in found.items()
    ]


def _listed(decks: Sequence[str]) -> str:
    return ", ".join(decks[:3]) + (f" and {len(decks) - 3} more" if len(decks) > 3 else "")


def reader_of(
    collection: "Collection", decks: Sequence[Imported], now: datetime, parameters: "Callable[[str], Parameters]"
) -> Reader:
    """Return what says of each record of a file what of it is new."""
    at = Now(milliseconds(now), collection.day(now), day_of(now, collection.settings.rollover_hour))
    cards = {one.incoming.id: Cards(one.plan.deck.id, one.plan.cards, one.plan.is_first, _were(one)) for one in decks}
    return Reader(collection.store, cards, parameters, at)


def _were(one: Imported) -> dict[str, str]:
    lines = () if one.plan.is_first else one.plan.lines
    return {line.card.id: line.was.id for line in lines if line.is_moved and line.was is not None}


def _kept(one: Imported, leading: set[str]) -> Imported:
    if one.plan.is_first or not any(line.change is Change.CHANGED and line.card.id in leading for line in one.plan.lines):
        return one
    lines = tuple(
        evolve(line, change=Change.CORRECTED) if line.change is Change.CHANGED and line.card.id in leading else line
        for line in one.plan.lines
    )
    return evolve(one, plan=evolve(one.plan, lines=lines))


def _fitted(collection: "Collection", decks: Sequence[Imported], practice: Sequence[Practice], now: datetime) -> list[Fitted]:
    """Return the events of parameters that come with decks.

    They are left out where they hold already, and where the learner has fitted some here, or set some for the deck.
    """
    taken = {one.incoming.id: one.plan.deck.id for one in decks}
    own = {event.deck for event in collection.store.standing((Fitted,)) if isinstance(event, Fitted) and not event.source}
    found: dict[str, Fitted] = {}
    for one in practice:
        deck = taken.get(one.deck)
        if deck is None or not one.parameters or own.intersection(above(deck)):
            continue
        try:
            wanted = parameters_of(one.parameters)
        except UsageError:
            continue  # such as those of a version that nobody knows yet
        present = collection.tuning.of_deck(deck)
        is_set = collection.settings_of(deck).parameters != DEFAULT_PARAMETERS
        if not is_set and max(abs(a - b) for a, b in zip(wanted, present, strict=True)) > _ALIKE:
            found[deck] = Fitted(
                at=milliseconds(now), day=collection.day(now), deck=deck, parameters=wanted, source=one.source or "import"
            )
    return list(found.values())
