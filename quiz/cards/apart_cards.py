"""Cards of relations whose facts are asked each by itself: a fact is one card in each of the relation's kinds.

So it is with the notes of other programs: their cards are as many as there, whatever else has the same question or answer, and
each follows the id of its fact.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import tee
from typing import TypeAlias

from attrs import field, frozen

from quiz.cards.card import Card, Kind
from quiz.cards.cloze_cards import parts_of
from quiz.cards.identity import own_id, own_ids
from quiz.cards.index import Index
from quiz.cards.prompts import Prompts
from quiz.cards.wording import ask, ask_back, qualified, qualifiers, say
from quiz.facts.clozes import BLANK, Cloze
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation
from quiz.facts.statements import Statement


@frozen
class Asking:
    """How the plain questions of one relation and kind are worded."""

    relation: Relation
    kind: Kind
    label: str
    """What subjects are called."""
    several: bool
    """Whether there is more than one fact, so that each question must say what it asks about."""

    @classmethod
    def of(cls, index: Index, relation: Relation, kind: Kind) -> "Asking":
        """Return that of a relation of a deck."""
        label = relation.subject or index.deck.subject_label
        return cls(relation, kind, label, several=len(index.deck.by_relation[relation.name]) > 1)

    def question(self, given: str) -> str:
        """Return the question about a given side."""
        match self.kind:
            case Kind.BACKWARD:
                words = ask_back(self.relation, given, self.label)
            case Kind.CLOZE:
                words = say(self.relation, given, BLANK)
            case _:
                words = ask(self.relation, given)
        return words if given in words or not self.several else f"{words} [{given}]"


def plain_question(card: Card) -> str:
    """Return the question of a card whose fact is asked by itself, before it is told from others of the deck."""
    (fact,) = card.facts
    if card.parts and isinstance(fact.value, Cloze):
        hidden = tuple(map(str, card.parts))
        blanked = map(fact.value.blanked, fact.value.numbers)
        words = next((shown for shown, words in blanked if words == hidden and card.prompt.startswith(shown)), card.prompt)
    else:
        words = Asking.of(card.index, card.relation, card.kind).question(card.given)
    return qualified(words, qualifiers(Statement(fact, ())))


Plain: TypeAlias = tuple[str, Fact, "Apart"]
"""A card that asks for a fact in the words of its frame and no others: its id, the fact, and what makes the card."""


@frozen
class Alike:
    """Cards of one relation and kind, each of which asks for a fact in the words of its frame and no others."""

    facts: tuple[Fact, ...]
    """Facts with an id, from which the ids of the cards are made as they are wanted."""
    maker: "Apart"

    def __len__(self) -> int:
        return len(self.facts)

    def names(self) -> Iterator[str]:
        """Yield their ids one by one."""
        return ids_of(self.maker.index.deck.id, self.maker.kind, self.facts)

    def each(self) -> Iterator[Plain]:
        """Yield them one by one."""
        return ((name, fact, self.maker) for name, fact in zip(self.names(), self.facts, strict=True))


def ids_of(deck: str, kind: Kind, facts: Iterable[Fact]) -> Iterator[str]:
    """Yield the ids of cards that are one fact each, of facts with an id."""
    return own_ids(deck, kind, (fact.id or "" for fact in facts))


@frozen
class Owners:
    """Which facts of a deck have given their ids to cards, by the kind of card."""

    taken: dict[str, dict[str, Fact]] = field(factory=dict)

    def names(self, facts: Iterable[Fact], kind: str) -> Iterator[tuple[Fact, str]]:
        """Yield facts with the names by which their cards of a kind are known: each its id, or its key where it has none.

        Where an earlier fact has that name, the relation's is added, and where this does not do, the value. What is stated twice
        is left out the second time.
        """
        taken = self.taken.setdefault(kind, {})
        for fact in facts:
            name = fact.id or fact.key
            if name not in taken:
                taken[name] = fact
                yield fact, name
            elif longer := _free(fact, name, taken):
                taken[longer] = fact
                yield fact, longer

    def own(self, facts: Sequence[Fact], kind: str) -> bool:
        """Take the ids of facts as names, where each has its own that no other fact has; else nothing is taken. Return which."""
        names = [fact.id for fact in facts if fact.id]
        taken = self.taken.setdefault(kind, {})
        if len(names) < len(facts) or not taken.keys().isdisjoint(names):
            return False
        own = dict(zip(names, facts, strict=True))
        if len(own) < len(names):
            return False
        taken.update(own)
        return True


def _free(fact: Fact, name: str, taken: Mapping[str, Fact]) -> str | None:
    """Return a longer name that is free; nothing where a fact that states the same has one of these names."""
    for longer in (name, f"{name}\x1f{fact.relation}", f"{name}\x1f{fact.relation}\x1f{fact.subject}\x1f{fact.value.key}"):
        known = taken.get(longer)
        if known is None:
            return longer
        if (known.relation, known.subject, known.value.key) == (fact.relation, fact.subject, fact.value.key):
            return None
    return None


@frozen
class Apart:
    """Makes the cards of one relation whose facts are apart, in one of its kinds."""

    index: Index
    prompts: Prompts
    relation: Relation
    kind: Kind
    owners: Owners

    def cards(self) -> Iterator[Card]:
        """Yield a card for each fact, in the deck's order."""
        return self.made(self.lean())

    def alike(self) -> Alike | None:
        """Return the cards of all facts together, where all are asked in the words of the frame and nothing is to be told apart.

        Nothing where that is not so, or is not seen at once; then `lean` tells.
        """
        kind, facts = self.kind, self.index.deck.by_relation[self.relation.name]
        frame = self.prompts.frames.get((self.relation.name, kind))
        if frame is None or (kind is Kind.CLOZE and self.relation.value == "cloze") or not self.index.are_words(self.relation):
            return None
        subjects = {fact.subject for fact in facts}
        given = {str(fact.value) for fact in facts} if kind is Kind.BACKWARD else subjects
        seen = self.prompts.asked(frame)
        if not len(subjects) == len(given) == len(facts) or not seen.isdisjoint(given):
            return None
        if not self.owners.own(facts, kind):
            return None
        seen |= given
        return Alike(facts, self)

    def made(self, found: Iterable[Card | Plain]) -> Iterator[Card]:
        """Yield the cards of what `lean` gave."""
        frame, backward = self.prompts.worded.get((self.relation.name, self.kind)), self.kind is Kind.BACKWARD
        before, after = (frame.before, frame.after) if frame else ("", "")
        for one in found:
            if isinstance(one, Card):
                yield one
            else:
                name, fact, _ = one
                given = str(fact.value) if backward else fact.subject
                yield Card(name, self.kind, self.relation, given, f"{before}{given}{after}", (fact,), self.index)

    def lean(self) -> Iterator[Card | Plain]:
        """Yield what `cards` does, but for a card that is only asked in the words of its frame its id and its fact."""
        relation, index, kind = self.relation, self.index, self.kind
        if kind is Kind.CLOZE and relation.value == "cloze":
            yield from self._sentences()
            return
        prompts, backward = self.prompts, kind is Kind.BACKWARD
        frame, worded = prompts.frames.get((relation.name, kind)), prompts.worded.get((relation.name, kind))
        before, after = (worded.before, worded.after) if worded else ("", "")
        seen = prompts.asked(frame) if frame else set[str]()
        asking = Asking.of(index, relation, kind)
        stated = Status.STATED
        named, again = tee(self.owners.names(index.deck.by_relation[relation.name], kind))
        ids = own_ids(index.deck.id, kind, (name for _, name in again))
        for (fact, _), name in zip(named, ids, strict=True):
            given = str(fact.value) if backward else fact.subject
            plain = fact.until is None and fact.according_to is None and fact.status is stated
            if plain and frame is not None and given not in seen:
                seen.add(given)
                yield name, fact, self
                continue
            words = f"{before}{given}{after}" if worded else asking.question(given)
            words = words if plain else qualified(words, qualifiers(Statement(fact, ())))
            yield Card(name, kind, relation, given, prompts.distinct(words, relation, given), (fact,), index)

    def _sentences(self) -> Iterator[Card]:
        """Yield the cards of sentences with blanks: one for each number."""
        relation, index = self.relation, self.index
        for fact, name in self.owners.names(index.deck.by_relation[relation.name], self.kind):
            value = fact.value
            if not isinstance(value, Cloze):
                continue
            for number in value.numbers:
                shown, hidden = value.blanked(number)
                prompt = self.prompts.distinct(qualified(shown, qualifiers(Statement(fact, ()))), relation, fact.subject)
                identity = own_id(index.deck.id, name, f"{self.kind}\x1f{number}")
                yield Card(identity, self.kind, relation, fact.subject, prompt, (fact,), index, parts=parts_of([hidden]))
