"""Which forms a card allows: typed only what can be typed, options only where enough of them are provably wrong."""

from collections.abc import Container

from attrs import frozen

from quiz.cards.card import MOST_MEMBERS, Card, Form, Kind
from quiz.facts.media import Picture, Sound
from quiz.facts.values import Boolean, Text, Value

OPTIONS = 4
"""Options of a `choice` question, the right one among them, unless its author wrote others."""
MOST_OPTIONS = 8
"""Options of a question whose author wrote them, or that wants several picks."""
_LONGEST_TYPED = 60
_LONGEST_STATED = 100
"""Characters of an answer in a statement that is true or false; longer ones read stiffly as a part of a sentence."""
_LONGEST_GIVEN = 300


def forms(card: Card) -> tuple[Form, ...]:
    """Return every form that the card allows; none for a card that cannot be asked."""
    members = card.members
    if not card.asked or not members:
        return ()
    from quiz.cards.forms_of_several import forms_of_several

    return (*_with_one_answer(card, members), *forms_of_several(card, members))


def allows(card: Card, form: Form) -> bool:
    """Say whether a card allows one form, without finding out about most others."""
    members = card.members
    if not card.asked or not members:
        return False
    match form:
        case Form.REVEAL:
            return len(members) <= MOST_MEMBERS or (bool(card.parts) and card.kind is not Kind.CLOZE)
        case Form.TYPED:
            own = not card.parts or card.kind is Kind.CLOZE
            return own and len(members) <= MOST_MEMBERS and all(map(_typable, members))
        case Form.MULTISELECT | Form.ORDERING | Form.MATCHING:
            from quiz.cards.forms_of_several import forms_of_several

            return form in forms_of_several(card, members)
        case _:
            return form in _with_one_answer(card, members)


@frozen
class Allowed(Container[Form]):
    """The forms that a card allows, each found out when it is asked for."""

    card: Card

    def __contains__(self, form: object) -> bool:
        return isinstance(form, Form) and allows(self.card, form)


def wrong_of_choice(card: Card) -> int:
    """Return how many wrong options a `choice` question has: three, or those of its author; 0 where there are too few."""
    from quiz.cards.distractors import wrong_options

    return wrong_options(card, OPTIONS - 1, MOST_OPTIONS - 1)


def _with_one_answer(card: Card, members: tuple[Value, ...]) -> tuple[Form, ...]:
    """Return the forms in which an answer is shown, typed, or one pick."""
    whole = len(members) <= MOST_MEMBERS
    found = [Form.REVEAL] if whole else []
    if whole and all(map(_typable, members)):
        found.append(Form.TYPED)
    if card.parts:
        # Nothing proves words false in somebody's own sentence; an order or a pair has forms of its own.
        return tuple(found) if card.kind is Kind.CLOZE else (Form.REVEAL,)
    if isinstance(members[0], Boolean):
        return (*found, Form.TRUEFALSE)
    from quiz.cards.distractors import LONGEST_OPTION, count_distractors

    unnamed = isinstance(members[0], Picture | Sound) and not members[0].alt
    if unnamed or len(str(members[0])) > LONGEST_OPTION:
        return tuple(found)
    if (len(members) == 1 or not whole) and wrong_of_choice(card):
        found.append(Form.CHOICE)
    if _has_short_given(card) and all(map(may_be_stated, members)) and count_distractors(card, 1):
        found.append(Form.TRUEFALSE)
    return tuple(found)


def _has_short_given(card: Card) -> bool:
    return len(card.given) <= _LONGEST_GIVEN and "\n" not in card.given


def may_be_stated(value: Value) -> bool:
    """Say whether a value is short enough for a statement that is true or false: one line, and no long one."""
    text = str(value)
    return len(text) <= _LONGEST_STATED and "\n" not in text


def _typable(member: Value) -> bool:
    text = str(member)
    if isinstance(member, Boolean | Picture | Sound) or len(text) > _LONGEST_TYPED or "\n" in text:
        return False
    return not isinstance(member, Text) or any(character.isalnum() for character in text)
