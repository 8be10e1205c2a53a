"""A paper is drawn by its seed and by the deck alone, in fair shares."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card, Form
from quiz.cards.generation import generate
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.study.exam import GRADED, Paper, set_paper

CITIES = ("Paris", "Rome", "Madrid", "Oslo", "Lima", "Quito", "Vienna", "Bern", "Prague", "Warsaw", "Athens", "Dublin")
LAND = Deck(
    "land",
    facts=[
        *(Fact(f"country {number}", "capital", city) for number, city in enumerate(CITIES)),
        *(Fact(f"country {number}", "area", f"{(number + 2) ** 3} km2") for number in range(6)),
        *(Fact(f"country {number}", "island", str(number % 2 == 0).lower()) for number in range(3)),
    ],
)
CARDS = list(generate(LAND))


def paper(**options: object) -> Paper:
    return set_paper(CARDS, **options)  # type: ignore[arg-type]


def relations(found: Paper) -> Counter[str]:
    return Counter(question.card.relation.name for question in found.questions)


def ids(found: Paper) -> list[str]:
    return [question.card.id for question in found.questions]


def test_the_same_seed_draws_the_same_paper_on_every_machine() -> None:
    found = paper(questions=8, seed="7", title="Land")
    assert found == paper(questions=8, seed="7", title="Land")
    assert "c68d7a66" == found.code
    assert found.code != paper(questions=8, seed="8", title="Land").code


@settings(max_examples=30)
@given(st.permutations(CARDS), st.integers(1, 20), st.text(max_size=3))
def test_the_order_of_the_cards_changes_nothing(cards: list[Card], questions: int, seed: str) -> None:
    expected, found = paper(questions=questions, seed=seed), set_paper(cards, questions=questions, seed=seed)
    assert (expected, expected.code) == (found, found.code)


@settings(max_examples=30)
@given(st.integers(1, 60), st.text(max_size=5))
def test_a_paper_has_different_cards_that_can_be_marked(questions: int, seed: str) -> None:
    found = paper(questions=questions, seed=seed)
    assert len(found.questions) == min(questions, len(set(ids(found))))
    for question in found.questions:
        assert question.form in question.card.forms
        assert question.form in GRADED or (question.form is Form.TRUEFALSE and question.card.relation.name == "island")
        assert question.asked.form is question.form
        assert bool(question.options) == (question.form is not Form.TYPED)
        assert not question.teach


def test_a_seed_may_be_any_text() -> None:
    assert 3 == len(paper(questions=3, seed="\udcff\x1b\n").questions)


def test_no_more_questions_than_cards() -> None:
    every = paper(questions=1000)
    assert {card.id for card in CARDS if {*card.forms} & {*GRADED, Form.TRUEFALSE}} == set(ids(every))


def test_relations_have_their_shares() -> None:
    counts = Counter(card.relation.name for card in CARDS)
    found = relations(paper(questions=13))
    total = sum(counts.values())
    assert all(abs(found[name] - 13 * counts[name] / total) <= 1 for name in counts)
    assert Counter(capital=4, area=2) == relations(paper(questions=6, shares={"capital": 2, "area": 1}))
    assert Counter(area=5) == relations(paper(questions=5, shares={"area": 1, "capital": 0}))


def test_a_relation_without_enough_cards_leaves_its_share_to_others() -> None:
    found = relations(paper(questions=10, shares={"island": 5, "capital": 1}))
    assert (3, 7) == (found["island"], found["capital"])


def test_subjects_come_once_while_there_are_others() -> None:
    for seed in range(10):
        found = paper(questions=12, seed=str(seed), forms=[Form.TYPED], shares={"capital": 1})
        subjects = [question.card.subject for question in found.questions]
        assert 12 == len(set(subjects))
    again = paper(questions=24, forms=[Form.TYPED], shares={"capital": 1})
    assert {2} == set(Counter(question.card.subject for question in again.questions).values())


def test_forms_can_be_chosen() -> None:
    assert {Form.CHOICE} == {question.form for question in paper(questions=10, forms=[Form.CHOICE]).questions}
    found = {question.form for question in paper(questions=20, forms=[Form.CHOICE, Form.TYPED], shares={"capital": 1}).questions}
    assert {Form.CHOICE, Form.TYPED} == found


def test_easy_and_hard_cards_take_turns() -> None:
    capitals = [card for card in CARDS if card.relation.name == "capital"]
    levels = {card.id: (2.0, 5.0, 9.0)[place % 3] for place, card in enumerate(capitals)}
    found = paper(questions=6, forms=[Form.TYPED], shares={"capital": 1}, difficulties=levels)
    assert {2.0: 2, 5.0: 2, 9.0: 2} == Counter(levels[card] for card in ids(found))
    only = {card.id: 9.0 for card in capitals}
    assert 6 == len(paper(questions=6, difficulties=only, shares={"capital": 1}).questions)


def test_wrong_use_is_told() -> None:
    with pytest.raises(UsageError, match="at least one question"):
        paper(questions=0)
    with pytest.raises(UsageError, match="No card can be asked by ordering"):
        paper(forms=[Form.ORDERING])
    with pytest.raises(UsageError, match=r"no relation “capitol”.*Relations: area, capital, island"):
        paper(shares={"capitol": 1})
    with pytest.raises(UsageError, match="Every share is 0"):
        paper(shares={"capital": 0, "area": 0.0})
    for share in (-1.0, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="expected 0 or more"):
            paper(shares={"capital": share})
    with pytest.raises(UsageError, match="No card"):
        set_paper([])
