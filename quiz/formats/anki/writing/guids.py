"""What notes of quiz's own facts are known by in Anki: what their first card asks, so that no edit of an answer changes it."""

from collections.abc import Sequence
from hashlib import blake2b, sha1
from typing import Final

from quiz.cards.card import Card, Kind
from quiz.cards.identity import ID_BYTES, ids_written
from quiz.cards.plain_cards import alone_ids, is_plain
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation

_FIRST: Final = 4
"""Bytes of a digest that Anki's checksum is made of; the GUID is made of others."""


def digests_of(texts: Sequence[str]) -> list[bytes]:
    """Return what GUIDs and checksums are made of: the SHA-1 of each text."""
    return [sha1(one.encode(), usedforsecurity=False).digest() for one in texts]


def guids_of(
    deck: str, relation: Relation, kind: Kind, facts: Sequence[Fact], digests: Sequence[bytes] | None = None
) -> list[str]:
    """Return the GUIDs of the notes of facts whose first card is of a kind and asks them alone.

    Each is made of the fact's id, else of the side that the card gives. `digests` are those of the subjects, if they are known.
    """
    owned = [fact.id for fact in facts if fact.id]
    if owned and len(owned) < len(facts):
        own = iter(guids_of(deck, relation, kind, [fact for fact in facts if fact.id]))
        others = iter(guids_of(deck, relation, kind, [fact for fact in facts if not fact.id]))
        return [next(own if fact.id else others) for fact in facts]
    if owned:
        digests = digests_of(owned)
    elif kind is Kind.BACKWARD:
        digests = digests_of([fact.value.key for fact in facts])
    elif digests is None:
        digests = digests_of([fact.subject for fact in facts])
    # All are hashed without what they share, which is then added to each at once.
    shared = "\x1f".join((deck, relation.name, kind, "id" if owned else ""))
    salt = blake2b(shared.encode(), digest_size=ID_BYTES).digest() * len(digests)
    bits = int.from_bytes(b"".join([one[_FIRST : _FIRST + ID_BYTES] for one in digests])) ^ int.from_bytes(salt)
    return ids_written(bits.to_bytes(len(salt)))


def guid_of(deck: str, card: Card) -> str:
    """Return the GUID of a note with one fact, by its first card."""
    (fact,) = card.facts
    if is_plain(fact) and [card.id] == [*alone_ids(deck, card.relation, card.kind, [fact])]:
        return guids_of(deck, card.relation, card.kind, [fact])[0]
    return card.id
