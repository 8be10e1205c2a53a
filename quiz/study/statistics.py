"""Numbers about what was studied, from the log alone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, tzinfo

from attrs import field, frozen

from quiz.memory.answers import answers_of
from quiz.memory.events import Event, Reset, Retaught
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled, in_order, lineage
from quiz.study.statistics_retention import Retention, joined
from quiz.study.statistics_tally import FormTally, HourTally, Moments, Tally, by_hour, tally

GRADES = tuple(rating.name.lower() for rating in Rating)


@frozen
class Statistics:
    """What the log says, events that were taken back left out. Practice without rescheduling is not among it."""

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
    longest_streak: int = 0
    by_rating: Mapping[str, int] = field(factory=dict)
    """Answers by grade: `again`, `hard`, `good`, `easy`."""
    by_phase: Mapping[str, Mapping[str, int]] = field(factory=dict)
    """Answers by grade for each of what a card was before: `new`, `learning`, `relearning`, `young`, `mature`."""
    by_form: Mapping[str, int] = field(factory=dict)
    forms: Mapping[str, FormTally] = field(factory=dict)
    by_day: Mapping[int, int] = field(factory=dict)
    """Answers by study day, in days since 1970-01-01."""
    seconds_by_day: Mapping[int, int] = field(factory=dict)
    new_by_day: Mapping[int, int] = field(factory=dict)
    """Cards first met, by study day."""
    stages_by_day: Mapping[int, tuple[int, int, int]] = field(factory=dict)
    """By study day, how many more cards are in their learning steps, young and mature after it than before: from their first
    answer on, and as they were left by their last one."""
    by_hour: tuple[HourTally, ...] = ()
    """Answers by the hour of the day, from 0 to 23; empty before the first one."""
    retention: Retention = field(factory=Retention)
    retention_by_day: Mapping[int, Retention] = field(factory=dict)


def statistics(events: Iterable[Event], today: int, cards: Collection[str] | None = None, zone: tzinfo = UTC) -> Statistics:
    """Count a log, given in any order, up to study day `today`; of some cards where they are named.

    A card that was renamed is one card. What was answered on later days, by a clock that was ahead or after the day that is
    asked about, does not count. Hours are those of the clock in `zone`.
    """
    log = list(events)
    return from_tally(tally(answers_of(log), today, cards, taught_anew(log)), today, zone)


def from_tally(counted: Tally, today: int, zone: tzinfo = UTC) -> Statistics:
    """Return the numbers that a tally up to study day `today` comes to. Hours are those of the clock in `zone`."""
    days = counted.days
    now = days.get(today)
    by_day = {day: found.answers for day, found in days.items()}
    ratings = Counter[str]()
    for grades in counted.ratings.values():
        ratings.update(dict(zip(GRADES, grades, strict=True)))
    retention = joined(found.retention for found in days.values())
    return Statistics(
        reviews=sum(by_day.values()),
        cards=len(counted.cards),
        true_retention=retention.share,
        reviews_today=now.answers if now else 0,
        cards_today=counted.cards_today,
        seconds=_seconds(sum(found.milliseconds for found in days.values())),
        seconds_today=_seconds(now.milliseconds) if now else 0,
        streak=_streak(by_day, today),
        longest_streak=_longest_streak(by_day),
        by_rating={grade: ratings[grade] for grade in GRADES},
        by_phase={phase: dict(zip(GRADES, grades, strict=True)) for phase, grades in counted.ratings.items()},
        by_form={form: found.answers for form, found in counted.forms.items()},
        forms=counted.forms,
        by_day=by_day,
        seconds_by_day={day: _seconds(found.milliseconds) for day, found in days.items()},
        new_by_day={day: found.new for day, found in days.items() if found.new},
        stages_by_day=counted.stages,
        by_hour=by_hour(counted.quarters, zone) if counted.quarters else (),
        retention=retention,
        retention_by_day={day: found.retention for day, found in days.items() if found.retention.reviews},
    )


def taught_anew(events: Iterable[Event]) -> Moments:
    """Return when each card was reset or taught anew, from all events of these kinds, and those that take back or rename."""
    log = in_order(events)
    gone, called = cancelled(log), lineage(log)
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for event in log:
        if isinstance(event, Reset | Retaught) and (event.device, event.sequence) not in gone:
            found[called.get(event.card, event.card)].append((event.day, event.at))
    return found


def _streak(by_day: Mapping[int, int], today: int) -> int:
    day = today if by_day.get(today) else today - 1
    length = 0
    while by_day.get(day - length):
        length += 1
    return length


def _longest_streak(by_day: Mapping[int, int]) -> int:
    longest = length = 0
    last: int | None = None
    for day in sorted(by_day):
        length = length + 1 if last == day - 1 else 1
        longest, last = max(longest, length), day
    return longest


def _seconds(milliseconds: int) -> int:
    return round(milliseconds / 1000)
