"""What holds for any deck at all, whatever stands in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import quiz
from quiz.testing import decks, plain_names

ANY = settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@settings(ANY)
@given(decks(media=True))
def test_cards_have_ids_and_prompts_of_their_own(deck: quiz.Deck) -> None:
    cards = list(quiz.generate(deck))
    assert len(cards) == len({card.id for card in cards})
    assert len(cards) == len({card.prompt for card in cards})
    assert all(card.prompt and card.answer for card in cards)


@settings(ANY)
@given(decks())
def test_what_is_written_is_loaded_as_it_was(tmp_path_factory: pytest.TempPathFactory, deck: quiz.Deck) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    quiz.dump(deck, path)
    assert deck == quiz.load(path)


@settings(ANY)
@given(st.one_of(decks(words=plain_names()), decks()))
def test_every_accepted_answer_is_right(deck: quiz.Deck) -> None:
    for card in quiz.generate(deck):
        if len(card.members) == 1 and quiz.Form.TYPED in card.forms:
            for name in card.accepted:
                assert quiz.judge(card, name).outcome == "right", f"{card.prompt!r}: {name!r}"
