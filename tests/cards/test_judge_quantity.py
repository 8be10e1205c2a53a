from decimal import Decimal

import pytest

from quiz.cards.judge_quantity import judge_quantity
from quiz.cards.verdict import Outcome
from quiz.facts.quantities import parse_quantity
from quiz.facts.relation import Relation

R, C, W = Outcome.RIGHT, Outcome.CLOSE, Outcome.WRONG


def found(right: str, typed: str, relation: Relation | None = None, lang: str = "en") -> tuple[Outcome, str]:
    finding = judge_quantity(parse_quantity(right), typed, relation or Relation("n", value="quantity"), lang)
    if finding.outcome is not Outcome.WRONG:
        assert str(parse_quantity(right)) == finding.matched
    return finding.outcome, finding.note


@pytest.mark.parametrize(
    ("right", "typed", "outcome", "note"),
    [
        ("70 min", "70 min", R, ""), ("70 min", "70", R, ""), ("70 min", "4200 s", R, "in other words 70 min"),
        ("70 min", "71", W, ""), ("70 min", "soon", W, "the answer is a number"),
        ("70 min", "70 kg", C, "the number is right, the unit is not: 70 min"),
        ("70 min", "71 kg", W, "the unit asked for is min"),
        ("70 min", "70 h", W, "the number is right, the unit is not: 70 min"),
        ("70 min", "70 hours", W, "the number is right, the unit is not: 70 min"),
        ("70 min", "2 h", W, "the unit asked for is min"),
        ("505990", "506000", C, "that is rounded: exactly 505990"), ("505990", "510000", W, ""), ("505990", "505000", W, ""),
        ("1235", "1240", C, "that is rounded: exactly 1235"), ("1235", "1230", C, "that is rounded: exactly 1235"),
        ("1236", "1230", W, ""),
        ("1234", "1234.4", W, ""), ("100", "0", W, ""), ("3.14159", "3.14", C, "that is rounded: exactly 3.14159"),
        ("3.14159", "3.1", W, ""),
        ("3.14159", "3.15", W, ""), ("100 km", "62.1 mi", C, "that is rounded: exactly 100 km"),
        ("100 km", "62.2 mi", W, "the unit asked for is km"),
        ("c. 26", "28", R, "roughly right: c. 26"), ("c. 26", "26", R, ""), ("c. 26", "30", W, ""),
        ("12.0 ± 0.5 g", "12.5", R, "right to within the tolerance: exactly 12.0 ± 0.5 g"),
        ("12.0 ± 0.5 g", "12.6", W, ""), ("10–20 km", "15", R, "it lies between: 10–20 km"),
        ("10–20 km", "10", R, "it lies between: 10–20 km"),
        ("10–20 km", "20", R, "it lies between: 10–20 km"), ("10–20 km", "21", W, ""), ("10–20 km", "9.9", W, ""),
        ("10–20 km", "10-20", R, ""),
        ("10–20 km", "12-18", R, "it lies between: 10–20 km"), ("10–20 km", "18-12", W, ""), ("10–20 km", "9-18", W, ""),
        ("10–20 km", "12-21", W, ""),
        ("10–20 km", "15000 m", R, "in other words 10–20 km"), ("10–20 km", "20.0001 km", W, ""), ("26", "26-26", R, ""),
        ("26", "25-27", W, ""),
        ("25 °C", "77 °F", R, "in other words 25 °C"), ("25 °C", "25 °F", W, "the number is right, the unit is not: 25 °C"),
        ("1400000000 $", "$1.4bn", R, ""),
        ("1400000000 $", "1.4bn €", C, "the number is right, the unit is not: $1,400,000,000"),
        ("0.5", "1/2", R, ""), ("0.5", "-1/2", W, ""), ("1.5", "1 1/2", R, ""), ("0.25 l", "¼ l", R, ""),
        ("-5", "−5", R, ""), ("-5", "5", W, ""),
    ],
)  # fmt: skip
def test_judged(right: str, typed: str, outcome: Outcome, note: str) -> None:
    assert (outcome, note) == found(right, typed)


def test_the_tolerance_of_the_relation() -> None:
    share = Relation("n", value="quantity", tolerance="5 %")
    assert [R, R, W, W] == [found("100", typed, share)[0] for typed in ("95", "105", "94.9", "105.1")]
    assert "right to within the tolerance: exactly 100" == found("100", "95", share)[1]
    amount = Relation("n", value="quantity", tolerance=2)
    assert [R, R, W, W] == [found("10–20", typed, amount)[0] for typed in ("8", "22", "7.9", "22.1")]
    assert "right to within the tolerance: exactly 10–20" == found("10–20", "22", amount)[1]


def test_the_unit_of_the_relation() -> None:
    relation = Relation("n", value="quantity", unit="km")
    assert (R, "in other words 5") == found("5", "5000 m", relation)
    assert R is found("5", "5000m", relation)[0]
    assert W is found("5", "5 m", relation)[0]


def test_what_the_deck_writes_is_right_whatever_it_is() -> None:
    for written in ("c. 26", "12.0 ± 0.5 g", "10–20 km", "$5,000,000", "-3 °C"):
        quantity = parse_quantity(written)
        finding = judge_quantity(quantity, str(quantity), Relation("n"), "de")
        assert (R, str(quantity), "") == (finding.outcome, finding.matched, finding.note)


def test_the_best_reading_counts() -> None:
    assert [R, R, W] == [
        found("1234", typed, lang=lang)[0] for typed, lang in (("1.234", "de"), ("1,234", "de"), ("1.234", "en"))
    ]
    assert R is found("1.234", "1,234", lang="de")[0]
    assert Decimal("1.234") == parse_quantity("1.234").amount
