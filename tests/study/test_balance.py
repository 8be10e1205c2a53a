"""Which day of a range is taken. The weights of examples were worked out by hand from the rules that the module names."""

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from math import floor
from random import Random
from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.memory import fsrs
from quiz.memory.fuzz import draw, fuzz_range, placed
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.balance import FARTHEST, choose_day, weekday
from quiz.study.settings import StudySettings
from quiz.study.steps import Moment, Prospect, _least, prospects
from tests.study.samples import DAY, HOURS, MOMENT, review

MONDAY = DAY + 2
"""10 November 2025; `DAY` is a Saturday."""
DRAWS = [draw(f"card {number}", 3) for number in range(2000)]
WEEKEND_OFF = (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)


def taken(first: int, last: int, **given: object) -> Counter[int]:
    """Return how often each day of a range is taken by 2,000 draws."""
    return Counter(choose_day(first, last, number, today=DAY, **given) for number in DRAWS)  # type: ignore[arg-type]


def test_days_of_the_week() -> None:
    assert [3, 4, 5, 6, 0, 1, 2, 3] == [weekday(day) for day in range(8)]
    assert [5, 6, 0] == [weekday(DAY), weekday(DAY + 1), weekday(MONDAY)]


def test_without_anything_to_weigh_it_is_fuzz() -> None:
    for number in DRAWS[:200]:
        assert DAY + placed(8, 12, number) == choose_day(DAY + 8, DAY + 12, number, today=DAY)
        assert DAY + placed(8, 12, number) == choose_day(DAY + 8, DAY + 12, number, today=DAY, busy={})


def test_an_empty_day_is_taken_before_others() -> None:
    # Weights 10^-3, 1 and 12^-3: the empty day gets 1 of 1.0016.
    found = taken(DAY + 10, DAY + 12, busy={DAY + 10: 1, DAY + 12: 1})
    assert found[DAY + 11] > 1980


def test_twice_as_many_reviews_weigh_less_than_a_quarter() -> None:
    # 5^-2.15 · 10^-3 to 10^-2.15 · 11^-3, 5.9 to 1.
    found = taken(DAY + 10, DAY + 11, busy={DAY + 10: 5, DAY + 11: 10})
    assert 5.2 < found[DAY + 10] / found[DAY + 11] < 6.8


def test_earlier_days_weigh_more_than_later_ones_with_as_many_reviews() -> None:
    # (12/8)^3 is 3.4.
    found = taken(DAY + 8, DAY + 12, busy=lambda _: 7)
    assert 2.7 < found[DAY + 8] / found[DAY + 12] < 4.2


def test_a_day_with_a_sibling_is_avoided() -> None:
    found = taken(DAY + 10, DAY + 11, siblings={DAY + 10})
    assert found[DAY + 11] > 1990
    assert {DAY + 10: 2000} == taken(DAY + 10, DAY + 10, siblings={DAY + 10})


def test_an_easy_day_without_a_share_is_never_taken_when_there_is_another() -> None:
    assert set(range(MONDAY, MONDAY + 5)) == set(taken(MONDAY, MONDAY + 6, easy_days=WEEKEND_OFF))
    crowded = dict.fromkeys(range(MONDAY, MONDAY + 5), 500)
    assert set(range(MONDAY, MONDAY + 5)) == set(taken(MONDAY, MONDAY + 6, easy_days=WEEKEND_OFF, busy=crowded))
    # Where there is no other, it is fuzz again.
    assert {MONDAY + 5, MONDAY + 6} == set(taken(MONDAY + 5, MONDAY + 6, easy_days=WEEKEND_OFF))


def test_a_day_with_half_a_share_is_full_when_it_has_half_of_what_others_have() -> None:
    # Tuesday: 6 reviews as a half are 12 as a whole, above the 10 of Monday; 4 are 8.
    halves = (1.0, 0.5, 1.0, 1.0, 1.0, 1.0, 1.0)
    assert {MONDAY: 2000} == taken(MONDAY, MONDAY + 1, easy_days=halves, busy={MONDAY: 10, MONDAY + 1: 60})
    full = taken(MONDAY, MONDAY + 1, easy_days=halves, busy={MONDAY: 10, MONDAY + 1: 6})
    open_ = taken(MONDAY, MONDAY + 1, easy_days=halves, busy={MONDAY: 10, MONDAY + 1: 4})
    assert full[MONDAY + 1] < 20
    assert open_[MONDAY + 1] > 1000


def test_without_counts_a_day_is_taken_as_often_as_its_share_says() -> None:
    quarters = (1.0, 0.25, 1.0, 1.0, 1.0, 1.0, 1.0)
    for first in (MONDAY, MONDAY + 7 * 20):  # of days far away, counts say nothing
        assert first == MONDAY or first - DAY > FARTHEST
        found = taken(first, first + 1, easy_days=quarters, busy=None if first == MONDAY else {first: 1000})
        assert 0.2 < found[first + 1] / found[first] < 0.3


