"""Dates as people write and read them in English: `56 BC`, `2 September 1945`, `the 1950s`, `spring 1850`."""

import re
from collections.abc import Callable
from typing import NamedTuple

MONTHS = (
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
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""The seasons by their numbers in EDTF, whatever the hemisphere."""
SPANS = {"decade": 10, "century": 100}
"""Years, by what the last digits that were not given are for."""

_MONTH_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}
_SEASON_NUMBERS = {name: number for number, name in SEASONS.items()} | {"fall": 23}
_ERA = re.compile(r"(\d{1,6})\s*(bc|bce|ad|ce)|ad\s*(\d{1,4})", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[a-z]{3,9})\.?,?|(?P<m2>[a-z]{3,9})\.?(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?,?)"
    r"\s+(?P<y>\d{1,4})(?:\s*(?P<era>bc|bce|ad|ce))?",
    re.IGNORECASE,
)
_SEASON = re.compile(
    r"(spring|summer|autumn|fall|winter)(?:\s+of)?,?\s+(?P<y>\d{1,4})(?:\s*(?P<era>bc|bce|ad|ce))?", re.IGNORECASE
)
_DECADE = re.compile(r"(?:the\s+)?(\d{1,3}0)['’]?s", re.IGNORECASE)


class Parts(NamedTuple):
    """What a writing says of a point in time."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    unspecified: str = ""


def read_words(text: str) -> Parts | None:
    """Return what an English writing of a date says, or nothing where it is none. Months and days may be out of range."""
    for reader in _READERS:
        found = reader(text)
        if found is not None:
            return found
    return None


def point_in_words(parts: Parts) -> str:
    """Write a point in time as people do."""
    if parts.unspecified in SPANS:
        if parts.year >= 100 and parts.unspecified == "decade" and parts.year % 100:
            return f"{parts.year}s"
        # The 1900s may be a decade or a century.
        return f"between {year_in_words(parts.year)} and {year_in_words(parts.year + SPANS[parts.unspecified] - 1)}"
    words = [str(parts.day)] if parts.day else []
    if parts.month:
        words.append(MONTHS[parts.month - 1])
    if parts.season:
        words.append(SEASONS[parts.season])
    words.append(year_in_words(parts.year))
    return (f"some {parts.unspecified} in " if parts.unspecified else "") + " ".join(words)


def year_in_words(year: int) -> str:
    """Write an astronomical year as people count: the year 0 is 1 BC."""
    return f"{1 - year} BC" if year <= 0 else str(year)


def _era(text: str) -> Parts | None:
    match = _ERA.fullmatch(text)
    year = _year(match[1] or match[3], match[2] or "ad") if match else None
    return None if year is None else Parts(year)


def _words(text: str) -> Parts | None:
    match = _WORDS.fullmatch(text)
    name = (match["m1"] or match["m2"]).casefold() if match else ""
    month = _MONTH_NUMBERS.get(name[:3])
    if not match or month is None or not MONTHS[month - 1].casefold().startswith(name):
        return None
    day = match["d1"] or match["d2"]
    year = _year(match["y"], match["era"])
    return None if year is None else Parts(year, month, int(day) if day else None)


def _season(text: str) -> Parts | None:
    match = _SEASON.fullmatch(text)
    year = _year(match["y"], match["era"]) if match else None
    return Parts(year, season=_SEASON_NUMBERS[match[1].casefold()]) if match and year is not None else None


def _decade(text: str) -> Parts | None:
    match = _DECADE.fullmatch(text)
    if not match:
        return None
    year = int(match[1])
    return Parts(year, unspecified="decade" if year % 100 else "century")


def _year(digits: str, era: str | None) -> int | None:
    """Return the astronomical year; there is none for a year 0 of an era."""
    year = int(digits)
    if era and not year:
        return None
    return 1 - year if era and era.casefold().startswith("b") else year


_READERS: tuple[Callable[[str], Parts | None], ...] = (_era, _words, _season, _decade)
