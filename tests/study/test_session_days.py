"""A session keeps the days of its answers: across the rollover, a change of the clock, a flight and a wrong clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.memory.events import CardEvent, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.day import FURTHEST_FLIGHT, milliseconds, study_day
from quiz.study.question import Result
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from tests.collection.samples import SYMBOLS, check_replay, studying
from tests.study.samples import CAPITALS, DAY, NOON, ZONE

AGAIN, GOOD, EASY = Rating.AGAIN, Rating.GOOD, Rating.EASY
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TOKYO, HONOLULU, AUCKLAND = (ZoneInfo(name) for name in ("Asia/Tokyo", "Pacific/Honolulu", "Pacific/Auckland"))
LATE = datetime(2025, 11, 9, 3, 50, tzinfo=ZONE)
"""Ten minutes before study day `DAY` ends."""


def answered(session: Session, rating: Rating, now: datetime) -> Reviewed:
    question = session.next(now)
    assert question is not None
    result = session.answer(rating, now)
    assert isinstance(result, Result)
    return result.review


def after(now: datetime, span: timedelta, zone: ZoneInfo | None = None) -> datetime:
    """Return the moment that much later, on the clock of the same zone or of another."""
    return (now.astimezone(UTC) + span).astimezone(zone or now.tzinfo)


# The hour at which a day begins


def test_a_queue_that_was_begun_yesterday_goes_on_and_its_answers_have_the_days_on_which_they_are_given() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=LATE, new=6)
    days = [answered(session, EASY, LATE + number * 4 * MINUTE).day for number in range(6)]
    assert [DAY, DAY, DAY, DAY + 1, DAY + 1, DAY + 1] == days
    assert 0 == session.left.total
    check_replay(collection)


def test_new_cards_count_for_the_day_on_which_they_are_met() -> None:
    collection = studying(CAPITALS, settings=StudySettings(new_per_day=4))
    session = collection.session(now=LATE)
    for number in range(4):
        answered(session, EASY, LATE + number * 5 * MINUTE)
    assert session.next(LATE + 20 * MINUTE) is None
    assert 2 == collection.due(LATE + 20 * MINUTE)[0].new  # two were met today, after the rollover
    assert 2 == collection.due(LATE)[0].new  # and two before


def test_undoing_across_the_rollover() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=LATE, new=2)
    before = answered(session, EASY, LATE)
    session.undo(LATE + HOUR)
    again = answered(session, GOOD, LATE + HOUR)
    assert (before.card, DAY + 1, Phase.LEARNING) == (again.card, again.day, again.phase)
    assert 1 == collection.state(before.card).reps
    session.undo(LATE + HOUR)
    session.redo(LATE + 2 * HOUR)
    assert DAY + 1 == collection.state(before.card).last_day
    check_replay(collection)


def test_a_card_buried_yesterday_stays_out_of_this_session() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=LATE, new=2)
    question = session.next(LATE)
    assert question is not None
    session.bury(LATE)
    assert answered(session, EASY, LATE + HOUR).card != question.card.id
    assert session.next(LATE + HOUR) is None
    assert question.card.id == answered(collection.session(now=LATE + HOUR, new=1), EASY, LATE + HOUR).card


# A change of the clock


def test_steps_are_spans_of_time_when_the_clock_is_put_forward() -> None:
    collection = studying(CAPITALS)
    now = datetime(2026, 3, 29, 1, 55, tzinfo=ZONE)
    session = collection.session(now=now, new=1)
    event = answered(session, GOOD, now)  # in ten minutes, when the clock reads 03:05
    assert milliseconds(datetime(2026, 3, 29, 3, 5, tzinfo=ZONE)) == event.due_at == event.at + 600_000
    assert event.card == answered(session, GOOD, datetime(2026, 3, 29, 3, 5, tzinfo=ZONE)).card


def test_steps_are_spans_of_time_when_the_clock_is_put_back() -> None:
    collection = studying(CAPITALS, settings=StudySettings(learning_steps=(600, 3600), learn_ahead=0))
    first = datetime(2025, 10, 26, 2, 50, tzinfo=ZONE)
    session = collection.session(now=first, new=1)
    event = answered(session, GOOD, first)
    assert session.next(datetime(2025, 10, 26, 2, 49, fold=1, tzinfo=ZONE)) is None
    again = answered(session, GOOD, datetime(2025, 10, 26, 2, 50, fold=1, tzinfo=ZONE))
    assert (event.card, 3_600_000, event.day) == (again.card, again.at - event.at, again.day)


def test_a_step_into_the_day_after_a_change_is_due_when_that_day_begins() -> None:
    collection = studying(CAPITALS, settings=StudySettings(learning_steps=(86_400,)))
    now = datetime(2025, 10, 25, 22, tzinfo=ZONE)
    event = answered(collection.session(now=now, new=1), AGAIN, now)
    assert milliseconds(datetime(2025, 10, 26, 4, tzinfo=ZONE)) == event.due_at


# Flights


@pytest.mark.parametrize(
    ("here", "there"), [(TOKYO, HONOLULU), (HONOLULU, TOKYO), (AUCKLAND, HONOLULU), (HONOLULU, AUCKLAND), (TOKYO, ZONE)]
)
def test_a_session_goes_on_after_a_flight(here: ZoneInfo, there: ZoneInfo) -> None:
    collection = studying(CAPITALS)
    now = datetime(2025, 11, 8, 12, tzinfo=here)
    session = collection.session(now=now, new=3)
    before = [answered(session, AGAIN, now), answered(session, EASY, now)]
    landed = after(now, 8 * HOUR, there)
    learning = answered(session, GOOD, landed)
    assert before[0].card == learning.card  # it has been due for hours, whatever day it is here
    assert learning.day == max(study_day(landed), DAY)
    assert study_day(landed) == answered(session, EASY, landed).day  # a card that was never answered on a later day
    assert learning.card == answered(session, GOOD, after(landed, 10 * MINUTE)).card
    state = collection.state(learning.card)
    assert (3, Phase.REVIEW) == (state.reps, state.phase)
    assert (DAY, before[1].due_day) == ((kept := collection.state(before[1].card)).last_day, kept.due_day)
    assert session.next(after(landed, 10 * MINUTE)) is None
    check_replay(collection)


def test_a_step_begun_before_a_flight_east_is_asked_in_the_first_session_after_it() -> None:
    collection = studying(CAPITALS)
    now = datetime(2025, 11, 8, 8, tzinfo=TOKYO)
    event = answered(collection.session(now=now, new=1), AGAIN, now)
    landed = after(now, 7 * HOUR, HONOLULU)
    assert (DAY, DAY - 1) == (event.due_day, collection.day(landed))
    assert event.card == answered(collection.session(now=landed, new=0), EASY, landed).card
    assert Phase.REVIEW is collection.state(event.card).phase
    assert collection.session(now=landed, new=0).next(landed) is None


def test_what_was_put_away_after_a_flight_east_stays_away() -> None:
    collection = studying(CAPITALS)
    now = datetime(2025, 11, 8, 8, tzinfo=TOKYO)
    session = collection.session(now=now, new=1)
    card = answered(session, AGAIN, now).card
    landed = after(now, 7 * HOUR, HONOLULU)
    assert session.next(landed) is not None
    session.bury(landed)
    assert collection.state(card).hidden(collection.day(landed))
    check_replay(collection)


# Wrong clocks


def test_a_clock_that_was_years_ahead_loses_no_answer() -> None:
    collection = studying(CAPITALS, SYMBOLS)
    ahead = NOON.replace(year=2045)
    session = collection.session(now=ahead, new=2)
    wrong = [answered(session, rating, ahead) for rating in (EASY, AGAIN)]
    right = [answered(collection.session(now=NOON, new=3), GOOD, NOON) for _ in range(1)]
    session = collection.session(now=NOON, new=20)
    while session.next(NOON) is not None:
        right.append(answered(session, EASY, NOON))
    assert {DAY} == {event.day for event in right}
    session.undo(NOON)
    reviews = [event for event in collection.events() if isinstance(event, Reviewed)]
    assert len(wrong) + len(right) == len(reviews)
    assert {collection.day(ahead)} == {event.day for event in reviews[-2:]}
    found = collection.stats(NOON)
    assert len(right) - 1 == found.reviews  # what a wrong clock called a later day does not count yet
    check_replay(collection)


def test_an_answer_to_a_card_that_a_wrong_clock_answered_is_kept() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=NOON, new=1)
    question = session.next(NOON)
    assert question is not None
    ahead = NOON.replace(year=2045)
    wrong = answered(collection.session(now=ahead, new=1), EASY, ahead)
    right = answered(session, AGAIN, NOON)
    assert (question.card.id, question.card.id, DAY) == (wrong.card, right.card, right.day)
    assert [right, wrong] == reviews_of(collection)  # in the order of their days
    state = collection.state(right.card)
    assert (2, wrong.due_day) == (state.reps, state.due_day)  # a due day that was given never moves
    session.undo(NOON)
    session.redo(NOON)
    assert state == collection.state(right.card)
    check_replay(collection)


def test_an_answer_from_a_wrong_clock_can_be_taken_back() -> None:
    collection = studying(CAPITALS)
    ahead = NOON.replace(year=2045)
    session = collection.session(now=ahead, new=1)
    card = answered(session, EASY, ahead).card
    session.undo(NOON)
    assert Phase.NEW is collection.state(card).phase
    assert card == answered(session, EASY, NOON).card
    assert DAY == collection.state(card).last_day


def test_a_clock_put_back_between_two_answers() -> None:
    collection = studying(CAPITALS)
    session = collection.session(now=NOON, new=1)
    first = answered(session, AGAIN, NOON)
    back = NOON - 3 * HOUR
    assert session.next(back) is None  # it waits for its moment, as the clock has it now
    second = answered(collection.session(now=NOON + MINUTE, new=0), EASY, NOON + MINUTE)
    assert (first.card, 2) == (second.card, collection.state(first.card).reps)
    for days in (-1, -2, -400):
        due = collection.state(first.card).due_day
        assert collection.session(now=NOON + timedelta(days=days), new=0).next(NOON) is None
        assert due == collection.state(first.card).due_day


# Everything at once


def journey(data: st.DataObject) -> None:
    """Study while clocks run on, zones change and sessions come and go, and check every day and due day at the end."""
    names = st.sampled_from(sorted(available_timezones()))
    rollover = data.draw(st.integers(0, 23))
    collection = studying(CAPITALS, SYMBOLS, settings=StudySettings(rollover_hour=rollover))
    zone = ZoneInfo(data.draw(names))
    now = datetime(2025, 3, 29, 12, tzinfo=UTC).astimezone(zone)
    session = collection.session(now=now, new=6)
    expected: dict[tuple[str, int], tuple[int, int]] = {}
    for _ in range(data.draw(st.integers(1, 14))):
        if data.draw(st.integers(0, 3)) == 0:
            zone = ZoneInfo(data.draw(names))
        now = after(now, timedelta(seconds=data.draw(st.sampled_from((5, 600, 3600, 40_000)))), zone)
        if data.draw(st.integers(0, 5)) == 0:
            session = collection.session(now=now, new=3, form=Form.REVEAL)
        question = session.next(now)
        if question is None:
            continue
        last = collection.state(question.card.id).last_day
        event = answered(session, data.draw(st.sampled_from(Rating)), now)
        today = study_day(now, rollover)
        joined = last is not None and today < last <= today + FURTHEST_FLIGHT
        assert (last if joined else today) == event.day
        assert event.at == milliseconds(now)
        assert event.due_day >= today
        expected[event.device, event.sequence] = (event.day, event.due_day)
        if data.draw(st.integers(0, 6)) == 0:
            session.undo(now)
            session.redo(now)
    found = {(event.device, event.sequence): (event.day, event.due_day) for event in reviews_of(collection)}
    assert expected == found
    # Whatever the calendars of the places said, the answers to a card come in the order in which they were given.
    for card in {event.card for event in reviews_of(collection)}:
        events = [event for event in reviews_of(collection) if event.card == card]
        assert [event.sequence for event in events] == sorted(event.sequence for event in events)
        assert (events[-1].due_day, events[-1].phase) == ((state := collection.state(card)).due_day, state.phase)
    check_replay(collection)


@settings(max_examples=60)
@given(st.data())
def test_every_answer_keeps_its_day_wherever_and_whenever_it_is_given(data: st.DataObject) -> None:
    journey(data)


@pytest.mark.long
@settings(max_examples=1500)
@given(st.data())
def test_a_thousand_journeys(data: st.DataObject) -> None:
    journey(data)


def reviews_of(collection: Collection) -> list[Reviewed]:
    return [event for event in collection.events() if isinstance(event, Reviewed)]


def test_events_outside_a_session_follow_the_last_answer_too() -> None:
    collection = studying(CAPITALS)
    now = datetime(2025, 11, 8, 8, tzinfo=TOKYO)
    event: CardEvent = answered(collection.session(now=now, new=1), EASY, now)
    state = collection.record(evolve(event, device="", sequence=0, day=event.day - 1, at=event.at + 1))
    assert (2, DAY) == (state.reps, state.last_day)
