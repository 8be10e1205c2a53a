"""An answer sheet is filled in any order, and read from paper."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve

from quiz.cards.card import Form
from quiz.cards.generation import generate
from quiz.study.exam import set_paper
from quiz.study.exam_sheet import Sheet, entered, written
from tests.study.samples import CAPITALS

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TYPED = set_paper(generate(CAPITALS), questions=3, seed="1", forms=[Form.TYPED])
CHOICE = set_paper(generate(CAPITALS), questions=2, seed="1", forms=[Form.CHOICE])
MATCHING = set_paper(generate(CAPITALS), questions=1, seed="1", forms=[Form.MATCHING])


def test_answers_come_in_any_order_and_can_be_taken_back() -> None:
    sheet = Sheet(TYPED)
    assert ((0, 1, 2), 0, 1) == (sheet.open, sheet.given, sheet.after(0))
    sheet = sheet.answered(1, "Lima").answered(2, " ").answered(0, "Oslo")
    assert (("Oslo", "Lima", None), (2,), 2) == (sheet.answers, sheet.open, sheet.after(2))
    assert (None, "Lima", None) == sheet.answered(0, None).answers
    assert (None, None) == Sheet(CHOICE).answered(0, ()).answers
    assert None is sheet.answered(2, "x").after(0)


def test_marks_for_a_second_look() -> None:
    sheet = Sheet(TYPED).turned(2).turned(0)
    assert {0, 2} == sheet.flagged
    assert {0} == sheet.turned(2).flagged


def test_the_time_runs_out() -> None:
    sheet = Sheet(TYPED, started=NOW, seconds=90)
    assert [90, 30, 0] == [sheet.left(NOW + timedelta(seconds=passed)) for passed in (0, 60, 600)]
    assert None is evolve(sheet, seconds=None).left(NOW)


def test_a_full_sheet_has_the_score() -> None:
    sheet = Sheet(TYPED)
    for place, question in enumerate(TYPED.questions):
        sheet = sheet.answered(place, question.answer)
    assert 1.0 == sheet.marking().score.share
    assert 0.0 == Sheet(TYPED).marking().score.share


@pytest.mark.parametrize(("text", "answer"), [("2", 1), (" 2 ", 1), ("9", "9"), ("Lima", "Lima"), ("", None), ("  ", None)])
def test_an_option_on_paper_is_a_number(text: str, answer: object) -> None:
    assert answer == entered(CHOICE.questions[0], text)


@pytest.mark.parametrize("text", ["2 1 4 3", "2143", "a2 b1 c4 d3", "d3, c4, b1, a2", "A: 2  B: 1  C: 4  D: 3"])
def test_pairs_on_paper_are_letters_with_numbers(text: str) -> None:
    assert (1, 0, 3, 2) == entered(MATCHING.questions[0], text)


def test_what_is_no_such_answer_stays_text() -> None:
    question = MATCHING.questions[0]
    assert ["a2 b2", "x"] == [entered(question, text) for text in ("a2 b2", "x")]
    assert isinstance(entered(question, "a9 b1 c2 d3"), str)


@pytest.mark.parametrize("answer", [None, 1, "Lima"])
def test_what_is_written_is_read_again(answer: int | str | None) -> None:
    assert answer == entered(CHOICE.questions[0], written(CHOICE.questions[0], answer))


def test_pairs_are_written_with_their_letters() -> None:
    assert "a2 b1 c4 d3" == written(MATCHING.questions[0], (1, 0, 3, 2))
