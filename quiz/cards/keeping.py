"""Cards as a collection keeps them: the little that makes a card again, once the facts of its subjects are at hand.

Most cards follow from their subject alone, so that all plain cards of one relation and kind have the same content: the kind, the
relation, and what stands before and after the given side in the question. The others name their facts and parts.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.index import Index
from quiz.cards.prompts import Asking, Frame, Prompts
from quiz.errors import NotFoundError
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import Text, Value

FactsOf: TypeAlias = Callable[[str], Sequence[Fact]]
"""Returns the facts of a subject, of all relations, in the deck's order."""

_PLAIN = (Kind.FORWARD, Kind.BACKWARD, Kind.CLOZE)


@frozen
class Kept:
    """A card as it is kept."""

    id: str
    sibling: str
    content: str | None
    """What `made` takes; nothing for a card that only its whole deck can make."""


def kept(cards: Iterable[Card]) -> Iterator[Kept]:
    """Yield what is to be kept of some cards of one deck."""
    contents: dict[Asking, str] = {}
    frames: Mapping[Asking, Frame] = {}
    entries: Mapping[str, Fact | list[Fact]] = {}
    index: Index | None = None
    asking: Asking | None = None
    frame: Frame | None = None
    for card in cards:
        if card.index is not index:
            index, asking, contents = card.index, None, {}
            frames = Prompts.of(index).frames
        if asking is None or asking[0] != card.relation.name or asking[1] is not card.kind:
            asking = (card.relation.name, card.kind)
            frame, entries = frames.get(asking), card.index.facts_of(card.relation.name).entries
        facts = card.facts
        if frame is not None and len(facts) == 1 and _is_plain(card, facts[0], frame, entries):
            content = contents.get(asking)
            if content is None:
                content = contents[asking] = _dumped([card.kind.value, card.relation.name, frame.before, frame.after])
            yield Kept(card.id, facts[0].subject, content)
        else:
            yield Kept(card.id, card.sibling, _told(card))


def made(name: str, sibling: str, content: str, facts_of: FactsOf, index_of: Callable[[Sequence[Fact]], Index]) -> Card:
    """Return the card called `name` from what was kept of it.

    `facts_of` looks facts up, and `index_of` makes an index of all that were looked up. Raises `NotFoundError` where the facts are
    not there any more.
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
    if card.parts or not card.asked or entries.get(fact.subject) is not fact or card.kind not in _PLAIN:
        return False
    given = card.given
    if card.kind is Kind.BACKWARD:
        if type(fact.value) is not Text or given != fact.value.text:
            return False
    elif given != fact.subject:
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
        if own is not fact and (not isinstance(own, list) or not any(one is fact for one in own)):
            return None  # such as one that was told when it was reported, for this card only
    if len({fact.key for fact in card.facts}) < len(card.facts):
        return None
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
