"""Amounts with units."""

from contextlib import suppress
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.facts.quantities import Quantity, grouped, parse_quantity
from quiz.facts.values import written

amounts = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=None) | st.integers(
    -(10**30), 10**30
).map(Decimal)
units = st.sampled_from(["", "%", "°", "km²", "m/s", "kg", "minutes", "million km", "US$", "µg", "人", "e"])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Draw any quantity that a person may write."""
    tolerance = draw(st.none() | st.decimals(min_value=0, max_value=10**6, allow_nan=False, places=3))
    amount = draw(amounts)
    to = draw(st.none() | amounts.filter(lambda found: found > amount))
    return Quantity(amount, draw(units), approximate=draw(st.booleans()), tolerance=tolerance, to=to)


@given(quantities())
@example(Quantity(Decimal(-1234567890123456789012345678901)))
def test_what_is_written_reads_back_as_the_same_quantity(quantity: Quantity) -> None:
    assert quantity == parse_quantity(written(quantity))
    assert quantity.key == parse_quantity(written(quantity)).key


@given(quantities())
def test_what_is_shown_reads_back_as_the_same_quantity(quantity: Quantity) -> None:
    assert quantity == parse_quantity(str(quantity))


@given(amounts)
def test_grouping_changes_no_amount(amount: Decimal) -> None:
    assert amount == Decimal(grouped(amount).replace(",", ""))


@given(quantities(), quantities())
def test_overlap_does_not_depend_on_who_asks(one: Quantity, other: Quantity) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)


@given(amounts, st.integers(0, 5))
def test_equal_amounts_have_one_key(amount: Decimal, zeros: int) -> None:
    longer = Decimal(f"{amount:f}" + ("" if "." in f"{amount:f}" else ".") + "0" * zeros)

    assert Quantity(amount, "kg").key == Quantity(longer, "kg").key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70", Quantity(Decimal(70))),
        ("-3.5", Quantity(Decimal("-3.5"))),
        ("−3.5", Quantity(Decimal("-3.5"))),
        ("70 minutes", Quantity(Decimal(70), "minutes")),
        ("1,234.5 km²", Quantity(Decimal("1234.5"), "km²")),
        ("1 234 567", Quantity(Decimal(1234567))),
        ("1\u202f234\u202f567", Quantity(Decimal(1234567))),
        ("12'345", Quantity(Decimal(12345))),
        ("c. 26", Quantity(Decimal(26), approximate=True)),
        ("~ 26", Quantity(Decimal(26), approximate=True)),
        ("about 26", Quantity(Decimal(26), approximate=True)),
        ("≈26 kg", Quantity(Decimal(26), "kg", approximate=True)),
        ("12.0 ± 0.5 kg", Quantity(Decimal("12.0"), "kg", tolerance=Decimal("0.5"))),
        ("12 +/- 1", Quantity(Decimal(12), tolerance=Decimal(1))),
        ("6.02e23", Quantity(Decimal("6.02e23"))),
        ("5%", Quantity(Decimal(5), "%")),
        (".5", Quantity(Decimal("0.5"))),
        ("10–20 km", Quantity(Decimal(10), "km", to=Decimal(20))),
        ("10 to 20 km", Quantity(Decimal(10), "km", to=Decimal(20))),
        ("10..20 km", Quantity(Decimal(10), "km", to=Decimal(20))),
        ("10 km to 20 km", Quantity(Decimal(10), "km", to=Decimal(20))),
        ("between 10 and 20%", Quantity(Decimal(10), "%", to=Decimal(20))),
        ("from 10 to 20", Quantity(Decimal(10), to=Decimal(20))),
        ("c. 10 – 20", Quantity(Decimal(10), approximate=True, to=Decimal(20))),
        ("-10..-5 °C", Quantity(Decimal(-10), "°C", to=Decimal(-5))),
        ("10–20 ± 1 km", Quantity(Decimal(10), "km", tolerance=Decimal(1), to=Decimal(20))),
        ("10–10", Quantity(Decimal(10))),
        ("10–20 million", Quantity(Decimal(10**7), to=Decimal(2 * 10**7))),
        ("9 million to 1.1 billion people", Quantity(Decimal(9 * 10**6), "people", to=Decimal(11 * 10**8))),
        ("1.4 billion $", Quantity(Decimal(1400000000), "$")),
        ("1.4 million km²", Quantity(Decimal(1400000), "km²")),
        ("$1.4bn", Quantity(Decimal(1400000000), "$")),
        ("$5m", Quantity(Decimal(5000000), "$")),
        ("€5.50", Quantity(Decimal("5.5"), "€")),
        ("5 €", Quantity(Decimal(5), "€")),
        ("-$5", Quantity(Decimal(-5), "$")),
        ("US$ 5–10 million", Quantity(Decimal(5000000), "US$", to=Decimal(10000000))),
        ("USD 5", Quantity(Decimal(5), "USD")),
        ("$1.4bn USD", Quantity(Decimal(1400000000), "$")),
        ("$5 per day", Quantity(Decimal(5), "$ per day")),
        ("$5/kg", Quantity(Decimal(5), "$/kg")),
        ("12.0 ± 0.5 million", Quantity(Decimal(12000000), tolerance=Decimal(500000))),
        # Letters beside a number are units, but for money; and so is MN, the meganewton.
        ("5m", Quantity(Decimal(5), "m")),
        ("5 MN", Quantity(Decimal(5), "MN")),
        ("5 million offices", Quantity(Decimal(5000000), "offices")),
    ],
)
def test_people_write_quantities_in_many_ways(text: str, expected: Quantity) -> None:
    assert expected == parse_quantity(text)


def test_no_digit_of_a_long_number_is_lost() -> None:
    pi = "3.14159265358979323846264338327950288"

    assert pi == parse_quantity(pi).key
    assert "1000" == parse_quantity("1e3").key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many",
        "c.",
        "12:30",
        "1/2",
        "1.2.3",
        "3-4",
        "12 ± much",
        "NaN",
        "--3",
        "12,34,5",
        "20–10",
        "1990–95",
        "12–",
        "5 and 7",
        "between 5",
        "10 kg – 5 km",
        "$–5 €–7",
        "$--3",
        "7 ± 1 – 9",
    ],
)
def test_what_is_no_number_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number; expected a number such as 70"):
        parse_quantity(text)


def test_the_unit_of_the_relation_is_used_when_none_is_written() -> None:
    assert "km" == parse_quantity("12", "km").unit
    assert "mi" == parse_quantity("12 mi", "km").unit


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12", "12.0", True),
        ("12", "12.1", False),
        ("c. 100", "109", True),
        ("c. 100", "111", False),
        ("12 ± 0.5", "12.4", True),
        ("12 ± 0.5", "12.6", False),
        # A tolerance says more than “about”.
        ("c. 100 ± 1", "105", False),
        ("12 km", "13 mi", False),
        ("1 km", "1000 m", True),
        ("1 km", "1001 m", False),
        ("0 °C", "273.15 K", True),
        ("32 °F", "0 °C", True),
        ("1 km", "3 kg", False),
        ("12 kilometres", "13 km", False),
        # Nobody knows what they are; a unit may be missing; what money is worth changes, but it is no weight.
        ("5 zorkmids", "6 km", True),
        ("5", "6 km", True),
        ("$5", "6 €", True),
        ("$5", "6 kg", False),
        # Rounded when it was converted.
        ("29,032 ft", "8,849 m", True),
        ("1 mi", "1.609 km", True),
        ("10–20 km", "15,000 m", True),
        ("10–20 km", "21,000 m", False),
        ("10–20", "20", True),
        ("10–20", "21", False),
        ("c. 10–20", "22", True),
        ("10–20 ± 1", "9", True),
        ("-10", "c. -10.5", True),
    ],
)
def test_overlap_counts_tolerance_and_approximation(one: str, other: str, *, expected: bool) -> None:
    assert expected == parse_quantity(one).overlaps(parse_quantity(other))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("9999 km", "9999 km"),
        ("$1.4bn", "$1,400,000,000"),
        ("10..20 km", "10–20 km"),
        ("-5..5 °C", "-5 to 5 °C"),
        ("10000 km", "10,000 km"),
        ("c. 5 %", "c. 5%"),
        ("12000", "12000"),
        ("3 ± 0.1 kg", "3 ± 0.1 kg"),
    ],
)
def test_large_amounts_with_units_are_grouped(text: str, shown: str) -> None:
    assert shown == str(parse_quantity(text))


@pytest.mark.parametrize(("text", "places"), [("12000", -3), ("12.50", 1), ("7", 0), ("0", 0)])
def test_precision_counts_places(text: str, places: int) -> None:
    assert places == parse_quantity(text).precision


def test_a_range_goes_from_less_to_more() -> None:
    with pytest.raises(ValueError, match="the smaller number first"):
        Quantity(Decimal(2), to=Decimal(1))


def test_a_unit_with_a_word_for_a_number_multiplies() -> None:
    assert Quantity(Decimal("1.4"), "million km²") == Quantity(Decimal(1400000), "km²")
    assert Quantity(Decimal(5), "thousand million") == Quantity(Decimal(5) * 10**9)
    assert "5000000 km" == parse_quantity("5", "million km").key


@example(Quantity(Decimal(0)), "²")
@example(Quantity(Decimal(7)), "①a")
@given(
    quantities(), st.text(max_size=12) | st.sampled_from(["to 5", "– 7 km", "5", "/s", '"', '12"', "and", "± 3", "million", "e5"])
)
def test_any_unit_is_read_back(quantity: Quantity, unit: str) -> None:
    found = evolve(quantity, unit=unit)
    assert found == parse_quantity(written(found))


@given(st.text(max_size=20) | st.text("0123456789.,–-$€ to±bnm%", max_size=16))
def test_what_is_read_is_read_back(text: str) -> None:
    with suppress(ValueError):
        found = parse_quantity(text)
        assert found == parse_quantity(written(found))
        assert found.key == parse_quantity(str(found)).key
