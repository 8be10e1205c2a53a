"""Generation: from the facts of a deck to its cards, one after the other, in the deck's order."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.identity import card_id, own_id
from quiz.cards.index import Index
from quiz.cards.wording import BLANK, as_of, ask, ask_back, claim, held, qualified, say
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.statements import Distinction, Statement, statements
from quiz.facts.values import members


def generate(deck: Deck) -> Iterator[Card]:
    """Yield the cards of a deck: relation by relation, in the order in which the facts first use them.

    Pure: the same deck always gives the same cards. No two cards have the same id; no two have the same prompt.
    """
    index = Index(deck)
    apart = _Prompts(_shared_wordings(deck), set())
    for name, by_subject in index.subjects.items():
        relation = deck.relations[name]
        sorted_out = {subject: statements(facts, relation) for subject, facts in by_subject.items()}
        for kind in relation.asked:
            yield from _KINDS[Kind(kind)](relation, sorted_out, index, apart)


def _forward(
    relation: Relation, sorted_out: Mapping[str, list[Statement]], index: Index, apart: "_Prompts", kind: Kind = Kind.FORWARD
) -> Iterator[Card]:
    for subject, found in sorted_out.items():
        for words, group in _by_distinction(found).items():
            question = ask(relation, subject) if kind is Kind.FORWARD else say(relation, subject, BLANK)
            yield _card(kind, relation, subject, subject, question, words, group, index, apart)


def _cloze(
    relation: Relation, sorted_out: Mapping[str, list[Statement]], index: Index, apart: "_Prompts"
) -> Iterator[Card]:
    return _forward(relation, sorted_out, index, apart, Kind.CLOZE)


def _backward(
    relation: Relation, sorted_out: Mapping[str, list[Statement]], index: Index, apart: "_Prompts"
) -> Iterator[Card]:
    groups: dict[tuple[str, Distinction], list[Statement]] = {}
    shown: dict[str, str] = {}
    for found in sorted_out.values():
        for statement in found:
            for member in members(statement.fact.value):
                groups.setdefault((member.key, statement.distinction), []).append(statement)
                shown.setdefault(member.key, str(member))
    for (key, words), group in groups.items():
        question = ask_back(relation, shown[key], relation.subject or index.deck.subject_label)
        yield _card(Kind.BACKWARD, relation, shown[key], key, question, words, group, index, apart)


_KINDS: Mapping[Kind, Callable[..., Iterator[Card]]] = {Kind.FORWARD: _forward, Kind.BACKWARD: _backward, Kind.CLOZE: _cloze}


def _by_distinction(found: list[Statement]) -> dict[Distinction, list[Statement]]:
    if len(found) == 1:
        return {found[0].distinction: found}
    groups: dict[Distinction, list[Statement]] = {}
    for statement in found:
        groups.setdefault(statement.distinction, []).append(statement)
    return groups


def _card(
    kind: Kind,
    relation: Relation,
    given: str,
    given_key: str,
    question: str,
    words: Distinction,
    group: list[Statement],
    index: Index,
    apart: "_Prompts",
) -> Card:
    deck, facts = index.deck, tuple(statement.fact for statement in group)
    if len(facts) > 1:
        facts = tuple(sorted(facts, key=_by_value if kind is not Kind.BACKWARD else _by_subject))
    prompt = qualified(question, (part for statement in group for part in _qualifiers(statement)))
    fact_id = min((fact.id for fact in facts if fact.id), default=None)
    if fact_id and kind is not Kind.BACKWARD and not relation.many:
        identity = own_id(deck.id, fact_id, f"{relation.name}\x1f{kind}")
    else:
        identity = card_id(deck.id, relation.name, kind, given_key, words)
    asked = not any(statement.conflicting for statement in group)
    return Card(identity, kind, relation, given, apart.distinct(prompt, relation, given), facts, index, asked)


def _qualifiers(statement: Statement) -> tuple[str, ...]:
    fact = statement.fact
    return (claim(fact), held(fact), as_of(fact) if statement.dated else "")


def _by_value(fact: Fact) -> tuple[str, str]:
    return fact.value.key, fact.key


def _by_subject(fact: Fact) -> tuple[str, str]:
    return fact.subject, fact.key


def _shared_wordings(deck: Deck) -> frozenset[str]:
    """Return the names of relations that are worded like another one, so that their questions must name the relation."""
    wordings: dict[tuple[str, str], str] = {}
    shared: set[str] = set()
    for relation in deck.relations.values():
        for wording in (("ask", ask(relation, "\x00")), ("back", ask_back(relation, "\x00", relation.subject or deck.subject_label))):
            other = wordings.setdefault(wording, relation.name)
            if other != relation.name:
                shared |= {other, relation.name}
    return frozenset(shared)


@frozen
class _Prompts:
    """Keeps prompts apart. Remembers a hash of each one, not its text."""

    shared: frozenset[str]
    seen: set[int]

    def distinct(self, prompt: str, relation: Relation, given: str) -> str:
        if relation.name in self.shared:
            prompt = f"{prompt} [{relation.name}]"
        for found in self._candidates(prompt, relation, given):
            name = int.from_bytes(blake2b(found.encode(), digest_size=8).digest(), "big")
            if name not in self.seen:
                self.seen.add(name)
                return found
        raise AssertionError  # the candidates never end

    @staticmethod
    def _candidates(prompt: str, relation: Relation, given: str) -> Iterator[str]:
        yield prompt
        if given not in prompt:
            prompt = f"{prompt} [{given}]"
            yield prompt
        yield f"{prompt} [{relation.name}]"
        number = 2
        while True:
            yield f"{prompt} [{relation.name} {number}]"
            number += 1
