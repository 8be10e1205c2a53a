"""Amounts with units."""

from decimal import Decimal

import pytest
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
    return Quantity(draw(amounts), draw(units), approximate=draw(st.booleans()), tolerance=tolerance)


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
    ],
)
def test_people_write_quantities_in_many_ways(text: str, expected: Quantity) -> None:
    assert expected == parse_quantity(text)


def test_no_digit_of_a_long_number_is_lost() -> None:
    pi = "3.14159265358979323846264338327950288"

    assert pi == parse_quantity(pi).key
    assert "1000" == parse_quantity("1e3").key


@pytest.mark.parametrize("text", ["", "many", "c.", "12:30", "1/2", "1.2.3", "3-4", "12 ± much", "NaN", "--3", "12,34,5"])
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
        # Nothing tells that miles and kilometres differ.
        ("12 km", "13 mi", True),
        ("-10", "c. -10.5", True),
    ],
)
def test_overlap_counts_tolerance_and_approximation(one: str, other: str, *, expected: bool) -> None:
    assert expected == parse_quantity(one).overlaps(parse_quantity(other))


@pytest.mark.parametrize(
    ("text", "shown"),
    [("9999 km", "9999 km"), ("10000 km", "10,000 km"), ("c. 5 %", "c. 5%"), ("12000", "12000"), ("3 ± 0.1 kg", "3 ± 0.1 kg")],
)
def test_large_amounts_with_units_are_grouped(text: str, shown: str) -> None:
    assert shown == str(parse_quantity(text))


@pytest.mark.parametrize(("text", "places"), [("12000", -3), ("12.50", 1), ("7", 0), ("0", 0)])
def test_precision_counts_places(text: str, places: int) -> None:
    assert places == parse_quantity(text).precision
