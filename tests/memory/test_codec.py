import json
from typing import Any

import pytest
from attrs import fields
from hypothesis import given

from quiz.errors import QuizError, UnknownEventError
from quiz.memory import codec, events
from quiz.memory.codec import from_data, to_data
from quiz.memory.events import (
    Archived,
    Buried,
    CardEvent,
    Crammed,
    DeckVersion,
    DueSet,
    Edited,
    Event,
    Fitted,
    Flagged,
    Given,
    Marked,
    Renamed,
    Reset,
    Resumed,
    Retaught,
    Reviewed,
    Suspended,
    Undone,
)
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from tests.memory.strategies import events as any_event

OPTIONS: Any = ("Łódź", "Gdańsk", " ")

# Every kind of event as it was first written. These lines are never changed, for there are logs that hold their like; a kind
# whose schema grows gets a further line.
FROZEN: list[tuple[str, Event]] = [
    (
        """{"event": "Reviewed", "at": 1757000000000, "day": 20335, "device": "desk", "sequence": 7, "card": "c1", "rating": 1,
        "phase": "relearning", "step": 1, "due_day": 20335, "due_at": 1757000600000, "form": "choice",
        "options": ["Łódź", "Gdańsk", " "], "answer": "Gdańsk", "marks": [["Łódź", false], ["Gdańsk", true]], "took": 4200}""",
        Reviewed(
            at=1757000000000,
            day=20335,
            device="desk",
            sequence=7,
            card="c1",
            rating=Rating.AGAIN,
            phase=Phase.RELEARNING,
            step=1,
            due_day=20335,
            due_at=1757000600000,
            form="choice",
            options=OPTIONS,
            answer="Gdańsk",
            marks=(("Łódź", False), ("Gdańsk", True)),
            took=4200,
        ),
    ),
    (
        """{"event": "Reviewed", "at": 1, "day": 2, "card": "c1", "rating": 3, "phase": "review", "due_day": 20340,
        "form": "reveal"}""",
        Reviewed(
            at=1,
            day=2,
            device="",
            sequence=0,
            card="c1",
            rating=Rating.GOOD,
            phase=Phase.REVIEW,
            step=0,
            due_day=20340,
            due_at=None,
            form="reveal",
            options=(),
            answer=None,
            marks=(),
            took=0,
        ),
    ),
    (
        '{"event": "Undone", "at": 1, "day": 2, "device": "desk", "sequence": 8, "target_device": "phone", "target_sequence": 3}',
        Undone(at=1, day=2, device="desk", sequence=8, target_device="phone", target_sequence=3),
    ),
    ('{"event": "Suspended", "at": 1, "day": 2, "card": "c1"}', Suspended(at=1, day=2, card="c1")),
    ('{"event": "Resumed", "at": 1, "day": 2, "card": "c1"}', Resumed(at=1, day=2, card="c1")),
    ('{"event": "Buried", "at": 1, "day": 2, "card": "c1", "until": 3}', Buried(at=1, day=2, card="c1", until=3)),
    ('{"event": "Marked", "at": 1, "day": 2, "card": "c1"}', Marked(at=1, day=2, card="c1", on=True)),
    ('{"event": "Marked", "at": 1, "day": 2, "card": "c1", "on": false}', Marked(at=1, day=2, card="c1", on=False)),
    ('{"event": "Retaught", "at": 1, "day": 2, "card": "c1"}', Retaught(at=1, day=2, card="c1")),
    (
        '{"event": "DeckVersion", "at": 1, "day": 2, "deck": "capitals", "version": "sha", "path": "/decks/capitals"}',
        DeckVersion(at=1, day=2, deck="capitals", version="sha", path="/decks/capitals"),
    ),
    (
        '{"event": "DeckVersion", "at": 1, "day": 2, "deck": "capitals", "version": "sha"}',
        DeckVersion(at=1, day=2, deck="capitals", version="sha", path=None),
    ),
    ('{"event": "Archived", "at": 1, "day": 2, "deck": "capitals"}', Archived(at=1, day=2, deck="capitals")),
    (
        '{"event": "DeckVersion", "at": 1, "day": 2, "deck": "capitals", "version": "sha", "changes": 3}',
        DeckVersion(at=1, day=2, deck="capitals", version="sha", path=None, changes=3),
    ),
    (
        """{"event": "Renamed", "at": 1, "day": 2, "card": "c2", "was": "c1",
        "members": [["Kazakstan", "Kazakhstan"], ["Burma", "Myanmar"]]}""",
        Renamed(at=1, day=2, card="c2", was="c1", members=(("Kazakstan", "Kazakhstan"), ("Burma", "Myanmar"))),
    ),
    ('{"event": "Renamed", "at": 1, "day": 2, "card": "c2", "was": "c1"}', Renamed(at=1, day=2, card="c2", was="c1", members=())),
    (
        '{"event": "Edited", "at": 1, "day": 2, "deck": "capitals", "version": "own", "base": "sha"}',
        Edited(at=1, day=2, deck="capitals", version="own", base="sha", changes=0),
    ),
    (
        """{"event": "Reviewed", "at": 1, "day": 2, "card": "c1", "rating": 2, "phase": "review", "due_day": 20340,
        "form": "typed", "answer": "Bern", "members": [["Bern", true], ["Basel", false]]}""",
        Reviewed(
            at=1,
            day=2,
            card="c1",
            rating=Rating.HARD,
            phase=Phase.REVIEW,
            due_day=20340,
            form="typed",
            answer="Bern",
            members=(("Bern", True), ("Basel", False)),
        ),
    ),
    (
        """{"event": "Crammed", "at": 1, "day": 2, "card": "c1", "rating": 3, "form": "choice", "options":
        ["Łódź", "Gdańsk", " "], "answer": "Łódź", "took": 900}""",
        Crammed(at=1, day=2, card="c1", rating=Rating.GOOD, form="choice", options=OPTIONS, answer="Łódź", took=900),
    ),
    ('{"event": "Reset", "at": 1, "day": 2, "card": "c1"}', Reset(at=1, day=2, card="c1")),
    ('{"event": "DueSet", "at": 1, "day": 2, "card": "c1", "due_day": 20400}', DueSet(at=1, day=2, card="c1", due_day=20400)),
    (
        """{"event": "Fitted", "at": 1, "day": 2, "deck": "capitals", "parameters": [0.5, 1, 2.25], "loss_before": 0.35,
        "loss_after": 0.33, "reviews": 1200}""",
        Fitted(
            at=1,
            day=2,
            deck="capitals",
            parameters=(0.5, 1.0, 2.25),
            model="FSRS-6",
            loss_before=0.35,
            loss_after=0.33,
            reviews=1200,
        ),
    ),
    (
        '{"event": "Fitted", "at": 1, "day": 2, "parameters": []}',
        Fitted(at=1, day=2, deck="", parameters=(), loss_before=None, loss_after=None, reviews=0),
    ),
    (
        '{"event": "Edited", "at": 1, "day": 2, "deck": "capitals", "version": "own", "base": "sha", "changes": 1}',
        Edited(at=1, day=2, deck="capitals", version="own", base="sha", changes=1),
    ),
]
FROZEN += [
    (
        """{"event": "Reviewed", "at": 1, "day": 2, "card": "c1", "rating": 3, "phase": "review", "due_day": 20340,
        "form": "reveal", "source": "anki", "origin": 7, "ease": 2500, "before": "learning"}""",
        Reviewed(
            at=1, day=2, card="c1", rating=Rating.GOOD, phase=Phase.REVIEW, due_day=20340, form="reveal",
            source="anki", origin=7, ease=2500, before=Phase.LEARNING,
        ),
    ),
    (
        """{"event": "Crammed", "at": 1, "day": 2, "card": "c1", "rating": 3, "form": "reveal", "source": "anki", "origin": 7,
        "ease": 1}""",
        Crammed(at=1, day=2, card="c1", rating=Rating.GOOD, form="reveal", source="anki", origin=7, ease=1),
    ),
    (
        """{"event": "Given", "at": 1, "day": 2, "card": "c1", "source": "anki", "phase": "relearning", "step": 1,
        "due_day": 20340, "due_at": 5, "stability": 3.5, "difficulty": 5.25, "last_day": 20339, "reps": 9, "lapses": 2}""",
        Given(
            at=1, day=2, card="c1", source="anki", phase=Phase.RELEARNING, step=1, due_day=20340, due_at=5, stability=3.5,
            difficulty=5.25, last_day=20339, reps=9, lapses=2,
        ),
    ),
    (
        '{"event": "Given", "at": 1, "day": 2, "card": "c1", "source": "org", "phase": "review", "due_day": 20340}',
        Given(at=1, day=2, card="c1", source="org", phase=Phase.REVIEW, due_day=20340),
    ),
    ('{"event": "Flagged", "at": 1, "day": 2, "card": "c1", "flag": 3}', Flagged(at=1, day=2, card="c1", flag=3)),
    (
        '{"event": "Fitted", "at": 1, "day": 2, "parameters": [], "source": "anki"}',
        Fitted(at=1, day=2, parameters=(), source="anki"),
    ),
]  # fmt: skip
SMALL: dict[str, Any] = json.loads(FROZEN[1][0])


