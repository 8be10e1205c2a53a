"""Cards that set two things against each other: what was and what is now; two subjects that are easily confused."""

from collections.abc import Iterable, Iterator, Sequence

from quiz.cards.card import Card, Kind
from quiz.cards.drafts import Draft, Statements
from quiz.cards.exclusive_pairs import exclusive, pair_of
from quiz.cards.identity import card_id, own_id
from quiz.cards.index import Index
from quiz.cards.wording import ask
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.statements import CLAIMS, Statement


def contrast_drafts(index: Index, relation: Relation, sorted_out: Statements) -> Iterator[Draft]:
    """Yield the drafts that a relation wants: what has changed, where it asks for `contrast`, and the pairs that it names."""
    if relation.kinds is not None and Kind.CONTRAST in relation.kinds:
        yield from _changes(index, relation, sorted_out)
    yield from _pairs(index, relation, relation.contrast)


def contrast_cards(found: Deck | Index, relation: Relation, pairs: Iterable[tuple[str, str]]) -> Iterator[Card]:
    """Yield a card for each pair of subjects, by their names, whose values are known and provably not each other's.

    Pure: for pairs that a learner confuses, whether the deck names them or not. Pairs of which nothing can be asked are left out.
    """
    index = Index(found) if isinstance(found, Deck) else found
    for draft in _pairs(index, relation, pairs):
        yield draft.card(relation, index, draft.prompt)


def _pairs(index: Index, relation: Relation, pairs: Iterable[tuple[str, str]]) -> Iterator[Draft]:
    taken: set[str] = set()
    for pair in pairs:
        one, other = (pair_of(index, relation, _subject(index, relation, name)) for name in pair)
        if one is None or other is None or not exclusive(index, relation, one, other):
            continue
        subjects = (one.subject, other.subject)
        identity = card_id(index.deck.id, relation.name, Kind.CONTRAST, "\x1e".join(sorted(subjects)))
        if identity in taken:
            continue
        taken.add(identity)
        given = " or ".join(subjects)
        prompt = f"{given}: which has which {relation.words}?"
        yield Draft(identity, Kind.CONTRAST, given, prompt, (one.fact, other.fact), (one.value, other.value))


def _subject(index: Index, relation: Relation, name: str) -> str:
    term = index.deck.names.term(name, relation.subject)
    return term.name if term else name


def _changes(index: Index, relation: Relation, sorted_out: Statements) -> Iterator[Draft]:
    if relation.many:
        return
    deck = index.deck.id
    for subject, found in sorted_out.items():
        told = [statement for statement in found if not statement.conflicting and statement.fact.status not in CLAIMS]
        for earlier in _one_each(told):
            fact = earlier.fact
            after = _successor(fact, told)
            if after is None or index.may_be_same(fact.value, after.value):
                continue
            if fact.id:
                identity = own_id(deck, fact.id, f"{relation.name}\x1f{Kind.CONTRAST}")
            else:
                identity = card_id(deck, relation.name, Kind.CONTRAST, subject, earlier.distinction)
            prompt = f"{ask(relation, subject)} It was {fact.value} until {fact.until}; {_what_next(fact, after)}"
            yield Draft(identity, Kind.CONTRAST, subject, prompt, (after,))


def _one_each(told: Sequence[Statement]) -> Iterator[Statement]:
    """Yield one statement for each closed span of time."""
    known = set()
    for statement in told:
        if statement.fact.until is not None and statement.distinction not in known:
            known.add(statement.distinction)
            yield statement


def _successor(fact: Fact, told: Sequence[Statement]) -> Fact | None:
    """Return the fact that took over when another one ended: the next to begin; nothing where it is not clear which one did."""
    if fact.until is None:
        return None
    end = fact.until
    later = [
        other
        for other in (statement.fact for statement in told)
        if other.according_to == fact.according_to and other.since is not None and other.since.latest >= end.latest
        if other.since.earliest >= end.earliest and other is not fact
    ]
    if not later:
        open_ends = [statement.fact for statement in told if statement.fact.since is None and statement.fact.until is None]
        later = [other for other in open_ends if other.according_to == fact.according_to]
        return later[0] if len({other.value.key for other in later}) == 1 else None
    first = min(later, key=lambda other: other.since.earliest if other.since else end.latest)
    rivals = {other.value.key for other in later if first.since and other.since and other.since.earliest <= first.since.latest}
    return first if len(rivals) == 1 else None


def _what_next(fact: Fact, after: Fact) -> str:
    gap = bool(fact.until and after.since and after.since.earliest[0] - fact.until.latest[0] > 1)
    return "what was it next?" if gap or after.until else "what has it been since?"
