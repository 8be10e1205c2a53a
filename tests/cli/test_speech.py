"""How a drill words things for the ear."""

import pytest

from quiz.cli.speech import LONGEST, difference, enumerated, grades, lines, span, spoken
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.steps import Prospect
from quiz.text.closeness import diff


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plain words", "plain words"),
        ("A → B", "A arrow B"),
        ("✓ right · ✗ wrong", "tick right, cross wrong"),
        ("→", "→, arrow"),
        ("x²+y³ ≤ 10⁶", "x squared+y cubed less than or equal to 10 to the power of 6"),
        ("10⁻³", "10 to the power of minus 3"),
        ("Ca²⁺ and Na⁺ in H₂O", "Ca 2 plus and Na plus in H2O"),
        ("kg·m", "kg times m"),
        ("The capital of Peru is _____.", "The capital of Peru is blank."),
        ("日本 · 東京", "日本, 東京"),
    ],
)
def test_signs_become_words(text: str, said: str) -> None:
    assert said == spoken(text)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"), (45, "45 seconds"), (60, "1 minute"), (600, "10 minutes"), (7200, "2 hours"), (86_400, "1 day"),
        (8 * 86_400, "8 days"), (36 * 86_400, "1.2 months"), (730 * 86_400, "2 years"),
    ],
)  # fmt: skip
def test_times_are_told_in_full(seconds: float, said: str) -> None:
    assert said == span(seconds)


@pytest.mark.parametrize(
    ("given", "right", "said"),
    [
        ("Montavideo", "Montevideo", "a in place of e after “Mont”."),
        ("Osl", "Oslo", "One letter missing after “Osl”: o."),
        ("Ossxlo", "Oslo", "2 letters too many after “Os”: s x."),
        ("iraq", "iran", "q in place of n after “ira”."),
        ("Brasilia", "Brasília", "i in place of i with acute after “Bras”."),
        ("New-York", "New York", "a hyphen in place of a space after “New”."),
        ("xOslo", "Oslo", "One letter too many at the beginning: x."),
        ("Lima", "Oslo", ""),
        ("U", "B", ""),
        ("Oslo", "Oslo", ""),
    ],
)
def test_differences_are_told_letter_by_letter(given: str, right: str, said: str) -> None:
    assert said.casefold() == difference(diff(given, right)).casefold()


def test_grades_lead_somewhere_or_are_practice() -> None:
    again, good = Prospect(Phase.LEARNING, 0, 0, 0, 60), Prospect(Phase.REVIEW, 0, 8, None, 8 * 86_400)
    prospects = {Rating.AGAIN: again, Rating.GOOD: good}
    said = "Grade: 1 Again in 1 minute, 3 Good in 8 days; an empty line is 3 Good."
    assert said == grades(prospects, Rating.GOOD, practice=False)
    assert "Grade: 1 Again, 3 Good; an empty line is 1 Again." == grades(prospects, Rating.AGAIN, practice=True)


def test_names_with_commas_are_told_apart() -> None:
    assert "a, b" == enumerated(["a", "b"])
    assert "a; b, c" == enumerated(["a", "b, c"])


def test_long_texts_go_on_in_further_lines() -> None:
    assert all(len(line) <= LONGEST for line in lines("word " * 100 + "x" * 500).split("\n"))
