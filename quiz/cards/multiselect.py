"""The form `multiselect`: all members of a set are to be picked from among provably wrong options."""

from collections.abc import Iterable
from random import Random

from quiz.cards.asked import Choice, Option
from quiz.cards.card import Card, Form
from quiz.cards.distractors import distractors
from quiz.cards.forms import allows
from quiz.cards.forms_of_several import wrong_options
from quiz.cards.wording import statement
from quiz.errors import UsageError


def multiselect(card: Card, seed: str, preferred: Iterable[str] = ()) -> Choice:
    """Return the card with all its members among wrong options, in an order given by the seed; the prompt says how many to pick.

    `preferred` are texts to offer first where they are provably wrong. Raises `UsageError` where the card has no such form.
    """
    if not allows(card, Form.MULTISELECT):
        raise UsageError(f"The card “{card.prompt}” has no set of answers to be picked from among wrong ones.")
    random = Random(f"{seed}\x1f{card.id}")
    members = card.members
    options = [Option(str(member), right=True) for member in members]
    for candidate in distractors(card, members[0], wrong_options(len(members)), random, preferred):
        why = statement(candidate.fact, card.deck.relations[candidate.fact.relation])
        options.append(Option(str(candidate.value), right=False, why=why))
    random.shuffle(options)
    return Choice(f"{card.prompt} (pick {len(members)})", tuple(options), form=Form.MULTISELECT)
