"""Asking a card in one of its forms."""

from collections.abc import Iterable

from quiz.cards.card import Card, Form
from quiz.cards.choices import Choice, choice, true_false
from quiz.cards.matching import matching
from quiz.cards.multiselect import multiselect
from quiz.cards.ordering import ordering

OPTION_FORMS = frozenset({Form.CHOICE, Form.TRUEFALSE, Form.MULTISELECT, Form.ORDERING, Form.MATCHING})
"""The forms in which there is something to pick from."""
SEVERAL_PICKS = frozenset({Form.MULTISELECT, Form.ORDERING, Form.MATCHING})
"""The forms in which an answer is more than one pick."""


def put(card: Card, form: Form, seed: str, preferred: Iterable[str] = ()) -> Choice:
    """Return the words and options of a card in a form. A form without options has none.

    `preferred` are wrong answers to offer first: this learner's own. Raises `UsageError` where the card has no such form, if the
    form has options.
    """
    match form:
        case Form.CHOICE:
            return choice(card, seed, preferred)
        case Form.TRUEFALSE:
            return true_false(card, seed, preferred)
        case Form.MULTISELECT:
            return multiselect(card, seed, preferred)
        case Form.ORDERING:
            return ordering(card, seed)
        case Form.MATCHING:
            return matching(card, seed, preferred)
        case _:
            return Choice(card.prompt, form=form)
