"""How the day stands: what waits and how long it will take, what is done, and the days before. None of it grows with the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from quiz.collection.studying import Due, due_of
from quiz.store.counts import next_due
from quiz.study.day import milliseconds

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

PER_ANSWER = 8.0
"""Seconds that an answer is reckoned to take before anything is known of the learner."""
_TRUSTED = 10
"""Answers as which `PER_ANSWER` counts, so that the first few do not decide alone."""
_RECENT = 200
"""Answers that the learner's own time is taken from."""
_LONGEST = 60_000
"""Milliseconds; who took longer was away."""
DAYS_BACK = 7 * 54


@frozen
class Next:
    """What comes when nothing waits any more today."""

    days: int
    """From today."""
    new: int
    review: int


@frozen
class Today:
    """The study day, as it is at a moment."""

    day: int
    """In days since 1970-01-01."""
    dues: tuple[Due, ...]
    """What each deck has to offer, without those below it."""
    seconds: float
    """How long all that waits will take, about."""
    streak: int
    """Study days in a row with an answer, up to today, which may still be empty."""
    answers: Mapping[int, int]
    """Answers by study day, of the last year; empty days are left out."""
    backlog: int
    """Reviews that are due, today's limits aside, in decks that have more of them than their settings call a backlog."""

    @property
    def waiting(self) -> int:
        """Cards that wait."""
        return sum(due.waiting for due in self.dues)

    @property
    def done(self) -> int:
        """Cards that were answered today."""
        return sum(due.done_today for due in self.dues)

    @property
    def began(self) -> bool:
        """Whether anything was answered within the last year."""
        return bool(self.answers)


def today(collection: "Collection", now: datetime) -> Today:
    """Return how the day stands at a moment."""
    day, store = collection.day(now), collection.store
    allowance = collection.allowance(now)
    dues = tuple(due_of(found, *offered) for found, offered in allowance.due())
    answers = sum((due.review + due.learning) + due.new * max(1, len(allowance.of(due.deck).learning_steps)) for due in dues)
    backlog = sum(found.review for deck, found in allowance.counts.items() if found.review and allowance.is_backlog(deck))
    return Today(
        day,
        dues,
        answers * per_answer(store.recent_times(_RECENT)),
        store.streak(day),
        store.answers_by_day(day - DAYS_BACK, day),
        backlog,
    )


def per_answer(times: Sequence[int]) -> float:
    """Return how many seconds an answer takes, from the milliseconds that the last ones took; 0 is not known."""
    known = [min(time, _LONGEST) / 1000 for time in times if time > 0]
    return (sum(known) + PER_ANSWER * _TRUSTED) / (len(known) + _TRUSTED)


def next_time(collection: "Collection", now: datetime) -> Next | None:
    """Return on which day something waits again and how much; `None` when nothing ever will."""
    today = collection.day(now)
    due_day = next_due(collection.store.database)
    day = None if due_day is None else max(due_day, today + 1)
    tomorrow = collection.due_on(today + 1, milliseconds(now))
    if any(due.new for due in tomorrow):
        day = today + 1
    if day is None:
        return None
    found = tomorrow if day == today + 1 else collection.due_on(day, milliseconds(now))
    return Next(day - today, sum(due.new for due in found), sum(due.review + due.learning for due in found))