def kinds() -> set[type[Event]]:
    found = {kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, Event)}
    return found - {Event, CardEvent}


@pytest.mark.parametrize(("text", "event"), FROZEN)
def test_what_was_once_written_is_read_for_ever(text: str, event: Event) -> None:
    assert event == from_data(json.loads(text))


@pytest.mark.parametrize(("text", "event"), FROZEN)
def test_it_is_still_written_so(text: str, event: Event) -> None:
    assert json.loads(text) == to_data(event)


def test_every_kind_of_event_is_frozen_here() -> None:
    assert kinds() == {type(event) for _, event in FROZEN}


@given(any_event)
def test_an_event_comes_back_through_json(event: Event) -> None:
    data = to_data(event)
    assert event == from_data(data)
    back = from_data(json.loads(json.dumps(data)))
    assert event == back
    assert type(event) is type(back)


@given(any_event)
def test_values_come_back_as_their_own_types(event: Event) -> None:
    back = from_data(json.loads(json.dumps(to_data(event))))
    for field in fields(type(event)):
        assert type(getattr(event, field.name)) is type(getattr(back, field.name))


@given(any_event)
def test_data_is_plain(event: Event) -> None:
    def plain(value: object) -> bool:
        if type(value) is list:
            return all(map(plain, value))
        return value is None or type(value) in {int, float, str, bool}

    data = to_data(event)
    assert all(type(name) is str for name in data)
    assert all(map(plain, data.values()))


