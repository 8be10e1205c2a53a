"""The form `multiselect`: all members of a set are to be picked from among provably wrong options."""

from collections.abc import Iterable
from random import Random

from quiz.cards.asked import Choice, Option
from quiz.cards.card import Card, Form
from quiz.cards.choices import why_wrong
from quiz.cards.distractors import distractors
from quiz.cards.forms import allows
from quiz.cards.forms_of_several import wrong_options
from quiz.errors import UsageError


def multiselect(card: Card, seed: str, preferred: Iterable[str] = ()) -> Choice:
    """Return the card with all its members among wrong options, in an order given by the seed; the prompt says how many to pick.

    `preferred` are texts to offer first where they are provably wrong. Raises `UsageError` where the card has no such form.
    """
    if not allows(card, Form.MULTISELECT):
        raise UsageError(f"The card “{card.prompt}” has no set of answers to be picked from among wrong ones.")
    random = Random(f"{seed}\x1f{card.id}")
    members = card.members
    wrong = distractors(card, members[0], wrong_options(card, len(members)), random, preferred)
    options = [Option(str(member), right=True) for member in members]
    options += [Option(str(candidate.value), right=False, why=why_wrong(card, candidate)) for candidate in wrong]
    random.shuffle(options)
    return Choice(f"{card.prompt} (pick {len(members)})", tuple(options), form=Form.MULTISELECT)
