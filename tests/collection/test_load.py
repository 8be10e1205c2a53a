"""What a plan adds to the answers of each day."""

from datetime import timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.collection.load import Load, daily_load
from quiz.collection.plan import Change
from quiz.memory import fsrs
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.settings import StudySettings
from tests.collection.samples import deck, study, studying
from tests.study.samples import DAY, NOON

SETTINGS = StudySettings(fuzz=False)
GOOD = Rating.GOOD


def seen(stability: float = 10, *, due: int = DAY + 5, last: int = DAY - 5, suspended: bool = False) -> CardState:
    return CardState(Phase.REVIEW, MemoryState(stability, 5), due_day=due, last_day=last, reps=3, suspended=suspended)


def by_hand(memory: MemoryState, first: int, days: int) -> list[int]:
    """The days on which a card is asked again that was answered on day `first`."""
    found = []
    day = first
    while (day := day + (wait := fsrs.whole_interval(memory.stability, 0.9, 36500, SETTINGS.parameters))) < days:
        found.append(day)
        memory = fsrs.next_state(memory, wait, GOOD, SETTINGS.parameters)
    return found


def test_one_new_card_is_asked_as_often_as_its_memory_takes() -> None:
    memory = fsrs.first_state(GOOD, SETTINGS.parameters)
    memory = fsrs.next_state(memory, 0, GOOD, SETTINGS.parameters)
    expected = [0] * 30
    expected[0] = 2  # one answer for each learning step
    for day in by_hand(memory, 0, 30):
        expected[day] += 1
    assert expected == list(daily_load(1, DAY, SETTINGS).by_day)
    assert sum(expected) / 30 == daily_load(1, DAY, SETTINGS).a_day


def test_new_cards_come_in_their_turn() -> None:
    settings = evolve(SETTINGS, new_per_day=3)
    single = daily_load(1, DAY, settings).by_day
    expected = [0] * 30
    for number in range(8):
        for place in range(30 - number // 3):
            expected[place + number // 3] += single[place]
    assert expected == list(daily_load(8, DAY, settings).by_day)
    assert not any(daily_load(8, DAY, evolve(SETTINGS, new_per_day=0)).by_day)


def test_a_card_that_is_taught_again_counts_only_for_the_difference() -> None:
    state = seen()
    assert state.memory
    now = fsrs.next_state(state.memory, 5, GOOD, SETTINGS.parameters)
    later = fsrs.next_state(state.memory, 10, GOOD, SETTINGS.parameters)
    expected = [0] * 30
    for day in [0, *by_hand(now, 0, 30)]:
        expected[day] += 1
    for day in [5, *by_hand(later, 5, 30)]:
        expected[day] -= 1
    assert expected == list(daily_load(0, DAY, SETTINGS, retaught=[state]).by_day)
    assert not any(daily_load(0, DAY, SETTINGS, retaught=[seen(due=DAY)]).by_day)  # it was due anyway


@given(st.lists(st.builds(seen, st.floats(0.1, 100), due=st.integers(DAY - 40, DAY + 40)), max_size=5))
def test_what_retires_takes_away_what_returning_adds(states: list[CardState]) -> None:
    added = daily_load(0, DAY, SETTINGS, returned=states).by_day
    assert [-count for count in added] == list(daily_load(0, DAY, SETTINGS, retired=states).by_day)
    assert not any(daily_load(0, DAY, SETTINGS, returned=states, retired=states).by_day)


def test_what_is_suspended_or_unseen_adds_nothing() -> None:
    for states in ([seen(suspended=True)], [CardState()]):
        assert not any(daily_load(0, DAY, SETTINGS, retaught=states, returned=states, retired=states).by_day)


def test_the_load_of_a_plan() -> None:
    old = deck(("France", "capital", "Paris"), ("Peru", "capital", "Lima"))
    with studying(old, settings=SETTINGS) as collection:
        study(collection)
        plan = collection.plan(deck(("France", "capital", "Lyon"), ("Peru", "capital", "Lima"), ("Mali", "capital", "Bamako")))
        now = NOON + timedelta(days=1)
        states = {line.card.given: collection.state((line.was or line.card).id) for line in plan.lines}
        expected = daily_load(3, DAY + 1, SETTINGS, retaught=[states["France"]], retired=[states["Paris"]])
        assert expected == collection.load(plan, now)
        less = plan.override(next(line.card.id for line in plan.of(Change.ADDED)), Change.RETIRED)
        assert collection.load(less, now) != expected


def test_a_load_in_words() -> None:
    assert "no more reviews a day" == str(Load((0, 0)))
    assert "+1.5 reviews a day over the next 2 days, 3 on the fullest" == str(Load((3, 0)))
    assert str(Load((-3, 0))).startswith("-1.5 reviews a day")
    assert str(Load((1, -1, -1, *(0,) * 97))).startswith("+0.0 reviews a day")
