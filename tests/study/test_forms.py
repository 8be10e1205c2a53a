"""A weak memory is asked gently, a firm one must come up with the answer itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.card import Form
from quiz.cards.generation import generate
from quiz.facts.loading import load
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.forms import choose_form
from tests.study.samples import review

allowed_forms = st.lists(st.sampled_from(Form), unique=True)
states = st.just(CardState()) | st.builds(
    CardState,
    phase=st.sampled_from(Phase),
    memory=st.none() | st.builds(MemoryState, st.floats(0.001, 36_500), st.floats(1, 10)),
    reps=st.integers(0, 50),
)


@given(st.text(), allowed_forms, states)
def test_only_what_the_card_allows(card: str, allowed: list[Form], state: CardState) -> None:
    found = choose_form(card, allowed, state)
    assert found in allowed if allowed else found is None
    assert found == choose_form(card, allowed[::-1], state)


@given(st.text(), allowed_forms, states, st.sampled_from(Form))
def test_the_fixed_form_wins_where_it_is_allowed(card: str, allowed: list[Form], state: CardState, fixed: Form) -> None:
    expected = fixed if fixed in allowed else choose_form(card, allowed, state)
    assert expected == choose_form(card, allowed, state, fixed)


def test_a_firm_memory_gets_no_options() -> None:
    for reps in range(1, 20):
        assert choose_form("card", list(Form), review(30.0, reps=reps)) in {Form.TYPED, Form.REVEAL}


def test_a_weak_memory_is_asked_in_turn() -> None:
    forms = [choose_form("card", list(Form), review(3.0, reps=reps)) for reps in range(1, 5)]
    assert {Form.TYPED, Form.CHOICE, Form.TRUEFALSE, Form.MATCHING} == set(forms)


def test_pairs_are_not_matched_at_the_first_time() -> None:
    single = (Form.REVEAL, Form.TYPED, Form.CHOICE, Form.TRUEFALSE, Form.MATCHING)
    assert Form.MATCHING not in {choose_form(f"card {number}", single, CardState()) for number in range(40)}


@pytest.mark.parametrize("stability", [1.0, 10.0, 100.0])
@pytest.mark.parametrize(
    "allowed",
    [(Form.REVEAL, Form.ORDERING), (Form.REVEAL, Form.MATCHING), (Form.REVEAL, Form.TYPED, Form.TRUEFALSE, Form.MULTISELECT)],
)
def test_a_weak_memory_meets_the_forms_with_several_picks(allowed: tuple[Form, ...], stability: float) -> None:
    forms = {choose_form("card", allowed, review(stability, reps=reps)) for reps in range(1, 13)}
    assert forms <= set(allowed)
    assert (allowed[-1] in forms) == (stability < 7 or allowed[-1] is Form.ORDERING or (stability < 21 and len(allowed) == 2))


@pytest.mark.parametrize("deck", ["countries", "elements", "victory-day-2025"])
def test_the_first_cards_of_a_bundled_deck_are_asked_in_three_forms(root: Path, deck: str) -> None:
    cards = list(generate(load(root / "decks" / deck)))[:20]
    assert len({choose_form(card.id, card.forms, CardState()) for card in cards}) >= 3
