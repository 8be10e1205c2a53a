"""Asking a card in one of its forms. What makes options is imported with the first card that has some."""

from collections.abc import Iterable

from quiz.cards.asked import Choice
from quiz.cards.card import Card, Form

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
            from quiz.cards.choices import choice

            return choice(card, seed, preferred)
        case Form.TRUEFALSE:
            from quiz.cards.choices import true_false

            return true_false(card, seed, preferred)
        case Form.MULTISELECT:
            from quiz.cards.multiselect import multiselect

            return multiselect(card, seed, preferred)
        case Form.ORDERING:
            from quiz.cards.ordering import ordering

            return ordering(card, seed)
        case Form.MATCHING:
            from quiz.cards.matching import matching

            return matching(card, seed, preferred)
        case _:
            return Choice(card.prompt, form=form)
