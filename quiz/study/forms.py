"""The choice of form: a weak memory is asked gently, a firm one must come up with the answer itself."""

from collections.abc import Container
from hashlib import blake2b

from quiz.cards.card import Form
from quiz.memory.state import CardState, Phase

FIRM = 21.0
"""Days of stability from which a memory is firm, as Anki's mature cards."""
YOUNG = 7.0
"""Days of stability below which it is weak."""

# For each strength, what to try in turn; which entry comes first is moved on by the card's id and its number of reviews, so
# that a card does not always come in the same form. Pairs to match show other cards' answers: not at the first time.
_FIRST_TIME = (
    (Form.CHOICE, Form.MULTISELECT, Form.ORDERING),
    (Form.TRUEFALSE, Form.CHOICE, Form.ORDERING),
    (Form.CHOICE, Form.MULTISELECT),
    (Form.REVEAL, Form.TYPED),
)
_WEAK = (
    (Form.TYPED, Form.CHOICE, Form.ORDERING),
    (Form.CHOICE, Form.MULTISELECT, Form.ORDERING, Form.TYPED),
    (Form.TRUEFALSE, Form.TYPED, Form.ORDERING),
    (Form.MATCHING, Form.MULTISELECT, Form.ORDERING, Form.TYPED, Form.CHOICE),
)
_MIDDLING = ((Form.TYPED, Form.ORDERING), (Form.REVEAL,), (Form.TYPED, Form.CHOICE, Form.ORDERING, Form.MATCHING))
_STRONG = ((Form.TYPED, Form.ORDERING), (Form.REVEAL,))
_FALLBACK = (Form.REVEAL, Form.TYPED, Form.CHOICE, Form.TRUEFALSE, Form.ORDERING, Form.MATCHING, Form.MULTISELECT)


def choose_form(card: str, allowed: Container[Form], state: CardState, fixed: Form | None = None) -> Form | None:
    """Return the form in which to ask a card now, or `None` for a card that allows none.

    The learner's `fixed` form wins wherever the card allows it. Otherwise the memory decides: options for a weak one, typing or
    plain recall for a firm one. The same card in the same state gets the same form.
    """
    if fixed is not None and fixed in allowed:
        return fixed
    rounds = _rounds(state)
    start = int.from_bytes(blake2b(card.encode(), digest_size=4).digest(), "big") + state.reps
    for form in (*rounds[start % len(rounds)], *_FALLBACK):
        if form in allowed:
            return form
    return None


def _rounds(state: CardState) -> tuple[tuple[Form, ...], ...]:
    if state.reps == 0:
        return _FIRST_TIME
    stability = state.memory.stability if state.memory else 0.0
    if state.phase is not Phase.REVIEW or stability < YOUNG:
        return _WEAK
    return _STRONG if stability >= FIRM else _MIDDLING
