"""Dates as people and as EDTF write them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.facts.dates import Date, Unspecified, date_of, days_in_month, parse_date

SPANS: tuple[tuple[Unspecified, int], ...] = (("decade", 10), ("century", 100))
LEAST: tuple[Unspecified, ...] = ("day", "month")


@st.composite
def points(draw: st.DrawFn) -> Date:
    """Draw a century, decade, year, season, month or day, perhaps not given in full, perhaps marked."""
    approximate, uncertain = draw(st.booleans()), draw(st.booleans())
    year = draw(st.integers(-9999, 9999) | st.integers(-999_999_999_999, 999_999_999_999))
    match draw(st.sampled_from(["day", "season", "span", "unspecified"])):
        case "season":
            return Date(year, season=draw(st.integers(21, 24)), approximate=approximate, uncertain=uncertain)
        case "span":
            span, years = draw(st.sampled_from(SPANS))
            first = draw(st.integers(-9999 // years + 1, 9999 // years)) * years
            first += first < 0
            return Date(first, unspecified=span, approximate=approximate, uncertain=uncertain)
        case "unspecified":
            month = draw(st.none() | st.integers(1, 12))
            least = draw(st.sampled_from(LEAST[:1] if month else LEAST))
            return Date(year, month, unspecified=least, approximate=approximate, uncertain=uncertain)
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, days_in_month(year, month))) if month else None
    return Date(year, month, day, approximate=approximate, uncertain=uncertain)


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """Draw anything that EDTF writes here: points, intervals, open and unknown ends."""
    one = draw(points())
    unknown = draw(st.booleans())
    match draw(st.sampled_from(["point", "interval", "open start", "open end"])):
        case "interval":
            other = draw(points())
            start, end = (one, other) if one.earliest <= other.latest else (other, one)
            return evolve(start, end=end)
        case "open start":
            return evolve(one, open_start=True, unknown=unknown)
        case "open end":
            return evolve(one, open_end=True, unknown=unknown)
    return one


@given(dates())
def test_edtf_reads_back_as_the_same_date(found: Date) -> None:
    assert found == parse_date(found.edtf)
    assert found.edtf == parse_date(f" {found.edtf} ").edtf


@given(dates())
def test_a_date_spans_at_least_one_day(found: Date) -> None:
    assert found.earliest <= found.latest
    assert found.overlaps(found)


@given(dates(), dates())
def test_overlap_does_not_depend_on_who_asks(one: Date, other: Date) -> None:
    assert one.overlaps(other) == other.overlaps(one)


@given(dates(), dates())
def test_dates_that_share_a_day_overlap_however_vague(one: Date, other: Date) -> None:
    assume(one.earliest <= other.latest and other.earliest <= one.latest)

    assert one.overlaps(other)
    assert evolve(one, approximate=True).overlaps(other)


@given(st.dates())
def test_the_calendar_is_that_of_python(day: date) -> None:
    assert Date(day.year, day.month, day.day) == date_of(day)
    assert day.isoformat() == date_of(day).edtf
    assert date_of(day) == parse_date(str(date_of(day)))
    assert date_of(day) == parse_date(f"{day:%B} {day.day}, {day.year}")
    assert date_of(day) == parse_date(f"{day.day} {day:%b} {day.year}")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1959", "1959"),
        ("1945-09", "1945-09"),
        ("1945-09-02", "1945-09-02"),
        ("c. 886", "0886~"),
        ("c886", "0886~"),
        ("ca. 886", "0886~"),
        ("circa 12 BC", "-0011~"),
        ("about 2 September 1945", "1945-09-02~"),
        ("c. Dec 1945", "1945-12~"),
        ("~1900", "1900~"),
        ("1766?", "1766?"),
        ("2025-08~", "2025-08~"),
        ("1984%", "1984%"),
        ("843/848", "0843/0848"),
        ("c. 843 / c. 848", "0843~/0848~"),
        ("../1066", "../1066"),
        ("1066/..", "1066/.."),
        ("/1066", "/1066"),
        ("1066/", "1066/"),
        ("1984~/2004-06", "1984~/2004-06"),
        ("1984-06-02?/2004-08-08%", "1984-06-02?/2004-08-08%"),
        ("195X/1963", "195X/1963"),
        ("../19XX", "../19XX"),
        ("1985-04-12T23:20:30", "1985-04-12"),
        ("1985-04-12T23:20:30Z", "1985-04-12"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12"),
        ("-0055", "-0055"),
        ("56 BC", "-0055"),
        ("56BCE", "-0055"),
        ("AD 70", "0070"),
        ("70 CE", "0070"),
        ("19XX", "19XX"),
        ("195X", "195X"),
        ("-01XX", "-01XX"),
        ("-000X", "-000X"),
        ("88X", "088X"),
        ("1999-XX", "1999-XX"),
        ("1999-01-XX", "1999-01-XX"),
        ("1999-XX-XX~", "1999-XX-XX~"),
        ("2001-21", "2001-21"),
        ("2001-24?", "2001-24?"),
        ("Y170000002", "Y170000002"),
        ("Y-13800000000", "Y-13800000000"),
        ("spring 2001", "2001-21"),
        ("Fall of 44 BC", "-0043-23"),
        ("c. summer 1850", "1850-22~"),
        ("the 1950s", "195X"),
        ("1950's", "195X"),
        ("1900s", "19XX"),
        ("Y12345", "Y12345"),
        ("Y-12345", "Y-12345"),
        ("2 September 1945", "1945-09-02"),
        ("2nd Sept. 1945", "1945-09-02"),
        ("Sep 1945", "1945-09"),
        # The “c” of “Dec” is no “circa”.
        ("Dec 1945", "1945-12"),
        ("25 Dec 800", "0800-12-25"),
        ("15 March 44 BC", "-0043-03-15"),
        ("4 July 1776", "1776-07-04"),
        ("July 4th, 1776", "1776-07-04"),
        ("May 886", "0886-05"),
    ],
)
def test_people_write_dates_in_many_ways(text: str, edtf: str) -> None:
    assert edtf == parse_date(text).edtf


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "expected a date"),
        ("soon", "expected a date"),
        ("..", "expected a date"),
        ("../..", "expected a date"),
        ("1945-9-2", "expected a date"),
        ("Smarch 5", "expected a date"),
        ("0 BC", "expected a date"),
        ("AD 0", "expected a date"),
        ("Basic 1945", "expected a date"),
        ("1945-13", "months go from 01 to 12"),
        ("1945-00", "months go from 01 to 12"),
        ("1945-01-32", "days go from 01 to 31"),
        ("32 May 1945", "days go from 01 to 31"),
        ("1900-02-29", "February 1900 has no day 29"),
        ("31 June 1950", "June 1950 has no day 31"),
        ("1959/1943", "before it begins"),
        ("/", "expected a date"),
        ("../", "expected a date"),
        ("1945-20", "seasons from 21 to 24"),
        ("1945-25", "seasons from 21 to 24"),
        ("1945-21-03", "months go from 01 to 12"),
        ("1985-XX-12", "expected a date"),
        ("198X-04", "expected a date"),
        ("2XXX", "expected a date"),
        ("195XX", "expected a date"),
        ("1985-04T23:20:30", "expected a date"),
        ("1985-04-12T25:20:30", "expected a date"),
        ("Y1000000000000000", "expected a date"),
        ("1945/1950/1960", "expected a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0886~", "c. 886"),
        ("-0055", "56 BC"),
        ("0000", "1 BC"),
        ("1945-09-02", "2 September 1945"),
        ("1766?", "1766?"),
        ("0843/0848", "between 843 and 848"),
        ("../1066", "by 1066"),
        ("1066/..", "1066 or later"),
        ("1066/", "from 1066, until when is unknown"),
        ("/1066", "until 1066, from when is unknown"),
        ("195X", "1950s"),
        ("190X", "between 1900 and 1909"),
        ("19XX~", "c. between 1900 and 1999"),
        ("-019X", "between 200 BC and 191 BC"),
        ("195X/19XX", "between 1950 and 1999"),
        ("1999-XX", "some month in 1999"),
        ("1999-01-XX", "some day in January 1999"),
        ("1999-XX-XX", "some day in 1999"),
        ("2001-23", "autumn 2001"),
    ],
)
def test_dates_are_shown_in_words(text: str, words: str) -> None:
    assert words == str(parse_date(text))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1945-09-02", "day"),
        ("1945-09", "month"),
        ("1945-09-XX", "month"),
        ("1945-XX-XX", "year"),
        ("1945-21", "season"),
        ("1945", "year"),
        ("194X", "decade"),
        ("19XX", "century"),
        ("1945/1946", "interval"),
        ("1945/", "interval"),
    ],
)
def test_precision_is_what_is_written(text: str, precision: str) -> None:
    assert precision == parse_date(text).precision


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1945", "1945-09-02", True),
        ("1945", "1946", False),
        ("843/848", "846", True),
        ("843/848", "849", False),
        ("../1066", "886", True),
        ("../1066", "1067", False),
        ("1066/..", "2025", True),
        # A tenth of its age, here some 111 years.
        ("c. 886", "990", True),
        ("c. 886", "1010", False),
        ("c. 1990", "1991", True),
        ("c. 1990", "1992", False),
        ("843/c. 848", "900", True),
        ("843/c. 848", "800", False),
        ("1766?", "1780", True),
        ("1766?", "1866", False),
        ("c. -66000000", "-65500000", True),
        ("195X", "1959", True),
        ("195X", "1960", False),
        ("1999-XX-XX", "1999-07-04", True),
        ("2001-21", "2001-22", False),
        ("2001-21", "2002-21", False),
        ("2001-24", "2002-24", True),
        ("2001-24", "2003-24", False),
        # Spring comes in March or in September.
        ("2001-21", "2001-10", True),
        ("2001-24", "2002-02", True),
        ("2001-24", "2000-12", True),
        ("2001-21", "2002-01", False),
        ("1066/", "1200", True),
        ("/1066", "1200", False),
    ],
)
def test_overlap_counts_precision_and_approximation(one: str, other: str, *, expected: bool) -> None:
    assert expected == parse_date(one).overlaps(parse_date(other))


def test_a_datetime_is_its_day() -> None:
    assert Date(2025, 9, 3) == date_of(datetime(2025, 9, 3, 23, 59, tzinfo=UTC))


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": 3},
        {"month": 3, "season": 21},
        {"unspecified": "decade"},
        {"unspecified": "month", "month": 3},
        {"unspecified": "day", "month": 3, "day": 4},
        {"season": 20},
        {"unknown": True},
        {"open_start": True, "open_end": True},
        {"open_end": True, "end": Date(1999)},
        {"end": Date(1999, open_end=True)},
    ],
)
def test_parts_that_do_not_belong_together(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"belong together|'season' must be"):
        Date(1955, **wrong)


@pytest.mark.parametrize("text", ["57%", "5 %", "100 %"])
def test_a_percentage_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(text)
