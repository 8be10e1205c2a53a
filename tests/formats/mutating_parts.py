"""Sound files made strange by what they are built of: words of their reader, elements, messages, tables, parts of others.

Everything is drawn from the `Random` that is given, so that a seed gives the same file again.
"""

import re
import sqlite3
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from random import Random
from types import CodeType, ModuleType
from typing import Final

from quiz.formats.anki.wire import WireError, fields
from quiz.formats.registry import named
from quiz.testing import HOSTILE
from tests.formats.anki.made import message, number

PIECES: Final = (
    b'"', b'""', b"'", b"\t", b",", b";", b"|", b":", b"::", b"=", b"{", b"}", b"{{", b"}}", b"{{c1::", b"{{c0::", b"[",
    b"]", b"(", b")", b"<", b">", b"</", b"/>", b"<b>", b"<ul><li>", b"<table><tr><td>", b"<ruby>", b"<img src=",
    b"[sound:", b"\\(", b"$$", b"$", b"&amp;", b"&#x", b"&#0;", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<?xml", b"#separator:", b"#html:true\n", b"#deck column:1\n", b"#tags column:",
    b"sep=;\n", b"---\n", b"Q: ", b"A: ", b"C: ", b"ANSWER: ", b"$CATEGORY: ", b"//", b"~", b"%50%", b"%-100%", b"->",
    b"#", b"####", b"* ", b"** a :drill:\n", b":PROPERTIES:\n", b":END:\n", b"SCHEDULED: <", b"<!--SR:!", b"==", b"?\n",
    b"??\n", b"#flashcards", b"\\", b"\\n", b"\r", b"\n", b"\n\n", b"\r\n", b"\0", b"\xff", b"\xc3", b"\xf0\x9f",
    b"\xef\xbb\xbf", b"\xff\xfe", "\u202e".encode(), "\u2028".encode(), "\u0301".encode() * 9, "，".encode(), b" ",
    b"\x1b[31m", b"1e999", b"-1", b"0", b"NaN", b"null", b"true", b"9" * 40, b"99999-99-99", b"2024-01-01", b"../", b"/",
    b"C:\\", b"CON", b"@@PLUGINFILE@@/", b"data:image/png;base64,AAAA", b"{" * 40, b"[" * 40, b"<a>" * 40, b"a" * 3000,
    b"__type__", b"[^ash]", b"|||", b"## ", b"\n?\n", b"<item>", b"(lp0\n", b"g15\n", b"@0}", b"#+begin_src\n",
)  # fmt: skip
NUMBERS: Final = (
    b"0", b"-1", b"1", b"00", b"255", b"256", b"65536", b"2147483648", b"4294967296", b"9223372036854775807",
    b"9223372036854775808",
    b"-9223372036854775809", b"18446744073709551616", b"9" * 30, b"9" * 400, b"9" * 5000, b"1e5", b"1e308",
    b"1e309", b"-1e999", b"1e-999", b"0x10", b"1_000", b"1.5", b".5", b"5.", b"-0", b"-0.0", b"NaN", b"inf", b"Infinity", b"1,5",
    "²".encode(), "½".encode(), "٣".encode(),
    "１２".encode(), "Ⅷ".encode(), "①".encode(), "𝟙".encode(), b"0000", b"9999", b"10000",
    b"0000-00-00", b"9999-12-31", b"10000-01-01", b"2024-02-30", b"2024-13-01", b"-0001-01-01", b"24:00", b"99:99",
)  # fmt: skip
TEXTS: Final = (
    *(text.encode("utf-8", "surrogatepass") for text in HOSTILE),
    b"", "İ".encode(), "ß".encode(), "ﬃ".encode(), "ſ".encode(), "\u200b".encode(), "\u00ad".encode(), "\ufeff".encode(),
    "\ufffe".encode(), "\U000e0041".encode(), b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\ue000".encode(), "\ue001".encode(),
    "\ue004".encode(), "\ue0041\ue004".encode(), b"\x85", "\x85".encode(), b"\x1c", b"\x1f", b"\x0b", b"\x0c", b"\x00",
)  # fmt: skip
_NUMBER: Final = re.compile(rb"-?\d[\d.]*")
_ELEMENT: Final = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)([^<>]*?)(/?)>")
_ATTRIBUTE: Final = re.compile(rb"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*')""")
_RECORD: Final = (b"\n", b"\n\n", b"\n", b"</question>", b"</item>", b"}", b",", b"\t")
_SCHEMA: Final = (
    'DROP TABLE "{0}"', 'ALTER TABLE "{0}" RENAME TO "{0}x"', 'ALTER TABLE "{0}" RENAME COLUMN "{1}" TO "{1}x"',
    'ALTER TABLE "{0}" DROP COLUMN "{1}"', 'ALTER TABLE "{0}" ADD COLUMN more',
    'ALTER TABLE "{0}" RENAME TO "{0}x"; CREATE VIEW "{0}" AS SELECT * FROM "{0}x"',
    'CREATE TABLE new AS SELECT * FROM "{0}"; DROP TABLE "{0}"; ALTER TABLE new RENAME TO "{0}"',
    (
        'CREATE TABLE new AS SELECT * FROM "{0}"; DROP TABLE "{0}"; CREATE VIEW "{0}" AS WITH RECURSIVE r(n) AS '
        "(SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT new.* FROM new, r"
    ),
    'DELETE FROM "{0}"', 'INSERT OR IGNORE INTO "{0}" SELECT * FROM "{0}"', 'UPDATE "{0}" SET "{1}" = NULL',
    'UPDATE "{0}" SET "{1}" = zeroblob(70000000)', 'UPDATE "{0}" SET "{1}" = CAST("{1}" AS BLOB)',
    'UPDATE "{0}" SET "{1}" = CAST("{1}" AS TEXT)', 'UPDATE "{0}" SET "{1}" = 9223372036854775807',
    'UPDATE "{0}" SET "{1}" = -9223372036854775808', 'UPDATE "{0}" SET "{1}" = 1e308',
    "UPDATE \"{0}\" SET \"{1}\" = 'x' || char(0)",
    'UPDATE "{0}" SET "{1}" = rowid', 'UPDATE "{0}" SET "{1}" = randomblob(20)', 'UPDATE "{0}" SET "{1}" = "{1}" || "{1}"',
    'CREATE TABLE new("{1}"); INSERT INTO new SELECT "{1}" FROM "{0}"; DROP TABLE "{0}"; ALTER TABLE new RENAME TO "{0}"',
    'CREATE VIRTUAL TABLE new USING fts5(a); INSERT INTO new SELECT "{1}" FROM "{0}"',
    'CREATE TRIGGER t AFTER INSERT ON "{0}" BEGIN DELETE FROM "{0}"; END',
    'ALTER TABLE "{0}" ADD COLUMN g GENERATED ALWAYS AS (1) VIRTUAL',
    'ALTER TABLE "{0}" ADD COLUMN h GENERATED ALWAYS AS (zeroblob(100000000)) VIRTUAL',
    "PRAGMA page_size = 65536; VACUUM", "PRAGMA page_size = 512; VACUUM", "PRAGMA encoding = 'UTF-16le'; VACUUM",
    "PRAGMA user_version = -1", "PRAGMA auto_vacuum = 1; VACUUM",
)  # fmt: skip


