"""The study day that somebody means who sets when a card is due."""

import re
from datetime import date

_EPOCH = date(1970, 1, 1).toordinal()
_DAYS = re.compile(r"(?:in\s+)?\+?(\d{1,5})\s*(?:d|days?)?", re.IGNORECASE)
_WORDS = {"today": 0, "now": 0, "tomorrow": 1}
LATEST = 36_500
"""Days from today, as for every interval."""


def due_day(text: str, today: int) -> int:
    """Return a study day, in days since 1970-01-01, from a number of days or a date; `today` is the study day of now.

    Raises `ValueError` for anything else, for a day before today, and for one more than a hundred years ahead.
    """
    wanted = text.strip().casefold()
    if wanted in _WORDS:
        return today + _WORDS[wanted]
    if found := _DAYS.fullmatch(wanted):
        day = today + int(found[1])
    else:
        try:
            day = date.fromisoformat(wanted).toordinal() - _EPOCH
        except ValueError:
            message = "Expected a number of days, such as 3, or a date, such as 2030-01-31."
            raise ValueError(message) from None
    if day < today:
        message = "That day has passed; today is 0."
        raise ValueError(message)
    if day > today + LATEST:
        message = "That is more than a hundred years away."
        raise ValueError(message)
    return day
