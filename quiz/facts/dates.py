"""Dates with precision and uncertainty, after the Extended Date/Time Format (EDTF, ISO 8601-2:2019), levels 0 and 1."""

import re
from collections.abc import Callable
from datetime import date
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen
from attrs.validators import and_, ge, in_, le, optional

from quiz.facts.date_words import MONTHS, SEASONS, SPANS, Parts, point_in_words, read_words, year_in_words

Day: TypeAlias = tuple[int, int, int]
"""Year (astronomical: 0 is 1 BC), month and day; comparable in years that `datetime` does not know."""
Unspecified: TypeAlias = Literal["", "century", "decade", "month", "day"]
"""What is meant but not given: the last two digits of the year, its last one, the month, or the day."""

EARLIEST: Day = (-(10**12), 1, 1)
LATEST: Day = (10**12, 12, 31)
EXPECTED = "a date such as 1959, 1945-09, 1945-09-02, c. 886, 1766?, 195X, 2001-21 (spring), 843/848, ../1066 or -0055"

_ISO = re.compile(r"([+-]?\d{1,12})(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?")
_TIME = re.compile(r"(?<=\d-\d{2}-\d{2})T(?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d(?:Z|[+-][01]\d(?::?[0-5]\d)?)?")
_DIGITS_LEFT_OUT = re.compile(r"(-?)(\d{1,3})(X{1,2})")
_ABOUT = re.compile(r"(?:circa|ca?\.?|about|around|approximately|~)(?:\s*(?=[\d+-])|(?:(?<=[.~])|\s)\s*(?=[a-z]))", re.IGNORECASE)
_DIGITS_BEFORE_PERCENT = 4
"""What EDTF writes before a mark for “approximate and uncertain”, at least: `57%` is no year."""
_MARKS = {(True, True): "%", (True, False): "~", (False, True): "?", (False, False): ""}
_FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The month in which a season begins, where it begins early: in the northern hemisphere."""


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has in the proleptic Gregorian calendar, in any year."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


@frozen
class Date:
    """A day, month, season, year, decade or century, perhaps approximate or uncertain, or some time between two of them.

    Raises `ValueError` for a day that no calendar has, and for parts that do not belong together.
    """

    year: int
    """Astronomical: 0 is 1 BC. The first one of a decade or century."""
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
    season: int | None = field(default=None, validator=optional(in_(SEASONS)))
    """21 spring, 22 summer, 23 autumn, 24 winter, wherever that is: `2001-21`."""
    unspecified: Unspecified = field(default="", validator=in_(("", "century", "decade", "month", "day")))
    """What is meant but not given: `19XX`, `195X`, `1999-XX`, and the day in `1999-01-XX` and `1999-XX-XX`."""
    unknown: bool = False
    """The end that is missing is not open but unknown: `1066/` or `/1066`."""

    def __attrs_post_init__(self) -> None:
        if self.month is not None and self.day is not None and self.day > days_in_month(self.year, self.month):
            message = f"{MONTHS[self.month - 1]} {self.year} has no day {self.day}"
            raise ValueError(message)
        if self.end is not None and self.end.latest < self.earliest:
            message = f"it ends ({self.end.edtf}) before it begins"
            raise ValueError(message)
        if not self._fits_together():
            raise ValueError("its parts do not belong together")

    def _fits_together(self) -> bool:
        """Say whether EDTF can write the date."""
        whole_year = self.month is None and self.day is None
        if self.day is not None and self.month is None:
            return False
        if self.season is not None and not (whole_year and not self.unspecified):
            return False
        if self.unspecified in SPANS and not (
            whole_year and -10_000 < self.year < 10_000 and (self.year - (self.year < 0)) % SPANS[self.unspecified] == 0
        ):
            return False
        if (self.unspecified == "month" and not whole_year) or (self.unspecified == "day" and self.day is not None):
            return False
        if self.end is not None and (self.end.precision == "interval" or self.open_start or self.open_end):
            return False
        return (self.open_start != self.open_end) if self.unknown else not (self.open_start and self.open_end)

    @property
    def earliest(self) -> Day:
        """The first day that the date may mean. Seasons are those of the northern hemisphere; winter begins in December."""
        if self.open_start:
            return EARLIEST
        month = self.month or (_FIRST_MONTHS[self.season] if self.season else 1)
        return (self.year, month, self.day or 1)

    @property
    def latest(self) -> Day:
        """The last day that the date may mean."""
        if self.end is not None:
            return self.end.latest
        if self.open_end:
            return LATEST
        if self.season:
            months = _FIRST_MONTHS[self.season] + 1
            year, month = self.year + months // 12, months % 12 + 1
            return (year, month, days_in_month(year, month))
        month = self.month or 12
        return (self.year + SPANS.get(self.unspecified, 1) - 1, month, self.day or days_in_month(self.year, month))

    @property
    def precision(self) -> str:
        """Return `day`, `month`, `season`, `year`, `decade`, `century` or `interval`: what is known."""
        if self.end is not None or self.open_start or self.open_end:
            return "interval"
        if self.unspecified in SPANS:
            return self.unspecified
        return "day" if self.day else "month" if self.month else "season" if self.season else "year"

    @property
    def edtf(self) -> str:
        """The date as EDTF writes it; the canonical form."""
        text = self._edtf_year() + "".join(f"-{part:02d}" for part in (self.month or self.season, self.day) if part)
        if self.unspecified in {"month", "day"}:
            text += "-XX" if self.month or self.unspecified == "month" else "-XX-XX"
        text += _MARKS[self.approximate, self.uncertain]
        if self.end is not None:
            return f"{text}/{self.end.edtf}"
        beyond = "" if self.unknown else ".."
        return f"{beyond}/{text}" if self.open_start else f"{text}/{beyond}" if self.open_end else text

    key = edtf

    def _edtf_year(self) -> str:
        sign = "-" if self.year < 0 else ""
        span = SPANS.get(self.unspecified)
        if span:
            nearest_to_zero = min(abs(self.year), abs(self.year + span - 1))
            return f"{sign}{nearest_to_zero // span:0{5 - len(str(span))}d}{'X' * (len(str(span)) - 1)}"
        return ("Y" if abs(self.year) > 9999 else "") + f"{sign}{abs(self.year):04d}"

    def __str__(self) -> str:
        if self.end is not None:
            return f"between {_marked(self, _first(self))} and {_marked(self.end, _last(self.end))}"
        if self.unknown:
            return (
                f"until {_point(self)}, from when is unknown"
                if self.open_start
                else f"from {_point(self)}, until when is unknown"
            )
        return f"by {_point(self)}" if self.open_start else f"{_point(self)} or later" if self.open_end else _point(self)

    def overlaps(self, other: "Date") -> bool:
        """Say whether both could mean the same day.

        An approximate or uncertain end of a date reaches further: a tenth of its age, at least a year. A season may be that of
        either hemisphere, and a winter that of the year in which it begins or ends; but two seasons of one name differ by year,
        and two of different names differ.
        """
        if self.precision == other.precision == "season" and not any((*_vague(self), *_vague(other))):
            return self.season == other.season and abs(self.year - other.year) <= (self.season == 24)
        (start, end), (other_start, other_end) = reach(self), reach(other)
        return start <= other_end and other_start <= end


def parse_date(text: str) -> Date:
    """Read a date. Raises `ValueError`, with what was expected, when `text` is none.

    EDTF levels 0 and 1, and the ways people write: `c. 886`, `56 BC`, `2 September 1945`, `Sep 1945`, `spring 1850`, `the 1950s`.
    Of a day with a time (`1985-04-12T23:20:30Z`) the day is kept.
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
        return evolve(_one(end), open_start=True, unknown=not start)
    if end in {"", ".."}:
        return evolve(_one(start), open_end=True, unknown=not end)
    return evolve(_one(start), end=_one(end))


