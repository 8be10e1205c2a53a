"""Decks as the bytes that a collection keeps, and the slices in which single facts can be found without reading the rest.

Equal decks give equal bytes. A slice holds the facts of some subjects, and with a subject all others whose names differ from its
name in case, accents, spaces or punctuation only: whoever has to prove something of a subject needs these too.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from quiz.facts.deck import Deck
from quiz.text.normal import bare_bytes

_AT_ONCE = 2000
"""Facts of which the bytes are made together."""
FACTS_A_SLICE = 8
"""How many facts a slice holds, about, where they are short."""
FEWEST_A_SLICE = 2
"""How many, about, where they are long."""
_ROOM = 500
"""Letters of a slice, about: most then fit on a page of the store beside others, which ends at twice as many."""


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
    from quiz.facts.beside import Beside

    return [*map(Beside(deck).whole, deck.facts)]


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
