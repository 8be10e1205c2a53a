"""Balance: which day of its fuzz range a review is put on, so that no day is crowded and easy days stay easy.

The weights are those of Anki's load balancer and easy days (rslib/src/scheduler/states/load_balancer.rs, 26.9). A day without
a review weighs 1; one with `n` reviews, `i` days from today, weighs `n^-2.15 · i^-3`: crowded days seldom get another one, and
later days give way to earlier ones, since on later days fewer reviews are known yet. A day on which a sibling is due weighs a
thousandth. A day of the week with a share below 1 is full, and weighs a ten-thousandth, once it has more than its share of
what the other days of the range have. Which day is taken is then drawn with these weights, by a number that the card and its
review count give, so that asking again gives the same day.

Where Anki does otherwise:

- A share is any number from 0 to 1; Anki takes everything between the two for a half.
- A day with share 0 is not taken at all while the range has another; Anki takes it when no review is due on it, since a day
  without reviews weighs 1 whatever its weekday. For the same reason the penalties here hold for empty days too.
- Beyond 90 days, where Anki does nothing, easy days are still kept: a day is taken as often as its share says. Only the
  reviews that are due there are not looked at, since most of those to come are not known yet.
- The range keeps the order of the grades: see `quiz/study/steps.py`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate
from typing import TypeAlias

Busy: TypeAlias = Callable[[int], int] | Mapping[int, int]
"""How many reviews are due on a study day: a function, or a mapping that leaves out days with none."""

EVERY_DAY = (1.0,) * 7
"""Shares of Monday to Sunday for a learner to whom all days are alike."""
FARTHEST = 90
"""Days: reviews that are due later are not counted."""
_DRAWS = 1 << 64
_CROWDED = 2.15
_LATER = 3
_SIBLING = 0.001
_FULL = 0.0001
_MONDAY = 3
"""The day of the week, from Monday as 0, of study day 0, 1970-01-01: a Thursday."""


def weekday(day: int) -> int:
    """Return the day of the week of a study day, from 0 for Monday to 6 for Sunday."""
    return (day + _MONDAY) % 7


def choose_day(
    first: int,
    last: int,
    draw: int,
    *,
    today: int,
    busy: Busy | None = None,
    easy_days: Sequence[float] = EVERY_DAY,
    siblings: Collection[int] = (),
) -> int:
    """Return the study day from `first` to `last` (both may be taken) on which a review is put.

    `draw`, a whole number below 2^64, decides among the days by their weights; where all weigh the same, every day is equally
    likely, and the same one is taken as by `quiz.memory.fuzz.placed`. `busy` tells the reviews that are due on a day, without
    the one that is being put; `None`: not known. `easy_days` has the shares of Monday to Sunday, from 0 to 1, and `siblings`
    the study days on which siblings of the card are due. All of `first`, `last`, `today` and `siblings` are study days, in days
    since 1970-01-01.
    """
    days = range(first, last + 1)
    counts = _counts(days, busy, today)
    if (counts is None or not any(counts)) and len(set(easy_days)) == 1 and not any(day in days for day in siblings):
        return first + (draw * len(days) >> 64)  # all weigh the same
    shares = [easy_days[weekday(day)] for day in days]
    weights = [
        _weight(count, day - today) * modifier * (_SIBLING if day in siblings else 1.0)
        for day, count, modifier in zip(days, counts or [0] * len(days), _modifiers(shares, counts), strict=True)
    ]
    if len(set(weights)) == 1:
        return first + (draw * len(days) >> 64)
    sums = list(accumulate(weights))
    wanted = draw / _DRAWS * sums[-1]
    # A sum may be rounded up to what is wanted; the heaviest day is there for a draw that no sum exceeds.
    heaviest = max(range(len(days)), key=weights.__getitem__)
    return first + next((place for place, upto in enumerate(sums) if wanted < upto), heaviest)


def _counts(days: range, busy: Busy | None, today: int) -> list[int] | None:
    """Return the reviews due on each day; `None` where they are not known or too far away to tell anything."""
    if busy is None or days[0] - today > FARTHEST:
        return None
    return [max(busy(day) if callable(busy) else busy.get(day, 0), 0) for day in days]


def _weight(count: int, interval: int) -> float:
    if not count:
        return 1.0
    return float(count**-_CROWDED * max(interval, 1) ** -_LATER)


def _modifiers(shares: Sequence[float], counts: Sequence[int] | None) -> list[float]:
    """Return by how much the shares of the days of the week lower each day's weight."""
    if len(set(shares)) == 1:
        return [1.0] * len(shares)
    if counts is None:
        return list(shares)
    every_count = sum(counts)
    every_share = sum(shares)

    def modifier(share: float, count: int) -> float:
        if share in {0.0, 1.0}:
            return share
        # The day's own reviews, as if it were a full day, against those of an average full day among the others.
        others = max(every_share - share, _FULL)
        return _FULL if count / share > (every_count - count) / others else 1.0

    return [modifier(share, count) for share, count in zip(shares, counts, strict=True)]
