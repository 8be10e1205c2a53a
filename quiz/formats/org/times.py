"""Org's days and moments, and the numbers of its properties."""

import re
from datetime import UTC, date, datetime
from typing import Final

_STAMP: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[^\d\n]{0,40}(\d{1,2}):(\d{2}))?")


def day_of(text: str) -> int | None:
    """Return the day of a stamp such as `<2024-01-31 Wed>`, in days since 1970-01-01."""
    found = _STAMP.search(text)
    try:
        return None if found is None else date(int(found[1]), int(found[2]), int(found[3])).toordinal() - _EPOCH
    except ValueError:
        return None


def moment_of(text: str) -> int | None:
    """Return the moment of a stamp in milliseconds since the epoch: noon of its day, unless it tells the time; `Z` is UTC."""
    found = _STAMP.search(text)
    if found is None:
        return None
    try:
        hour, minute = (12, 0) if found[4] is None else (int(found[4]), int(found[5]))
        when = datetime(int(found[1]), int(found[2]), int(found[3]), hour, minute, tzinfo=UTC)
        if not text.rstrip("]> ").endswith("Z") and found[4] is not None:
            when = when.replace(tzinfo=None).astimezone()  # by the learner's own clock
        return int(when.timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return None


def real(text: str, default: float = 0.0) -> float:
    """Return a number as a property has it."""
    try:
        found = float(text)
    except ValueError:
        return default
    return found if abs(found) < 1e7 else default


_EPOCH: Final = date(1970, 1, 1).toordinal()