def test_defaults_are_left_out() -> None:
    event = Reviewed(at=1, day=2, card="c", rating=Rating.GOOD, phase=Phase.REVIEW, due_day=9, form="typed")
    assert to_data(event).keys() == {"event", "at", "day", "card", "rating", "phase", "due_day", "form"}


def test_a_falsy_value_that_is_no_default_is_kept() -> None:
    event = Reviewed(at=0, day=0, card="", rating=Rating.GOOD, phase=Phase.REVIEW, due_day=0, due_at=0, form="", answer="")
    assert event == from_data(to_data(event))
    assert to_data(event)["due_at"] == 0
    assert to_data(event)["answer"] == ""


def test_text_is_kept_as_it_is() -> None:
    answer = "e\u0301 \u202e\x1b[31m \x00 𐐷 \ud800 "
    event = Reviewed(at=1, day=2, card="c", rating=Rating.GOOD, phase=Phase.REVIEW, due_day=9, form="typed", answer=answer)
    assert to_data(event)["answer"] == answer
    assert event == from_data(json.loads(json.dumps(to_data(event))))


@pytest.mark.parametrize(("text", "event"), FROZEN)
def test_fields_from_the_future_are_ignored(text: str, event: Event) -> None:
    assert event == from_data({**json.loads(text), "mood": {"tired": [1, 2.5, None]}})


@pytest.mark.parametrize("kind", ["Dreamt", "Event", "CardEvent", "reviewed", "", 3, None, ["Reviewed"]])
def test_a_kind_from_the_future_is_named(kind: object) -> None:
    with pytest.raises(UnknownEventError, match="is unknown to this version of quiz") as caught:
        from_data({"event": kind, "at": 1, "day": 2, "card": "c"})
    assert repr(kind) in str(caught.value)
    assert isinstance(caught.value, QuizError)


def test_data_without_a_kind_is_refused() -> None:
    with pytest.raises(UnknownEventError):
        from_data({"at": 1, "day": 2})


@pytest.mark.parametrize("name", ["at", "day", "card", "rating", "phase", "due_day", "form"])
def test_a_missing_field_is_named(name: str) -> None:
    with pytest.raises(UnknownEventError, match=f"A Reviewed event is damaged: it has no '{name}'"):
        from_data({key: value for key, value in SMALL.items() if key != name})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("at", "1"),
        ("day", 2.5),
        ("day", True),
        ("day", None),
        ("card", 7),
        ("rating", 0),
        ("rating", 5),
        ("rating", "3"),
        ("phase", "dreaming"),
        ("phase", 2),
        ("due_at", "soon"),
        ("answer", 3),
        ("options", "abc"),
        ("options", [1]),
        ("marks", [["a"]]),
        ("marks", [["a", 1]]),
        ("marks", [3]),
        ("marks", {"a": True}),
        ("took", None),
    ],
)
def test_a_value_that_cannot_be_is_named(name: str, value: object) -> None:
    with pytest.raises(UnknownEventError, match=f"A Reviewed event cannot be read: its '{name}' is "):
        from_data({**SMALL, name: value})


@pytest.mark.parametrize("members", [[["a"]], [["a", 1]], ["a"], {"a": "b"}, [["a", "b", "c"]]])
def test_members_that_cannot_be_are_named(members: object) -> None:
    with pytest.raises(UnknownEventError, match="A Renamed event cannot be read: its 'members' is "):
        from_data({"event": "Renamed", "at": 1, "day": 2, "card": "c2", "was": "c1", "members": members})


def test_a_kind_that_the_log_does_not_know_is_not_written() -> None:
    with pytest.raises(UnknownEventError, match="CardEvent is no kind of event"):
        to_data(CardEvent(at=1, day=2, card="c"))


def test_every_field_has_a_form() -> None:
    for kind in kinds():
        for field in fields(kind):
            assert field.type in codec._FORMS
