"""Cards as a collection keeps them: the little that makes a card again, once the facts of its subjects are at hand.

Most cards follow from their subject alone, so that all plain cards of one relation and kind have the same content: the kind, the
relation, and what stands before and after the given side in the question. The others name their facts and parts.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from quiz.cards.card import MOST_MEMBERS, Card, Kind
from quiz.cards.index import Index
from quiz.cards.prompts import Asking, Frame, Prompts
from quiz.errors import NotFoundError
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import RichText, Text, Value

FactsOf: TypeAlias = Callable[[str], Sequence[Fact]]
"""Returns the facts of a subject, of all relations, in the deck's order."""

_MOST_AT_ONCE = 5000
_BACKWARD = Kind.BACKWARD
_PLAIN = (Kind.FORWARD, Kind.BACKWARD, Kind.CLOZE)


@frozen
class Kept:
    """Cards that follow each other in their deck and have the same content."""

    place: int
    """The place of the first one among all cards of the deck, those that cannot be asked too."""
    content: str | None
    """What `made` takes; nothing for cards that only their whole deck can make."""
    cards: list[tuple[str, str]]
    """Ids and siblings."""


def can_be_asked(card: Card) -> bool:
    """Say whether a card allows any form. A conflict does not: it waits outside the schedule until its deck is mended."""
    if not card.asked or not card.members:
        return False
    return len(card.members) <= MOST_MEMBERS or bool(card.forms)  # the forms of a large deck take seconds to find


def kept(cards: Iterable[Card]) -> Iterator[Kept]:
    """Yield what is to be kept of the cards of one deck, of those that can be asked, many at a time."""
    contents: dict[Asking, str] = {}
    frames: Mapping[Asking, Frame] = {}
    entries: Mapping[str, Fact | list[Fact]] = {}
    index: Index | None = None
    relation: Relation | None = None
    kind: Kind | None = None
    frame: Frame | None = None
    found: Kept | None = None
    next_place = 0
    for place, card in enumerate(cards):
        if card.relation is not relation or card.kind is not kind:
            if card.index is not index:
                index, contents = card.index, {}
                frames = Prompts.of(index).frames
            relation, kind = card.relation, card.kind
            frame, entries = frames.get((relation.name, kind)), card.index.facts_of(relation.name).entries
        facts = card.facts
        if frame is not None and len(facts) == 1 and _is_plain(card, facts[0], frame, entries):
            asking = (card.relation.name, card.kind)
            content: str | None = contents.get(asking)
            if content is None:
                content = contents[asking] = _dumped([card.kind.value, card.relation.name, frame.before, frame.after])
            sibling = facts[0].subject
        elif can_be_asked(card):
            content, sibling = _told(card), card.sibling
        else:
            continue
        if found is None or found.content is not content or place != next_place or len(found.cards) == _MOST_AT_ONCE:
            if found is not None:
                yield found
            found = Kept(place, content, [])
        found.cards.append((card.id, sibling))
        next_place = place + 1
    if found is not None:
        yield found


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


def _is_plain(card: Card, fact: Fact, frame: Frame, entries: Mapping[str, Fact | list[Fact]]) -> bool:
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
    parts = [_place(part, card.facts) for part in card.parts]
    if None in parts:
        return None
    facts = [[fact.subject, fact.key] for fact in card.facts]
    told: dict[str, Any] = {
        "kind": card.kind.value,
        "relation": card.relation.name,
        "given": card.given,
        "prompt": card.prompt,
        "facts": facts,
    }
    return _dumped(told | ({"parts": parts} if parts else {}) | ({} if card.asked else {"asked": False}))


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
