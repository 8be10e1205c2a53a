"""The strategies of `quiz.testing` draw what they say, and all of it."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

import quiz.testing
from quiz.facts.clozes import Cloze
from quiz.facts.fact import Fact, Status
from quiz.facts.media import Picture, Sound
from quiz.facts.values import BUILT_IN_TYPES, Boolean, Listed, RichText, SetOf, TermName, Text, Value
from quiz.memory.events import Buried, Event, Marked, Resumed, Reviewed, Suspended, Undone
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.replay import cancelled, in_order, replay
from quiz.study.settings import StudySettings
from quiz.testing.histories import state_of

QUICK = settings(max_examples=2000, database=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck])


@pytest.mark.parametrize("text", ["\u200b", "\u2060", "\u115f", "\u00ad", "\u3000\u200d", ":{}\\", " "])
def test_a_blank_hides_something_even_where_nothing_of_it_can_be_seen(text: str) -> None:
    assert isinstance(find(quiz.testing.values("cloze", st.just(text)), lambda _: True, settings=QUICK), Cloze)


@pytest.mark.parametrize(
    "kind", [Text, RichText, TermName, quiz.Quantity, quiz.Date, Boolean, Listed, SetOf, Picture, Sound, Cloze]
)
def test_values_of_every_type_are_drawn(kind: type) -> None:
    assert isinstance(find(quiz.testing.values(), lambda value: isinstance(value, kind), settings=QUICK), kind)


@given(st.data())
def test_values_of_a_type_are_of_it(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([*BUILT_IN_TYPES, "city"]))
    value: Value = data.draw(quiz.testing.values(kind))
    assert value.key
    if kind not in {"list", "set"}:  # whose members take a type of their own
        deck = quiz.Deck("d", facts=[Fact("A", "r", value)], relations=[quiz.Relation("r", value=kind)])
        assert value == deck.facts[0].value


@pytest.mark.parametrize("status", Status)
def test_every_status_is_drawn(status: Status) -> None:
    find(quiz.testing.facts(), lambda fact: fact.status is status, settings=QUICK)


@pytest.mark.parametrize(
    "name",
    [
        *("since", "until", "as_of", "according_to", "sources", "tags", "wrong", "id"),
        *("accept", "note", "feedback", "front", "kept"),
    ],
)
def test_every_qualifier_is_drawn(name: str) -> None:
    find(quiz.testing.facts(), lambda fact: bool(getattr(fact, name)), settings=QUICK)


@given(quiz.testing.texts(), quiz.testing.names())
def test_names_can_name_a_thing(text: str, name: str) -> None:
    assert isinstance(text, str)
    assert quiz.Term(name).name


@given(quiz.testing.plain_names())
def test_plain_names_stay_as_they_are(name: str) -> None:
    assert name.split() == quiz.Term(name).name.split()


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(quiz.testing.decks(words=quiz.testing.plain_names(), max_facts=3))
def test_decks_of_plain_words(deck: quiz.Deck) -> None:
    assert len(deck.id) <= 12
    assert all("\x1b" not in card.prompt for card in quiz.generate(deck))


@given(quiz.testing.histories())
def test_histories_are_logs_in_order(log: list[Event]) -> None:
    assert in_order(log) == log
    for device in ("desk", "phone"):
        own = [event.sequence for event in log if event.device == device]
        assert own == [*range(1, len(own) + 1)]
    for event in log:
        if isinstance(event, Undone):
            assert any((event.target_device, event.target_sequence) == (one.device, one.sequence) for one in log)


@given(quiz.testing.histories())
def test_a_history_replays_to_what_was_known_at_its_end(log: list[Event]) -> None:
    states = replay(log, DEFAULT_PARAMETERS)
    for card in ("ant", "bee", "cat"):
        state = state_of(card, log, StudySettings())
        assert states.get(card) in {None, state} if state.reps == 0 else states[card] == state


@given(quiz.testing.reviews("x"))
def test_reviews_follow_their_schedule(log: list[Reviewed]) -> None:
    assert {"x"} >= {event.card for event in log}
    assert all(event.due_day >= event.day for event in log)


@pytest.mark.parametrize("kind", [Reviewed, Undone, Suspended, Resumed, Buried, Marked])
def test_events_of_every_kind_are_drawn(kind: type) -> None:
    find(quiz.testing.histories(), lambda log: any(isinstance(event, kind) for event in log), settings=QUICK)


def test_some_events_are_taken_back() -> None:
    find(quiz.testing.histories(), lambda log: len(cancelled(log)) > 1, settings=QUICK)


def test_without_hypothesis_the_extra_is_named() -> None:
    code = "import sys; sys.modules['hypothesis'] = None\nimport quiz\nimport quiz.testing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'ImportError: quiz.testing needs hypothesis; install it with: pip install "factquiz[testing]"' in done.stderr