def test_counts_of_days_far_away_are_not_asked_for() -> None:
    def busy(day: int) -> int:
        raise AssertionError(day)

    assert DAY + 200 <= choose_day(DAY + 200, DAY + 220, 5, today=DAY, busy=busy) <= DAY + 220


shares = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
weeks = st.lists(shares, min_size=7, max_size=7).map(tuple)
ranges = st.tuples(st.integers(1, 120), st.integers(0, 30)).map(lambda pair: (DAY + pair[0], DAY + sum(pair)))
numbers = st.integers(0, 2**64 - 1)
counts = st.dictionaries(st.integers(DAY, DAY + 160), st.integers(0, 10_000))
sets_of_days = st.frozensets(st.integers(DAY, DAY + 160), max_size=10)


@given(ranges, numbers, st.none() | counts, weeks, sets_of_days)
def test_the_day_is_in_the_range_and_no_easy_day_where_there_is_another(
    bounds: tuple[int, int], number: int, busy: dict[int, int] | None, week: tuple[float, ...], siblings: frozenset[int]
) -> None:
    first, last = bounds
    found = choose_day(first, last, number, today=DAY, busy=busy, easy_days=week, siblings=siblings)
    assert first <= found <= last
    assert found == choose_day(first, last, number, today=DAY, busy=busy, easy_days=week, siblings=siblings)
    if busy is not None:
        assert found == choose_day(
            first, last, number, today=DAY, busy=lambda day: busy.get(day, 0), easy_days=week, siblings=siblings
        )
    if any(week[weekday(day)] for day in range(first, last + 1)):
        assert week[weekday(found)]


@given(ranges, numbers, shares)
def test_weeks_whose_days_are_alike_change_nothing(bounds: tuple[int, int], number: int, share: float) -> None:
    first, last = bounds
    assert placed(first, last, number) == choose_day(first, last, number, today=DAY, easy_days=(share,) * 7)


# How prospects use it.

phases = st.sampled_from([Phase.NEW, Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING])


@st.composite
def states(draw_from: st.DrawFn) -> CardState:
    phase = draw_from(phases)
    if phase is Phase.NEW:
        return CardState()
    memory = MemoryState(draw_from(st.floats(0.1, 400)), draw_from(st.floats(1, 10)))
    last = DAY - draw_from(st.integers(0, 300))
    due = last + draw_from(st.integers(0 if phase is not Phase.REVIEW else 1, 300))
    return CardState(phase, memory, 0, due, None, last, reps=draw_from(st.integers(1, 30)))


def check_ranges(state: CardState, settings: StudySettings, found: Mapping[Rating, Prospect]) -> None:
    """Check that every interval lies in the range that fuzz gives it."""
    days = {rating: prospect.due_day - DAY for rating, prospect in found.items() if prospect.due_at is None}
    last = (state.due_day or 0) - (state.last_day or 0)
    maximum = settings.maximum_interval
    for rating in days.keys() - {Rating.AGAIN}:
        memory = fsrs.step(state.memory, DAY - (state.last_day or DAY), rating, settings.parameters)
        wanted = fsrs.interval(memory.stability, settings.desired_retention, settings.parameters)
        if state.phase is Phase.REVIEW:
            least = max(days.get(Rating(rating - 1), 0) + 1 if rating > Rating.HARD else 1, _least(wanted, last, maximum))
            low, high = fuzz_range(wanted, maximum, minimum=least)
        else:  # Easy comes after Good, the day of which is not known here when a step comes next
            whole = max(floor(wanted + 0.5), 1)
            low, high = fuzz_range(whole, maximum)
            high = max(high, fuzz_range(whole, maximum, minimum=high + 1)[1] if rating is Rating.EASY else 0)
        assert low <= days[rating] <= high


spreading = st.builds(
    StudySettings,
    easy_days=weeks,
    maximum_interval=st.sampled_from([7, 90, 36_500]),
    learning_steps=st.sampled_from([(), (600,)]),
    relearning_steps=st.sampled_from([(), (600,)]),
)


@given(states(), spreading, counts, sets_of_days)
def test_grades_keep_their_order_and_their_range(
    state: CardState, settings: StudySettings, busy: dict[int, int], siblings: frozenset[int]
) -> None:
    found = prospects("card", state, MOMENT, settings, busy=busy, siblings=siblings)
    check_ranges(state, settings, found)
    passing = [found[rating].due_day for rating in Rating if rating > Rating.AGAIN and found[rating].due_at is None]
    assert sorted(passing) == passing
    if state.phase is Phase.REVIEW:
        assert all(one < other or one == DAY + settings.maximum_interval for one, other in pairwise(passing))
    assert found == prospects("card", state, MOMENT, settings, busy=busy, siblings=siblings)


