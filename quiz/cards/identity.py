"""Card identity: a hash of the question, so that progress survives every edit that leaves the question the same.

The question is: which deck, which relation, which kind, which given side, and, where one subject has several statements to tell
apart, which time and claimant. Not part of it: the answer, how many answers there are, wording, row, file.
"""

from base64 import b32hexencode
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import chain, islice

from quiz.facts.statements import Distinction

ID_BYTES = 10
"""Bytes of an id, before it is written."""
_LETTERS = 16
_AT_ONCE = 256
"""Ids that are written together."""
_ALPHABET = b"0123456789abcdefghijklmnopqrstuv".ljust(256)
_HALVES = tuple(
    (int.from_bytes(low.to_bytes(8) * (2 * _AT_ONCE)), shift)
    for low, shift in ((0xF_FFFF, 12), (0x3FF_0000_03FF, 6), (0x1F_001F_001F_001F, 3))
)
"""For groups of 40 bits in every 8 bytes: which bits are the lower halves of the groups, and how far to move the upper ones so
that each half has as many bytes of its own. Three times halved, 40 bits are 8 times 5, each in a byte."""


def card_id(deck: str, relation: str, kind: str, given: str, distinction: Distinction = ()) -> str:
    """Return the id of the card that asks this question: 80 bits as 16 letters and digits.

    Ids are written in base 32 (the alphabet of RFC 4648's `base32hex`, in small letters).
    """
    hashed = blake2b("\x1f".join((deck, relation, kind, given, *distinction)).encode(), digest_size=ID_BYTES)
    return b32hexencode(hashed.digest()).decode().lower()


def own_id(deck: str, fact_id: str, kind: str) -> str:
    """Return the id of a card whose only fact has an id of its own: it follows that id through any edit."""
    return card_id(deck, "", kind, "", ("id", fact_id))


def own_ids(deck: str, kind: str, fact_ids: Iterable[str]) -> Iterator[str]:
    """Return the `own_id` of each fact's id, one after the other, as quickly as `plain_ids`."""
    begun = blake2b(f"{deck}\x1f\x1f{kind}\x1f\x1fid\x1f".encode(), digest_size=ID_BYTES)
    return chain.from_iterable(map(_divided, _ids_together(begun, iter(fact_ids))))


def plain_ids(deck: str, relation: str, kind: str, given: Iterable[str]) -> Iterator[str]:
    """Return the `card_id` without distinction of each given side, one after the other.

    What all of them share is hashed once, and many are written together, which takes half the time.
    """
    begun = blake2b(f"{deck}\x1f{relation}\x1f{kind}\x1f".encode(), digest_size=ID_BYTES)
    return chain.from_iterable(map(_divided, _ids_together(begun, iter(given))))


def _ids_together(begun: blake2b, given: Iterator[str]) -> Iterator[str]:
    copy = begun.copy
    while several := list(islice(given, _AT_ONCE)):
        digests = []
        for one in several:
            hashed = copy()
            hashed.update(one.encode())
            digests.append(hashed.digest())
        yield _written(b"".join(digests))[: _LETTERS * len(several)]


def ids_written(digests: bytes) -> list[str]:
    """Return ids of what they are made of, `ID_BYTES` for each."""
    step = ID_BYTES * _AT_ONCE
    parts = (digests[start : start + step] for start in range(0, len(digests), step))
    return [id for part in parts for id in _divided(_written(part)[: _LETTERS * (len(part) // ID_BYTES)])]


def _divided(ids: str) -> list[str]:
    return [ids[start : start + _LETTERS] for start in range(0, len(ids), _LETTERS)]


def _written(digests: bytes) -> str:
    """Return up to `_AT_ONCE` digests in base 32, one after the other, with zeros for those that are missing."""
    digests = digests.ljust(ID_BYTES * _AT_ONCE, b"\0")
    spread = bytearray(_LETTERS * _AT_ONCE)
    for place in range(5):
        spread[3 + place :: 8] = digests[place::5]
    bits = int.from_bytes(spread)
    for lower, shift in _HALVES:
        low = bits & lower
        bits = (bits ^ low) << shift | low
    return bits.to_bytes(len(spread)).translate(_ALPHABET).decode()
