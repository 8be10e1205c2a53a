import pytest

from quiz.cards.judge_date import judge_date
from quiz.cards.verdict import Outcome
from quiz.facts.dates import parse_date
from quiz.facts.relation import Relation

R, C, W = Outcome.RIGHT, Outcome.CLOSE, Outcome.WRONG


def found(right: str, typed: str, relation: Relation | None = None, lang: str = "en") -> tuple[Outcome, str]:
    finding = judge_date(parse_date(right), typed, relation or Relation("d", value="date"), lang)
    return finding.outcome, finding.note


@pytest.mark.parametrize(
    ("right", "typed", "outcome", "note"),
    [
        ("1945-09-02", "1945-09-02", R, ""), ("1945-09-02", "2 September 1945", R, ""),
        ("1945-09-02", "1945", C, "true, but more exactly: 2 September 1945"),
        ("1945-09-02", "September 1945", C, "true, but more exactly: 2 September 1945"),
        ("1945-09-02", "1940s", C, "true, but more exactly: 2 September 1945"),
        ("1945-09-02", "20th century", C, "true, but more exactly: 2 September 1945"), ("1945-09-02", "1900/2010", W, ""),
        ("1945-09-02", "2 September", C, "the year is missing: 2 September 1945"),
        ("1945-09-02", "2.9.", C, "the year is missing: 2 September 1945"),
        ("1945-09-02", "3 September", W, ""), ("1945-09-02", "3 September 1945", W, "the month and year are right"),
        ("1945-09-02", "2 August 1945", W, "the year is right"), ("1945-09-02", "2 September 1946", W, ""),
        ("1945-09-02", "soon", W, "the answer is a date"),
        ("1945-09", "September", W, "the answer is a date"), ("1945-09", "2 September 1945", R, ""),
        ("1945", "May 1945", R, ""), ("1945", "1946", W, ""),
        ("1945", "c. 1945", R, ""), ("c. 886", "886", R, ""), ("c. 886", "880", R, "near enough: c. 886"),
        ("c. 886", "897", R, "near enough: c. 886"),
        ("c. 886", "898", W, ""), ("c. 886", "875", R, "near enough: c. 886"), ("c. 886", "874", W, ""),
        ("c. 1990", "1991", R, "near enough: c. 1990"),
        ("c. 1990", "1992", W, ""), ("c. -5000", "-5050", R, "near enough: c. 5001 BC"),
        ("843/848", "845", R, "between 843 and 848"), ("843/848", "843/848", R, ""),
        ("843/848", "842", W, ""), ("843/848", "849", W, ""),
        ("843/c. 848", "859", R, "near enough: between 843 and c. 848"), ("../1066", "1000", R, "by 1066"),
        ("../1066", "1067", W, ""), ("195X", "1955", R, ""), ("195X", "1950s", R, ""), ("195X", "1960", W, ""),
        ("18XX", "19th century", R, ""),
        ("2001-21", "spring 2001", R, ""), ("2001-21", "April 2001", R, ""),
        ("2001-21", "2001", C, "true, but more exactly: spring 2001"),
        ("1789-07-14", "14", W, ""), ("-0099", "100 BC", R, ""), ("-0099", "-100", R, ""), ("-0099", "100", W, ""),
    ],
)  # fmt: skip
def test_judged(right: str, typed: str, outcome: Outcome, note: str) -> None:
    assert (outcome, note) == found(right, typed)


def test_the_tolerance_of_the_relation_is_in_years() -> None:
    relation = Relation("d", value="date", tolerance=5)
    assert [R, R, W, W] == [found("1066", typed, relation)[0] for typed in ("1061", "1071", "1060", "1072")]
    assert "near enough: 1066" == found("1066", "1061", relation)[1]
    assert W is found("1066", "1061", Relation("d", value="date", tolerance="5 %"))[0]
    assert [R, W] == [found("c. 1990", typed, relation)[0] for typed in ("1995", "1996")]


def test_what_the_deck_writes_is_right() -> None:
    for edtf in ("1945-09-02", "c. 886", "843/848", "../1066", "1066/..", "195X", "2001-24", "-0099", "1766?"):
        date = parse_date(edtf)
        for typed in (str(date), date.edtf, str(date).upper()):
            finding = judge_date(date, typed, Relation("d"), "en")
            assert (R, str(date), "") == (finding.outcome, finding.matched, finding.note)


def test_either_order_of_day_and_month_is_right() -> None:
    assert [R, R] == [found("1945-09-02", typed)[0] for typed in ("2/9/1945", "9/2/1945")]
