"""The one clock of the command line."""

import os
from datetime import datetime

from quiz.errors import UsageError

VARIABLE = "QUIZ_NOW"
"""Holds the time for tests and scripts that must come out the same on every day, such as `2026-03-01T09:00:00+01:00`."""


def now() -> datetime:
    """Return the present moment in the local time zone, or the one that `QUIZ_NOW` holds.

    Raises `UsageError` where that is no ISO 8601 date and time with a time zone.
    """
    fixed = os.environ.get(VARIABLE)
    if not fixed:
        from quiz.collection.clock import local_now

        return local_now()
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(f"{VARIABLE} is “{fixed}”; expected a date and time with a zone, such as 2026-03-01T09:00:00+01:00.")
    return moment


def local(at: int) -> datetime:
    """Return a moment, in milliseconds since the epoch (UTC), in local time; in the zone of `QUIZ_NOW` where that is set."""
    moment = datetime.fromtimestamp(at / 1000).astimezone()
    return moment.astimezone(now().tzinfo) if os.environ.get(VARIABLE) else moment
