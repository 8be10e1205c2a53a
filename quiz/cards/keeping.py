"""Cards as a collection keeps them: the little that makes a card again, once the facts of its subjects are at hand.

Most cards follow from their subject alone, so that all plain cards of one relation and kind have the same content: the kind, the
relation, and what stands before and after the given side in the question. The others name their facts and parts.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from quiz.cards.card import MOST_MEMBERS, Card, Kind
from quiz.cards.index import Index
from quiz.errors import NotFoundError
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import RichText, Text, Value

if TYPE_CHECKING:
    from quiz.cards.apart_cards import Alike, Plain
    from quiz.cards.prompts import Frame, Prompts

FactsOf: TypeAlias = Callable[[str], Sequence[Fact]]
"""Returns the facts of a subject, of all relations, in the deck's order."""

_MOST_AT_ONCE = 10_000
_BACKWARD = Kind.BACKWARD
_PLAIN = (Kind.FORWARD, Kind.BACKWARD, Kind.CLOZE)


@frozen
class Kept:
    """Cards that follow each other in their deck and have the same content, or each its own."""

    place: int
    """The place of the first one among all cards of the deck, those that cannot be asked too."""
    content: str | None
    """What `made` takes; nothing for cards that only their whole deck can make."""
    names: list[str] = field(factory=list)
    """Their ids."""
    siblings: list[str] = field(factory=list)
    contents: list[str | None] | None = None
    """The content of each card, where they have not one."""

    def __len__(self) -> int:
        return len(self.names)

    def goes_on(self, content: str | None, place: int, *, shared: bool) -> bool:
        """Say whether the card at a place belongs to these: it follows them, and has their content, or each may have its own."""
        follows = place == self.place + len(self.names) and len(self.names) < _MOST_AT_ONCE
        return follows and (self.contents is not None or (shared and self.content is content))


@frozen
class KeptAlike:
    """What is to be kept of cards that are alike, made when it is wanted: it takes as long as finding out which they are."""

    place: int
    content: str
    deck: str
    """The deck's id."""
    kind: Kind
    facts: tuple[Fact, ...]
    start: int
    """The first of the facts."""
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def names(self) -> list[str]:
        """Their ids."""
        from quiz.cards.apart_cards import ids_of  # the first card of a session needs none

        return list(ids_of(self.deck, self.kind, self.facts[self.start : self.end]))

    @property
    def siblings(self) -> list[str]:
        """The subjects of their facts."""
        return [fact.subject for fact in self.facts[self.start : self.end]]

    @property
    def contents(self) -> None:
        """They have one content."""
        return


def can_be_asked(card: Card) -> bool:
    """Say whether a card allows any form. A conflict does not: it waits outside the schedule until its deck is mended."""
    if not card.asked or not card.members:
        return False
    return len(card.members) <= MOST_MEMBERS or bool(card.forms)  # the forms of a large deck take seconds to find


def kept(cards: "Iterable[Card | Plain | Alike]") -> Iterator[Kept | KeptAlike]:
    """Yield what is to be kept of the cards of one deck, of those that can be asked, many at a time.

    The cards are those of `quiz.cards.generation`, as whole cards, lean, or together.
    """
    from quiz.cards.apart_cards import Alike

    telling: _Telling | None = None
    found: Kept | None = None
    place = 0
    for several in cards:
        telling = _Telling.of(several, telling)
        if isinstance(several, Alike) and telling.are_told_by_subjects(several.facts):
            if found is not None:
                yield found
                found = None
            yield from _alike(several, place, telling.plain)
            place += len(several)
            continue
        for card in several.each() if isinstance(several, Alike) else (several,):
            if (row := _row(card, telling)) is not None:
                name, sibling, content, shared = row
                if found is None or not found.goes_on(content, place, shared=shared):
                    if found is not None:
                        yield found
                    found = Kept(place, content) if shared else Kept(place, None, contents=[])
                found.names.append(name)
                found.siblings.append(sibling)
                if found.contents is not None:
                    found.contents.append(content)
            place += 1
    if found is not None:
        yield found


