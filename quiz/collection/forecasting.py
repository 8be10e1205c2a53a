"""The forecast of a collection: its decks as they are, and as their learner answers."""

from collections.abc import Sequence
from datetime import datetime
from math import hypot
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from quiz.memory import forecast as memory
from quiz.memory.course import ExpectedDay, Score
from quiz.memory.events import Reviewed
from quiz.memory.forecast import Forecast
from quiz.memory.habits import Habits, measured
from quiz.memory.replay import cancelled
from quiz.memory.state import CardState

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

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
) -> list[Expected]:
    """Return what studying some decks (`None`: all) leads to from today on, for each desired retention.

    Every deck is studied by its own settings and limits. Raises `NotFoundError` for an unknown deck, and `UsageError` for fewer
    than 1 day or a desired retention out of range.
    """
    today = collection.day(now)
    found = _decks(collection, decks, today)
    return [
        _together(
            retention,
            [memory.forecast(states, _wished(habits, retention), today, days) for habits, states in found],
        )
        for retention in retentions
    ]


def score_on(collection: "Collection", decks: Sequence[str] | None, *, now: datetime, day: int) -> tuple[Score, Score]:
    """Return how many cards of some decks are expected to be known on a study day: without further study, and with it until then.

    Raises `NotFoundError` for an unknown deck, and `UsageError` for a day that is over.
    """
    today = collection.day(now)
    found = _decks(collection, decks, today)
    idle = _sum([memory.score(states, habits.parameters, day) for habits, states in found])
    if day <= today:
        return idle, idle
    studied = [memory.forecast(states, habits, today, day - today).score for habits, states in found]
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
    gone = cancelled(store.events(kinds=("Undone",)))
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
