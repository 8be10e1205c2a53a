"""Units: which are the same, and how large one is in another."""

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.unit_names import MADE_OF_OTHERS, PINT_NAMES, canonical
from quiz.facts.units import converted, measure, same_unit, sizes
from tests.strategies import all_texts


@pytest.mark.parametrize(
    ("amount", "unit", "into", "expected"),
    [
        ("1", "km", "m", "1000"),
        ("1", "mi", "km", "1.609344"),
        ("12", "in", "foot", "1"),
        ("0", "°C", "K", "273.15"),
        ("212", "°F", "°C", "100"),
        ("-40", "°F", "°C", "-40"),
        ("1", "km²", "ha", "100"),
        ("36", "km/h", "m/s", "10"),
        ("36", "kilometres per hour", "m s^-1", "10"),
        ("1", "square mile", "sq mi", "1"),
        ("1", "mi²", "km²", "2.589988110336"),
        ("1", "kWh", "MJ", "3.6"),
        ("1", "Mm", "km", "1000"),
        ("1", "MW", "mW", "1000000000"),
        ("1", "Std", "минут", "60"),
        ("1", "公里", "metri", "1000"),
        ("5", "%", "ppm", "50000"),
        ("1", "kg/m³", "g/l", "1"),
        ("1", "light years", "ly", "1"),
    ],
)
def test_conversions(amount: str, unit: str, into: str, expected: str) -> None:
    found = converted(Decimal(amount), unit, into)
    assert found is not None
    assert abs(Decimal(expected) - found) <= Decimal("1e-17") * max(Decimal(1), abs(found))


@pytest.mark.parametrize(
    ("unit", "into"),
    [("km", "kg"), ("km", "zorkmids"), ("USD", "EUR"), ("$", "kg"), ("people", "kg"), ("", "km"), ("ton", "kg"), ("gallon", "l")],
)
def test_what_cannot_be_converted(unit: str, into: str) -> None:
    assert converted(Decimal(1), unit, into) is None
    assert sizes(unit, into) is None


def test_degrees_of_temperature_have_no_size_that_only_multiplies() -> None:
    assert sizes("°C", "K") is None
    assert sizes("km", "m") == (Decimal(1000), Decimal(1))


@pytest.mark.parametrize(("one", "other", "same"), [
    ("km", "kilometres", True), ("Std.", "hour", True), ("MW", "mW", False), ("km", "m", False), ("zorkmids", "zorkmid", True),
])  # fmt: skip
def test_the_same_unit(one: str, other: str, *, same: bool) -> None:
    assert same == same_unit(one, other)


@pytest.mark.parametrize("unit", [*PINT_NAMES, *MADE_OF_OTHERS])
def test_every_unit_of_the_table_has_a_size(unit: str) -> None:
    found = measure(unit)
    assert found is not None
    assert found.factor > 0
    assert unit == canonical(unit)


@pytest.mark.parametrize(
    "unit",
    ["__import__('os')", "km*(m)", "km;rm", "os.system", "m**999999999", "9**9**9", "x" * 10_000, "/" * 50, "a/b/c", "(km", "km/",
     "pH", "dB", "square", "\x1b[31m", "*", "**", "^2", "²", "per", " per "],
)  # fmt: skip
def test_what_is_no_unit_is_unknown_and_harmless(unit: str) -> None:
    assert measure(unit) is None


@given(st.one_of(all_texts(), st.text("kmsg°C/·*^²³-1 2per", max_size=20)))
def test_no_text_breaks_it(unit: str) -> None:
    found = measure(unit)
    assert found is None or found.factor > 0


@given(st.sampled_from(sorted(PINT_NAMES)), st.sampled_from(sorted(PINT_NAMES)), st.integers(-(10**9), 10**9))
def test_there_and_back(unit: str, into: str, amount: int) -> None:
    there = converted(Decimal(amount), unit, into)
    if there is not None:
        back = converted(there, into, unit)
        assert back is not None
        assert abs(back - amount) <= Decimal("1e-9") * max(1, abs(amount))


def test_pint_is_loaded_only_where_units_differ() -> None:
    code = (
        "import sys; from quiz import Deck, Fact, Relation, generate\n"
        "facts = [Fact(f'S{n}', 'long', f'{n} {unit}') for n, unit in enumerate(['km', 'kilometres', 'km'] * 3)]\n"
        "deck = Deck('d', facts=facts, relations=[Relation('long', value='quantity')])\n"
        "assert [card.forms for card in generate(deck)]\n"
        "assert 'pint' not in sys.modules\n"
        "metres = Deck('e', facts=[Fact('x', 'long', '1000 m')], relations=deck.relations).facts[0].value\n"
        "assert deck.facts[1].value.overlaps(metres)\n"
        "assert 'pint' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
