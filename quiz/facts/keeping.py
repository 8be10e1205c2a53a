"""Decks as the bytes that a collection keeps, and the slices in which single facts can be found without reading the rest.

Equal decks give equal bytes. A slice holds the facts of some subjects, and with a subject all others whose names differ from its
name in case, accents, spaces or punctuation only: whoever has to prove something of a subject needs these too.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from typing import Any
from zlib import crc32

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Status
from quiz.facts.values import RichText, Text
from quiz.text.normal import bare_bytes

_AT_ONCE = 2000
"""Facts of which the bytes are made together."""
_MOST_TAGGED = 10_000
"""Sets of tags of which the JSON is remembered."""
FACTS_A_SLICE = 8
"""How many facts a slice holds, about, where they are short."""
FEWEST_A_SLICE = 2
"""How many, about, where they are long."""
_ROOM = 500
"""Letters of a slice, about: most then fit beside others on a page of the store, which has no room for more than twice as many."""


def packed(deck: Deck) -> bytes:
    """Return a deck as bytes of JSON, which `quiz.facts.restoring.restored` reads back."""
    return joined(head_text(deck), fact_texts(deck))


def joined(head: str, facts: Iterable[str]) -> bytes:
    """Return the bytes of a deck from the JSON of its vocabulary and of each of its facts."""
    return f'{head[:-1]},"facts":[{",".join(facts)}]}}'.encode()


def pieces(head: str, facts: Sequence[str]) -> Iterator[bytes]:
    """Yield the bytes that `joined` returns, a part at a time."""
    yield f'{head[:-1]},"facts":['.encode()
    for start in range(0, len(facts), _AT_ONCE):
        yield f"{',' if start else ''}{','.join(facts[start : start + _AT_ONCE])}".encode()
    yield b"]}"


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
    tagged: dict[frozenset[str], str] = {frozenset(): ""}
    found: list[str] = []
    for fact in deck.facts:
        value = fact.value
        words = value.text if type(value) is Text else value.source if type(value) is RichText else None
        if words is None or not _is_simple(fact):
            found.append(dumps(fact_data(fact, keys)))
            continue
        tags = tagged.get(fact.tags)
        if tags is None:
            tags = f',"tags":{dumps(sorted(fact.tags))}'
            if len(tagged) < _MOST_TAGGED:
                tagged[fact.tags] = tags
        more = f'{tags},"id":{encode_basestring(fact.id)}' if fact.id else tags
        if fact.wrong or fact.accept or fact.note or fact.feedback or fact.front or fact.kept:
            more += _beside(fact, dumps)
        found.append(f'{{"subject":{encode_basestring(fact.subject)}{relations[fact.relation]}{encode_basestring(words)}{more}}}')
    return found


def slice_count(texts: Sequence[str]) -> int:
    """Return into how many slices facts are divided, by their texts."""
    facts = len(texts)
    return max(1, facts // FACTS_A_SLICE, min(facts // FEWEST_A_SLICE, sum(map(len, texts)) // _ROOM))


def slice_of(subject: str, slices: int) -> int:
    """Return the slice in which the facts of a subject are, counted from 0."""
    return crc32(bare_bytes(subject)) % slices


def sliced(deck: Deck, texts: Sequence[str], count: int | None = None) -> Iterator[str]:
    """Yield the slices of a deck, each the JSON list of its facts; `texts` are those of `fact_texts`.

    They are as many as `slice_count` says, unless their `count` is given.
    """
    count = count or slice_count(texts)
    found: list[list[str]] = [[] for _ in range(count)]
    for fact, text in zip(deck.facts, texts, strict=True):
        found[crc32(bare_bytes(fact.subject)) % count].append(text)
    return (f"[{','.join(several)}]" for several in found)


def _is_simple(fact: Fact) -> bool:
    """Say whether nothing qualifies a fact but what is written by itself as quickly: its texts and lists of texts."""
    return not (fact.status is not Status.STATED or fact.sources or fact.since or fact.until or fact.as_of or fact.according_to)


def _beside(fact: Fact, dumps: Callable[[Any], str]) -> str:
    """Return what a simple fact has beside its statement, its tags and its id, as `fact_data` orders it."""
    parts = [
        f',"wrong":{dumps(fact.wrong)}' if fact.wrong else "",
        f',"accept":{dumps(fact.accept)}' if fact.accept else "",
        f',"note":{encode_basestring(fact.note)}' if fact.note else "",
        f',"feedback":{dumps(fact.feedback)}' if fact.feedback else "",
        f',"front":{encode_basestring(fact.front)}' if fact.front else "",
        f',"kept":{encode_basestring(fact.kept)}' if fact.kept else "",
    ]
    return "".join(parts)
