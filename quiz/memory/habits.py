"""Habits: how somebody studies and answers, as far as a forecast needs to know it, and what a log says of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from statistics import fmean

from attrs import evolve, field, frozen
from attrs.validators import and_, ge, le

from quiz.memory.events import Reviewed
from quiz.memory.fsrs import DEFAULT_PARAMETERS, RETENTION_MAX, RETENTION_MIN, Parameters, check_parameters
from quiz.memory.rating import Rating
from quiz.memory.state import Phase

ENOUGH = 100
"""Answers of a kind from which their shares and times are believed."""


@frozen(kw_only=True)
class Habits:
    """How somebody studies and answers.

    The shares of grades and the times, unless set, are the means of many learners that the crate fsrs 6.6 takes for its simulator
    (`default_simulator_config`).
    """

    desired_retention: float = field(default=0.9, validator=and_(ge(RETENTION_MIN), le(RETENTION_MAX)))
    parameters: Parameters = field(default=DEFAULT_PARAMETERS, converter=check_parameters)
    new_per_day: int = field(default=20, validator=ge(0))
    reviews_per_day: int = field(default=200, validator=ge(0))
    met_today: int = field(default=0, validator=ge(0))
    """How many of the first day's new cards were met already."""
    reviewed_today: int = field(default=0, validator=ge(0))
    """How many of the first day's reviews were given already."""
    maximum_interval: int = field(default=36_500, validator=ge(1))
    learning_steps: int = field(default=2, validator=ge(0))
    """How many learning steps there are."""
    relearning_steps: int = field(default=1, validator=ge(0))
    first_ratings: tuple[float, float, float, float] = (0.24, 0.094, 0.495, 0.171)
    """The shares of Again, Hard, Good and Easy among first answers."""
    recall_ratings: tuple[float, float, float] = (0.224, 0.631, 0.145)
    """The shares of Hard, Good and Easy among right answers to reviews."""
    seconds_new: float = 15.1
    """Time that a first answer takes."""
    seconds_known: float = 13.0
    """… a right answer to a review."""
    seconds_forgotten: float = 19.4
    """… a wrong answer to a review."""
    seconds_step: float = 12.3
    """… an answer to a learning or relearning step."""


def measured(reviews: Iterable[Reviewed], reps: Mapping[str, int], habits: Habits) -> Habits:
    """Return habits with the shares of grades and the times that some answers show, where they are enough.

    The answers, in order and none of them taken back, are the last ones of a log; `reps` is how often each of their cards was
    answered in all, by which a first answer is told from one that merely comes first here. What comes first here and is no first
    answer counts as a review.
    """
    by_card: defaultdict[str, list[Reviewed]] = defaultdict(list)
    for event in reviews:
        by_card[event.card].append(event)
    first: list[Reviewed] = []
    known: list[Reviewed] = []
    forgotten: list[Reviewed] = []
    steps: list[Reviewed] = []
    for card, events in by_card.items():
        before = Phase.NEW if reps.get(card, 0) <= len(events) else Phase.REVIEW
        for event in events:
            if before is Phase.NEW:
                first.append(event)
            elif before is not Phase.REVIEW:
                steps.append(event)
            else:
                (forgotten if event.rating is Rating.AGAIN else known).append(event)
            before = event.phase
    if len(first) >= ENOUGH:
        again, hard, good, easy = _shares(first, tuple(Rating))
        habits = evolve(habits, first_ratings=(again, hard, good, easy), seconds_new=_seconds(first))
    if len(known) >= ENOUGH:
        hard, good, easy = _shares(known, (Rating.HARD, Rating.GOOD, Rating.EASY))
        habits = evolve(habits, recall_ratings=(hard, good, easy), seconds_known=_seconds(known))
    if len(forgotten) >= ENOUGH:
        habits = evolve(habits, seconds_forgotten=_seconds(forgotten))
    if len(steps) >= ENOUGH:
        habits = evolve(habits, seconds_step=_seconds(steps))
    return habits


def _shares(events: list[Reviewed], ratings: tuple[Rating, ...]) -> list[float]:
    counted = Counter(event.rating for event in events)
    return [counted[rating] / len(events) for rating in ratings]


def _seconds(events: list[Reviewed]) -> float:
    return fmean(event.took for event in events) / 1000
