"""The daily load of an import: what was learned in another program is no new card."""

from pathlib import Path

from quiz.collection.collection import Collection
from quiz.collection.import_load import loads
from quiz.collection.load import daily_load
from quiz.facts.deck import Deck
from quiz.memory.state import CardState, MemoryState, Phase
from tests.collection.remembering import NOW, TODAY, Written, capitals, past, written

__all__ = ["written"]

DUE = past(phase=Phase.REVIEW, due_day=TODAY + 3, interval=10, stability=10.0, difficulty=5.0)
AWAY = past("kenya/0", phase=Phase.NEW, suspended=True)
STANDS = CardState(Phase.REVIEW, MemoryState(10.0, 5.0), due_day=TODAY + 3, last_day=TODAY - 7)


def load(collection: Collection, file: Path) -> tuple[int, ...]:
    (found,) = loads(collection, collection.import_(file, now=NOW, dry_run=True), NOW)
    return found.by_day


def test_cards_that_were_learned_elsewhere_go_on_and_suspended_ones_wait(written: Written) -> None:
    with Collection.in_memory() as collection:
        settings = collection.settings_of("capitals")
        assert daily_load(6, TODAY, settings).by_day == load(collection, written.file(capitals()))
        expected = daily_load(4, TODAY, settings, returned=[STANDS]).by_day
        assert expected == load(collection, written.file(capitals(), DUE, AWAY))


def test_of_a_deck_that_is_there_only_what_comes_counts(written: Written) -> None:
    with Collection.in_memory() as collection:
        collection.import_(written.file(capitals(Kenya="Nairobi")), now=NOW)
        more: Deck = capitals(Kenya="Nairobi", Peru="Lima")
        expected = daily_load(1, TODAY, collection.settings_of("capitals"), returned=[STANDS]).by_day
        assert expected == load(collection, written.file(more, DUE))
