"""A question as it is put, and what a response to it is."""

import pytest

from quiz.cards.asking import put
from quiz.cards.card import Form
from quiz.cards.verdict import Outcome
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.rating import Rating
from quiz.study.question import assess
from tests.study.samples import CAPITALS, card, question

PARIS = card()


@pytest.mark.parametrize("form", PARIS.forms)
def test_every_form_can_be_put(form: Form) -> None:
    found = put(PARIS, form, "1", ())
    assert {Form.CHOICE: 4, Form.TRUEFALSE: 2, Form.MATCHING: 4}.get(form, 0) == len(found.options)
    assert form is found.form
    assert (1 if found.options else 0) == sum(option.right for option in found.options)
    assert found == put(PARIS, form, "1", ())


def test_past_mistakes_are_offered() -> None:
    for seed in range(5):
        assert "Lima" in [option.text for option in put(PARIS, Form.CHOICE, str(seed), ("Lima",)).options]


def test_an_option_is_picked_by_its_place_or_its_text() -> None:
    asked = question(PARIS, Form.CHOICE)
    for place, option in enumerate(asked.options):
        found = assess(asked, place)
        assert (option, option.text) == (found.picked, found.answer)
        assert (Rating.GOOD if option.right else Rating.AGAIN) == found.suggests
        assert option.right == found.right == (option.text == "Paris")
        assert found == assess(asked, option.text.upper())
        assert ("" if option.right else option.why) == found.note
    assert any(assess(asked, place).note for place in range(4))


@pytest.mark.parametrize("place", [-1, 4, 99])
def test_a_place_without_an_option_is_refused(place: int) -> None:
    with pytest.raises(UsageError, match="There is no option"):
        assess(question(PARIS, Form.CHOICE), place)


def test_text_that_is_no_option_is_judged() -> None:
    asked = question(PARIS, Form.CHOICE)
    assert Outcome.WRONG == assess(asked, "Atlantis").outcome
    assert Outcome.CLOSE == assess(asked, "Pariss").outcome


@pytest.mark.parametrize(
    ("word", "place"), [("true", 0), ("T", 0), ("Yes", 0), ("y", 0), ("false", 1), ("f", 1), ("NO", 1), ("n", 1)]
)
def test_true_and_false_in_words(word: str, place: int) -> None:
    asked = question(PARIS, Form.TRUEFALSE)
    assert assess(asked, place) == assess(asked, word)


def test_what_is_neither_true_nor_false() -> None:
    asked = question(PARIS, Form.TRUEFALSE)
    assert (Outcome.WRONG, Rating.AGAIN) == (assess(asked, "Paris").outcome, assess(asked, "Paris").suggests)
    assert (Outcome.EMPTY, None) == (assess(asked, " ").outcome, assess(asked, " ").suggests)


def test_a_typed_answer() -> None:
    asked = question(PARIS, Form.TYPED)
    right, close, wrong, empty = (assess(asked, text) for text in ("paris", "Pariss", "Rome", ""))
    assert [Rating.GOOD, Rating.HARD, Rating.AGAIN, None] == [found.suggests for found in (right, close, wrong, empty)]
    assert [True, False, False, False] == [found.right for found in (right, close, wrong, empty)]
    assert right.verdict
    assert ("Paris", True) in right.verdict.marks or right.verdict.matched == "Paris"


def test_what_is_typed_is_made_safe() -> None:
    for form in (Form.TYPED, Form.TRUEFALSE):
        assert "\x1b" not in assess(question(PARIS, form), "\x1b[31mred").answer


def test_what_is_true_at_another_time_is_no_lapse() -> None:
    deck = Deck(
        "towns",
        facts=[
            Fact("Germany", "capital", "Bonn", since=1949, until=1990),
            Fact("Germany", "capital", "Berlin", since=1990),
            *CAPITALS.facts,
        ],
    )
    now = next(number for number in range(20) if card(deck, number).answer == "Berlin")
    found = assess(question(card(deck, now), Form.TYPED), "Bonn")
    assert (Outcome.OTHER, None, False) == (found.outcome, found.suggests, found.right)
    assert found.note