@given(states(), counts)
def test_no_load_is_like_fuzz(state: CardState, busy: dict[int, int]) -> None:
    plain = prospects("card", state, MOMENT, StudySettings())
    assert plain == prospects("card", state, MOMENT, StudySettings(), busy={})
    assert plain == prospects("card", state, MOMENT, StudySettings(load_balance=False), busy=busy)
    exact = StudySettings(fuzz=False)
    assert prospects("card", state, MOMENT, exact) == prospects("card", state, MOMENT, exact, busy=busy, siblings={DAY + 3})


def test_an_easy_day_is_avoided_with_and_without_counts() -> None:
    settings = StudySettings(easy_days=WEEKEND_OFF)
    for busy in (None, {}, {MONDAY: 50}):
        for number in range(200):
            good = prospects(f"card {number}", review(), MOMENT, settings, busy=busy)[Rating.GOOD]
            assert weekday(good.due_day) < 5


def test_grades_keep_their_order_where_only_the_shorter_range_is_weighed() -> None:
    # Intervals of 97, 98 and 99 days: the range of the first begins within 90 days, where reviews are counted, the others later.
    firsts = (1.0, 97.0, 98.0, 99.0)
    settings = StudySettings(parameters=firsts + fsrs.DEFAULT_PARAMETERS[4:], learning_steps=())
    assert [90, 91, 92] == [fuzz_range(days, 36_500)[0] for days in (97, 98, 99)]
    crowded = dict.fromkeys(range(DAY + 90, DAY + 104), 1000)
    for number in range(100):
        found = prospects(f"card {number}", CardState(), MOMENT, settings, busy=crowded)
        assert DAY + 104 == found[Rating.HARD].due_day
        assert DAY + 104 <= found[Rating.GOOD].due_day <= found[Rating.EASY].due_day


def test_a_week_has_seven_shares() -> None:
    with pytest.raises(UsageError, match="7 numbers, but 6 were given"):
        StudySettings(easy_days=(1.0,) * 6)


# A learner's months: every day new cards, every review when it is due, answered rightly as often as memory says.


def months(settings: StudySettings, *, known: bool, days: int, new: int, seed: int = 1) -> list[int]:
    """Return how many reviews there were on each day."""
    rng = Random(seed)
    due: dict[int, list[tuple[str, CardState]]] = {}
    load: Counter[int] = Counter()
    done = []

    def answer(card: str, state: CardState, today: int, rating: Rating) -> None:
        now = Moment(today * 24 * HOURS, today, (today + 1) * 24 * HOURS)
        prospect = prospects(card, state, now, settings, busy=load.__getitem__ if known else None)[rating]
        memory = fsrs.step(state.memory, today - (state.last_day or today), rating, settings.parameters)
        later = CardState(Phase.REVIEW, memory, 0, prospect.due_day, None, today, reps=state.reps + 1)
        due.setdefault(prospect.due_day, []).append((card, later))
        load[prospect.due_day] += 1

    for today in range(DAY, DAY + days):
        waiting = due.pop(today, [])
        done.append(len(waiting))
        for card, state in waiting:
            assert state.memory is not None
            assert state.last_day is not None
            recall = fsrs.retrievability(state.memory.stability, today - state.last_day, settings.parameters)
            answer(card, state, today, Rating.GOOD if rng.random() < recall else Rating.AGAIN)
        for number in range(new):
            answer(f"{today}-{number}", CardState(), today, Rating.EASY)
    return done


MONTHS = StudySettings(relearning_steps=())


def spread(load: list[int]) -> float:
    """How far a day's load lies from that of the week around it: the variance of their ratio."""
    weeks = [sum(load[day - 3 : day + 4]) / 7 for day in range(60, len(load) - 3)]
    return pvariance(load[day] / week for day, week in zip(range(60, len(load) - 3), weeks, strict=True))


def test_balance_evens_out_the_days() -> None:
    fuzzed = spread(months(MONTHS, known=False, days=150, new=6))
    balanced = spread(months(MONTHS, known=True, days=150, new=6))
    assert balanced < 0.5 * fuzzed


def test_easy_days_have_the_share_that_they_are_given() -> None:
    settings = StudySettings(relearning_steps=(), easy_days=(1.0, 1.0, 0.5, 1.0, 1.0, 1.0, 0.0))
    load = months(settings, known=True, days=150, new=6)[60:]
    by_weekday = [sum(load[place] for place in range(len(load)) if weekday(DAY + 60 + place) == day) for day in range(7)]
    usual = sum(by_weekday[day] for day in (0, 1, 3, 4, 5)) / 5
    # Intervals of a day or two have no other day to go to.
    assert by_weekday[6] < 0.25 * usual
    assert 0.35 * usual < by_weekday[2] < 0.7 * usual


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_balance_evens_out_the_days_of_a_year(seed: int) -> None:
    fuzzed = months(MONTHS, known=False, days=400, new=10, seed=seed)
    balanced = months(MONTHS, known=True, days=400, new=10, seed=seed)
    assert spread(balanced) < 0.5 * spread(fuzzed)
    # What is learned costs as much: the days are as far apart as fuzz has them.
    assert 0.97 < sum(balanced) / sum(fuzzed) < 1.06
