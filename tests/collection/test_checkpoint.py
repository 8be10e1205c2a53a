"""What is kept of every card says what the log says, whatever was added to it, and by whom."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given

from quiz.collection.collection import Collection
from quiz.memory.events import Event, Fitted
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.replay import MODEL, replay
from quiz.memory.state import CardState
from quiz.store.store import Store
from tests.collection.samples import check_replay, study, studying
from tests.memory.strategies import CARDS, logs, renaming
from tests.store.samples import DAY, NOON, review, undo
from tests.study.samples import CAPITALS
from tests.study.samples import NOON as NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "c.quiz"


def test_nothing_is_newer_after_a_session(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOW)
        study(collection)
    with Store.open(path) as store:
        assert (0, MODEL) == (store.newer(), store.model)
    with Collection.open(path) as collection:
        check_replay(collection)


def test_what_a_killed_session_left_is_looked_at_again(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOW)
        study(collection, limit=2)
        collection.store.close()  # as a crash does
    with Store.open(path) as store:
        assert 2 == store.newer()
    with Collection.open(path) as collection:
        assert 0 == collection.store.newer()
        check_replay(collection)


def test_what_a_program_added_by_itself_is_seen_when_the_collection_is_opened(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOW)
        card = collection.cards("capitals")[0].id
        first = collection.store.append(review(card))
        collection.store.append(undo(collection.store.append(undo(first))))
        assert CardState() == collection.state(card)
    with Collection.open(path) as collection:
        assert 1 == collection.state(card).reps
        check_replay(collection)


def test_an_undo_of_what_was_known_is_seen_too(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOW)
        study(collection, limit=1)
    with Store.open(path) as store:
        (event,) = store.events(kinds=["Reviewed"])
        taken_back = store.append(undo(event))
    with Collection.open(path) as collection:
        check_replay(collection)
        collection.store.append(undo(taken_back))
        assert 1 == collection.catch_up()
        check_replay(collection)


def test_states_of_other_rules_are_made_anew(path: Path) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOW)
        study(collection, limit=2)
        card = next(iter(collection.events(kinds=["Reviewed"]))).card  # type: ignore[attr-defined]
        collection.store.put_state(card, CardState(reps=99))
        collection.store.note_applied(MODEL - 1)
        collection.store.close()
    with Collection.open(path) as collection:
        assert MODEL == collection.store.model
        check_replay(collection)


def test_a_long_log_is_replayed_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.collection.checkpoint._FEW", 3)
    with Store.open(path) as store:
        store.append_all(review(card, day=DAY + day, at=NOON + day) for day in range(5) for card in CARDS)
    with Collection.open(path) as collection:
        check_replay(collection)
        assert 5 == collection.state(CARDS[0]).reps


@given(logs(renaming))
def test_any_log_is_caught_up_with(log: list[Event]) -> None:
    with Collection.in_memory() as collection:
        half = len(log) // 2
        for part in (log[:half], log[half:]):
            collection.store.merge([_data(event) for event in part])
            collection.catch_up()
        expected = replay(log, DEFAULT_PARAMETERS)
        assert {card: expected.get(card, CardState()) for card in CARDS} == collection.store.states(CARDS)


def test_fitted_parameters_hold_from_the_next_answer_on_and_for_the_whole_history() -> None:
    quick = tuple(value * (1.5 if place < 4 else 1) for place, value in enumerate(DEFAULT_PARAMETERS))
    with studying(CAPITALS) as collection:
        (card, *_) = study(collection, limit=1)
        before = collection.state(card)
        collection.fitted(Fitted(at=NOON, day=DAY, deck="capitals", parameters=quick))
        after = collection.state(card)
        assert before.due_day == after.due_day
        assert before.memory is not None
        assert after.memory is not None
        assert before.memory.stability * 1.5 == pytest.approx(after.memory.stability)
        assert quick == collection.settings_of("capitals").parameters
        assert DEFAULT_PARAMETERS == collection.settings_of("symbols").parameters


def _data(event: Event) -> Mapping[str, object]:
    from quiz.memory.codec import to_data

    return to_data(event)
