"""Putting a card's options together: the right one among provably wrong ones, or one statement to call true or false."""

from collections.abc import Iterable
from random import Random

from quiz.cards.asked import Choice, Option
from quiz.cards.authored import authored
from quiz.cards.card import Card, Form, Kind
from quiz.cards.distractors import LONGEST_OPTION, distractors
from quiz.cards.forms import allows, may_be_stated, wrong_of_choice
from quiz.cards.pool import Candidate
from quiz.cards.wording import as_of, claim, held, qualified, say, statement
from quiz.errors import UsageError
from quiz.facts.clozes import BLANK
from quiz.facts.fact import Fact
from quiz.facts.values import Boolean, Value, members


def choice(card: Card, seed: str, preferred: Iterable[str] = ()) -> Choice:
    """Return the card with four options, or those of its author, in an order given by the seed.

    `preferred` are texts to offer first where they are provably wrong. Raises `UsageError` where the card has no `choice` form.
    """
    if not allows(card, Form.CHOICE):
        raise UsageError(f"The card “{card.prompt}” has too few provably wrong options to be asked by choice.")
    random = Random(f"{seed}\x1f{card.id}")
    right = random.choice([member for member in card.members if len(str(member)) <= LONGEST_OPTION])
    wrong = distractors(card, right, wrong_of_choice(card), random, preferred)
    options = [Option(str(right), right=True), *(_wrong(card, candidate) for candidate in wrong)]
    random.shuffle(options)
    return Choice(card.prompt, tuple(options))


def true_false(card: Card, seed: str, preferred: Iterable[str] = ()) -> Choice:
    """Return a statement that is true or false, with the options True and False.

    Raises `UsageError` where the card has no `truefalse` form.
    """
    if not allows(card, Form.TRUEFALSE):
        raise UsageError(f"The card “{card.prompt}” has no provably false statement to be asked by true or false.")
    random = Random(f"{seed}\x1f{card.id}")
    right = random.choice(card.members)
    if isinstance(right, Boolean):
        return Choice(card.prompt, (Option("Yes", right.true), Option("No", not right.true)), form=Form.TRUEFALSE)
    wrong = _one_wrong(card, right, random, preferred) if random.random() < 0.5 else None
    sentence = _sentence(card, wrong.value if wrong else right, card.facts if wrong else _stating(card, right))
    why = why_wrong(card, wrong) if wrong else ""
    return Choice(sentence, (Option("True", wrong is None, why), Option("False", wrong is not None)), form=Form.TRUEFALSE)


def _one_wrong(card: Card, right: Value, random: Random, preferred: Iterable[str]) -> Candidate:
    """Return a wrong option to state: any of those that the author wrote, where there are some."""
    own = authored(card)
    short = [one for one in own if may_be_stated(one.value)] or own
    return random.choice(short) if short else distractors(card, right, 1, random, preferred)[0]


def _wrong(card: Card, candidate: Candidate) -> Option:
    return Option(str(candidate.value), right=False, why=why_wrong(card, candidate))


def why_wrong(card: Card, candidate: Candidate) -> str:
    """Return the statement that says what a wrong option is true of; nothing where its author alone could say why it is wrong."""
    if card.relation.apart and candidate.fact in card.facts:
        return ""
    return statement(candidate.fact, card.deck.relations[candidate.fact.relation])


def _stating(card: Card, member: Value) -> list[Fact]:
    """Return the facts of a card that make one member an answer."""
    if card.kind is Kind.BACKWARD:
        return [fact for fact in card.facts if fact.subject == member.key]
    return [fact for fact in card.facts if any(value.key == member.key for value in members(fact.value))]


def _sentence(card: Card, value: Value, facts: Iterable[Fact]) -> str:
    if card.kind is Kind.CLOZE:
        return card.prompt.replace(BLANK, str(value))
    subject, stated = (str(value), card.given) if card.kind is Kind.BACKWARD else (card.given, str(value))
    qualifiers = (part for fact in facts for part in (claim(fact), held(fact), as_of(fact)))
    return qualified(say(card.relation, subject, stated), qualifiers)
