"""What an author says to an answer: the remark for it, for any other one, or none."""

from collections.abc import Iterable
from contextlib import suppress

from quiz.cards.authored import of_member
from quiz.cards.card import Card, Kind
from quiz.facts.settle import typed
from quiz.facts.values import Text
from quiz.text.normal import folded

ANY_OTHER = "*"
"""The answer whose remark is said to every answer that is not right and has no remark of its own."""


def remarks_on(card: Card, answers: Iterable[str], *, right: bool) -> tuple[str, ...]:
    """Return the remarks, in rich text, on what was answered: on several picks or members, that on each; each remark once.

    Several `answers` may also be writings of one: what was typed, and what it was found to mean. `right` says whether the whole
    answer is.
    """
    pairs = () if card.kind is Kind.BACKWARD or card.parts else [pair for fact in card.facts for pair in fact.feedback]
    if not pairs:
        return ()
    wanted = [_keys(card, answer) for answer in answers]
    found = [next((remark for said, remark in pairs if _keys(card, said) & keys), "") for keys in wanted]
    if not any(found) and not right:
        found = [remark for said, remark in pairs if said == ANY_OTHER]
    return tuple(dict.fromkeys(filter(None, found)))


def _keys(card: Card, answer: str) -> set[str]:
    """Return what an answer is known by: its letters in any case, and the value that it is."""
    keys = {folded(answer)}
    with suppress(ValueError):
        value = typed(Text(answer), of_member(card.relation), card.deck.names)
        keys |= {f"\x1f{value.key}", folded(str(value))}
    return keys
