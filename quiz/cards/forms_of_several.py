"""Which cards allow the forms with several picks: `multiselect`, `ordering` and `matching`."""

from collections.abc import Iterator, Sequence

from quiz.cards.card import Card, Form, Kind
from quiz.cards.distractors import LONGEST_OPTION
from quiz.cards.distractors import wrong_options as wrong_among
from quiz.cards.exclusive_pairs import Pair, has_partners, own_pair
from quiz.cards.forms import MOST_OPTIONS
from quiz.facts.values import Listed, Value
from quiz.text.normal import folded

MOST_RIGHT = 5
"""Right options of a `multiselect` question."""
PAIRS = 4
"""Pairs of a `matching` question, the card's own among them."""
LEAST_PAIRS = 3
"""Pairs of a `matching` question that is one question of another program."""
LEAST_ITEMS = 3
"""Items that can be put in order: two would be a coin's toss."""


def forms_of_several(card: Card, members: Sequence[Value]) -> Iterator[Form]:
    """Yield those of the forms with several picks that a card allows. It has members, and may be asked."""
    if _allows_multiselect(card, members):
        yield Form.MULTISELECT
    if _allows_ordering(card, members):
        yield Form.ORDERING
    if _allows_matching(card):
        yield Form.MATCHING


def wrong_options(card: Card, right: int) -> int:
    """Return how many wrong options stand beside so many right ones; 0 where there are too few.

    They are as many, at least three, and no more than there is room; or those that their author wrote.
    """
    room = MOST_OPTIONS - right
    return wrong_among(card, min(max(3, right), room), room)


def listed(card: Card) -> tuple[str, ...]:
    """Return the items of the list that is a card's answer; none where it is no list."""
    members = card.members
    if card.parts or card.kind is Kind.BACKWARD or len(members) != 1 or not isinstance(members[0], Listed):
        return ()
    return tuple(str(item) for item in members[0].items)


def _allows_multiselect(card: Card, members: Sequence[Value]) -> bool:
    """Say whether a card's answer is a set of two to five short members with enough that is provably no member.

    An author who wrote wrong options may have meant more members to be picked.
    """
    most = MOST_OPTIONS - 1 if any(fact.wrong for fact in card.facts) else MOST_RIGHT
    if card.parts or not 2 <= len(members) <= most or any(len(str(member)) > LONGEST_OPTION for member in members):
        return False
    return wrong_options(card, len(members)) > 0


def _allows_ordering(card: Card, members: Sequence[Value]) -> bool:
    """Say whether a card asks for an order: of subjects, or of the items of a list that are all different."""
    if card.kind is Kind.ORDER:
        return True
    if len(members) != 1 or not isinstance(members[0], Listed):
        return False
    items = listed(card)
    if not LEAST_ITEMS <= len(items) <= MOST_OPTIONS or any(len(item) > LONGEST_OPTION for item in items):
        return False
    return len({folded(item) for item in items}) == len(items)


def _allows_matching(card: Card) -> bool:
    """Say whether a card's subject and value can stand among others such that there is one way to match them."""
    if card.kind is Kind.CONTRAST:
        return bool(card.parts)
    own = own_pair(card)
    return own is not None and partner_count(card, own) > 0


def partner_count(card: Card, own: Pair) -> int:
    """Return how many other pairs stand in a `matching` question; 0 where there are too few.

    Where each fact is asked by itself, its relation may be one question of another program, and have no more than three pairs.
    """
    if has_partners(card, own, PAIRS - 1):
        return PAIRS - 1
    fewest = LEAST_PAIRS - 1
    return fewest if card.relation.apart and has_partners(card, own, fewest) else 0
