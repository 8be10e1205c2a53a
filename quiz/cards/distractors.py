"""Wrong options that are provably wrong, and as like the right one as the deck allows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from random import Random

from quiz.cards.authored import authored, might_be_taken_for
from quiz.cards.card import Card, Kind
from quiz.cards.crowd import Crowd
from quiz.cards.pool import LONGEST_OPTION, Candidate, Pool, group, size
from quiz.cards.sameness import marks
from quiz.cards.spelling import primary
from quiz.cards.witnesses import Witnesses
from quiz.facts.values import TermName, Text, Value
from quiz.text.normal import folded

__all__ = ["LONGEST_OPTION", "count_distractors", "distractors", "has_distractors", "is_false"]

_WITNESSES = 12
_LOOKED_AT = 20
"""How many candidates are weighed against each other for one question."""


def distractors(card: Card, right: Value, count: int, random: Random, preferred: Iterable[str] = ()) -> list[Candidate]:
    """Return up to `count` candidates that are provably false for this card, the most plausible ones.

    Wrong options that the deck's author wrote come first. `preferred` are texts to take next where they qualify: this learner's
    own past wrong answers.
    """
    pool = _pool(card)
    false = _falseness(card)
    wanted = {folded(text) for text in preferred}
    own = [candidate for candidate in pool.candidates if folded(str(candidate.value)) in wanted] if wanted else []
    near = _weighed(card, right, pool.like(right, random, _LOOKED_AT), count, random=random, false=false)
    promised = _promised(card, pool, card.members[0])
    vouched = authored(card)[:count]
    found = _apart(card, chain(own, near, promised), count, false, vouched)
    # One that is like several others may stand in their way.
    return found if len(found) == count else _apart(card, promised, count, false, vouched)


def count_distractors(card: Card, most: int) -> int:
    """Return how many candidates `distractors` surely finds, up to `most`, whatever the member of the answer and the seed."""
    pool, members = _pool(card), card.members
    several = _witnesses(card, pool, members[0])
    if len(several.candidates) >= most and several.are_false(card, members):
        return most
    false = _falseness(card)
    if false is _nothing:
        return 0
    found = 0
    for one in several.candidates:
        found += false(one.value)
        if found == most:
            return found
    return len(_apart(card, _promised(card, pool, members[0]), most, false, authored(card)[:most]))


def wrong_options(card: Card, wanted: int, most: int) -> int:
    """Return how many wrong options a question with options has; 0 where there are too few for one.

    It is those of its author alone where there are as many as are `wanted`, up to `most`; else as many as are wanted. Where no
    others can be proved wrong, any number that its author wrote will do.
    """
    own = len(authored(card))
    if own >= wanted:
        return min(own, most)
    found = count_distractors(card, wanted)
    return found if own or found == wanted else 0


def has_distractors(card: Card, count: int) -> bool:
    """Say whether `distractors` finds `count` of them, whatever the member and the seed."""
    return count_distractors(card, count) == count


def is_false(card: Card, candidate: Candidate) -> bool:
    """Say whether the deck proves that a candidate is no answer to the card's question, at any time, under any name."""
    return _falseness(card)(candidate.value)


def _pool(card: Card) -> Pool:
    return card.index.pool(card.relation, backward=card.kind is Kind.BACKWARD)


def _promised(card: Card, pool: Pool, first: Value) -> Sequence[Candidate]:
    """Return the candidates that any question of a card falls back on, whichever member it asks for: those of its `first`."""
    return (*_witnesses(card, pool, first).candidates, *pool.first(first))


def _witnesses(card: Card, pool: Pool, first: Value) -> Witnesses:
    """Return some of the first candidates that are surely not the same as each other.

    Nearly always three of them are false, and it need not be asked whether one of them could be taken for another.
    """
    kind = group(first)
    if kind not in pool.witnesses:
        found = _apart(card, pool.first(first), _WITNESSES, lambda _: True)
        pool.witnesses[kind] = Witnesses.of(card, tuple(found))
    return pool.witnesses[kind]


