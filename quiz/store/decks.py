"""The current decks, and every version of a deck's content that the log speaks of."""

from typing import TYPE_CHECKING

from attrs import frozen

from quiz.errors import NotFoundError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.store.connection import Database, Row

_COLUMNS = "deck, version, title, path, position, archived"


@frozen
class DeckRow:
    """A deck of the collection as it stands now."""

    deck: str
    """The deck's stable id."""
    version: str
    """Names the content that was put last, as `put_version` returned it."""
    title: str
    path: str | None = None
    """The file or folder that the deck follows."""
    position: int = 0
    """Decks are listed by position, then by id."""
    archived: bool = False


@frozen
class Squeezed:
    """One version of a deck's content, as it is kept."""

    name: str
    """The SHA-256 of the content, in hexadecimal."""
    packed: bytes


def squeezed(content: "bytes | Iterable[bytes]") -> Squeezed:
    """Return some content, given as a whole or piece by piece, as it is kept."""
    import hashlib
    import zlib

    hashed, squeezing = hashlib.sha256(), zlib.compressobj(1)
    packed = bytearray()
    for piece in (content,) if isinstance(content, bytes) else content:
        hashed.update(piece)
        packed += squeezing.compress(piece)
    packed += squeezing.flush()
    return Squeezed(hashed.hexdigest(), bytes(packed))


def put_version(database: "Database", deck: str, content: "bytes | Iterable[bytes] | Squeezed") -> str:
    """Keep one version of a deck's content and return its name: the SHA-256 of the bytes, in hexadecimal.

    The content is given as a whole, or piece by piece, or `squeezed`.
    """
    found = content if isinstance(content, Squeezed) else squeezed(content)
    sql = "INSERT INTO versions (digest, deck, content) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    database.run(sql, (found.name, deck, found.packed))
    return found.name


def digest(content: "bytes | Iterable[bytes]") -> str:
    """Return the name of some content, whole or piece by piece: the SHA-256 of the bytes, in hexadecimal."""
    import hashlib

    hashed = hashlib.sha256()
    for piece in (content,) if isinstance(content, bytes) else content:
        hashed.update(piece)
    return hashed.hexdigest()


def version(database: "Database", name: str) -> bytes:
    """Return the content that `put_version` named.

    Raises:
        NotFoundError: it is not in the collection.
        StoreError: it is damaged, or cannot be read.
    """
    import zlib

    packed = database.value("SELECT content FROM versions WHERE digest = ?", (name,))
    if packed is None:
        message = f"{database.name}: There is no deck version {name!r}."
        raise NotFoundError(message)
    try:
        content = zlib.decompress(packed)
    except zlib.error:
        content = None
    if content is None or digest(content) != name:
        message = f"{database.name}: Deck version {name!r} is damaged. Restore the newest backup, or add the deck again."
        raise StoreError(message)
    return content


def digests(database: "Database") -> list[str]:
    """Return the names of all versions that are kept, in no order that means anything."""
    return [row[0] for row in database.rows("SELECT digest FROM versions")]


def put_deck(database: "Database", row: DeckRow) -> None:
    """Make this the row of its deck. The deck's cards are left as they are.

    Raises:
        NotFoundError: the version was never put.
    """
    if not database.rows("SELECT 1 FROM versions WHERE digest = ?", (row.version,)):
        message = f"{database.name}: There is no deck version {row.version!r}, so deck {row.deck!r} cannot have it."
        raise NotFoundError(message)
    database.run(
        f"""INSERT INTO decks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (deck) DO UPDATE SET version = excluded.version, title = excluded.title, path = excluded.path,
        position = excluded.position, archived = excluded.archived""",  # noqa: S608 - a constant
        (row.deck, row.version, row.title, row.path, row.position, int(row.archived)),
    )


def deck_rows(database: "Database", *, archived: bool = False) -> list[DeckRow]:
    """Return the current decks, or those that were archived, by position and id."""
    rows = database.rows(
        f"SELECT {_COLUMNS} FROM decks WHERE archived = ? ORDER BY position, deck",  # noqa: S608 - a constant
        (int(archived),),
    )
    return [_deck_row(row) for row in rows]


def deck_row(database: "Database", deck: str) -> DeckRow:
    """Return the row of one deck, current or archived.

    Raises:
        NotFoundError: the collection never had such a deck.
    """
    row = database.row(f"SELECT {_COLUMNS} FROM decks WHERE deck = ?", (deck,))  # noqa: S608 - a constant
    if row is None:
        message = f"{database.name}: There is no deck {deck!r}."
        raise NotFoundError(message)
    return _deck_row(row)


def archive(database: "Database", deck: str) -> None:
    """Take a deck out of the current ones, and its cards out of every queue. What is remembered of them is kept.

    Raises:
        NotFoundError: the collection never had such a deck.
    """
    with database.transaction():
        if not database.run("UPDATE decks SET archived = 1, total = 0, fresh = 0 WHERE deck = ?", (deck,)):
            message = f"{database.name}: There is no deck {deck!r} to archive."
            raise NotFoundError(message)
        database.run("UPDATE cards SET alive = 0 WHERE deck = ? AND alive = 1", (deck,))


def _deck_row(row: "Row") -> DeckRow:
    deck, version, title, path, position, archived = row
    return DeckRow(deck, version, title, path, position, bool(archived))
