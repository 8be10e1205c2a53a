"""A question in its parts: its words, and apart from these what qualifies it."""

import re
from typing import TYPE_CHECKING

from quiz.cards.wording import as_of, claim, held

if TYPE_CHECKING:
    from quiz.cards.card import Card

_LAST = re.compile(r"(?P<words>.*\S) \((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)(?P<stop>\.?)", re.DOTALL)


def prompt_parts(prompt: str, card: "Card") -> tuple[str, tuple[str, ...]]:
    """Return a question without the qualifiers in parentheses at its end, and those.

    Only what the card's own facts are qualified with is taken off: other parentheses are part of the question.
    """
    match = _LAST.fullmatch(prompt)
    if match is None:
        return prompt, ()
    parts = tuple(match["inside"].split("; "))
    known = {part for fact in card.facts for part in (claim(fact), held(fact), as_of(fact)) if part}
    if not set(parts) <= known:
        return prompt, ()
    return match["words"] + match["stop"], parts
