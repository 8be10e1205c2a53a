"""The form `matching`: subjects and values of one relation, to be joined in the only way that is right."""

from collections.abc import Iterable, Sequence
from random import Random

from quiz.cards.asked import Choice, Option
from quiz.cards.card import Card, Form, Kind
from quiz.cards.distractors import distractors
from quiz.cards.exclusive_pairs import Pair, own_pair, pair_of, partners
from quiz.cards.forms import allows
from quiz.cards.forms_of_several import PAIRS, partner_count
from quiz.cards.wording import statement
from quiz.errors import UsageError


def matching(card: Card, seed: str, preferred: Iterable[str] = ()) -> Choice:
    """Return the card's pair among others of its relation, in an order given by the seed. A contrast card has its own two pairs.

    `preferred` are values to take first where they belong to pairs that exclude the card's own. Raises `UsageError` where the
    card has no such form.
    """
    random = Random(f"{seed}\x1f{card.id}")
    if card.kind is Kind.CONTRAST and allows(card, Form.MATCHING):
        return _shuffled(card, card.prompt, [Pair(fact.subject, fact.value, fact) for fact in card.facts], random)
    own = own_pair(card) if allows(card, Form.MATCHING) else None
    if own is None:
        raise UsageError(f"The card “{card.prompt}” has too few pairs that exclude each other to be asked by matching.")
    found = _with_plausible_values(card, own, random, preferred)
    pairs = [own, *partners(card, own, found, partner_count(card, own))]
    random.shuffle(pairs)
    label = card.relation.label
    # Where a label is no name, its author asked for it in these words.
    worded = card.relation.apart and label and not card.relation.name.startswith(label)
    return _shuffled(card, label if worded else f"Match: {card.relation.words}", pairs, random)


def _with_plausible_values(card: Card, own: Pair, random: Random, preferred: Iterable[str]) -> list[Pair]:
    candidates = distractors(card, own.value, PAIRS - 1, random, preferred)
    facts = [candidate.fact for candidate in candidates if candidate.fact.relation == card.relation.name]
    pairs = (pair_of(card.index, card.relation, fact.subject) for fact in facts)
    return [pair for pair in pairs if pair is not None]


def _shuffled(card: Card, prompt: str, pairs: Sequence[Pair], random: Random) -> Choice:
    """Return pairs as a question: the left sides as they come, the right ones in an order of their own."""
    places = list(range(len(pairs)))
    random.shuffle(places)
    options = []
    for place in places:
        pair = pairs[place]
        mine = card.kind is Kind.CONTRAST or pair.subject == card.given
        options.append(Option(str(pair.value), right=mine, why=statement(pair.fact, card.relation)))
    picks = tuple(places.index(place) for place in range(len(pairs)))
    return Choice(prompt, tuple(options), picks, tuple(pair.subject for pair in pairs), Form.MATCHING)
