"""Card identity: a hash of the question, so that progress survives every edit that leaves the question the same.

The question is: which deck, which relation, which kind, which given side, and, where one subject has several statements to tell
apart, which time and claimant. Not part of it: the answer, how many answers there are, wording, row, file.
"""

from base64 import b32hexencode
from hashlib import blake2b

from quiz.facts.statements import Distinction


def card_id(deck: str, relation: str, kind: str, given: str, distinction: Distinction = ()) -> str:
    """Return the id of the card that asks this question: 80 bits as 16 letters and digits."""
    question = "\x1f".join((deck, relation, kind, given, *distinction))
    return b32hexencode(blake2b(question.encode(), digest_size=10).digest()).decode().lower()


def own_id(deck: str, fact_id: str, kind: str) -> str:
    """Return the id of a card whose only fact has an id of its own: it follows that id through any edit."""
    return card_id(deck, "", kind, "", ("id", fact_id))
