"""Decks as the bytes that a collection keeps, and the slices in which single facts can be found without reading the rest.

Equal decks give equal bytes. A slice holds the facts of some subjects, and with a subject all others whose names differ from its
name in case, accents, spaces or punctuation only: whoever has to prove something of a subject needs these too.
"""

import json
from collections.abc import Iterable
from json.encoder import encode_basestring
from zlib import crc32

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Status
from quiz.facts.values import Text
from quiz.text.normal import bare_once

FACTS_A_SLICE = 8
"""How many facts a slice holds, about."""


def packed(deck: Deck) -> bytes:
    """Return a deck as bytes of JSON, which `quiz.facts.restoring.restored` reads back."""
    return joined(head_text(deck), fact_texts(deck))


def joined(head: str, facts: Iterable[str]) -> bytes:
    """Return the bytes of a deck from the JSON of its vocabulary and of each of its facts."""
    return f'{head[:-1]},"facts":[{",".join(facts)}]}}'.encode()


def head_text(deck: Deck) -> str:
    """Return everything of a deck but its facts, as JSON."""
    from quiz.facts.writing import vocabulary

    return json.dumps(vocabulary(deck), ensure_ascii=False, separators=(",", ":"))


def fact_texts(deck: Deck) -> list[str]:
    """Return each fact of a deck as JSON, in their order."""
    from quiz.facts.writing import fact_data, keys_of

    keys = keys_of(deck)
    relations = {name: f',"relation":{encode_basestring(name)},"value":' for name in deck.by_relation}
    dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return [
        f'{{"subject":{encode_basestring(fact.subject)}{relations[fact.relation]}{encode_basestring(fact.value.text)}}}'
        if type(fact.value) is Text and _is_plain(fact)
        else dumps(fact_data(fact, keys))
        for fact in deck.facts
    ]


def slice_count(facts: int) -> int:
    """Return into how many slices so many facts are divided."""
    return max(1, facts // FACTS_A_SLICE)


def slice_of(subject: str, slices: int) -> int:
    """Return the slice in which the facts of a subject are, counted from 0."""
    return crc32(bare_once(subject).encode()) % slices


def sliced(deck: Deck, texts: Iterable[str]) -> list[str]:
    """Return the slices of a deck, each the JSON list of its facts; `texts` are those of `fact_texts`."""
    count = slice_count(len(deck.facts))
    found: list[list[str]] = [[] for _ in range(count)]
    for fact, text in zip(deck.facts, texts, strict=True):
        found[slice_of(fact.subject, count)].append(text)
    return [f"[{','.join(several)}]" for several in found]


def _is_plain(fact: Fact) -> bool:
    """Say whether a fact has no qualifier."""
    return not (
        fact.status is not Status.STATED
        or fact.sources
        or fact.since
        or fact.until
        or fact.as_of
        or fact.according_to
        or fact.id
        or fact.tags
        or fact.wrong
        or fact.accept
        or fact.note
        or fact.feedback
        or fact.front
        or fact.kept
    )
