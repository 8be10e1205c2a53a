"""Packages made from nothing: what a test needs in them, in every version in which Anki writes them."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha1
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from attrs import field, frozen

from quiz.formats.anki.unpacking import packed

Version = Literal["legacy 1", "legacy 2", "latest"]
VERSIONS: tuple[Version, ...] = ("legacy 1", "legacy 2", "latest")
CREATED = 1_600_000_000
BASIC = 1_500_000_000_001
_TABLES = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null,
    dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null,
    decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null,
    tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null,
    data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
    mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
    ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
    odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
    ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_revlog_cid ON revlog (cid);
"""
_LATER_TABLES = """
CREATE TABLE notetypes (id integer primary key, name text not null COLLATE unicase, mtime_secs integer, usn integer, config blob);
CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob, primary key (ntid, ord)) without rowid;
CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, mtime_secs integer, usn integer, config blob,
    primary key (ntid, ord)) without rowid;
CREATE TABLE decks (id integer primary key, name text not null COLLATE unicase, mtime_secs integer, usn integer, common blob,
    kind blob);
CREATE TABLE deck_config (id integer primary key, name text COLLATE unicase, mtime_secs integer, usn integer, config blob);
CREATE TABLE config (KEY text primary key, usn integer, mtime_secs integer, val blob) without rowid;
CREATE UNIQUE INDEX idx_decks_name ON decks (name);
"""


@frozen
class MadeNote:
    """A note, with the numbers of its cards and the decks that these are in."""

    fields: Sequence[str]
    cards: Mapping[int, int] = field(factory=lambda: {0: 1})
    tags: str = ""
    type: int = BASIC
    guid: str = ""


