"""The daily load: how many answers a day a plan adds to the next month."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from attrs import frozen

from quiz.collection.plan import Change, Plan
from quiz.memory.fsrs import step, whole_interval
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState
from quiz.study.settings import StudySettings

if TYPE_CHECKING:
    from quiz.store.store import Store

DAYS = 30
"""How far ahead the load is reckoned."""


@frozen
class Load:
    """Answers that a plan adds, day by day from today."""

    by_day: tuple[int, ...]

    @property
    def a_day(self) -> float:
        """The mean of a day."""
        return sum(self.by_day) / len(self.by_day) if self.by_day else 0.0

    def __str__(self) -> str:
        if not any(self.by_day):
            return "no more reviews a day"
        return f"{self.a_day:+z.1f} reviews a day over the next {len(self.by_day)} days, {max(self.by_day)} on the fullest"


def load_of(
    store: "Store", plan: Plan, today: int, settings: StudySettings, learned: Mapping[str, CardState] = MappingProxyType({})
) -> Load:
    """Return what a plan adds to the answers of the next month, from study day `today` on. Cards that are left out add none.

    Of the cards that are added, those `learned` elsewhere go on from where they stand.
    """
    if plan.is_first:
        return daily_load(max(0, len(plan.lines) - len(learned)), today, settings, returned=learned.values())
    lines = [line for line in plan.lines if not line.skipped]
    states = store.states((line.was or line.card).id for line in lines)

    def of(change: Change) -> list[CardState]:
        return [states[(line.was or line.card).id] for line in lines if line.change is change]

    added = [line.card.id for line in lines if line.change is Change.ADDED]
    known = [learned[card] for card in added if card in learned]
    return daily_load(
        len(added) - len(known),
        today,
        settings,
        retaught=of(Change.CHANGED),
        returned=[*of(Change.RETURNED), *known],
        retired=of(Change.RETIRED),
    )


def daily_load(
    new: int,
    today: int,
    settings: StudySettings,
    *,
    retaught: Iterable[CardState] = (),
    returned: Iterable[CardState] = (),
    retired: Iterable[CardState] = (),
    days: int = DAYS,
) -> Load:
    """Return how many answers `new` cards and those with the given states add on each of the next `days` study days.

    Every answer is reckoned as Good, with the settings' parameters and desired retention and without fuzz. New cards are met in
    their turn, `new_per_day` a day from `today` on; on its first day a card is answered once for each learning step. A card that
    is taught again is answered today in place of its due day, so the difference counts. A card that returns adds what it would
    be asked from its due day on, and one that is retired takes that away. Cards that are suspended add nothing.
    """
    counts = [0] * days
    _meet(counts, new, settings)
    for state in retaught:
        _add(counts, _from(state, today, today, settings, days), 1)
        _add(counts, _from(state, _due(state, today), today, settings, days), -1)
    for states, sign in ((returned, 1), (retired, -1)):
        for state in states:
            _add(counts, _from(state, _due(state, today), today, settings, days), sign)
    return Load(tuple(counts))


def _meet(counts: list[int], new: int, settings: StudySettings) -> None:
    """Count the answers of new cards."""
    answers = max(1, len(settings.learning_steps))
    memory: MemoryState | None = None
    for _ in range(answers):
        memory = step(memory, 0, Rating.GOOD, settings.parameters)
    later = list(_answers(memory, 0, len(counts), settings))
    left = new
    for day in range(len(counts)):
        met = min(left, settings.new_per_day)
        if not met:
            return
        left -= met
        counts[day] += met * answers
        for place in later:
            if day + place < len(counts):
                counts[day + place] += met


def _add(counts: list[int], places: Iterable[int], amount: int) -> None:
    for place in places:
        counts[place] += amount


def _from(state: CardState, first: int, today: int, settings: StudySettings, days: int) -> Iterable[int]:
    """Yield the days, counted from `today`, on which one card is answered if it is on study day `first`."""
    place = first - today
    if state.memory is None or state.suspended or not 0 <= place < days:
        return
    yield place
    elapsed = 0 if state.last_day is None else max(0, first - state.last_day)
    yield from _answers(step(state.memory, elapsed, Rating.GOOD, settings.parameters), place, days, settings)


def _answers(memory: MemoryState | None, place: int, days: int, settings: StudySettings) -> Iterable[int]:
    """Yield the days, counted from the first of `days`, on which a card answered on day `place` is answered again."""
    while memory is not None:
        wait = whole_interval(memory.stability, settings.desired_retention, settings.maximum_interval, settings.parameters)
        place += wait
        if place >= days:
            return
        yield place
        memory = step(memory, wait, Rating.GOOD, settings.parameters)


def _due(state: CardState, today: int) -> int:
    return today if state.due_day is None else max(today, state.due_day)
