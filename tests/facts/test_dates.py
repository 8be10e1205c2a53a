"""Dates as people and as EDTF write them."""

from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.facts.dates import Date, date_of, days_in_month, parse_date


@st.composite
def points(draw: st.DrawFn) -> Date:
    """Draw a year, month or day, perhaps marked."""
    year = draw(st.integers(-9999, 9999) | st.integers(-999_999_999, 999_999_999))
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, days_in_month(year, month))) if month else None
    return Date(year, month, day, approximate=draw(st.booleans()), uncertain=draw(st.booleans()))


@st.composite
def dates(draw: st.DrawFn) -> Date:
    """Draw anything that EDTF writes here: points, intervals and open ends."""
    one = draw(points())
    match draw(st.sampled_from(["point", "interval", "open start", "open end"])):
        case "interval":
            other = draw(points())
            start, end = (one, other) if one.earliest <= other.latest else (other, one)
            return evolve(start, end=end)
        case "open start":
            return evolve(one, open_start=True)
        case "open end":
            return evolve(one, open_end=True)
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
        ("/1066", "../1066"),
        ("-0055", "-0055"),
        ("56 BC", "-0055"),
        ("56BCE", "-0055"),
        ("AD 70", "0070"),
        ("70 CE", "0070"),
        ("19XX", "1900/1999"),
        ("-01XX", "-0199/-0100"),
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
    ],
)
def test_dates_are_shown_in_words(text: str, words: str) -> None:
    assert words == str(parse_date(text))


@pytest.mark.parametrize(
    ("text", "precision"), [("1945-09-02", "day"), ("1945-09", "month"), ("1945", "year"), ("1945/1946", "interval")]
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
    ],
)
def test_overlap_counts_precision_and_approximation(one: str, other: str, *, expected: bool) -> None:
    assert expected == parse_date(one).overlaps(parse_date(other))


def test_a_datetime_is_its_day() -> None:
    assert Date(2025, 9, 3) == date_of(datetime(2025, 9, 3, 23, 59, tzinfo=UTC))