def _one(text: str) -> Date:
    about = _ABOUT.match(text)
    bare = text[about.end() :] if about else text
    mark = bare[-1:] if bare[-1:] in {"~", "?", "%"} else ""
    bare = bare.removesuffix(mark) if mark else bare
    if mark == "%" and len(bare.strip()) < _DIGITS_BEFORE_PERCENT:
        raise ValueError(_unreadable(text))
    approximate, uncertain = bool(about) or mark in {"~", "%"}, mark in {"?", "%"}
    for reader in _READERS:
        found = reader(bare.strip())
        if found is not None:
            try:
                return Date(**found._asdict(), approximate=approximate, uncertain=uncertain)
            except ValueError as error:
                message = f"“{text}” is not a date: {_reason(error)}"
                raise ValueError(message) from None
    raise ValueError(_unreadable(text))


def _iso(text: str) -> Parts | None:
    match = _ISO.fullmatch(_TIME.sub("", text.removeprefix("Y"), count=1))
    if not match:
        return None
    year, month, day = match.groups()
    if month == "XX":
        return Parts(int(year), unspecified="day" if day else "month") if day in {None, "XX"} else None
    number = int(month) if month else None
    if day == "XX":
        return Parts(int(year), number, unspecified="day")
    if number in SEASONS and day is None:
        return Parts(int(year), season=number)
    return Parts(int(year), number, int(day) if day else None)


