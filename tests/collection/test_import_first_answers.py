"""The answers to a card that nobody knows: in one go they say what event after event says."""

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.collection import import_past
from quiz.collection.collection import Collection
from quiz.collection.import_answers import day_of, events_of
from quiz.collection.import_first_answers import first_answers
from quiz.collection.upkeep import wrong_counts
from quiz.formats.past import Answer, Past
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.replay import replay_in_order
from quiz.memory.state import CardState, Phase
from quiz.store.records import row_of
from tests.collection.remembering import DAY, NOW, TODAY, Written, at, capitals, learned, past, written

__all__ = ["written"]

ANSWERS = st.lists(
    st.builds(
        Answer,
        st.integers(at(TODAY - 60), at(TODAY)),
        st.integers(1, 4),
        st.sampled_from(Phase),
        st.sampled_from((-86_400, -600, 0, 1, 3, 40, 100_000)),
        st.sampled_from((0, 4000)),
        st.sampled_from((0, 2500)),
        st.sampled_from((0, 7, -7)),
        st.just(False),  # noqa: FBT003 - practice is a case of its own
    ),
    max_size=6,
)
PASTS = st.builds(
    past,
    st.sampled_from(("peru/0", "kenya/0", "chile/0")),
    ANSWERS,
    kind=st.sampled_from(("forward", "backward")),
    source=st.sampled_from(("anki", 'the "other" – ö')),
    phase=st.none() | st.sampled_from(Phase),
    due_day=st.none() | st.integers(TODAY - 9, TODAY + 30),
    due_at=st.none() | st.integers(at(TODAY), at(TODAY) + DAY),
    interval=st.sampled_from((0, 1, 20)),
    stability=st.none() | st.just(12.5),
    difficulty=st.just(5.0),
    ease=st.sampled_from((0.0, 2.5)),
    as_of=st.sampled_from((0, at(TODAY - 3))),
    changed_at=st.sampled_from((0, at(TODAY - 70), at(TODAY - 2))),
    reps=st.integers(0, 3),
    suspended=st.booleans(),
    buried_until=st.none() | st.just(TODAY + 1),
    marked=st.booleans(),
    flag=st.sampled_from((0, 3)),
    resets=st.just(()) | st.just((at(TODAY - 20),)),
)


@given(ANSWERS)
def test_rows_and_state_are_those_of_the_events(answers: list[Answer]) -> None:
    ordered = sorted(answers, key=lambda answer: answer.at)
    record, day = past(answers=ordered), day_of(NOW, 4)
    found = first_answers("x", record, day, DEFAULT_PARAMETERS)
    events = events_of("x", record, record.answers, (), day)
    assert found is not None
    assert list(map(row_of, events)) == found.rows
    assert replay_in_order(events, frozenset(), {}, DEFAULT_PARAMETERS).get("x", CardState()) == found.state
    assert (found.day, found.at) == max(((event.day, event.at) for event in events), default=(0, 0))


@pytest.mark.parametrize(
    "record",
    [
        past(answers=[Answer(at(TODAY - 1), 3), Answer(at(TODAY - 2), 3)]),
        past(answers=[Answer(at(TODAY - 1), 3, is_cram=True)]),
        past(answers=learned(TODAY - 9, 1, 3), resets=(at(TODAY),)),
    ],
)
def test_what_is_not_as_most_is_left_to_the_events(record: Past) -> None:
    assert first_answers("x", record, day_of(NOW, 4), DEFAULT_PARAMETERS) is None


def kept_of(file: Any) -> Any:  # noqa: ANN401 - a path, and rows
    with Collection.in_memory() as collection:
        report = collection.import_(file, now=NOW)
        database = collection.store.database
        events = database.rows("SELECT at, day, kind, card, body FROM events ORDER BY sequence")
        return report.remembered, events, database.rows("SELECT * FROM cards ORDER BY card")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PASTS, max_size=4))
def test_both_ways_end_in_the_same_log_and_the_same_states(tmp_path_factory: pytest.TempPathFactory, pasts: list[Past]) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        source = written.__wrapped__(tmp_path_factory.mktemp("files"), monkeypatch)  # type: ignore[attr-defined]
        file = source.file(capitals(), *pasts)
        quick = kept_of(file)
        with patch.object(import_past, "first_answers", lambda *_: None):
            assert kept_of(file) == quick


def test_a_long_history_is_counted_and_found_as_a_short_one(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written.file(capitals(), past(answers=learned(TODAY - 30, -600, 1, 3, 9)), past("kenya/0", learned(TODAY - 4, 1, 2)))
    few = kept_of(file)
    monkeypatch.setattr("quiz.store.log_room._LEAST", 1)
    assert few == kept_of(file)
    with Collection.in_memory() as collection:
        collection.import_(file, now=NOW)
        assert not list(wrong_counts(collection))
        database = collection.store.database
        schema = set(database.rows("SELECT type, name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence'"))
        with Collection.in_memory() as empty:
            assert set(empty.store.database.rows("SELECT type, name, sql FROM sqlite_master")) == schema
