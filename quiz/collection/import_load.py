"""The daily load of an import: cards that were learned in another program go on from there, and are no new ones."""

from datetime import datetime
from typing import TYPE_CHECKING

from quiz.collection.import_history import reader_of
from quiz.collection.import_report import ImportReport
from quiz.collection.import_states import memory_of
from quiz.collection.load import Load, load_of
from quiz.formats.past import Past
from quiz.memory.fsrs import Parameters
from quiz.memory.state import CardState, Phase

if TYPE_CHECKING:
    from quiz.collection.collection import Collection


def loads(collection: "Collection", report: ImportReport, now: datetime) -> list[Load]:
    """Return how many answers a day an import adds to the next month, deck by deck."""
    decks = reader_of(collection, report.decks, now, collection.tuning.of_deck).decks
    learned: dict[str, dict[str, CardState]] = {one.plan.deck.id: {} for one in report.decks}
    for past in report.past:
        cards = decks.get(past.deck)
        if cards is not None and _is_met(past) and (card := cards.find(past)) is not None:
            learned[cards.deck][card] = _state(past, collection.tuning.of_deck(cards.deck))
    today = collection.day(now)
    return [
        load_of(collection.store, one.plan, today, collection.settings_of(one.plan.deck.id), learned[one.plan.deck.id])
        for one in report.decks
    ]


def _is_met(past: Past) -> bool:
    return past.phase not in {None, Phase.NEW} or past.suspended


def _state(past: Past, parameters: Parameters) -> CardState:
    """Return about where a card stands; its answers are not gone through for that."""
    due, phase = past.due_day, past.phase or Phase.NEW
    return CardState(
        phase=phase,
        due_day=due,
        last_day=None if due is None else due - past.interval,
        memory=memory_of(past, parameters),
        suspended=past.suspended,
    )
