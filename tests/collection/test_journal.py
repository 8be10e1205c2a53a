"""Every answer is one transaction, and what is kept of its card is what the log says."""

import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.collection.collection import Collection
from quiz.errors import NotFoundError
from quiz.memory.events import Buried, CardEvent, Event, Marked, Resumed, Retaught, Reviewed, Suspended
from quiz.memory.rating import Rating
from quiz.memory.replay import replay
from quiz.memory.state import CardState, Phase
from quiz.study.day import milliseconds
from tests.collection.samples import card_id, check_replay, study, studying
from tests.study.samples import CAPITALS, DAY, HOURS, NOON

ROOT = Path(__file__).parent.parent.parent
AT = milliseconds(NOON)


def reviewed(card: str, *, day: int = DAY, at: int = AT, rating: int = 3, answer: str | None = None) -> Reviewed:
    return Reviewed(
        card=card, day=day, at=at, rating=Rating(rating), phase=Phase.REVIEW, due_day=day + 3, form="typed", answer=answer
    )


when = {"day": st.integers(DAY - 2, DAY + 2), "at": st.integers(AT, AT + 3), "card": st.sampled_from(["a", "b"])}
card_events: st.SearchStrategy[CardEvent] = st.one_of(
    st.builds(reviewed, rating=st.integers(1, 4), **when),
    st.builds(Marked, on=st.booleans(), **when),
    st.builds(Buried, until=st.integers(DAY, DAY + 3), **when),
    *(st.builds(kind, **when) for kind in (Suspended, Resumed, Retaught)),
)


@settings(max_examples=60)
@given(st.lists(st.one_of(card_events, st.integers(0, 20)), max_size=20))
def test_whatever_the_clock_says_the_state_is_what_the_log_says(steps: list[CardEvent | int]) -> None:
    """Record events in any order of time; a number takes back, or brings back, an event recorded before."""
    with Collection.in_memory() as collection:
        log: list[Event] = []
        for step in steps:
            if isinstance(step, CardEvent):
                event, state = collection.journal.record(step.card, lambda _, step=step: step)  # type: ignore[misc]
                log.append(event)
                assert state == collection.state(step.card)
            elif log:
                log.append(collection.journal.take_back(log[step % len(log)], AT + step, DAY)[0])
            expected = replay(log, collection.settings.parameters)
            assert {card: expected.get(card, CardState()) for card in "ab"} == collection.store.states("ab")
        assert sorted(log, key=lambda event: event.sequence) == sorted(collection.events(), key=lambda event: event.sequence)


def test_an_event_is_made_of_the_state_at_that_moment() -> None:
    with studying(CAPITALS) as collection:
        card = card_id(collection, "capitals", "France")
        known = []
        for _ in range(3):
            collection.journal.record(card, lambda state: known.append(state.reps) or reviewed(card))  # type: ignore[func-returns-value]
        assert [0, 1, 2] == known


def test_a_failure_records_nothing() -> None:
    with studying(CAPITALS) as collection:
        card = card_id(collection, "capitals", "France")

        def fail(_: CardState) -> Reviewed:
            raise RuntimeError

        before = list(collection.events())
        with pytest.raises(RuntimeError):
            collection.journal.record(card, fail)
        assert (before, CardState()) == (list(collection.events()), collection.state(card))


def test_an_unknown_card() -> None:
    with studying(CAPITALS) as collection, pytest.raises(NotFoundError):
        collection.journal.card("nowhere")


def test_confusions_are_the_wrong_answers_that_stand() -> None:
    with studying(CAPITALS) as collection:
        card = card_id(collection, "capitals", "France")
        journal = collection.journal
        for second, (answer, rating) in enumerate(
            [("Rome", 1), ("Oslo", 1), ("Lyon", 3), ("Rome", 1), ("paris", 1), (None, 1), ("", 1)]
        ):
            collection.record(reviewed(card, at=AT + second, rating=rating, answer=answer))
        assert ("Rome", "Oslo") == journal.confusions(card)
        taken_back, _ = journal.record(card, lambda _: reviewed(card, at=AT + 9, rating=1, answer="Madrid"))
        assert ("Madrid", "Rome", "Oslo") == journal.confusions(card)
        journal.take_back(taken_back, AT + 10, DAY)
        assert ("Rome", "Oslo") == journal.confusions(card)


