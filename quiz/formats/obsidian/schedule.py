"""When the cards of a note are due: the comment that the plugin writes behind each, one entry a card.

`<!--SR:!2024-01-01,3,250-->` is the day, the days since the last review, and the ease in hundredths; entries of FSRS have what
that needs. An entry for the first of January 2000 stands for a new card.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from quiz.formats.authored import Whose
from quiz.formats.past import Past
from quiz.memory.state import Phase

SOURCE: Final = "obsidian"
COMMENT: Final = re.compile(r"[ \t]*<!--SR:(!?[^\n]{0,20000}?)-->")
_PLAIN: Final = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{2}-\d{2}-\d{4})(?:T[^,]*)?,(?P<interval>\d{1,6})(?:\.\d+)?,(?P<ease>\d{1,6})(?:\.\d+)?"
)
_NEW: Final = "2000-01-01"
_PHASES: Final = (Phase.NEW, Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING)


def entries(comment: str) -> list[str]:
    """Return the entries of a comment, one for each card."""
    return [entry.strip() for entry in comment.removeprefix("!").split("!")] if comment.strip("! ") else []


def past(whose: Whose, entry: str) -> Past | None:
    """Return what an entry says of a card; nothing for a new one, or where it says nothing that can be."""
    if entry.startswith("fsrs,"):
        return _of_fsrs(whose, entry)
    found = _PLAIN.fullmatch(entry)
    if found is None or found["day"] == _NEW:
        return None
    due = _day(found["day"])
    if due is None:
        return None
    interval = max(1, int(found["interval"]))
    ease = int(found["ease"]) / 100
    return Past(
        deck=whose.deck,
        fact=whose.fact,
        kind=whose.kind,
        number=whose.number,
        source=SOURCE,
        phase=Phase.REVIEW,
        due_day=due,
        interval=interval,
        ease=ease if 1.0 <= ease < 100 else 0.0,
        last_at=_noon(due - interval),
        reps=1,
        where=whose.where,
    )


def _of_fsrs(whose: Whose, entry: str) -> Past | None:
    """Return what an entry of FSRS says: due, days, stability, difficulty, state, repetitions, lapses, step, last review."""
    parts = entry.split(",")
    if len(parts) < 8:
        return None
    due = _moment(parts[1])
    numbers = list(_numbers(parts[2:-1] if len(parts) > 8 else parts[2:]))
    last = _moment(parts[-1])
    if due is None or len(numbers) < 5 or not 0 <= numbers[3] < len(_PHASES) or not numbers[3]:
        return None
    interval, stability, difficulty, state, reps, *more = numbers
    phase = _PHASES[int(state)]
    return Past(
        deck=whose.deck,
        fact=whose.fact,
        kind=whose.kind,
        number=whose.number,
        source=SOURCE,
        phase=phase,
        step=int(more[1]) if len(more) > 1 and phase is not Phase.REVIEW and 0 <= more[1] < 100 else 0,
        due_day=_local_day(due),
        due_at=int(due.timestamp() * 1000) if phase is not Phase.REVIEW else None,
        interval=max(1, int(interval)) if phase is Phase.REVIEW else 0,
        stability=stability if 0 < stability < 1e6 else None,
        difficulty=difficulty if 0 < stability < 1e6 and 0 < difficulty < 100 else None,
        last_at=int(last.timestamp() * 1000) if last is not None else None,
        reps=max(1, int(reps)),
        lapses=int(more[0]) if more and more[0] >= 0 else 0,
        where=whose.where,
    )


def _numbers(parts: list[str]) -> Iterator[float]:
    for part in parts:
        try:
            number = float(part)
        except ValueError:
            return
        if abs(number) > 1e9:
            return
        yield number


def _day(text: str) -> int | None:
    try:
        found = date.fromisoformat(text) if text[4] == "-" else datetime.strptime(text, "%d-%m-%Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None
    return found.toordinal() - date(1970, 1, 1).toordinal()


def _noon(day: int) -> int:
    return (day * 86_400 + 43_200) * 1000


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _local_day(moment: datetime) -> int:
    try:
        local = moment.astimezone()
    except (OverflowError, OSError, ValueError):
        local = moment
    return local.date().toordinal() - date(1970, 1, 1).toordinal()
