"""Card identity: a hash of the question, so that progress survives every edit that leaves the question the same.

The question is: which deck, which relation, which kind, which given side, and, where one subject has several statements to tell
apart, which time and claimant. Not part of it: the answer, how many answers there are, wording, row, file.
"""

from collections.abc import Callable
from hashlib import blake2b

from quiz.facts.statements import Distinction

_DIGITS = "0123456789abcdefghijklmnopqrstuv"
_PAIRS = tuple(first + second for first in _DIGITS for second in _DIGITS)


def card_id(deck: str, relation: str, kind: str, given: str, distinction: Distinction = ()) -> str:
    """Return the id of the card that asks this question: 80 bits as 16 letters and digits."""
    return plain_ids(deck, relation, kind)("\x1f".join((given, *distinction)))


def own_id(deck: str, fact_id: str, kind: str) -> str:
    """Return the id of a card whose only fact has an id of its own: it follows that id through any edit."""
    return card_id(deck, "", kind, "", ("id", fact_id))


def plain_ids(deck: str, relation: str, kind: str) -> Callable[[str], str]:
    """Return the function from a given side to its `card_id` without distinction; what all of them share is hashed once.

    Ids are written in base 32 (the alphabet of RFC 4648's `base32hex`, in small letters), here two letters at a time.
    """
    begun, pairs, number = blake2b(f"{deck}\x1f{relation}\x1f{kind}\x1f".encode(), digest_size=10).copy, _PAIRS, int.from_bytes

    def plain_id(given: str) -> str:
        hashed = begun()
        hashed.update(given.encode())
        bits = number(hashed.digest(), "big")
        return (
            f"{pairs[bits >> 70]}{pairs[bits >> 60 & 1023]}{pairs[bits >> 50 & 1023]}{pairs[bits >> 40 & 1023]}"
            f"{pairs[bits >> 30 & 1023]}{pairs[bits >> 20 & 1023]}{pairs[bits >> 10 & 1023]}{pairs[bits & 1023]}"
        )

    return plain_id
