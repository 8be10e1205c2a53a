"""Sound files made strange: by their bytes, by their words and signs, and by what they are built of.

Everything is drawn from the `Random` that is given, so that a seed gives the same file again.
"""

import io
import json
import re
import sqlite3
import warnings
import zipfile
from contextlib import suppress
from random import Random
from typing import Any, Final

from quiz.formats.anki.unpacking import MAGIC, UnpackingError, packed, pieces
from tests.formats.mutating_parts import PIECES, by_fields, by_pages, by_schema

_WORDS: Final = re.compile(rb"\w+|[^\w\s]|\s+")
_DEPTH: Final = 2


def mutated(random: Random, data: bytes, depth: int = 0) -> bytes:
    """Return a file in some of which something is out of order. What is packed is packed again."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        kind = random.random()
        if kind < 0.5 and depth < _DEPTH and (built := _rebuilt(random, data, depth)) is not None:
            data = built
        elif kind < 0.75:
            data = _by_words(random, data)
        else:
            data = _by_bytes(random, data)
    return data


def _by_bytes(random: Random, data: bytes) -> bytes:
    found = bytearray(data)
    at = random.randint(0, len(found))
    match random.randint(0, 5):
        case 0:
            del found[at : at + random.randint(1, 30)]
        case 1:
            found[at:at] = random.randbytes(random.randint(1, 6))
        case 2 if at < len(found):
            found[at] ^= 1 << random.randint(0, 7)
        case 3:
            found[at:at] = found[at : at + random.randint(1, 300)] * random.randint(1, 4)
        case 4:
            del found[at:]
        case _:
            found[at:at] = random.choice(PIECES) * random.choice((1, 1, 1, 2, 30))
    return bytes(found)


def _by_words(random: Random, data: bytes) -> bytes:
    words = _WORDS.findall(data[:50_000])
    if not words:
        return data
    one, other = sorted((random.randrange(len(words)), random.randrange(len(words))))
    match random.randint(0, 4):
        case 0:
            words[one], words[other] = words[other], words[one]
        case 1:
            words[one] = random.choice(PIECES)
        case 2:
            del words[one : min(other, one + 10)]
        case 3:
            words[one:one] = words[one : min(other, one + 20)]
        case _:
            words[one] = words[other]
    return b"".join(words) + data[50_000:]


def _rebuilt(random: Random, data: bytes, depth: int) -> bytes | None:
    """Return a file in one part of which something is out of order; nothing where it has no parts that are known."""
    if data.startswith(b"PK\x03\x04"):
        return _archive(random, data, depth)
    if data.startswith(b"SQLite format 3\0"):
        return _database(random, data) if random.random() < 0.6 else by_schema(random, data) or by_pages(random, data)
    if data.startswith(MAGIC):
        with suppress(UnpackingError):
            return packed(mutated(random, b"".join(pieces(io.BytesIO(data), 2**24)), depth + 1))
        return None
    if data.lstrip()[:1] in {b"[", b"{"}:
        return _json(random, data)
    if depth and random.random() < 0.8 and (built := by_fields(random, data)) is not None:
        return built
    return _lines(random, data)


def _archive(random: Random, data: bytes, depth: int) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - it was spoiled before, in whatever way
        return None
    if not members:
        return None
    name = random.choice(list(members))
    match random.randint(0, 9):
        case 0:
            del members[name]
        case 1:
            members[random.choice(("../" + name, "/" + name, name.upper(), name + "\0", "meta", "media", "METADATA", "7"))] = (
                members[name]
            )
        case 2:
            members[name] = members[random.choice(list(members))]
        case _:
            members[name] = mutated(random, members[name], depth + 1)
    found = io.BytesIO()
    packing = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with warnings.catch_warnings(), zipfile.ZipFile(found, "w", packing) as archive:
        # Two members may have one name now.
        warnings.simplefilter("ignore")
        for name, content in members.items():
            archive.writestr(name, content)
    return found.getvalue()


def _database(random: Random, data: bytes) -> bytes | None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    try:
        connection.deserialize(data)
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for _ in range(random.randint(1, 3)):
            table = random.choice(tables)
            column = random.choice([row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')])
            row = connection.execute(f'SELECT "{column}" FROM "{table}" LIMIT 1').fetchone()  # noqa: S608 - its own names
            was = row[0] if row else None
            raw = was if isinstance(was, bytes) else str(was).encode("utf-8", "surrogateescape")
            spoiled = mutated(random, raw, _DEPTH)
            value: Any = random.choice(
                (spoiled, spoiled.decode("utf-8", "replace"), None, "", -1, 0, 2**62, 1.5, "\x1f" * 9, float("inf"))
            )
            with suppress(sqlite3.Error):
                where = "" if random.random() < 0.5 else f" WHERE rowid = (SELECT rowid FROM {table} LIMIT 1)"  # noqa: S608 - its own names
                connection.execute(f'UPDATE "{table}" SET "{column}" = ?{where}', (value,))  # noqa: S608 - its own names
        return connection.serialize()
    except (sqlite3.Error, IndexError, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def _json(random: Random, data: bytes) -> bytes | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    places: list[tuple[Any, Any]] = []
    left = [found]
    while left:
        part = left.pop()
        for key in list(part) if isinstance(part, dict) else range(len(part)):
            places.append((part, key))
            if isinstance(part[key], dict | list):
                left.append(part[key])
    if not places:
        return None
    part, key = random.choice(places)
    other, its = random.choice(places)
    match random.randint(0, 4):
        case 0 if isinstance(part, dict):
            del part[key]
        case 1:
            part[key] = json.loads(json.dumps(other[its]))
        case 2 if isinstance(part, dict):
            part[random.choice(PIECES).decode("utf-8", "replace")] = part.pop(key)
        case _:
            part[key] = random.choice(
                (
                    None,
                    True,
                    -1,
                    0,
                    1.5,
                    1e300,
                    10**30,
                    "",
                    [],
                    {},
                    [[]],
                    [{}],
                    {"a": []},
                    "\ud800",
                    "a\0b",
                    random.choice(PIECES).decode("latin-1"),
                )
            )
    text = json.dumps(found, ensure_ascii=random.random() < 0.5, indent=random.choice((None, None, 1)))
    return text.encode("utf-8", "surrogatepass")


def _lines(random: Random, data: bytes) -> bytes:
    """Return a text whose lines, or the cells between tabs and commas, are in another order, missing or doubled."""
    between = random.choice((b"\n", b"\n", b"\n\n", b"\t", b",", b"<", b"{"))
    parts = data.split(between)
    one, other = random.randrange(len(parts)), random.randrange(len(parts))
    match random.randint(0, 4):
        case 0:
            parts[one], parts[other] = parts[other], parts[one]
        case 1 if len(parts) > 1:
            del parts[one]
        case 2:
            parts[one:one] = [parts[other]] * random.choice((1, 1, 20))
        case 3:
            parts[one] = b""
        case _:
            parts[one] += random.choice(PIECES)
    return between.join(parts)
