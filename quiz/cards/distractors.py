"""Wrong options that are provably wrong, and as like the right one as the deck allows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random

from quiz.cards.card import Card, Kind
from quiz.cards.pool import Candidate
from quiz.facts.fact import Fact
from quiz.facts.values import TermName, Text, Value, may_be_same
from quiz.text.normal import bare, folded

_LOOKED_AT = 40
"""How many candidates are weighed against each other for one question."""
_SEARCHED = 400
"""How many candidates are tried, in the deck's order, before a form is given up. Bounds the time of one question."""
LONGEST_OPTION = 120
"""Characters; a longer text is no option that can be read at a glance."""


def distractors(card: Card, right: Value, count: int, random: Random, preferred: Iterable[str] = ()) -> list[Candidate]:
    """Return up to `count` candidates that are provably false for this card, the most plausible ones.

    `preferred` are texts to take first where they qualify: this learner's own past wrong answers.
    """
    pool = card.index.pool(card.relation, backward=card.kind is Kind.BACKWARD)
    wanted = {folded(text) for text in preferred}
    own = [candidate for candidate in pool.candidates if folded(str(candidate.value)) in wanted] if wanted else []
    near = pool.like(right, random, _LOOKED_AT)
    near.sort(key=lambda candidate: (-likeness(card, right, candidate), random.random()))
    return list(_distinct(card, right, [*own, *near], pool.first(right, _SEARCHED), count))


def has_distractors(card: Card, right: Value, count: int) -> bool:
    """Say whether `distractors` finds `count` of them, whatever the seed."""
    pool = card.index.pool(card.relation, backward=card.kind is Kind.BACKWARD)
    return len(list(_distinct(card, right, (), pool.first(right, _SEARCHED), count))) == count


def is_false(card: Card, candidate: Candidate) -> bool:
    """Say whether the deck proves that a candidate is no answer to the card's question, at any time, under any name."""
    return _falseness(card)(candidate)


def likeness(card: Card, right: Value, candidate: Candidate) -> float:
    """Weigh how well a candidate hides among the options: in spelling, in length, in what else is said of its subject."""
    text, other = str(right), str(candidate.value)
    longest = max(len(text), len(other), 1)
    score = 1 - abs(len(text) - len(other)) / longest
    score += 0.5 * (text[:1] == other[:1]) + 0.5 * (text[-2:] == other[-2:]) + 0.3 * (text.count(" ") == other.count(" "))
    return score + _shared_traits(card.index.traits, card.facts[0], candidate.fact)


def _shared_traits(traits: Mapping[str, frozenset[str]], fact: Fact, other: Fact) -> float:
    one, two = traits.get(fact.subject, frozenset()), traits.get(other.subject, frozenset())
    return 1.5 * len(one & two) / max(1, min(len(one), len(two)))


def _falseness(card: Card) -> Callable[[Candidate], bool]:
    """Return the test that `is_false` makes, with what it needs to know of the card looked up once."""
    index, relation, given = card.index, card.relation, Text(card.given)
    if card.kind is not Kind.BACKWARD:
        subject = card.facts[0].subject
        return lambda candidate: (
            not may_be_same(candidate.value, given) and index.surely_false(relation, subject, candidate.value)
        )
    members = card.members
    asked = [value for fact in card.facts for value in index.values(relation, fact.subject) if str(value) == card.given]

    def false(candidate: Candidate) -> bool:
        name = candidate.value
        if not asked or may_be_same(name, given) or not index.surely_false(relation, str(name), asked[0]):
            return False
        return not any(index.may_be_same(name, member) for member in members)

    return false


def _distinct(
    card: Card, right: Value, weighed: Iterable[Candidate], rest: Iterator[Candidate], count: int
) -> Iterator[Candidate]:
    taken = {_look(card, right)}
    false = _falseness(card)
    for several in (weighed, rest):
        for candidate in several:
            if len(taken) > count:
                return
            look = _look(card, candidate.value)
            if look in taken or len(str(candidate.value)) > LONGEST_OPTION or not false(candidate):
                continue
            taken.add(look)
            yield candidate


def _look(card: Card, value: Value) -> str:
    """Return what two options must not have in common: the term that they name, or their letters."""
    if not isinstance(value, Text | TermName):
        return folded(str(value))
    term = card.deck.names.term(value.key) if card.deck.terms else None
    return bare(term.name if term else value.key)
