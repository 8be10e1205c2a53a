"""Which forms a card allows: typed only what can be typed, options only where enough of them are provably wrong."""

from quiz.cards.card import MOST_MEMBERS, Card, Form
from quiz.cards.distractors import LONGEST_OPTION, has_distractors
from quiz.facts.values import Boolean, Text, Value

OPTIONS = 4
"""Options of a `choice` question, the right one among them."""
_LONGEST_TYPED = 60


def forms(card: Card) -> tuple[Form, ...]:
    """Return every form that the card allows; none for a card that cannot be asked."""
    members = card.members
    if not card.asked or not members:
        return ()
    whole = len(members) <= MOST_MEMBERS
    found = [Form.REVEAL] if whole else []
    if whole and all(_typable(member) for member in members):
        found.append(Form.TYPED)
    if isinstance(members[0], Boolean):
        return (*found, Form.TRUEFALSE)
    if len(str(members[0])) > LONGEST_OPTION:
        return tuple(found)
    if (len(members) == 1 or not whole) and has_distractors(card, members[0], OPTIONS - 1):
        found.append(Form.CHOICE)
    if has_distractors(card, members[0], 1):
        found.append(Form.TRUEFALSE)
    return tuple(found)


def _typable(member: Value) -> bool:
    text = str(member)
    if isinstance(member, Boolean) or len(text) > _LONGEST_TYPED or "\n" in text:
        return False
    return not isinstance(member, Text) or any(character.isalnum() for character in text)