def _alike(cards: "Alike", place: int, content: str) -> Iterator[KeptAlike]:
    for start in range(0, len(cards), _MOST_AT_ONCE):
        end = min(start + _MOST_AT_ONCE, len(cards))
        yield KeptAlike(place + start, content, cards.maker.index.deck.id, cards.maker.kind, cards.facts, start, end)


def _row(card: "Card | Plain", telling: "_Telling") -> tuple[str, str, str | None, bool] | None:
    """Return a card's id, sibling and content, and whether others share that; nothing for one that cannot be asked."""
    if not isinstance(card, Card):
        if (subject := telling.subject_of(card[1])) is not None:
            return card[0], subject, telling.plain, True
        card = next(card[2].made((card,)))
    if (plain := telling.plain_content(card)) is not None:
        return card.id, card.facts[0].subject, plain, True
    if can_be_asked(card):
        return card.id, card.sibling, telling.content(card), not card.relation.apart
    return None


@frozen(slots=False)
class _Telling:
    """What the cards of one relation and kind have in common."""

    index: Index
    relation: Relation
    kind: Kind
    frame: "Frame | None"
    prompts: "Prompts"
    plain: str
    """The content of its plain cards."""

    @cached_property
    def entries(self) -> Mapping[str, Fact | list[Fact]]:
        """The facts of the relation by their subjects."""
        return self.index.facts_of(self.relation.name).entries

    @cached_property
    def doubles(self) -> frozenset[tuple[str, str]]:
        """Where facts are apart: subjects with keys that do not tell one fact from another."""
        return _doubles(self.index.deck.by_relation[self.relation.name])

    @cached_property
    def are_alone(self) -> bool:
        """Whether no two facts are of one note, so that the siblings of each go by its own subject."""
        return self.index.are_alone

    @classmethod
    def of(cls, cards: "Card | Plain | Alike", before: "_Telling | None") -> "_Telling":
        """Find it out for some cards; `before` is that of the cards before them."""
        from quiz.cards.apart_cards import Alike
        from quiz.cards.prompts import Prompts

        of = cards if isinstance(cards, Card) else cards.maker if isinstance(cards, Alike) else cards[2]
        index, relation, kind = of.index, of.relation, of.kind
        if before is not None and before.relation is relation and before.kind is kind:
            return before
        prompts = before.prompts if before is not None and before.index is index else Prompts.of(index)
        # Facts that are apart may share their questions' frame with others: whether a prompt is of it is looked at card by card.
        frame = (prompts.worded if relation.apart else prompts.frames).get((relation.name, kind))
        plain = _dumped([kind.value, relation.name, frame.before, frame.after]) if frame else ""
        return cls(index, relation, kind, frame, prompts, plain)

    def plain_content(self, card: Card) -> str | None:
        """Return the content of a card that follows from its subject alone."""
        frame, facts = self.frame, card.facts
        if frame is None or len(facts) != 1 or not _is_plain(card, facts[0], frame, self.entries):
            return None
        return self.plain

    def subject_of(self, fact: Fact) -> str | None:
        """Return the subject of a fact that is apart, where that alone tells its card, which is lean; else nothing."""
        subject, value = fact.subject, type(fact.value)
        if self.entries.get(subject) is not fact or (value is not Text and value is not RichText):
            return None
        return subject if self.are_alone or self.index.group_of(fact) == subject else None

    def are_told_by_subjects(self, facts: Sequence[Fact]) -> bool:
        """Say whether the subject of each of the facts of cards that are alike tells its card."""
        return self.are_alone or all(self.index.group_of(fact) == fact.subject for fact in facts)

    def content(self, card: Card) -> str | None:
        """Return the content of any other card; nothing where it says more than its facts do."""
        if self.relation.apart and card.facts:
            fact = card.facts[0]
            return None if (fact.subject, fact.key) in self.doubles else _dumped(_statement(card))
        return _told(card)