@cache
def dictionary(format: str) -> tuple[bytes, ...]:
    """Return the words that stand in the code of a format's reader, which are those that mean something to it."""
    name = named(format).sniff.__module__
    package = name.rpartition(".")[0]
    modules = [import_module(name)]
    if package not in {"quiz.formats", "quiz"}:
        whole = import_module(package)
        modules += [import_module(f"{package}.{one.name}") for one in iter_modules(whole.__path__) if not one.ispkg]
    found: set[bytes] = set()
    for module in modules:
        found |= _words(module)
    return tuple(sorted(one for one in found if 0 < len(one) <= 60))


def _words(module: ModuleType) -> set[bytes]:
    found: set[bytes] = set()
    left: list[object] = [value for value in vars(module).values() if not isinstance(value, ModuleType)]
    code = compile(Path(module.__file__ or "").read_text("utf-8"), "x", "exec")
    left.append(code)
    while left:
        match left.pop():
            case str(text):
                found.add(text.encode("utf-8", "surrogatepass"))
            case bytes(data):
                found.add(data)
            case tuple() | list() | frozenset() | set() as several:
                left.extend(several)
            case dict(pairs):
                left.extend(pairs)
            case CodeType() as code:
                left.extend(one for one in code.co_consts if one is not code.co_consts[0] or not isinstance(one, str))
            case re.Pattern() as pattern:
                text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
                found.update(
                    one.encode("utf-8", "surrogatepass") for one in re.findall(r"[\w:#@$+-]{2,}|[^\w\s\\()|?*\[\]]{1,6}", text)
                )
    return found


