"""What Mnemosyne remembers of a card: its grade, its easiness, when it was asked last and when it is due, and its answers.

Grades go from 0 to 5; a card graded 0 or 1 is not known yet and comes again at once, one that was never graded is new.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from attrs import frozen

from quiz.formats.authored import Whose
from quiz.formats.past import MOMENTS, Answer, Past
from quiz.memory.state import Phase

SOURCE: Final = "mnemosyne"
DAY: Final = 86_400
KNOWN: Final = 2
"""The lowest grade of a card that is known."""
_RATINGS: Final = {0: 1, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4}
"""quiz's ratings by Mnemosyne's grades: 2 and 3 make a card come sooner than before, 5 later."""


@frozen(kw_only=True)
class Learned:
    """The learning data of a card. Days are counted from 1970-01-01."""

    grade: int
    """-1 for a new card."""
    easiness: float = 2.5
    reps: int = 0
    lapses: int = 0
    last_day: int = 0
    next_day: int = 0
    last_at: int | None = None
    """The moment of the last answer in seconds since the epoch, where it is known."""


@frozen
class Logged:
    """One answer as the log of a database has it."""

    at: int
    """Seconds since the epoch."""
    grade: int
    next_rep: int
    """The moment at which the card was due then, in seconds since the epoch; 0 where nobody knows."""
    took: int
    """Seconds."""
    acq_reps: int
    ret_reps: int
    lapses: int


def past(whose: Whose, learned: Learned, answers: Iterable[Logged] = ()) -> Past | None:
    """Return what is remembered of a card; nothing of a new one that was never answered."""
    given = tuple(answers_of(answers))
    if learned.grade < 0 and not given:
        return None
    is_known = learned.grade >= KNOWN
    again = Phase.RELEARNING if learned.lapses else Phase.LEARNING
    moment = learned.last_at if learned.last_at is not None else learned.last_day * DAY + DAY // 2
    return Past(
        deck=whose.deck,
        fact=whose.fact,
        kind=whose.kind,
        number=whose.number,
        source=SOURCE,
        phase=Phase.NEW if learned.grade < 0 else Phase.REVIEW if is_known else again,
        due_day=learned.next_day if is_known else learned.last_day if learned.grade >= 0 else None,
        due_at=moment * 1000 if 0 <= learned.grade < KNOWN else None,
        interval=max(1, learned.next_day - learned.last_day) if is_known else 0,
        ease=learned.easiness if 1.0 <= learned.easiness < 100 else 0.0,
        last_at=moment * 1000 if learned.grade >= 0 else None,
        reps=max(0, learned.reps),
        lapses=max(0, learned.lapses),
        answers=given,
        where=whose.where,
    )


def answers_of(rows: Iterable[Logged]) -> Iterable[Answer]:
    """Yield the answers that a log tells of one card, in their order."""
    retained = lapses = 0
    last = 0
    for row in rows:
        rating = _RATINGS.get(row.grade)
        at = row.at * 1000
        if rating is None or at not in MOMENTS:
            continue
        again = Phase.RELEARNING if lapses else Phase.LEARNING
        before = Phase.REVIEW if row.ret_reps > retained else again
        retained, lapses = row.ret_reps, row.lapses
        # The log counts seconds: two answers in one of them are still two.
        at = last = max(at, last + 1)
        interval = max(1, row.next_rep // DAY - row.at // DAY) if row.grade >= KNOWN and row.next_rep > 0 else 0
        yield Answer(at, rating, before, interval, took=min(max(0, row.took), 3600) * 1000)


def local_day(moment: float) -> int:
    """Return the day of a moment by the learner's own calendar, in days since 1970-01-01; 0 for one that no calendar has."""
    try:
        found = datetime.fromtimestamp(moment, UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return 0
    return found.date().toordinal() - datetime(1970, 1, 1, tzinfo=UTC).toordinal()


def whole(found: object, default: int = 0) -> int:
    """Return a whole number that a file has, whatever it is written as."""
    if isinstance(found, bool | int):
        return int(found) if abs(found) < 2**60 else default
    try:
        number = float(str(found).strip()) if found is not None and len(str(found)) < 40 else float(default)
        return int(number) if abs(number) < 2**60 else default
    except (ValueError, OverflowError):
        return default


def real(found: object, default: float) -> float:
    """Return a number that a file has."""
    try:
        number = float(str(found))
    except ValueError:
        return default
    return number if abs(number) < 1e12 else default


def ordered(rows: Sequence[Logged]) -> list[Logged]:
    """Return the rows of a log in the order of their moments."""
    return sorted(rows, key=lambda row: row.at)