def made(name: str, sibling: str, content: str, facts_of: FactsOf, index_of: Callable[[Sequence[Fact]], Index]) -> Card:
    """Return the card called `name` from what was kept of it.

    `facts_of` looks facts up, and `index_of` makes an index of all that were looked up. Raises `NotFoundError` where the
    facts are not there any more.
    """
    data = json.loads(content)
    if isinstance(data, list):
        return _plain(name, sibling, data, facts_of, index_of)
    subjects = dict.fromkeys(subject for subject, _ in data["facts"])
    by_key = {(fact.subject, fact.relation, fact.key): fact for subject in subjects for fact in facts_of(subject)}
    facts = tuple(_found(by_key, (subject, data["relation"], key)) for subject, key in data["facts"])
    index = index_of(tuple(by_key.values()))
    parts = tuple(_part(part, facts) for part in data.get("parts", ()))
    relation = index.deck.relations[data["relation"]]
    return Card(name, Kind(data["kind"]), relation, data["given"], data["prompt"], facts, index, data.get("asked", True), parts)


def _is_plain(card: Card, fact: Fact, frame: "Frame", entries: Mapping[str, Fact | list[Fact]]) -> bool:
    """Say whether a card follows from its only fact, which is its subject's only one of the relation."""
    value, given = fact.value, card.given
    if (
        (type(value) is not Text and not (type(value) is RichText and card.relation.apart))
        or card.parts
        or not card.asked
        or entries.get(fact.subject) is not fact
        or card.kind not in _PLAIN
        or (card.relation.apart and card.sibling != fact.subject)  # which alone tells where its fact is
    ):
        return False
    if given != (value.text if card.kind is _BACKWARD else fact.subject):
        return False
    return card.prompt == f"{frame.before}{given}{frame.after}"


def _plain(name: str, subject: str, data: Sequence[str], facts_of: FactsOf, index_of: Callable[[Sequence[Fact]], Index]) -> Card:
    kind, relation_name, before, after = data
    facts = facts_of(subject)
    own = [fact for fact in facts if fact.relation == relation_name and fact.subject == subject]
    if len(own) != 1:
        raise NotFoundError(f"The fact of the card {name} is not there any more.")
    index = index_of(facts)
    relation: Relation = index.deck.relations[relation_name]
    given = str(own[0].value) if kind == Kind.BACKWARD else subject
    return Card(name, Kind(kind), relation, given, f"{before}{given}{after}", (own[0],), index)


def _doubles(facts: Iterable[Fact]) -> frozenset[tuple[str, str]]:
    known: set[tuple[str, str]] = set()
    found: set[tuple[str, str]] = set()
    for fact in facts:
        (found if (name := (fact.subject, fact.key)) in known else known).add(name)
    return frozenset(found)


def _told(card: Card) -> str | None:
    """Return the content of a card that names its facts; nothing where it says more than they do."""
    entries = card.index.facts_of(card.relation.name).entries
    for fact in card.facts:
        own = entries.get(fact.subject)
        several = own if isinstance(own, list) else [own]
        if not any(one is fact for one in several):
            return None  # such as one that was told when it was reported, for this card only
        if sum(one is not None and one.key == fact.key for one in several) > 1:
            return None  # its key does not tell it from another one
    told = _statement(card)
    return None if None in told.get("parts", ()) else _dumped(told)


def _statement(card: Card) -> dict[str, Any]:
    """Return what a card says beside what its facts do; a part of which nothing can be kept is nothing."""
    parts = [_place(part, card.facts) for part in card.parts]
    facts = [[fact.subject, fact.key] for fact in card.facts]
    told: dict[str, Any] = {
        "kind": card.kind.value,
        "relation": card.relation.name,
        "given": card.given,
        "prompt": card.prompt,
        "facts": facts,
    }
    return told | ({"parts": parts} if parts else {}) | ({} if card.asked else {"asked": False})


def _place(part: Value, facts: Sequence[Fact]) -> str | int | None:
    """Return a part as it is kept: words, or the place of the fact whose value it is."""
    if type(part) is Text:
        return part.text
    return next((place for place, fact in enumerate(facts) if fact.value == part), None)


def _part(kept_part: str | int, facts: Sequence[Fact]) -> Value:
    return Text(kept_part) if isinstance(kept_part, str) else facts[kept_part].value


def _found(by_key: Mapping[tuple[str, str, str], Fact], key: tuple[str, str, str]) -> Fact:
    try:
        return by_key[key]
    except KeyError:
        raise NotFoundError(f"The fact {key[2]} of {key[0]} is not there any more.") from None


def _dumped(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