def test_a_long_history_is_no_burden() -> None:
    with studying(CAPITALS) as collection:
        card = card_id(collection, "capitals", "France")
        collection.store.append_all(reviewed(card, day=DAY - 1000 + day) for day in range(1000))
        started = time.perf_counter()
        collection.record(reviewed(card, day=DAY))
        assert time.perf_counter() - started < 0.5
        assert 1001 == collection.state(card).reps


# Processes


STUDY = """if True:
    import random, sys
    from datetime import datetime, timedelta, timezone
    from quiz.collection.collection import Collection
    from quiz.memory.rating import Rating
    from quiz.errors import SessionError
    from tests.study.samples import NOON

    path, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    source, now = random.Random(seed), NOON
    with Collection.open(path) as collection:
        session = collection.session(now=now, new=1000)
        while count:
            if session.next(now) is None:
                now += timedelta(hours=12)
                session = collection.session(now=now, new=1000)
                continue
            step = source.random()
            if step < 0.1 and session.can_undo:
                event = session.undo(now)
            elif step < 0.2 and session.can_redo:
                event = session.redo(now)
            elif step < 0.25:
                session.mark(now)
                continue
            else:
                event = session.answer(source.choice(list(Rating)), now).event
                print("saved", event.device, event.sequence, flush=True)
                count -= 1
            now += timedelta(seconds=source.randint(1, 300))
"""


def studying_process(path: Path, seed: int, count: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", STUDY, str(path), str(seed), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged(lines: str) -> set[tuple[str, int]]:
    """Return the names of the answers that were said to be saved; a line that was cut off says nothing."""
    whole = [line.split() for line in lines.split("\n")[:-1]]
    return {(device, int(sequence)) for _, device, sequence in whole}


def check_kills(path: Path, times: int, seed: int) -> None:
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
    source = random.Random(seed)
    saved: set[tuple[str, int]] = set()
    for number in range(times):
        process = studying_process(path, number, 1_000_000)
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(source.uniform(0, 0.1))
        process.kill()
        saved |= acknowledged(first + process.communicate()[0])
        with Collection.open(path) as collection:
            answers = {(event.device, event.sequence) for event in collection.events() if isinstance(event, Reviewed)}
            assert saved <= answers
            check_replay(collection)
            assert "ok" == collection.store._database.value("PRAGMA integrity_check")
    assert len(saved) > 2 * times


def test_every_acknowledged_answer_survives_a_kill(tmp_path: Path) -> None:
    check_kills(tmp_path / "c.quiz", times=20, seed=1)


@pytest.mark.long
def test_every_acknowledged_answer_survives_many_kills(tmp_path: Path) -> None:
    check_kills(tmp_path / "c.quiz", times=200, seed=2)


def test_two_processes_study_at_once(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
    running = [studying_process(path, seed, 60) for seed in (1, 2)]
    said = [process.communicate(timeout=60)[0] for process in running]
    assert [0, 0] == [process.returncode for process in running]
    assert [60, 60] == [len(acknowledged(lines)) for lines in said]
    with Collection.open(path) as collection:
        answers = {(event.device, event.sequence) for event in collection.events() if isinstance(event, Reviewed)}
        assert acknowledged("".join(said)) == answers
        check_replay(collection)


def test_two_collections_on_one_file_see_each_other(tmp_path: Path) -> None:
    path = tmp_path / "c.quiz"
    with Collection.open(path) as one, Collection.open(path) as other:
        one.add(CAPITALS, NOON)
        assert ["capitals"] == [row.deck for row in other.decks()]
        cards = study(one, limit=3)
        card = cards[0]
        assert one.state(card) == other.state(card) != CardState()
        assert 3 == other.due(NOON)[0].done_today
        other.record(reviewed(card, day=DAY, at=AT + HOURS))
        assert 2 == one.state(card).reps
        check_replay(one)
        other.remove("capitals", NOON + timedelta(days=1))
        assert [] == one.decks()