def _weighed(
    card: Card, right: Value, near: list[Candidate], count: int, *, random: Random, false: Callable[[Value], bool]
) -> Iterator[Candidate]:
    """Yield candidates in the order in which they should be offered.

    What is most like the right option surrounds it, and gives it away as the one in the middle. So a part of the likeness is to
    another candidate, and how many options are larger or longer than the right one is drawn.
    """
    if not near:
        return
    centre = random.choice([None, *near[: count + 2]])
    traits = card.index.traits
    own_traits, centre_traits = traits(card.facts[0].subject), traits(centre.fact.subject) if centre else frozenset()
    weights: list[tuple[float, int, Candidate]] = []
    for one in near:
        said = traits(one.fact.subject)
        weight = likeness(str(right), str(one.value)) + _shared_traits(own_traits, said)
        if centre is not None:
            weight += likeness(str(centre.value), str(one.value)) + _shared_traits(centre_traits, said)
        weights.append((-weight - random.random(), len(weights), one))
    weights.sort()
    own, above = size(right), random.randint(0, count)
    room = {True: above, False: count - above}
    later = []
    for _, _, one in weights:
        larger = one.size > own or (one.size == own and room[True] > room[False])
        if not room[larger]:
            later.append(one)
        elif false(one.value):
            room[larger] -= 1
            yield one
    yield from later


def likeness(text: str, other: str) -> float:
    """Weigh how well one text hides beside another: by length, beginning, end, number of words, case and digits."""
    longest = max(len(text), len(other), 1)
    score = 1 - abs(len(text) - len(other)) / longest
    score += 0.5 * (text[:1] == other[:1]) + 0.5 * (text[-2:] == other[-2:]) + 0.5 * (text.count(" ") == other.count(" "))
    score += 0.5 * (text[:1].isupper() == other[:1].isupper()) + 0.5 * (_decimals(text) == _decimals(other))
    return score + 0.5 * (any(map(str.isdigit, text)) == any(map(str.isdigit, other)))


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _shared_traits(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return 1.5 * len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _falseness(card: Card) -> Callable[[Value], bool]:
    """Return the test that `is_false` makes."""
    return card.index.test_of(card, _with_all_known)


def _with_all_known(card: Card) -> Callable[[Value], bool]:
    """Return the test whether a value is false for a card, with what it needs to know of the card looked up once."""
    index, relation, tag = card.index, card.relation, primary(card.lang)
    backward = card.kind is Kind.BACKWARD
    vouched = frozenset(one.value.key for one in authored(card))
    several = relation.many and not relation.complete
    asked: Value | None = None
    if backward and not several:
        # Elsewhere whoever has other values may have this one too.
        values = (value for fact in card.facts for value in index.values(relation, fact.subject))
        asked = next((value for value in values if str(value) == card.given), None)
        true: tuple[Value, ...] = (Text(card.given), *card.members)
    else:
        true = (Text(card.given), *index.known(relation, card.facts[0].subject))
    if several or (backward and asked is None):
        # There may be more values than the deck names: only its author can say what is none of them.
        return (lambda value: value.key in vouched) if vouched else _nothing
    words = [value for value in true if isinstance(value, Text | TermName)]
    others = [value for value in true if not isinstance(value, Text | TermName)]
    # What is of another type is compared as it is written.
    in_words = [*words, *(Text(str(value)) for value in others)] if len(words) > 1 else words
    crowd = Crowd((mark for value in in_words for mark in index.marks(value, tag)), tag)
    named = words if card.deck.terms else ()

    def false(value: Value) -> bool:
        if value.key in vouched:
            return True
        if isinstance(value, Text | TermName):
            if any(map(crowd.might_be, index.marks(value, tag))) or any(index.related(value.key, one.key) for one in named):
                return False
        elif str(value) == card.given or (len(words) > 1 and crowd.might_be(marks(str(value), tag))):
            return False
        if any(might_be_taken_for(card, one, value) for one in others):
            return False
        return asked is None or index.surely_false(relation, str(value), asked)

    return false


def _nothing(_: Value) -> bool:
    return False


def _apart(
    card: Card, tried: Iterable[Candidate], count: int, false: Callable[[Value], bool], vouched: Iterable[Candidate] = ()
) -> list[Candidate]:
    """Return those that are `vouched` for, and the first candidates that are false and might not be taken for one another.

    There are up to `count` in all.
    """
    found = list(vouched)
    for candidate in tried if len(found) < count else ():
        value = candidate.value
        if false(value) and not any(card.index.may_be_same(value, other.value, card.relation.lang) for other in found):
            found.append(candidate)
            if len(found) == count:
                break
    return found
