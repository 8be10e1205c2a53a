"""A review log from another program as a table: one row an answer, with the columns of py-fsrs's own logs.

`card_id`, `review_rating` (1 … 4) and `review_time` are read; the time is an ISO 8601 date and time with a zone, or a number of
seconds or milliseconds since the epoch (UTC). Other columns, such as `review_duration`, are left alone.
"""

from datetime import UTC, datetime, tzinfo
from os import PathLike, fspath
from typing import Final

from quiz.errors import ReviewLogError
from quiz.facts.rows import Cell, TableProblems
from quiz.facts.tables import read_table
from quiz.memory.fitting import Row
from quiz.study.day import ROLLOVER_HOUR, milliseconds, study_day

COLUMNS: Final = ("card_id", "review_rating", "review_time")
_MILLISECONDS_FROM: Final = 10_000_000_000
"""A number above this, the year 2286 in seconds, counts milliseconds."""
_RATINGS: Final = {"1": 1, "2": 2, "3": 3, "4": 4}


def read_log(path: str | PathLike[str], zone: tzinfo, rollover_hour: int = ROLLOVER_HOUR) -> list[Row]:
    """Return the answers of a review log, in the order in which they were given; study days are those of the zone.

    Raises `ReviewLogError` with everything that is wrong with the file.
    """
    name = fspath(path)
    table = read_table(name)
    problems = TableProblems(name)
    missing = [column for column in COLUMNS if column not in table.columns]
    if missing and table.columns:
        found = ", ".join(table.columns)
        hint = f"A review log has the columns {', '.join(COLUMNS)}; this file has {found}."
        problems.add("review-log", f"the column {missing[0]} is missing", hint, 1)
    answers = []
    if not missing:
        card, rating, time = map(table.columns.index, COLUMNS)
        for row in table.rows:
            grade = _RATINGS.get(str(row.cells[rating]))
            moment = _moment(row.cells[time])
            if grade is None:
                hint = "A rating is 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)."
                problems.add("review-log", f"the rating is “{row.cells[rating]}”", hint, row.line)
            elif moment is None:
                hint = "A time is a date and time with a zone, such as 2026-03-01T09:00:00+01:00, or milliseconds since 1970."
                problems.add("review-log", f"the time is “{row.cells[time]}”", hint, row.line)
            else:
                local = moment.astimezone(zone)
                answers.append((study_day(local, rollover_hour), milliseconds(local), str(row.cells[card]), grade))
    problems.close()
    wrong = [problem for problem in (*table.problems, *problems.found) if problem.severity == "error"]
    if wrong:
        raise ReviewLogError(wrong)
    numbers: dict[str, int] = {}
    return [(numbers.setdefault(card, len(numbers)), day, grade, 0.0) for day, _, card, grade in sorted(answers)]


def _moment(cell: Cell) -> datetime | None:
    text = str(cell)
    try:
        if text.isascii() and text.isdigit():
            number = int(text)
            return datetime.fromtimestamp(number / 1000 if number > _MILLISECONDS_FROM else number, UTC)
        moment = datetime.fromisoformat(text)
    except (OverflowError, OSError, ValueError):
        return None
    return moment if moment.tzinfo else None