def _digits_left_out(text: str) -> Parts | None:
    match = _DIGITS_LEFT_OUT.fullmatch(text)
    if not match or len(match[2] + match[3]) > 4:
        return None
    span: Unspecified = "decade" if match[3] == "X" else "century"
    first = int(match[2]) * SPANS[span]
    return Parts(1 - first - SPANS[span] if match[1] else first, unspecified=span)


_READERS: tuple[Callable[[str], Parts | None], ...] = (_iso, _digits_left_out, read_words)


def _unreadable(text: str) -> str:
    return f"“{text}” is not a date; expected {EXPECTED}"


def _reason(error: ValueError) -> str:
    reason = str(error)
    if "'month'" in reason:
        return "months go from 01 to 12, and seasons from 21 to 24"
    return "days go from 01 to 31" if "'day'" in reason else reason


def _point(date: Date) -> str:
    return _marked(date, _bare(date))


def _first(date: Date) -> str:
    """Write the start of a span."""
    return year_in_words(date.earliest[0]) if date.unspecified in SPANS else _bare(date)


def _last(date: Date) -> str:
    """Write the end of a span."""
    return year_in_words(date.latest[0]) if date.unspecified in SPANS else _bare(date)


def _bare(date: Date) -> str:
    return point_in_words(Parts(date.year, date.month, date.day, date.season, date.unspecified))


def _marked(date: Date, words: str) -> str:
    return ("c. " if date.approximate else "") + words + ("?" if date.uncertain else "")


def _vague(date: Date) -> tuple[bool, bool]:
    """Say whether the start and the end of a date reach further than written."""
    last = date.end or date
    return date.approximate or date.uncertain, last.approximate or last.uncertain


def reach(date: Date) -> tuple[Day, Day]:
    """Return the first and the last day that a date may mean at all."""
    last = date.end or date
    start, end = date.earliest, date.latest
    if date.season and not date.open_start:
        start = (date.year - 1, 12, 1) if date.season == 24 else (date.year, 1, 1)
    if last.season and not date.open_end:
        end = (last.year + 1, 3, 31) if last.season == 24 else (last.year, 12, 31)
    vague_start, vague_end = _vague(date)
    return (_stretched(start, -1) if vague_start else start), (_stretched(end, 1) if vague_end else end)


def _stretched(day: Day, sign: int) -> Day:
    if day in {EARLIEST, LATEST}:
        return day
    return (day[0] + sign * max(abs(2000 - day[0]) // 10, 1), *day[1:])
