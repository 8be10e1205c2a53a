"""Where a typed answer differs from the right one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.cards.verdict import Outcome, Verdict
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.study.question import Feedback
from quiz.text.closeness import diff
from quiz.tui.study.difference import as_typed, columns, difference


def shown(right: str, typed: str, width: int = 80) -> list[str]:
    verdict = judge(next(generate(Deck("d", facts=[Fact("it", "name", right)]))), typed)
    return difference(Feedback(verdict.outcome, None, verdict.answer, None, verdict), width).plain.splitlines()


@pytest.mark.parametrize(
    ("right", "typed", "lines"),
    [
        ("Montevideo", "montvideo", ["mont·video", "Montevideo", "missing e"]),
        ("Montevideo", "Montevvideo", ["Montevvideo", "Montev·ideo", "too much: v"]),
        ("Montevideo", "Montevidoe", ["Montevidoe", "Montevideo", "swapped: oe for eo"]),
        ("Montevideo", "Montevidea", ["Montevidea", "Montevideo", "a instead of o"]),
        ("東京都庁舎大展望室", "東京都庁大展望室", ["東京都庁··大展望室", "東京都庁舎大展望室", "missing 舎"]),
    ],
)
def test_letters_stand_below_each_other_and_the_difference_is_told(right: str, typed: str, lines: list[str]) -> None:
    you, should, words = shown(right, typed)
    assert [f"you     {lines[0]}", f"right   {lines[1]}", f"        {lines[2]}"] == [you, should, words]


def test_a_line_that_would_wrap_has_no_gaps() -> None:
    assert ["you     montvideo", "right   Montevideo"] == shown("Montevideo", "montvideo", 17)[:2]


def test_another_word_is_not_lined_up() -> None:
    assert ["you     Graz", "right   Vienna"] == shown("Vienna", "Graz")


@given(st.text("abcé 日\u0301", max_size=12), st.text("abcé 日\u0301", max_size=12))
def test_nothing_is_lost_and_both_lines_are_equally_long(given_text: str, right: str) -> None:
    pieces = diff(given_text, right)
    found = columns(as_typed(pieces, given_text), pieces)
    assert "".join(piece.text for piece in pieces if piece.op in {"same", "missing"}) == "".join(one.right for one in found)
    verdict = Verdict(Outcome.CLOSE, None, given_text, diff=pieces)
    lines = difference(Feedback(Outcome.CLOSE, None, given_text, None, verdict), 80).plain.split("\n")
    if "·" in "".join(lines[:2]):
        assert cell_len(lines[0]) == cell_len(lines[1])
