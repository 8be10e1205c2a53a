"""Answers as lean rows: those that stand, in order, under the ids that their cards have now."""

from hypothesis import given

from quiz.memory.answers import answers_of
from quiz.memory.events import Event, Given, Renamed, Reviewed, Suspended, Undone
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.memory.replay import replay
from quiz.memory.state import Phase
from tests.memory.strategies import logs


def reviewed(number: int, card: str, day: int) -> Reviewed:
    return Reviewed(
        device="desk", sequence=number, at=number, day=day, card=card, rating=Rating.GOOD, phase=Phase.REVIEW, due_day=day + 3,
        form="typed", took=1500, answer="x",
    )  # fmt: skip


def test_rows_of_a_log() -> None:
    events: list[Event] = [
        reviewed(3, "ant", 9),
        reviewed(1, "ant", 8),
        reviewed(2, "bee", 8),
        Undone(device="desk", sequence=4, at=4, day=9, target_device="desk", target_sequence=2),
        Suspended(device="desk", sequence=5, at=5, day=9, card="ant"),
        Renamed(device="desk", sequence=6, at=6, day=10, was="ant", card="emmet"),
    ]
    expected = [("emmet", day, at, 3, "review", day + 3, "typed", 1500, "x") for day, at in ((8, 1), (9, 3))]
    assert expected == list(answers_of(events))


@given(logs())
def test_there_are_as_many_as_replay_counts(events: list[Event]) -> None:
    rows = list(answers_of(events))
    assert rows == list(answers_of(events[::-1]))
    assert [row[1:3] for row in rows] == sorted(row[1:3] for row in rows)
    own = [event for event in events if not isinstance(event, Given)]  # another program may know of more
    counts = {card: state.reps for card, state in replay(own, DEFAULT_PARAMETERS).items() if state.reps}
    for card, reps in counts.items():
        assert reps <= sum(row[0] == card for row in rows)