@frozen
class MadeType:
    """A note type: names of fields, and the two sides of each template."""

    fields: Sequence[str] = ("Front", "Back")
    templates: Sequence[tuple[str, str]] = (("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),)
    name: str = "Basic"
    id: int = BASIC
    is_cloze: bool = False
    css: str = ""


@frozen
class Made:
    """What goes into a package."""

    notes: Sequence[MadeNote] = ()
    types: Sequence[MadeType] = (MadeType(),)
    decks: Mapping[int, str] = field(factory=lambda: {1: "Default"})
    media: Mapping[str, bytes] = field(factory=dict)
    cards: Mapping[str, Any] = field(factory=dict)
    """Columns of all cards, where they are not those of new ones."""
    answers: Sequence[tuple[int, ...]] = ()
    """Rows of the log: id, card, ease, interval, last interval, factor, time, type."""

    def package(self, path: Path, version: Version = "legacy 2") -> Path:
        """Write a package."""
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in self.members(version).items():
                archive.writestr(name, content)
        return path

    def members(self, version: Version = "legacy 2") -> dict[str, bytes]:
        """Return what the archive of a package holds."""
        is_latest = version == "latest"
        name = {"legacy 1": "collection.anki2", "legacy 2": "collection.anki21", "latest": "collection.anki21b"}[version]
        database = self.database(is_latest=is_latest)
        found = {name: packed(database) if is_latest else database}
        if version != "legacy 1":
            found["meta"] = b"\x08\x03" if is_latest else b"\x08\x02"
            found["collection.anki2"] = Made((MadeNote(("Please update", "")),)).database(is_latest=False)
        names = list(self.media)
        if is_latest:
            entries = b"".join(message(1, _entry(key, content)) for key, content in self.media.items())
            found["media"] = packed(entries)
        else:
            found["media"] = json.dumps({str(place): key for place, key in enumerate(names)}).encode()
        for place, content in enumerate(self.media.values()):
            found[str(place)] = packed(content) if is_latest else content
        return found

    def database(self, *, is_latest: bool = False) -> bytes:
        """Return the bytes of its database."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "c"
            connection = sqlite3.connect(path)
            connection.create_collation(
                "unicase", lambda one, other: (one.casefold() > other.casefold()) - (one.casefold() < other.casefold())
            )
            connection.executescript(_TABLES)
            if is_latest:
                self._later(connection)
            else:
                models = {str(one.id): self._model(one) for one in self.types}
                decks = {str(id): {"id": id, "name": name, "dyn": 0, "conf": 1} for id, name in self.decks.items()}
                preset = {"1": {"id": 1, "name": "Default", "new": {"delays": [1, 10]}, "lapse": {"delays": [10]}}}
                texts = (json.dumps({"creationOffset": 0, "rollover": 4}), *map(json.dumps, (models, decks, preset)))
                connection.execute("INSERT INTO col VALUES (1, ?, 0, 0, 11, 0, 0, 0, ?, ?, ?, ?, '{}')", (CREATED, *texts))
            self._rows(connection)
            connection.commit()
            connection.close()
            return path.read_bytes()

    def _rows(self, connection: sqlite3.Connection) -> None:
        names = ("type", "queue", "ivl", "factor", "reps", "lapses", "left", "odue", "odid", "flags")
        new: dict[str, Any] = dict.fromkeys(names, 0)
        for number, note in enumerate(self.notes, start=1):
            guid = note.guid or f"guid{number}"
            row = (number, guid, note.type, 0, 0, note.tags, "\x1f".join(note.fields), "", 0, 0, "")
            connection.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
            for place, deck in note.cards.items():
                card: dict[str, Any] = {
                    "id": number * 1000 + place,
                    "nid": number,
                    "did": deck,
                    "ord": place,
                    "mod": CREATED,
                    "usn": 0,
                    "due": number,
                }
                card |= {**new, "data": "", **self.cards}
                columns, marks = ", ".join(card), ", ".join("?" * len(card))
                connection.execute(f"INSERT INTO cards ({columns}) VALUES ({marks})", list(card.values()))  # noqa: S608 - its own
        for at, of, *rest in self.answers:
            connection.execute("INSERT INTO revlog VALUES (?,?,?,?,?,?,?,?,?)", (at, of, 0, *rest))

    def _model(self, one: MadeType) -> dict[str, Any]:
        fields = [{"name": name, "ord": place} for place, name in enumerate(one.fields)]
        templates = [
            {"name": f"Card {place + 1}", "ord": place, "qfmt": question, "afmt": answer}
            for place, (question, answer) in enumerate(one.templates)
        ]
        return {"id": one.id, "name": one.name, "type": int(one.is_cloze), "flds": fields, "tmpls": templates, "css": one.css}

    def _later(self, connection: sqlite3.Connection) -> None:
        connection.executescript(_LATER_TABLES)
        connection.execute("INSERT INTO col VALUES (1, ?, 0, 0, 18, 0, 0, 0, '', '', '', '', '')", (CREATED,))
        for one in self.types:
            config = number(1, int(one.is_cloze)) + message(3, one.css.encode())
            connection.execute("INSERT INTO notetypes VALUES (?, ?, 0, 0, ?)", (one.id, one.name, config))
            for place, name in enumerate(one.fields):
                connection.execute("INSERT INTO fields VALUES (?, ?, ?, ?)", (one.id, place, name, message(3, b"Arial")))
            for place, (question, answer) in enumerate(one.templates):
                config = message(1, question.encode()) + message(2, answer.encode())
                row = (one.id, place, f"Card {place + 1}", config)
                connection.execute("INSERT INTO templates VALUES (?, ?, ?, 0, 0, ?)", row)
        for id, name in self.decks.items():
            named = (id, name.replace("::", "\x1f"), b"", message(1, number(1, 1)))
            connection.execute("INSERT INTO decks VALUES (?, ?, 0, 0, ?, ?)", named)
        for key, value in {"creationOffset": b"0", "rollover": b"4"}.items():
            connection.execute("INSERT INTO config VALUES (?, 0, 0, ?)", (key, value))
        preset = message(1, b"\0\0\x80\x3f\0\0\x20\x41") + message(2, b"\0\0\x20\x41")
        connection.execute("INSERT INTO deck_config VALUES (1, 'Default', 0, 0, ?)", (preset,))


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of some members, of which several may have one name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def number(field: int, value: int) -> bytes:
    """Return a number as a field of a message."""
    return _varint(field << 3) + _varint(value)


def message(field: int, content: bytes) -> bytes:
    """Return text or another message as a field of a message."""
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def _entry(name: str, content: bytes) -> bytes:
    return message(1, name.encode()) + number(2, len(content)) + message(3, sha1(content, usedforsecurity=False).digest())