def by_dictionary(random: Random, data: bytes, words: tuple[bytes, ...]) -> bytes:
    """Return a file into which words were put, in place of others or between them."""
    word = random.choice(random.choice((words or PIECES, words or PIECES, PIECES, TEXTS)))
    at = random.randint(0, len(data))
    if random.random() < 0.5:
        return data[:at] + word * random.choice((1, 1, 1, 2, 10)) + data[at:]
    # A word that stands there already gives way, so that what is around it still fits.
    there = [one for one in random.sample(words, min(len(words), 20)) if one in data]
    if not there:
        return data[:at] + word + data[at:]
    old = random.choice(there)
    return data.replace(old, word, random.choice((1, 1, -1)))


def by_numbers(random: Random, data: bytes) -> bytes:
    """Return a file in which a number is another one."""
    found = list(_NUMBER.finditer(data[:200_000]))
    if not found:
        return data
    one = random.choice(found)
    new = random.choice(NUMBERS) if random.random() < 0.8 else str(random.randint(-10, 10)).encode()
    return data[: one.start()] + new + data[one.end() :]


def spliced(random: Random, data: bytes, other: bytes) -> bytes:
    """Return the beginning of a file and the end of another one, or with some records of it in the middle."""
    sign = random.choice(_RECORD)
    one, two = data.split(sign), other.split(sign)
    at, start = random.randrange(len(one)), random.randrange(len(two))
    middle = two[start : start + random.choice((1, 1, 3, 20))]
    rest = one[at + random.choice((0, 0, 1)) :] if random.random() < 0.8 else two[start:]
    return sign.join((*one[:at], *middle, *rest))


def by_elements(random: Random, data: bytes) -> bytes:
    """Return XML or HTML in which an element is called otherwise, is missing, stands twice, or in another one."""
    found = list(_ELEMENT.finditer(data[:300_000]))
    if not found:
        return data
    one, other = random.choice(found), random.choice(found)
    match random.randint(0, 6):
        case 0:
            return data[: one.start()] + data[one.end() :]
        case 1:
            return data[: one.start()] + other[0] + data[one.end() :]
        case 2:
            return data.replace(b"<" + one[2], b"<" + other[2]).replace(b"</" + one[2], b"</" + other[2])
        case 3:
            start, end = sorted((one.start(), other.end()))
            return data[:end] + data[start:end][:5000] * random.choice((1, 1, 5)) + data[end:]
        case 4:
            start, end = sorted((one.start(), other.start()))
            return data[:start] + data[end:]
        case 5 if (told := _ATTRIBUTE.search(one[3])) is not None:
            new = random.choice((*NUMBERS, *TEXTS)).replace(b'"', b"").replace(b"<", b"&lt;")
            return data[: one.start(3)] + one[3].replace(told[2], b'"' + new + b'"') + data[one.end(3) :]
        case _:
            return data[: one.end()] + random.choice((*TEXTS, *NUMBERS)) + data[one.end() :]


