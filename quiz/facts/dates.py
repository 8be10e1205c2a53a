"""Dates with precision and uncertainty, after the Extended Date/Time Format (EDTF, ISO 8601-2:2019), levels 0 and 1."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from attrs import evolve, field, frozen
from attrs.validators import and_, ge, le, optional

Day: TypeAlias = tuple[int, int, int]
"""Year (astronomical: 0 is 1 BC), month and day; comparable in years that `datetime` does not know."""

EARLIEST: Day = (-(10**9), 1, 1)
LATEST: Day = (10**9, 12, 31)
EXPECTED = "a date such as 1959, 1945-09, 1945-09-02, c. 886, 1766?, 843/848, ../1066 or -0055"

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(_MONTHS, start=1)}
_ISO = re.compile(r"([+-]?\d{1,9})(?:-(\d{2})(?:-(\d{2}))?)?")
_UNSPECIFIED = re.compile(r"(-?\d{1,3})(X{1,2})")
_ABOUT = re.compile(r"(?:circa|ca?\.?|about|around|approximately|~)(?:\s*(?=[\d+-])|(?:(?<=[.~])|\s)\s*(?=[a-z]))", re.IGNORECASE)
_ERA = re.compile(r"(\d{1,6})\s*(bc|bce|ad|ce)|ad\s*(\d{1,4})", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[a-z]{3,9})\.?,?|(?P<m2>[a-z]{3,9})\.?(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?,?)"
    r"\s+(?P<y>\d{1,4})(?:\s*(?P<era>bc|bce|ad|ce))?",
    re.IGNORECASE,
)


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has in the proleptic Gregorian calendar, in any year."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


@frozen
class Date:
    """A day, month or year, perhaps approximate or uncertain, or some time between two of them."""

    year: int
    month: int | None = field(default=None, validator=optional(and_(ge(1), le(12))))
    day: int | None = field(default=None, validator=optional(and_(ge(1), le(31))))
    approximate: bool = False
    uncertain: bool = False
    open_start: bool = False
    """Some time up to this date: `../1066`."""
    open_end: bool = False
    """Some time from this date on: `1066/..`."""
    end: "Date | None" = None
    """With an end, the date is some time between the two: `843/848`."""

    def __attrs_post_init__(self) -> None:
        if self.month is not None and self.day is not None and self.day > days_in_month(self.year, self.month):
            message = f"{_MONTHS[self.month - 1]} {self.year} has no day {self.day}"
            raise ValueError(message)
        if self.end is not None and self.end.latest < self.earliest:
            message = f"it ends ({self.end.edtf}) before it begins"
            raise ValueError(message)

    @property
    def earliest(self) -> Day:
        """The first day that the date may mean."""
        return EARLIEST if self.open_start else (self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> Day:
        """The last day that the date may mean."""
        if self.end is not None:
            return self.end.latest
        if self.open_end:
            return LATEST
        month = self.month or 12
        return (self.year, month, self.day or days_in_month(self.year, month))

    @property
    def precision(self) -> str:
        """Return `day`, `month`, `year` or `interval`."""
        if self.end is not None or self.open_start or self.open_end:
            return "interval"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def edtf(self) -> str:
        """The date as EDTF writes it; the canonical form."""
        sign, digits = ("-" if self.year < 0 else ""), f"{abs(self.year):04d}"
        parts = [sign + digits] + [f"{part:02d}" for part in (self.month, self.day) if part]
        mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((self.approximate, self.uncertain), "")
        text = ("Y" if abs(self.year) > 9999 else "") + "-".join(parts) + mark
        if self.end is not None:
            return f"{text}/{self.end.edtf}"
        return f"../{text}" if self.open_start else f"{text}/.." if self.open_end else text

    key = edtf

    def __str__(self) -> str:
        if self.end is not None:
            return f"between {_point(self)} and {_point(self.end)}"
        return f"by {_point(self)}" if self.open_start else f"{_point(self)} or later" if self.open_end else _point(self)

    def overlaps(self, other: "Date") -> bool:
        """Say whether both could mean the same day. An approximate date reaches further: a tenth of its age, 1 to 500 years."""
        return _stretched(self.earliest, self, -1) <= _stretched(other.latest, other, 1) and _stretched(
            other.earliest, other, -1
        ) <= _stretched(self.latest, self, 1)


def parse_date(text: str) -> Date:
    """Read a date. Raises `ValueError`, with what was expected, when `text` is none.

    EDTF levels 0 and 1 for days, months and years (`~`, `?`, `%`, `19XX`, `a/b`, open ends `..`), and the ways people write:
    `c. 886`, `56 BC`, `2 September 1945`, `Sep 1945`.
    """
    cleaned = text.strip()
    start, slash, end = cleaned.partition("/")
    if slash:
        return _interval(start.strip(), end.strip(), cleaned)
    return _one(cleaned)


def date_of(moment: date) -> Date:
    """Return the day of a `datetime.date` or `datetime.datetime`."""
    return Date(moment.year, moment.month, moment.day)


def _interval(start: str, end: str, text: str) -> Date:
    if start in {"", ".."} and end in {"", ".."}:
        raise ValueError(_unreadable(text))
    if start in {"", ".."}:
        return evolve(_last(_one(end)), open_start=True)
    if end in {"", ".."}:
        return evolve(_one(start), end=None, open_end=True)
    return evolve(_one(start), end=_last(_one(end)))


def _last(date: Date) -> Date:
    """Return the end of a date such as `18XX`, which is some time between two years; any other date itself."""
    return date.end or date


def _one(text: str) -> Date:
    about = _ABOUT.match(text)
    bare = text[about.end() :] if about else text
    mark = bare[-1:] if bare[-1:] in {"~", "?", "%"} else ""
    bare = bare.removesuffix(mark) if mark else bare
    approximate, uncertain = bool(about) or mark in {"~", "%"}, mark in {"?", "%"}
    for reader in _READERS:
        found = reader(bare.strip())
        if found is not None:
            year, month, day, end_year = found
            end = None if end_year is None else Date(end_year)
            try:
                return Date(year, month, day, approximate=approximate, uncertain=uncertain, end=end)
            except ValueError as error:
                message = f"“{text}” is not a date: {_reason(error)}"
                raise ValueError(message) from None
    raise ValueError(_unreadable(text))


_Parts: TypeAlias = tuple[int, int | None, int | None, int | None]


def _iso(text: str) -> _Parts | None:
    match = _ISO.fullmatch(text.removeprefix("Y"))
    if not match:
        return None
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None, None


def _unspecified(text: str) -> _Parts | None:
    match = _UNSPECIFIED.fullmatch(text)
    if not match:
        return None
    digits, unknown = match.groups()
    size = int(10 ** len(unknown))
    first = int(digits) * size
    return (first - size + 1, None, None, first) if digits.startswith("-") else (first, None, None, first + size - 1)


def _era(text: str) -> _Parts | None:
    match = _ERA.fullmatch(text)
    if not match:
        return None
    year = _year(match[1] or match[3], match[2] or "ad")
    return None if year is None else (year, None, None, None)


def _words(text: str) -> _Parts | None:
    match = _WORDS.fullmatch(text)
    month = _MONTH_NUMBERS.get((match["m1"] or match["m2"])[:3].casefold()) if match else None
    if not match or month is None or not _MONTHS[month - 1].casefold().startswith((match["m1"] or match["m2"]).casefold()[:9]):
        return None
    day = match["d1"] or match["d2"]
    year = _year(match["y"], match["era"])
    return None if year is None else (year, month, int(day) if day else None, None)


def _year(digits: str, era: str | None) -> int | None:
    """Return the astronomical year; there is none for a year 0 of an era."""
    year = int(digits)
    if era and not year:
        return None
    return 1 - year if era and era.casefold().startswith("b") else year


_READERS: tuple[Callable[[str], _Parts | None], ...] = (_iso, _unspecified, _era, _words)


def _unreadable(text: str) -> str:
    return f"“{text}” is not a date; expected {EXPECTED}"


def _reason(error: ValueError) -> str:
    reason = str(error)
    if "'month'" in reason:
        return "months go from 01 to 12"
    return "days go from 01 to 31" if "'day'" in reason else reason


def _point(date: Date) -> str:
    year = f"{1 - date.year} BC" if date.year <= 0 else str(date.year)
    words = [str(date.day)] if date.day else []
    if date.month:
        words.append(_MONTHS[date.month - 1])
    return ("c. " if date.approximate else "") + " ".join([*words, year]) + ("?" if date.uncertain else "")


def _stretched(day: Day, date: Date, sign: int) -> Day:
    if not (date.approximate or (date.end and date.end.approximate)) or day in {EARLIEST, LATEST}:
        return day
    reach = min(max(abs(2000 - day[0]) // 10, 1), 500)
    return (day[0] + sign * reach, *day[1:])
