"""What a card shows and plays: the pictures and sounds of its question, its options and its answer, and its terms' pictures."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from quiz.cards.card import Card, Kind
from quiz.facts.media import Picture, Sound, named_in
from quiz.facts.media_named import media_of_value
from quiz.facts.values import Listed, SetOf

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quiz.cards.index import Index
    from quiz.facts.fact import Fact
    from quiz.facts.values import Value

Medium: TypeAlias = Picture | Sound

_NOUNS = {Picture: "picture", Sound: "sound"}
_SIGNS = {Picture: "▣", Sound: "♪"}
_AFTER_VERB = re.compile(r"\b(?:is|was|are|were)\s*$", re.IGNORECASE)
_AFTER_NOUN = re.compile(r"(?:\b(?:the|a|an|its|whose|which|what)\s+[\w-]+|:)\s*$", re.IGNORECASE)
"""Behind “the flag” and behind a colon nothing has to stand: the picture is there."""


def asked_media(card: Card, prompt: str) -> tuple[Medium, ...]:
    """Return the pictures and sounds that a question as it is asked speaks of: what is given, or what a statement says.

    Of a question that its author laid out, those that stand in it.
    """
    if card.kind is Kind.BACKWARD:
        parts = (part for fact in card.facts for part in _parts(fact.value) if str(part) == card.given)
        return tuple(dict.fromkeys(medium for part in parts for medium in media_of_value(part)))
    front = card.front
    if front and prompt.startswith(card.prompt):
        return tuple(dict.fromkeys(named_in(front)))
    if not {card.relation.value, card.relation.of} & {"picture", "sound"}:
        return ()
    found = (value for name, value in _of_relation(card.index, card.relation.name).items() if name in prompt)
    return tuple(sorted(found, key=lambda value: -len(str(value))))[:1]


def answer_media(card: Card) -> tuple[Medium, ...]:
    """Return the pictures and sounds that are the answer, or stand in it or in what is told with it.

    A sound that is but told with it is heard only where the answer has none.
    """
    found = [medium for member in card.members for medium in media_of_value(member)]
    told = [medium for fact in card.facts if "![" in fact.note for medium in named_in(fact.note)]
    if any(isinstance(medium, Sound) for medium in found):
        told = [medium for medium in told if isinstance(medium, Picture)]
    return tuple(dict.fromkeys((*found, *told)))


def uncovered(given: "Sequence[Medium]", found: "Sequence[Medium]") -> "tuple[tuple[Medium, ...], tuple[Medium, ...]]":
    """Return what a question and its answer show once it is answered.

    A picture that both have stands where the question had it, as the answer has it: with what was asked for uncovered.
    """
    answered = {one.path: one for one in found if isinstance(one, Picture)}
    shown = tuple(answered.get(one.path, one) if isinstance(one, Picture) else one for one in given)
    paths = {one.path for one in given}
    return shown, tuple(one for one in found if one.path not in paths)


def term_pictures(card: Card) -> tuple[Picture, ...]:
    """Return the pictures of the terms that the card's facts speak of. They may give the answer away."""
    relation, names = card.relation, card.deck.names
    sides = ((fact.subject, relation.subject) for fact in card.facts)
    values = ((str(member), getattr(member, "type", "")) for member in card.members)
    terms = (names.term(name, type_name or None) for name, type_name in (*sides, *values))
    return tuple(dict.fromkeys(term.picture for term in terms if term is not None and term.picture is not None))


def depicted(card: Card, text: str) -> Picture | None:
    """Return the picture that an option of a card stands for, if it is one."""
    if "picture" not in {card.relation.value, card.relation.of}:
        return None
    found = _of_relation(card.index, card.relation.name).get(text)
    return found if isinstance(found, Picture) else None


def names_unworded(card: Card, text: str) -> bool:
    """Say whether a text speaks of a picture or sound of the card's relation that nobody has put into words."""
    if not {card.relation.value, card.relation.of} & {"picture", "sound"}:
        return False
    return any(not medium.alt and name in text for name, medium in _of_relation(card.index, card.relation.name).items())


def pointed(prompt: str, medium: Medium, lang: str = "en") -> str:
    """Return a question without the mark or the words that stand for a picture or sound which is shown beside it.

    “Whose flag is picture e34192?” becomes “Whose flag is this?”. What it shows, where its author said so, stays.
    """
    mark = str(medium)
    if medium.alt or mark not in prompt:
        return prompt
    before, _, after = prompt.partition(mark)
    if not lang.startswith("en"):
        return f"{before}{_SIGNS[type(medium)]}{after}"
    if _AFTER_NOUN.search(before) and not _AFTER_VERB.search(before):
        rest = after.lstrip()
        return before.rstrip(" :") + ("" if rest[:1] in {"?", ".", "!", ",", ";", ""} else " ") + rest
    words = before + ("this" if _AFTER_VERB.search(before) else f"this {_NOUNS[type(medium)]}") + after
    return words[:1].upper() + words[1:] if not before.strip() else words


def _parts(value: "Value") -> "tuple[Value, ...]":
    return value.items if isinstance(value, Listed | SetOf) else (value,)


def _media(fact: "Fact") -> "Iterator[Medium]":
    return (part for part in _parts(fact.value) if isinstance(part, Picture | Sound))


@lru_cache(maxsize=2)
def _of_relation(index: "Index", relation: str) -> "Mapping[str, Medium]":
    """Return the pictures and sounds of a relation by their words; of several with the same ones, none."""
    found: dict[str, set[Medium]] = {}
    for fact in index.deck.by_relation.get(relation, ()):
        for value in _media(fact):
            found.setdefault(str(value), set()).add(value)
    return {name: next(iter(values)) for name, values in found.items() if len({value.path for value in values}) == 1}
