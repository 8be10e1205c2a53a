"""What syncing keeps in a collection's file: the streams that it knows already, and where the pictures of decks come from."""

import json
import zlib
from typing import TYPE_CHECKING

from attrs import astuple, frozen

from quiz.store.streams import Piece, Pieces, Streams

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.store.connection import Database

_MEDIA = "deck, path, kind, digest, at, size"


@frozen(order=False)
class Medium:
    """A picture or sound of a deck: the file that has been called so last."""

    deck: str
    path: str
    """What the deck calls it."""
    kind: str
    """`picture` or `sound`."""
    digest: str
    """The SHA-256 of the file, in hexadecimal."""
    at: int
    """When the file was last changed, in milliseconds since the epoch (UTC)."""
    size: int
    """In bytes."""


class Sharing:
    """The part of a collection's file that only syncing uses."""

    __slots__ = ("_database",)

    def __init__(self, database: "Database") -> None:
        """Read and write this file."""
        self._database = database

    def streams(self) -> Streams:
        """Return what takes in the events of other devices."""
        return Streams(self._database)

    # Chains of segments that are known

    def pieces(self, chain: str) -> Pieces | None:
        """Return what the events of a chain of segments are called here, if it was taken in before."""
        found = self._database.value("SELECT pieces FROM streams WHERE chain = ?", (chain,))
        return None if found is None else tuple(Piece(*piece) for piece in json.loads(found))

    def put_pieces(self, chain: str, pieces: Pieces, *, closed: bool) -> None:
        """Keep what the events of a chain are called here; `closed`: it ends with a segment that will not grow."""
        self._database.run(
            "INSERT OR REPLACE INTO streams (chain, pieces, closed) VALUES (?, ?, ?)",
            (chain, json.dumps([astuple(piece) for piece in pieces]), int(closed)),
        )

    def keep_only(self, chains: "Iterable[str]") -> None:
        """Forget the chains that have grown since: those that are not closed and not among these."""
        wanted = set(chains)
        known = self._database.rows("SELECT chain FROM streams WHERE closed = 0")
        self._database.run_many("DELETE FROM streams WHERE chain = ?", [(chain,) for (chain,) in known if chain not in wanted])

    def forget_chains(self) -> None:
        """Forget all chains: events are called otherwise since."""
        self._database.run("DELETE FROM streams")

    # Versions as they lie in the file

    def packed_version(self, digest: str) -> bytes | None:
        """Return a deck version as it is kept, compressed by zlib; nothing where it is not here."""
        found: bytes | None = self._database.value("SELECT content FROM versions WHERE digest = ?", (digest,))
        return found

    # Media

    def media(self, deck: str) -> list[Medium]:
        """Return what is known of a deck's pictures and sounds, by path."""
        rows = self._database.rows(f"SELECT {_MEDIA} FROM media WHERE deck = ? ORDER BY path", (deck,))  # noqa: S608 - a constant
        return [Medium(*row) for row in rows]

    def put_media(self, media: "Iterable[Medium]") -> None:
        """Keep what is known of some pictures and sounds."""
        self._database.run_many(
            f"INSERT OR REPLACE INTO media ({_MEDIA}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
            [astuple(medium) for medium in media],
        )


def unzipped(content: bytes, largest: int) -> bytes | None:
    """Return what zlib has compressed; nothing where it is damaged, or would be more than `largest` bytes."""
    opening = zlib.decompressobj()
    try:
        found = opening.decompress(content, largest)
    except zlib.error:
        return None
    return found if opening.eof and not opening.unused_data else None
