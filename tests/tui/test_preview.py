"""A card is shown outside a session as it would be asked, and the log stays as it is."""

from collections.abc import Callable

import pytest

from quiz.cards.card import Card, Form
from quiz.cards.generation import generate
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.text.safe import is_safe
from quiz.tui.study.preview import card_content
from tests.tui.samples import borders, capitals, collection, hostile, presidents, scripts, universities

DECKS = (capitals, borders, presidents, universities, hostile, scripts)


def first(make: Callable[[], Deck]) -> tuple[Collection, Card]:
    deck = make()
    return collection(deck), next(generate(deck))


@pytest.mark.parametrize("make", DECKS)
@pytest.mark.parametrize("answered", [False, True])
def test_every_form_of_a_card_is_shown_in_its_width_and_writes_nothing(make: Callable[[], Deck], *, answered: bool) -> None:
    found, card = first(make)
    before = list(found.events())
    for form in card.forms:
        shown = card_content(found, card, form, answered=answered, width=60)
        assert is_safe(shown.plain)
    assert before == list(found.events())


def test_the_answer_is_not_told_before_it_is_asked_for() -> None:
    found, card = first(capitals)
    for form in (Form.REVEAL, Form.TYPED):
        assert card.answer not in card_content(found, card, form, answered=False, width=60).plain
        assert card.answer in card_content(found, card, form, answered=True, width=60).plain


def test_a_new_card_is_taught_with_its_answer() -> None:
    found, card = first(capitals)
    shown = card_content(found, card, Form.TRUEFALSE, answered=False, width=60, teach=True).plain
    assert "NEW" in shown
    assert card.prompt in shown
    assert f"The capital of {card.given} is {card.answer}." in shown
