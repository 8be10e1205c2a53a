"""What a grade leads to. Examples were worked out by hand from the rules of Anki's scheduler and the formulas of FSRS-6."""

from itertools import pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory import fsrs
from quiz.memory.fuzz import fuzz_range
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.settings import StudySettings
from quiz.study.steps import DAY as SECONDS_A_DAY
from quiz.study.steps import Moment, Prospect, prospects
from tests.study.samples import DAY, HOURS, MOMENT, review

PLAIN = StudySettings(fuzz=False)
NEW = CardState()
PASSING = (Rating.HARD, Rating.GOOD, Rating.EASY)


def learning(step: int, *, phase: Phase = Phase.LEARNING) -> CardState:
    return CardState(phase, MemoryState(2.3, 5.0), step, DAY, MOMENT.at, DAY, reps=2)


def steps_of(state: CardState, settings: StudySettings = PLAIN) -> list[tuple[Phase, int, int]]:
    """Return phase, step and waiting seconds (whole days for a review) of Again, Hard, Good and Easy."""
    found = prospects("card", state, MOMENT, settings)
    return [(found[rating].phase, found[rating].step, found[rating].wait) for rating in Rating]


def days_of(state: CardState, settings: StudySettings = PLAIN) -> list[int]:
    return [wait // SECONDS_A_DAY for phase, _, wait in steps_of(state, settings) if phase is Phase.REVIEW]


def test_a_new_card() -> None:
    # Hard waits for the mean of 1 and 10 minutes, 5:30. Easy: a stability of 8.2956 days.
    assert [
        (Phase.LEARNING, 0, 60),
        (Phase.LEARNING, 0, 330),
        (Phase.LEARNING, 1, 600),
        (Phase.REVIEW, 0, 8 * SECONDS_A_DAY),
    ] == steps_of(NEW)


def test_the_last_learning_step() -> None:
    # The same day again: 2.3 · e^(0.5425·0.0912) · 2.3^-0.0658 = 2.29, not less than 2.3 for Good: 2 days.
    # Easy: 2.3 · e^(0.5425·1.0912) · 2.3^-0.0658 = 3.94: 4 days.
    assert [
        (Phase.LEARNING, 0, 60),
        (Phase.LEARNING, 1, 600),
        (Phase.REVIEW, 0, 2 * SECONDS_A_DAY),
        (Phase.REVIEW, 0, 4 * SECONDS_A_DAY),
    ] == steps_of(learning(1))


def test_one_learning_step() -> None:
    # Hard on a single step waits half as long again, and at most a day longer.
    assert [60, 90, 2 * SECONDS_A_DAY] == [wait for _, _, wait in steps_of(NEW, StudySettings(fuzz=False, learning_steps=[60]))][
        :3
    ]
    long = StudySettings(fuzz=False, learning_steps=[4 * SECONDS_A_DAY])
    assert 5 * SECONDS_A_DAY == steps_of(NEW, long)[1][2]


def test_hard_repeats_a_later_step() -> None:
    three = StudySettings(fuzz=False, learning_steps=[60, 600, 1200])
    assert [(0, 60), (1, 600), (2, 1200)] == [(step, wait) for _, step, wait in steps_of(learning(1), three)[:3]]


def test_a_step_that_the_settings_no_longer_have_is_the_last_one() -> None:
    assert steps_of(learning(1)) == steps_of(learning(7))


def test_no_learning_steps() -> None:
    none = StudySettings(fuzz=False, learning_steps=[], relearning_steps=[])
    # First stabilities 0.212, 1.2931, 2.3065 and 8.2956 days. Less than half a day is a step of its own: 0.212 · 86,400 s.
    assert [
        (Phase.LEARNING, 0, 18_316),
        (Phase.REVIEW, 0, 1 * SECONDS_A_DAY),
        (Phase.REVIEW, 0, 2 * SECONDS_A_DAY),
        (Phase.REVIEW, 0, 8 * SECONDS_A_DAY),
    ] == steps_of(NEW, none)
    assert 4 == len(days_of(review(), none))
    assert 1 == days_of(review(), none)[0]
    assert 4 == len(days_of(learning(0, phase=Phase.RELEARNING), none))


def test_no_relearning_steps() -> None:
    none = StudySettings(fuzz=False, relearning_steps=[])
    # Stability 1.1 and difficulty 10, forgotten after a day: 0.48 days.
    weak = CardState(Phase.REVIEW, MemoryState(1.1, 10.0), 0, DAY, None, DAY - 1, reps=3)
    again = prospects("card", weak, MOMENT, none)[Rating.AGAIN]
    assert (Phase.RELEARNING, 0) == (again.phase, again.step)
    assert 0.25 * SECONDS_A_DAY < again.wait < 0.5 * SECONDS_A_DAY
    # An interval after forgetting is not moved, and no longer than the longest: Anki leaves it beyond that.
    firm = review(1000.0, due=DAY, last=DAY - 1000)
    assert days_of(firm, none)[0] == days_of(firm, StudySettings(relearning_steps=[]))[0] > 7
    assert 7 == days_of(firm, StudySettings(relearning_steps=[], maximum_interval=7))[0]


def test_easy_leaves_the_steps_for_a_day_longer_than_good() -> None:
    # Without an effect of the rating on the same day, both keep the stability.
    alike = list(fsrs.DEFAULT_PARAMETERS)
    alike[17] = 0.0
    state = CardState(Phase.LEARNING, MemoryState(5.0, 5.0), 1, DAY, MOMENT.at, DAY, reps=2)
    assert [5, 6] == days_of(state, StudySettings(fuzz=False, parameters=tuple(alike)))
    # Also where Good is another step.
    assert [6] == days_of(evolve(state, step=0), StudySettings(fuzz=False, parameters=tuple(alike)))


def test_short_waits_need_parameters_that_know_of_reviews_on_one_day() -> None:
    without = list(fsrs.DEFAULT_PARAMETERS)
    without[17] = 0.0
    none = StudySettings(fuzz=False, learning_steps=[], parameters=tuple(without))
    assert (Phase.REVIEW, 0, SECONDS_A_DAY) == steps_of(NEW, none)[0]


def test_hard_on_a_first_step_of_days_waits_for_whole_days() -> None:
    # The mean of 10 minutes and 4 days is 2.003 days, one and a half times 3 days is 4.5, and one day longer is less.
    assert 2 * SECONDS_A_DAY == steps_of(NEW, StudySettings(fuzz=False, learning_steps=[600, 4 * SECONDS_A_DAY]))[1][2]
    assert 4 * SECONDS_A_DAY == steps_of(NEW, StudySettings(fuzz=False, learning_steps=[3 * SECONDS_A_DAY]))[1][2]
    # Half a day longer than a day is rounded up; a day and less stays as it is.
    assert 2 * SECONDS_A_DAY == steps_of(NEW, StudySettings(fuzz=False, learning_steps=[SECONDS_A_DAY]))[1][2]
    assert 57_600 == steps_of(NEW, StudySettings(fuzz=False, learning_steps=[38_400]))[1][2]


def test_a_forgotten_card_is_relearned() -> None:
    found = prospects("card", review(), MOMENT, PLAIN)
    assert Prospect(Phase.RELEARNING, 0, DAY, MOMENT.at + 600_000, 600) == found[Rating.AGAIN]
    assert [Phase.REVIEW] * 3 == [found[rating].phase for rating in PASSING]


def test_relearning_has_one_step() -> None:
    assert [(Phase.RELEARNING, 0, 600), (Phase.RELEARNING, 0, 900)] == steps_of(learning(0, phase=Phase.RELEARNING))[:2]
    assert [Phase.REVIEW] * 2 == [phase for phase, _, _ in steps_of(learning(0, phase=Phase.RELEARNING))[2:]]


def test_a_review_that_was_due_after_ten_days() -> None:
    # Stability 10, difficulty 5, 10 days: R = 0.9. Gain e^1.8722 · 6 · 10^-0.1666 · (e^(0.796·0.1) - 1) = 2.2057;
    # Good 10 · 3.2057, Hard 10 · (1 + 0.6014 · 2.2057), Easy 10 · (1 + 1.8729 · 2.2057).
    assert [23, 32, 51] == days_of(review())


def test_an_interval_that_grows_grows_by_a_day() -> None:
    # After an interval of one day: whatever rounds to more than that is at least two, and a day lies between the grades.
    state = review(1.0, due=DAY, last=DAY - 1)
    hard, good, easy = days_of(state)
    assert 1 < hard < good < easy
    # One that shrinks by more than fuzz could have made of it is left to shrink.
    short = prospects("card", review(10.0, due=DAY + 20, last=DAY), MOMENT, PLAIN)
    assert 10 == short[Rating.HARD].wait // SECONDS_A_DAY
    # One that fuzz could make as long as the last stays as long: fuzz of 10 days reaches to 12.
    assert [10, 11, 12, 10] == [
        prospects("card", review(10.0, due=DAY + last, last=DAY), MOMENT, PLAIN)[Rating.HARD].wait // SECONDS_A_DAY
        for last in (10, 11, 12, 13)
    ]
    # Nor is one that grows by less than half a day, as Anki rounds before it compares.
    hardly = prospects("card", review(10.3, due=DAY + 10, last=DAY), MOMENT, PLAIN)
    assert 10 == hardly[Rating.HARD].wait // SECONDS_A_DAY


def test_the_longest_interval() -> None:
    assert [7, 7, 7] == days_of(review(100.0), StudySettings(fuzz=False, maximum_interval=7))
    assert [7, 7, 7] == days_of(review(100.0), StudySettings(maximum_interval=7))


def test_a_step_into_the_next_day_is_due_when_that_day_begins() -> None:
    # Anki counts learning steps past the rollover in days: the card is there all day.
    late = Moment(MOMENT.at, DAY, MOMENT.at + 300_000)
    good = prospects("card", NEW, late, PLAIN)[Rating.GOOD]
    assert Prospect(Phase.LEARNING, 1, DAY + 1, late.next_day_at, 600) == good
    again = prospects("card", NEW, late, PLAIN)[Rating.AGAIN]
    assert (DAY, late.at + 60_000) == (again.due_day, again.due_at)


def test_steps_of_days() -> None:
    days = StudySettings(fuzz=False, learning_steps=[60, SECONDS_A_DAY, 3 * SECONDS_A_DAY])
    good = prospects("card", NEW, MOMENT, days)[Rating.GOOD]
    assert (DAY + 1, MOMENT.next_day_at) == (good.due_day, good.due_at)
    later = prospects("card", learning(1), MOMENT, days)[Rating.GOOD]
    assert (2, DAY + 3, MOMENT.next_day_at + 48 * HOURS) == (later.step, later.due_day, later.due_at)


memories = st.builds(MemoryState, st.floats(fsrs.STABILITY_MIN, fsrs.STABILITY_MAX), st.floats(1, 10))
days = st.integers(DAY - 1000, DAY + 100)
states = st.just(NEW) | st.builds(
    CardState,
    phase=st.sampled_from([Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING]),
    memory=memories,
    step=st.integers(0, 5),
    due_day=days,
    last_day=days,
    reps=st.integers(1, 30),
)
step_lists = st.lists(st.integers(1, 400_000), max_size=4)
settings = st.builds(
    StudySettings,
    desired_retention=st.floats(0.7, 0.99),
    learning_steps=step_lists,
    relearning_steps=step_lists,
    maximum_interval=st.integers(1, 36_500),
    fuzz=st.booleans(),
)
moments = st.builds(
    lambda at, left: Moment(at, DAY, at + left), st.integers(MOMENT.at - HOURS, MOMENT.at + HOURS), st.integers(1, 25 * HOURS)
)


@given(states, moments, settings)
def test_every_prospect(state: CardState, now: Moment, settings: StudySettings) -> None:
    found = prospects("card", state, now, settings)
    assert list(Rating) == list(found)
    for prospect in found.values():
        assert prospect.due_day >= DAY
        assert prospect.wait > 0
        if prospect.due_at is None:
            assert (Phase.REVIEW, 0) == (prospect.phase, prospect.step)
            assert 1 <= prospect.due_day - DAY <= settings.maximum_interval
        else:
            assert prospect.phase in {Phase.LEARNING, Phase.RELEARNING}
            assert now.at < prospect.due_at <= now.at + prospect.wait * 1000
            assert (prospect.due_day == DAY) == (prospect.due_at < now.next_day_at)
            assert prospect.due_day - DAY <= prospect.wait // SECONDS_A_DAY + 1
    assert Phase.REVIEW is found[Rating.EASY].phase
    passing = [found[rating] for rating in PASSING if found[rating].phase is Phase.REVIEW]
    for one, other in pairwise(passing):
        assert one.due_day <= other.due_day
        # Of a card that leaves its steps, Hard and Good may be the same, as in Anki.
        assert one.due_day < other.due_day or state.phase is not Phase.REVIEW or one.due_day == DAY + settings.maximum_interval


@given(st.builds(review, st.floats(0.1, 36_500), due=days, last=days, reps=st.integers(1, 30)), st.integers(1, 36_500))
def test_fuzz_stays_in_its_range(state: CardState, maximum: int) -> None:
    settings = StudySettings(maximum_interval=maximum)
    assert state.due_day is not None
    assert state.last_day is not None
    last = state.due_day - state.last_day
    found = prospects("card", state, MOMENT, settings)
    below = 0
    for rating in PASSING:
        stability = fsrs.step(state.memory, max(0, DAY - state.last_day), rating, settings.parameters).stability
        wanted = fsrs.interval(stability, settings.desired_retention, settings.parameters)
        kept = last if last <= fuzz_range(wanted, maximum)[1] else 1
        least = last + 1 if int(wanted + 0.5) > last else kept
        low, high = fuzz_range(wanted, maximum, minimum=max(below + 1, least, 1))
        below = found[rating].due_day - DAY
        assert low <= below <= high


def test_fuzz_moves_the_interval() -> None:
    found = {prospects(f"card {number}", review(), MOMENT, StudySettings())[Rating.GOOD].wait for number in range(50)}
    assert len(found) > 4


@given(states, settings)
def test_the_same_card_in_the_same_state_has_the_same_prospects(state: CardState, settings: StudySettings) -> None:
    assert prospects("card", state, MOMENT, settings) == prospects("card", state, MOMENT, settings)
