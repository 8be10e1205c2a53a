"""Numbers about what was studied, from the log alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from attrs import evolve, field, frozen

from quiz.memory.events import Event, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled, in_order, lineage
from quiz.memory.state import Phase


@frozen
class Statistics:
    """What the log says, events that were taken back left out."""

    reviews: int = 0
    """Answers."""
    cards: int = 0
    """Different cards that were answered."""
    true_retention: float | None = None
    """The share of answers other than Again among reviews of cards that were past their learning steps and not yet answered
    that day; `None` before the first such review. From 0 to 1."""
    reviews_today: int = 0
    cards_today: int = 0
    seconds: int = 0
    """Time spent answering."""
    seconds_today: int = 0
    streak: int = 0
    """Study days in a row with an answer, up to today; today may still be empty."""
    by_rating: Mapping[str, int] = field(factory=dict)
    """Answers by grade: `again`, `hard`, `good`, `easy`."""
    by_form: Mapping[str, int] = field(factory=dict)
    by_day: Mapping[int, int] = field(factory=dict)
    """Answers by study day, in days since 1970-01-01."""


def statistics(events: Iterable[Event], today: int, cards: Collection[str] | None = None) -> Statistics:
    """Count a log, given in any order, up to study day `today`; of some cards where they are named.

    A card that was renamed is one card. What was answered on later days, by a clock that was ahead or after the day that is
    asked about, does not count.
    """
    log = list(events)
    gone = cancelled(log)
    called = lineage(log)
    reviews = [
        evolve(event, card=called[event.card]) if event.card in called else event
        for event in in_order(log)
        if isinstance(event, Reviewed)
        and event.day <= today
        and (event.device, event.sequence) not in gone
        and (cards is None or called.get(event.card, event.card) in cards)
    ]
    by_day = Counter(event.day for event in reviews)
    ratings = Counter(event.rating for event in reviews)
    now = [event for event in reviews if event.day == today]
    return Statistics(
        reviews=len(reviews),
        cards=len({event.card for event in reviews}),
        true_retention=_true_retention(reviews),
        reviews_today=len(now),
        cards_today=len({event.card for event in now}),
        seconds=_seconds(reviews),
        seconds_today=_seconds(now),
        streak=_streak(by_day, today),
        by_rating={rating.name.lower(): ratings[rating] for rating in Rating},
        by_form=dict(sorted(Counter(event.form for event in reviews).items())),
        by_day=dict(sorted(by_day.items())),
    )


def _true_retention(reviews: Iterable[Reviewed]) -> float | None:
    phases: dict[str, Phase] = {}
    last: dict[str, int] = {}
    passed = failed = 0
    for event in reviews:
        if phases.get(event.card) is Phase.REVIEW and last[event.card] < event.day:
            passed += event.rating is not Rating.AGAIN
            failed += event.rating is Rating.AGAIN
        phases[event.card], last[event.card] = event.phase, event.day
    return passed / (passed + failed) if passed + failed else None


def _streak(by_day: Mapping[int, int], today: int) -> int:
    day = today if by_day.get(today) else today - 1
    length = 0
    while by_day.get(day - length):
        length += 1
    return length


def _seconds(reviews: Iterable[Reviewed]) -> int:
    return round(sum(event.took for event in reviews) / 1000)