def by_fields(random: Random, data: bytes, depth: int = 0) -> bytes | None:
    """Return a message of Protocol Buffers with a field changed, missing, doubled or of another kind; nothing for others."""
    found: list[tuple[int, int | bytes | float]] = []
    try:
        found.extend(fields(data))
    except WireError:
        return None
    if not found:
        return None
    at = random.randrange(len(found))
    key, value = found[at]
    match random.randint(0, 6):
        case 0:
            del found[at]
        case 1:
            found[at:at] = [found[at]] * random.choice((1, 3, 2000))
        case 2:
            found[at] = (key, random.choice((0, 1, 2**31, 2**32, 2**63, 2**64 - 1)))
        case 3:
            found[at] = (key, random.choice((*TEXTS, *NUMBERS)))
        case 4:
            found[at] = (random.choice((1, 2, 3, 4, 255, 2**28)), value)
        case _ if isinstance(value, bytes) and depth < 5 and (inner := by_fields(random, value, depth + 1)) is not None:
            found[at] = (key, inner)
        case _:
            found[at] = (key, random.randbytes(random.randint(0, 9)))
    return b"".join(
        number(one, told) if isinstance(told, int) else message(one, told if isinstance(told, bytes) else b"")
        for one, told in found
    )


def by_schema(random: Random, data: bytes) -> bytes | None:
    """Return a database of SQLite whose tables are others; nothing where that cannot be done."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    connection.text_factory = bytes
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 80_000_000)
    try:
        connection.deserialize(data)
        for _ in range(random.choice((1, 1, 2))):
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall()
            table = random.choice(rows)[0].decode()
            columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            statement = random.choice(_SCHEMA).format(table, random.choice(columns)[1].decode())
            with suppress(sqlite3.Error):
                connection.executescript(statement)
        found = connection.serialize()
    except (sqlite3.Error, IndexError, UnicodeDecodeError, MemoryError):
        return None
    finally:
        connection.close()
    return found if len(found) < 3_000_000 else None


def by_pages(random: Random, data: bytes) -> bytes:
    """Return a database of SQLite with some of its pages in another's place, or with their heads changed."""
    size = int.from_bytes(data[16:18], "big") or 4096
    size = 65536 if size == 1 else max(512, size)
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        page = random.randrange(max(1, len(found) // size)) * size
        match random.randint(0, 3):
            case 0:
                other = random.randrange(max(1, len(found) // size)) * size
                found[page : page + size] = found[other : other + size]
            case 1:
                found[page + random.randrange(12)] = random.randint(0, 255)
            case 2:
                at = page + random.randrange(8, 120)
                found[at : at + 2] = random.randbytes(2)
            case _:
                found[random.randrange(16, 100)] = random.choice((0, 1, 2, 255))
    return bytes(found[: len(data)])


def pumped(random: Random, data: bytes, words: tuple[bytes, ...], most: int) -> bytes:
    """Return a file in which some words stand over and over, up to so many bytes: what takes more than linear time shows."""
    parts = [random.choice(random.choice((words or PIECES, PIECES))) for _ in range(random.choice((1, 1, 2, 2, 3)))]
    if random.random() < 0.3 and data:
        at = random.randrange(len(data))
        parts.append(data[at : at + random.choice((3, 20, 100))])
    random.shuffle(parts)
    joint = random.choice((b"", b"", b"a", b" ", b"\n", b"\n", b"\n\n", b"a b", b"\t"))
    piece = joint.join(parts) + joint or b"a"
    many = piece * (most // len(piece))
    at = random.choice((random.randint(0, len(data)), len(data), data.rfind(b"\n") + 1))
    start = data[:at] if random.random() < 0.8 else b""
    return start + many + (data[at:] if random.random() < 0.7 else b"")
