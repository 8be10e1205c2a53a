"""Generation: from the facts of a deck to its cards, one after the other, in the deck's order."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import blake2b

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.identity import card_id, own_id
from quiz.cards.index import Index
from quiz.cards.wording import BLANK, as_of, ask, ask_back, claim, held, qualified, say
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.statements import Distinction, Statement, distinction, statements
from quiz.facts.values import members

SortedOut = Mapping[str, list[Statement]]
"""The statements of one relation by subject."""


def generate(deck: Deck) -> Iterator[Card]:
    """Yield the cards of a deck: relation by relation, in the order in which the facts first use them.

    Pure: the same deck always gives the same cards. No two cards have the same id; no two have the same prompt.
    """
    index = Index(deck)
    maker = _Maker(index, _Prompts(_shared_wordings(deck), set()))
    for name, by_subject in index.subjects.items():
        relation = deck.relations[name]
        sorted_out = {subject: statements(facts, relation) for subject, facts in by_subject.items()}
        for kind in relation.asked:
            yield from _KINDS[Kind(kind)](maker, relation, sorted_out)


@frozen
class _Given:
    """The side of a card that its question shows."""

    text: str
    key: str
    """Its canonical form, which is part of the card's identity."""


@frozen
class _Maker:
    """Makes the cards of one deck."""

    index: Index
    apart: "_Prompts"

    def card(
        self,
        kind: Kind,
        relation: Relation,
        given: _Given,
        question: str,
        group: list[Statement],
        *,
        words: Distinction | None = None,
    ) -> Card:
        """Return the card whose answer is a group of statements that nothing tells apart.

        `words` are what tells its question from others of the same side given; those of the statements, unless they are named.
        """
        deck, facts = self.index.deck, tuple(statement.fact for statement in group)
        if len(facts) > 1:
            facts = tuple(sorted(facts, key=_by_subject if kind is Kind.BACKWARD else _by_value))
        prompt = qualified(question, (part for statement in group for part in _qualifiers(statement)))
        fact_id = min((fact.id for fact in facts if fact.id), default=None, key=_first_id)
        # Also where the relation is `many`: it may have become so only now, by a second value.
        if fact_id and kind is not Kind.BACKWARD:
            identity = own_id(deck.id, fact_id, f"{relation.name}\x1f{kind}")
        else:
            identity = card_id(deck.id, relation.name, kind, given.key, group[0].distinction if words is None else words)
        asked = not any(statement.conflicting for statement in group)
        prompt = self.apart.distinct(prompt, relation, given.text)
        return Card(identity, kind, relation, given.text, prompt, facts, self.index, asked)


def _forward(maker: _Maker, relation: Relation, sorted_out: SortedOut) -> Iterator[Card]:
    for subject, found in sorted_out.items():
        question = _naming(ask(relation, subject), subject, sorted_out)
        for group in _by_distinction(found):
            yield maker.card(Kind.FORWARD, relation, _Given(subject, subject), question, group)


def _cloze(maker: _Maker, relation: Relation, sorted_out: SortedOut) -> Iterator[Card]:
    for subject, found in sorted_out.items():
        question = _naming(say(relation, subject, BLANK), subject, sorted_out)
        for group in _by_distinction(found):
            yield maker.card(Kind.CLOZE, relation, _Given(subject, subject), question, group)


def _backward(maker: _Maker, relation: Relation, sorted_out: SortedOut) -> Iterator[Card]:
    groups: dict[tuple[str, Distinction], list[Statement]] = {}
    shown: dict[str, str] = {}
    for found in sorted_out.values():
        for statement in found:
            for member in members(statement.fact.value):
                groups.setdefault((member.key, statement.distinction), []).append(statement)
                shown.setdefault(member.key, str(member))
    label = relation.subject or maker.index.deck.subject_label
    plain = _taking_the_plain_question(groups)
    for (key, words), group in groups.items():
        question = _naming(ask_back(relation, shown[key], label), shown[key], shown)
        yield maker.card(Kind.BACKWARD, relation, _Given(shown[key], key), question, group, words=plain.get((key, words), words))


def _taking_the_plain_question(
    groups: Mapping[tuple[str, Distinction], list[Statement]],
) -> dict[tuple[str, Distinction], Distinction]:
    """Return, for values that only superseded or weaker statements name, which of these keeps the plain question, and its words.

    A value is superseded when its subject gets another one. The question which subject has it stays the same card.
    """
    told_apart: dict[tuple[str, Distinction], list[Distinction]] = {}
    for (key, words), group in groups.items():
        always = distinction(group[0].fact)
        if words != always:
            told_apart.setdefault((key, always), []).append(words)
    return {(key, min(several)): always for (key, always), several in told_apart.items() if (key, always) not in groups}


_KINDS: Mapping[Kind, Callable[[_Maker, Relation, SortedOut], Iterator[Card]]] = {
    Kind.FORWARD: _forward,
    Kind.BACKWARD: _backward,
    Kind.CLOZE: _cloze,
}


def _naming(question: str, given: str, all_given: Collection[str]) -> str:
    """Return a question that says what it asks about, even if its wording does not and there is more than one such thing."""
    return question if given in question or len(all_given) == 1 else f"{question} [{given}]"


def _by_distinction(found: list[Statement]) -> Iterable[list[Statement]]:
    if len(found) == 1:
        return (found,)
    groups: dict[Distinction, list[Statement]] = {}
    for statement in found:
        groups.setdefault(statement.distinction, []).append(statement)
    return groups.values()


def _qualifiers(statement: Statement) -> tuple[str, ...]:
    fact = statement.fact
    return (claim(fact), held(fact), as_of(fact) if statement.dated else "")


def _first_id(fact_id: str) -> tuple[int, str]:
    # The shorter first, so that a fact numbered 10 does not take the place of fact 9.
    return len(fact_id), fact_id


def _by_value(fact: Fact) -> tuple[str, str]:
    return fact.value.key, fact.key


def _by_subject(fact: Fact) -> tuple[str, str]:
    return fact.subject, fact.key


def _shared_wordings(deck: Deck) -> frozenset[str]:
    """Return the names of relations that are worded like another one, so that their questions must name the relation."""
    wordings: dict[tuple[str, str], str] = {}
    shared: set[str] = set()
    for relation in deck.relations.values():
        for wording in (
            ("ask", ask(relation, "\x00")),
            ("back", ask_back(relation, "\x00", relation.subject or deck.subject_label)),
        ):
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
