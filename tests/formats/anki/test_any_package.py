"""Whatever a package holds, reading it ends soon, in records or in an error that is meant for people."""

import os
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from quiz.cards.generation import generate
from quiz.errors import QuizError
from quiz.formats.format import ReadOptions
from quiz.formats.reading import Contents, read_with
from quiz.formats.sniffing import sniff
from tests.formats.anki.made import VERSIONS, Made, MadeNote, MadeType, zipped

SAMPLE = Made(
    (
        MadeNote(("Peru", "Lima"), {0: 1, 1: 2}, " geo marked "),
        MadeNote(('<img src="a.png"> <b>b</b>', "[sound:b.mp3] {{c1::x}}"), {0: 1, 1: 1}),
        MadeNote(("{{c1::Paris::city}} in {{c2::{{c3::France}}}}", "&nbsp;x"), {0: 1, 1: 1, 2: 2}, type=8),
        MadeNote(("a", "b", "c"), {0: 2}, type=9),
        MadeNote(("", ""), {0: 1}),
    ),
    (
        MadeType(
            templates=(("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"), ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"))
        ),
        MadeType(("Text", "Extra"), (("{{cloze:Text}}", "{{cloze:Text}}<br>{{hint:Extra}}"),), "Cloze", 8, is_cloze=True),
        MadeType(
            ("A", "B", "C"),
            (("{{#A}}{{A}} {{furigana:B}}{{/A}}", "{{FrontSide}}{{type:C}}{{Tags}}"),),
            "Three",
            9,
            css=".x{display:none}",
        ),
    ),
    {1: "Default", 2: "A::B/c"},
    {"a.png": b"\x89PNG\r\n\x1a\n", "b.mp3": b"ID3", "_x.ttf": b"font"},
    answers=((1_600_000_000_000, 1000, 3, 1, 0, 2500, 4000, 0),),
)
PIECES = (
    *(
        b"{{",
        b"}}",
        b"{{c1::",
        b"{{c1::image-occlusion:rect:left=.1",
        b"{{#A}}",
        b"{{/A}}",
        b"{{FrontSide}}",
        b"<table>",
        b"<tr><td>",
    ),
    *(
        b"</div>",
        b"<ruby>",
        b"[sound:",
        b"\\(",
        b"\x1f",
        b"\0",
        b"\xff",
        b"\xf0\x9f",
        b"&#x",
        b"../",
        b"CON",
        b'"',
        b"[[[[",
        b"::",
    ),
    *(b"{" * 40, b"1e999", "\u202e".encode(), b"<!--", b"\x1b[31m", b"-1", b"null", b"\x08" + b"\xff" * 9 + b"\x01"),
)
LONGEST = 10
"""Seconds that any file may take."""


def spoiled(random: Random, data: bytes, times: int) -> bytes:
    """Return bytes in some of which something is out of order."""
    found = bytearray(data)
    for _ in range(times):
        at = random.randint(0, len(found))
        match random.randint(0, 4):
            case 0:
                del found[at : at + random.randint(1, 60)]
            case 1:
                found[at:at] = random.randbytes(random.randint(1, 8))
            case 2 if at < len(found):
                found[at] = random.randint(0, 255)
            case 3:
                found[at:at] = found[at : at + random.randint(1, 200)]
            case _:
                found[at:at] = random.choice(PIECES)
    return bytes(found)


def an_archive(random: Random) -> bytes:
    """Return a package whose archive is spoiled."""
    return spoiled(random, zipped(SAMPLE.members(random.choice(VERSIONS)).items()), random.randint(1, 6))


def a_member(random: Random) -> bytes:
    """Return a package one of whose members is spoiled."""
    members = SAMPLE.members(random.choice(VERSIONS))
    name = random.choice(list(members))
    if random.random() < 0.1:
        del members[name]
    else:
        members[name] = spoiled(random, members[name], random.randint(1, 6))
    return zipped(members.items())


def a_database(random: Random) -> bytes:
    """Return a package whose database is spoiled inside its pages."""
    is_latest = random.random() < 0.5
    members = SAMPLE.members("latest" if is_latest else "legacy 2")
    data = bytearray(SAMPLE.database(is_latest=is_latest))
    for _ in range(random.randint(1, 30)):
        data[random.randrange(100 if random.random() < 0.9 else 16, len(data))] = random.randint(0, 255)
    if random.random() < 0.2:
        del data[random.randrange(len(data)) :]
    members["collection.anki21b" if is_latest else "collection.anki21"] = bytes(data)
    return zipped(members.items())


def a_column(random: Random) -> bytes:
    """Return a package one of whose tables says what it should not."""
    is_latest = random.random() < 0.5
    members = SAMPLE.members("latest" if is_latest else "legacy 2")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "c"
        path.write_bytes(SAMPLE.database(is_latest=is_latest))
        connection = sqlite3.connect(path)
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        tables = ["col", "notes", "notes", "cards", "cards", "revlog"]
        tables += ["notetypes", "fields", "templates", "decks", "deck_config", "config"] if is_latest else ["col", "col"]
        for _ in range(random.randint(1, 3)):
            table = random.choice(tables)
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            column = random.choice(columns)
            (was,) = connection.execute(f"SELECT {column} FROM {table} LIMIT 1").fetchone() or (None,)  # noqa: S608 - its own names
            raw = str(was).encode() if not isinstance(was, bytes) else was
            values = (spoiled(random, raw, 3), 2**62, -1, None, "x", 1.5, b"", spoiled(random, raw, 1).decode("utf-8", "replace"))
            with suppress(sqlite3.Error):
                connection.execute(f"UPDATE {table} SET {column} = ?", (random.choice(values),))  # noqa: S608 - its own names
        connection.commit()
        connection.close()
        members["collection.anki21b" if is_latest else "collection.anki21"] = path.read_bytes()
    return zipped(members.items())


def words(random: Random) -> bytes:
    """Return a package whose fields, templates and names are of strange pieces."""

    def text() -> str:
        found = b"".join(
            random.choice((*PIECES, b"{{Front}}", b"{{cloze:Front}}", b"<hr id=answer>", b"a "))
            for _ in range(random.randint(0, 8))
        )
        return found.decode("utf-8", "replace").replace("\x1f", "")

    types = (
        MadeType(("Front", "Back"), ((text(), text()), (text(), text())), text(), is_cloze=random.random() < 0.3, css=text()),
    )
    notes = tuple(MadeNote((text(), text()), {0: 1, random.randint(1, 3): 2}, text(), guid=text()) for _ in range(3))
    made = Made(notes, types, {1: f"{text()}1", 2: f"{text()}2"}, {text(): b"x"})
    return zipped(made.members(random.choice(VERSIONS)).items())


KINDS: tuple[Callable[[Random], bytes], ...] = (an_archive, a_member, a_database, a_column, words)


def _tried(seed: int, seconds: float = 0.0, times: int = 0) -> None:
    random, begun, number = Random(seed), time.monotonic(), 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.apkg"
        while number < times or time.monotonic() - begun < seconds:
            kind = KINDS[number % len(KINDS)]
            number += 1
            with suppress(zipfile.BadZipFile, UserWarning):
                path.write_bytes(kind(random))
            start = time.monotonic()
            with suppress(QuizError):
                sniff(path)
            with suppress(QuizError):
                _looked_through(read_with(path, "anki", ReadOptions()))
            assert time.monotonic() - start < LONGEST, f"{kind.__name__} of seed {seed}, number {number}"
            assert ["x.apkg"] == os.listdir(folder)  # noqa: PTH208 - names only


def _looked_through(contents: Contents) -> None:
    for deck in contents.decks:
        cards = list(generate(deck))
        assert len({card.id for card in cards}) == len(cards)
    list(contents.past)
    for files in contents.media.values():
        for file in files.values():
            b"".join(file.pieces())


def test_no_package_is_too_strange() -> None:
    _tried(int(os.environ.get("QUIZ_SEED", "5")), times=60)


@pytest.mark.long
def test_no_package_is_too_strange_for_many_minutes() -> None:
    _tried(
        int(os.environ.get("QUIZ_SEED", str(time.time_ns() % 1_000_000))),
        seconds=float(os.environ.get("QUIZ_FUZZ_SECONDS", "600")),
    )


def test_deep_and_long_templates_take_no_longer_than_they_are_long(tmp_path: Path) -> None:
    deep = "{{#Front}}" * 5_000 + "{{Front}}" + "{{/Front}}" * 5_000
    long = "{{Front}}" * 20_000
    blanks = "{{c1::" * 20_000 + "}}" * 20_000
    tables = "<table><tr><td>" * 20_000
    types = tuple(
        MadeType(templates=((side, "{{Back}}"),), name=str(number), id=number)
        for number, side in enumerate((deep, long, tables), start=1)
    )
    cloze = MadeType(("Front",), (("{{cloze:Front}}", "{{cloze:Front}}"),), "cloze", 9, is_cloze=True)
    notes = [MadeNote(("a", "b" * 100_000), type=number) for number in (1, 2, 3)]
    notes += [
        MadeNote((blanks,), type=9),
        MadeNote(("\\(" * 50_000,), type=9),
        MadeNote(("<!--" * 50_000, "[a[" * 50_000), type=2),
    ]
    path = Made(tuple(notes), (*types, cloze)).package(tmp_path / "x.apkg")
    start = time.monotonic()
    read_with(path, "anki", ReadOptions())
    assert time.monotonic() - start < LONGEST
