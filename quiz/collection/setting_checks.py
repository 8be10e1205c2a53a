"""What each key of `settings.toml` takes: friendly units in, the values of `StudySettings` out."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from attrs import fields_dict

from quiz.facts.checks import boolean, described
from quiz.memory.fsrs import RETENTION_MAX, RETENTION_MIN
from quiz.study.options import LeechAction, NewOrder, Placement, ReviewOrder, Spacing
from quiz.study.settings import HUNDRED_YEARS, StudySettings

Check = Callable[[Any], Any]
"""Takes a raw value, returns the good one, or raises `ValueError` with what was found and expected."""

MOST_A_DAY = 1_000_000
LONGEST_STEP = 365 * 86_400
"""Seconds."""
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_SPAN = re.compile(r"(?:(\d+(?:\.\d+)?)\s*([smhd])\s*)+", re.IGNORECASE)
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])", re.IGNORECASE)
_EPOCH = date(1970, 1, 1).toordinal()


def seconds(found: object) -> int:
    """Check for a span of time such as `90s`, `10m`, `1h30m` or `2d`; return whole seconds."""
    if not isinstance(found, str) or not _SPAN.fullmatch(found.strip()):
        message = f'{described(found)} stands where a time such as "10m" was expected (s, m, h or d)'
        raise ValueError(message)
    total = round(sum(float(amount) * _UNITS[unit.casefold()] for amount, unit in _PART.findall(found)))
    if total > LONGEST_STEP:
        message = f"“{found}” is longer than a year"
        raise ValueError(message)
    return total


def steps(found: object) -> tuple[int, ...]:
    """Check for a list of spans of time, each at least a second."""
    if not isinstance(found, list):
        message = f'{described(found)} stands where a list of times was expected, such as ["1m", "10m"]'
        raise ValueError(message)  # noqa: TRY004 - a file's mistake, told like the others
    spans = tuple(map(seconds, found))
    if 0 in spans:
        raise ValueError("A step of no time stands where at least 1s was expected")
    return spans


def whole(least: int, most: int) -> Check:
    """Return a check for a whole number from `least` to `most`."""

    def check(found: object) -> int:
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            message = f"{described(found)} stands where a whole number from {least} to {most} was expected"
            raise ValueError(message)
        return found

    return check


def share(least: float, most: float) -> Check:
    """Return a check for a number from `least` to `most`."""

    def check(found: object) -> float:
        if not isinstance(found, int | float) or isinstance(found, bool) or not least <= found <= most:
            message = f"{described(found)} stands where a number from {least} to {most} was expected"
            raise ValueError(message)
        return float(found)

    return check


def one_of(words: type[StrEnum]) -> Check:
    """Return a check for one of a few words."""

    def check(found: object) -> StrEnum:
        from quiz.text.closeness import nearest

        if isinstance(found, str) and found in tuple(words):
            return words(found)
        near = nearest(found, list(words)) if isinstance(found, str) else None
        hint = f"; did you mean “{near}”?" if near else ""
        message = f"{described(found)} stands where one of {', '.join(words)} was expected{hint}"
        raise ValueError(message)

    return check


def study_day(found: object) -> int:
    """Check for a date, such as 2026-06-15 or "2026-06-15"; return its study day."""
    try:
        if isinstance(found, str):
            found = date.fromisoformat(found)
    except ValueError:
        found = str(found)
    if not isinstance(found, date) or isinstance(found, datetime):
        message = f"{described(found)} stands where a date such as 2026-06-15 was expected"
        raise ValueError(message)  # noqa: TRY004 - a file's mistake, told like the others
    return found.toordinal() - _EPOCH


def week(found: object) -> tuple[float, ...]:
    """Check for shares by day of the week, such as `{ sat = 0.5 }`; return seven, Monday's first, 1 where none is named."""
    if not isinstance(found, Mapping):
        message = f"{described(found)} stands where days of the week were expected, such as {{ sat = 0.5 }}"
        raise ValueError(message)  # noqa: TRY004 - a file's mistake, told like the others
    for day in found:
        if day not in WEEKDAYS:
            message = f"“{day}” is no day of the week; expected some of {', '.join(WEEKDAYS)}"
            raise ValueError(message)
    check = share(0, 1)
    return tuple(check(found[day]) if day in found else 1.0 for day in WEEKDAYS)


_RETENTION = share(RETENTION_MIN, RETENTION_MAX)
_A_DAY = whole(0, MOST_A_DAY)
_CHECKS: Mapping[str, Check] = {
    "desired_retention": _RETENTION,
    "new_per_day": _A_DAY,
    "reviews_per_day": _A_DAY,
    "new_count_as_reviews": boolean,
    "review_order": one_of(ReviewOrder),
    "new_order": one_of(NewOrder),
    "new_placement": one_of(Placement),
    "interday_placement": one_of(Placement),
    "new_siblings": one_of(Spacing),
    "review_siblings": one_of(Spacing),
    "look_alikes_apart": boolean,
    "backlog_days": whole(0, 10_000),
    "leech_lapses": whole(0, 10_000),
    "leech_action": one_of(LeechAction),
    "deadline": study_day,
    "deadline_retention": _RETENTION,
    "deadline_gap": whole(0, 1000),
    "learning_steps": steps,
    "relearning_steps": steps,
    "learn_ahead": seconds,
    "maximum_interval": whole(1, HUNDRED_YEARS),
    "rollover_hour": whole(0, 23),
    "fuzz": boolean,
    "load_balance": boolean,
    "easy_days": week,
}
ELSEWHERE = frozenset({"parameters"})
"""Fields that no file says: the parameters of the memory model are fitted, and that is an event of the log."""
FOR_ALL: Mapping[str, Check] = {name: _CHECKS[name] for name in fields_dict(StudySettings) if name not in ELSEWHERE}
"""The keys of `[study]`."""
ONCE = frozenset({"rollover_hour", "learn_ahead"})
"""Keys that only `[study]` takes: a study day and a session are the same for all decks."""
FOR_DECKS: Mapping[str, Check] = {name: check for name, check in FOR_ALL.items() if name not in ONCE}
"""The keys of `[decks."NAME"]`."""
