"""The forecast of a collection: its decks as they are, and as their learner answers."""

from collections.abc import Callable, Sequence
from datetime import datetime
from math import hypot
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, frozen

from quiz.memory import forecast as memory
from quiz.memory.course import ExpectedDay, Score
from quiz.memory.events import Reviewed
from quiz.memory.forecast import Forecast
from quiz.memory.habits import Habits, measured
from quiz.memory.state import CardState

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

Progress: TypeAlias = Callable[[float], object]
"""Is told the share of the work that is done, from 0 to 1."""

_RECENT: Final = 5_000
"""The last answers of which the learner's habits are read."""
_BACK: Final = 365
"""Days within which they are looked for."""


@frozen
class Expected:
    """What some decks are expected to bring together, for one desired retention."""

    desired_retention: float | None
    """The one that was asked for, in every deck; `None` where each deck keeps its own."""
    days: tuple[ExpectedDay, ...]
    score: Score
    """How many of all cards are expected to be known on the day after the last one."""


def expected(
    collection: "Collection",
    decks: Sequence[str] | None,
    *,
    now: datetime,
    days: int,
    retentions: Sequence[float | None] = (None,),
    progress: Progress | None = None,
) -> list[Expected]:
    """Return what studying some decks (`None`: all) leads to from today on, for each desired retention.

    Every deck is studied by its own settings and limits. `progress` is told the share that is done, from 0 to 1, again and
    again; what it raises ends the forecast.

    Raises `NotFoundError` for an unknown deck, and `UsageError` for fewer than 1 day or a desired retention out of range.
    """
    today = collection.day(now)
    found = _decks(collection, decks, today)
    parts = [(retention, part) for retention in retentions for part in range(len(found))]
    forecasts = []
    for done, (retention, part) in enumerate(parts):
        habits, states = found[part]
        glance = _share_of(progress, done, len(parts), days)
        forecasts.append(memory.forecast(states, _wished(habits, retention), today, days, glance=glance))
    size = len(found)
    return [_together(wish, forecasts[size * place : size * (place + 1)]) for place, wish in enumerate(retentions)]


def score_on(
    collection: "Collection", decks: Sequence[str] | None, *, now: datetime, day: int, progress: Progress | None = None
) -> tuple[Score, Score]:
    """Return how many cards of some decks are expected to be known when a study day begins.

    That is without further study, and with it on every day before. `progress` is told as in `expected`.

    Raises `NotFoundError` for an unknown deck, and `UsageError` for a day that is over.
    """
    today = collection.day(now)
    found = _decks(collection, decks, today)
    idle = _sum([memory.score(states, habits.parameters, day) for habits, states in found])
    if day <= today:
        return idle, idle
    days = day - today
    studied = [
        memory.forecast(states, habits, today, days, glance=_share_of(progress, done, len(found), days)).score
        for done, (habits, states) in enumerate(found)
    ]
    return idle, _sum(studied)


def recommended(collection: "Collection", decks: Sequence[str] | None, *, now: datetime) -> float:
    """Return the desired retention at which a known card of some decks costs the least time over a year: see `forecast`.

    The decks are reckoned as one, by the settings of the first and with the limits of all.
    """
    today = collection.day(now)
    found = _decks(collection, decks, today)
    states = [state for _, deck in found for state in deck]
    habits = evolve(
        found[0][0],
        new_per_day=sum(each.new_per_day for each, _ in found),
        reviews_per_day=sum(each.reviews_per_day for each, _ in found),
    )
    return memory.recommended(states, habits, today)


def habits_of(collection: "Collection", today: int) -> Habits:
    """Return how the learner answered of late, with the collection's settings."""
    store = collection.store
    gone = store.taken_back()
    recent: list[Reviewed] = []
    for day in range(today, today - _BACK, -1):
        events = [event for event in store.events(kinds=("Reviewed",), day=day) if isinstance(event, Reviewed)]
        recent[:0] = [event for event in events if (event.device, event.sequence) not in gone]
        if len(recent) >= _RECENT:
            break
    reps = {card: state.reps for card, state in store.states({event.card for event in recent}).items()}
    return measured(recent, reps, Habits())


def _decks(collection: "Collection", decks: Sequence[str] | None, today: int) -> list[tuple[Habits, list[CardState]]]:
    """Return the habits and the cards of each deck."""
    common = habits_of(collection, today)
    done = {counts.deck: counts for counts in collection.store.counts(today, 0)}
    found = []
    for deck in collection.named(decks):
        settings = collection.settings_of(deck)
        habits = evolve(
            common,
            desired_retention=settings.desired_retention,
            parameters=settings.parameters,
            new_per_day=settings.new_per_day,
            reviews_per_day=settings.reviews_per_day,
            met_today=done[deck].introduced_today,
            reviewed_today=done[deck].reviewed_today,
            maximum_interval=settings.maximum_interval,
            learning_steps=len(settings.learning_steps),
            relearning_steps=len(settings.relearning_steps),
        )
        found.append((habits, [card.state for card in collection.store.deck_cards(deck)]))
    return found


def _share_of(progress: Progress | None, done: int, parts: int, days: int) -> Callable[[int], object] | None:
    """Return what is called before each day of a part of the work, of so many parts alike."""
    return None if progress is None else lambda day: progress((done + day / days) / parts)


def _wished(habits: Habits, retention: float | None) -> Habits:
    return habits if retention is None else evolve(habits, desired_retention=retention)


def _together(retention: float | None, forecasts: Sequence[Forecast]) -> Expected:
    days = tuple(
        ExpectedDay(
            day=parts[0].day,
            new=sum(part.new for part in parts),
            reviews=sum(part.reviews for part in parts),
            forgotten=sum(part.forgotten for part in parts),
            answers=sum(part.answers for part in parts),
            seconds=sum(part.seconds for part in parts),
            late=sum(part.late for part in parts),
            known=sum(part.known for part in parts),
        )
        for parts in zip(*(found.days for found in forecasts), strict=True)
    )
    return Expected(retention, days, _sum([found.score for found in forecasts]))


def _sum(scores: Sequence[Score]) -> Score:
    """Return the score of several decks together: they are independent, so that their variances add up."""
    return Score(
        sum(score.mean for score in scores), hypot(*(score.deviation for score in scores)), sum(score.cards for score in scores)
    )
