"""Points, scores with how sure they are, and scores to expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.card import Form
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.state import CardState
from quiz.study.exam import set_paper
from quiz.study.exam_marking import Score, chance, expected, mark, score
from quiz.study.question import Response
from tests.conftest import ROOT
from tests.study.samples import CAPITALS, DAY, review

CARDS = list(generate(CAPITALS))
TYPED = set_paper(CARDS, questions=5, forms=[Form.TYPED])
CHOICE = set_paper(CARDS, questions=4, forms=[Form.CHOICE])
PARAMETERS = {"capitals": DEFAULT_PARAMETERS}
COLOURS = Deck(
    "flags",
    relations=[Relation("colour", many=True)],
    facts=[Fact("France", "colour", colour) for colour in ("blue", "white", "red", "gold")],
)
SETS = set_paper([card for card in generate(COLOURS) if len(card.members) == 4], forms=[Form.TYPED])


def test_right_answers_have_all_points() -> None:
    marking = mark(TYPED, [question.answer for question in TYPED.questions])
    assert (5.0, 5, 1.0) == (marking.score.points, marking.score.questions, marking.score.share)
    assert [1, 2, 3, 4, 5] == [one.number for one in marking.marked]
    assert {"capital": marking.score} == marking.by_relation
    assert 1.0 == marking.known


def test_wrong_and_missing_answers_have_none() -> None:
    marking = mark(TYPED, ["x", "  ", None])
    assert (0.0, 5) == (marking.score.points, marking.score.questions)
    assert [False, True, True, True, True] == [one.feedback is None for one in marking.marked]
    assert 0.0 == marking.known


def test_a_slip_of_the_pen_is_known() -> None:
    (spain,) = (place for place, question in enumerate(TYPED.questions) if "Spain" in {question.card.given, question.answer})
    answers: list[str | None] = [None] * 5
    answers[spain] = "Madird" if TYPED.questions[spain].answer == "Madrid" else "Spian"
    assert 1.0 == mark(TYPED, answers).score.points


@pytest.mark.parametrize(
    ("answer", "points"),
    [
        ("red; blue; white; gold", 1.0),
        ("red; blue", 0.5),
        ("red; blue; green", 0.25),
        ("red; green; black", 0.0),
        ("green", 0.0),
    ],
)
def test_sets_have_parts_of_a_point(answer: str, points: float) -> None:
    assert points == mark(SETS, [answer]).score.points


def test_picks_are_marked_by_their_places() -> None:
    right = [question.asked.right for question in CHOICE.questions]
    assert 4.0 == mark(CHOICE, right).score.points
    wrong = [(place + 1) % 4 for place in right]
    assert 0.0 == mark(CHOICE, wrong).score.points
    assert (0.25, 1 / 3) == (chance(CHOICE.questions[0]), mark(CHOICE, [*right[:2], *wrong[2:]]).known)


def test_each_pair_of_a_match_counts() -> None:
    areas = Deck("areas", facts=[Fact(f"land {number}", "area", f"{number**4 + 7} km2") for number in range(2, 12)])
    paper = set_paper(generate(areas), questions=1, forms=[Form.MATCHING])
    (question,) = paper.questions
    assert 1.0 == mark(paper, [question.asked.picks]).score.points
    first, second, *rest = question.asked.picks
    assert (len(rest) / (len(rest) + 2)) == mark(paper, [(second, first, *rest)]).score.points


def test_wilsons_interval() -> None:
    # 20 of 25 by hand: (0.8 + 0.076829) / 1.153658 = 0.760042, and 0.151352 to either side.
    found = score([1.0] * 20 + [0.0] * 5)
    assert (20.0, 25) == (found.points, found.questions)
    assert pytest.approx(0.608690, abs=1e-6) == found.low
    assert pytest.approx(0.911394, abs=1e-6) == found.high
    assert Score(0.0, 0, 0.0, 1.0) == score([])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_the_interval_holds_the_score(points: list[float]) -> None:
    found = score(points)
    assert 0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1


def test_what_to_expect_of_cards_never_seen_is_luck() -> None:
    found = expected(CHOICE, {}, DAY, PARAMETERS)
    assert pytest.approx(1.0) == found.points
    assert 0.0 == found.low
    assert pytest.approx(1 + 1.96 * 0.75**0.5, abs=1e-3) == found.high
    assert (0.0, 0.0, 0.0) == ((none := expected(TYPED, {}, DAY, PARAMETERS)).points, none.low, none.high)


def test_what_to_expect_of_memories() -> None:
    states = {card.id: review(10.0, last=DAY - 10) for card in CARDS}
    assert pytest.approx(5 * 0.9) == expected(TYPED, states, DAY, PARAMETERS).points
    assert pytest.approx(4 * (0.9 + 0.1 / 4)) == expected(CHOICE, states, DAY, PARAMETERS).points
    states = {card.id: CardState() for card in CARDS}
    assert 0.0 == expected(TYPED, states, DAY, PARAMETERS).points
    assert expected(TYPED, {}, DAY - 9000, PARAMETERS).points == 0.0


@pytest.mark.parametrize("name", ["countries", "elements", "victory-day-2025"])
def test_whoever_writes_what_the_key_says_has_all_points(name: str) -> None:
    cards = list(generate(load(ROOT / "decks" / name)))
    for seed in ("1", "2"):
        paper = set_paper(cards, questions=25, seed=seed)
        answers: list[Response | None] = []
        for question in paper.questions:
            numbers = " ".join(str(place + 1) for place in question.asked.picks)
            answers.append(question.asked.right if question.wants == 1 else numbers or question.answer)
        marking = mark(paper, answers)
        assert [] == [one for one in marking.marked if one.points < 1]
        assert len(paper.questions) == marking.score.points
