"""Files that mean harm, or that were harmed: what each reader must survive, made from nothing."""

import io
import json
import os
import pickle
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from quiz.formats.anki.unpacking import packed
from tests.formats.anki.made import Made, MadeNote, Version, zipped

MIB = 2**20
_NOISE = Random(1)
SOUND = Made((MadeNote(("Peru", "Lima")),), media={"a.png": b"\x89PNG\r\n\x1a\n"})


class _Executing:
    """What a pickle would run when it is loaded."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (os.system, ("echo pwned > pwned.txt",))


def _package(made: Made, version: Version = "legacy 2") -> bytes:
    return zipped(made.members(version).items())


def _zip(members: dict[str, bytes], *, links: frozenset[str] = frozenset()) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name in links:
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return file.getvalue()


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped_zeros(size: int) -> bytes:
    """Return a stream of deflate that holds so many zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = bytes(MIB)
    return b"".join(packer.compress(chunk) for _ in range(size // MIB)) + packer.flush()


def _bomb(name: str, size: int, *, told: int | None = None, entries: int = 1) -> bytes:
    """Return a zip file whose entries all lie on the same packed zeros; their list says a size of `told`."""
    data = _zipped_zeros(size)
    crc = 0
    for _ in range(size // MIB):
        crc = zlib.crc32(bytes(MIB), crc)
    said = size if told is None else told
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(data), said, len(name), 0) + name.encode()
    directory = b""
    for number in range(entries):
        called = name if not number else str(number - 1)
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(data), said, len(called), 0, 0, 0, 0, 0, 0
        ) + called.encode()  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, entries, entries, len(directory), len(local + data), 0)
    return local + data + directory + end


def _entity(number: int) -> str:
    return f"&l{number};"


def _laughs(head: str, body: str) -> bytes:
    entities = '<!ENTITY l0 "ha">' + "".join(f"<!ENTITY l{n} '{_entity(n - 1) * 10}'>" for n in range(1, 12))
    return f'<?xml version="1.0"?>\n<!DOCTYPE {head} [{entities}]>\n{body.format(_entity(11))}'.encode()


def _moodle(text: str, name: str = "n") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz><question type="shortanswer"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text>{text}</text></questiontext>'
        '<answer fraction="100"><text>Lima</text></answer></question></quiz>'
    ).encode()


def _with_media(name: str) -> bytes:
    return _package(Made((MadeNote((f'<img src="{name}">', "Lima")),), media={name: b"\x89PNG\r\n\x1a\npwned"}))


def _with_map(name: str) -> bytes:
    members = _members(_package(SOUND))
    members["media"] = json.dumps({"0": name}).encode()
    return _zip(members)


def _linked() -> bytes:
    members = _members(_package(SOUND)) | {"0": b"/etc/passwd"}
    return _zip(members, links=frozenset({"0", "collection.anki2"}))


def _zstd_bomb() -> bytes:
    bomb = packed(bytes(64 * MIB))
    return _zip({"meta": b"\x08\x03", "collection.anki21b": bomb * 100, "media": b""})


def _zstd_window() -> bytes:
    """Return a frame that asks for a window of two gigabytes."""
    frame = b"\x28\xb5\x2f\xfd" + bytes([0x00, 21 << 3]) + b"\x01\x00\x00"
    return _zip({"meta": b"\x08\x03", "collection.anki21b": frame, "media": b""})


def _quoted() -> bytes:
    return b"country,capital\n" + b'Peru,"Lima\n' * 200_000


_FC = b"* a :fc:\n:PROPERTIES:\n:FC_TYPE: cloze\n:END:\n"


SOUND_FILES: dict[str, Callable[[], bytes]] = {
    "sound.apkg": lambda: _package(SOUND),
    "latest.apkg": lambda: _package(SOUND, "latest"),
    "sound.csv": lambda: b"country,capital\nPeru,Lima\nKenya,Nairobi\nIndia,Delhi\n",
    "sound.json": lambda: b'[{"country": "Peru", "capital": "Lima"}, {"country": "Kenya", "capital": "Nairobi"}]',
    "sound.jsonl": lambda: b'{"country": "Peru", "capital": "Lima"}\n{"country": "Kenya", "capital": "Nairobi"}\n',
    "sound.gift": lambda: b"// a\n::n::Capital of Peru?{=Lima#right ~Quito}\n\n2+2 is{#4:0}\n",
    "sound.xml": lambda: _moodle("Capital of Peru?"),
    "aiken.txt": lambda: b"Capital of Peru?\nA. Lima\nB. Quito\nANSWER: A\n\nOf Kenya?\nA. Lima\nB. Nairobi\nANSWER: B\n",
    "sound.md": lambda: b"Q: Capital of Peru?\nA: Lima\n\nC: [Nairobi] is the capital of [Kenya].\n",
    "anki.txt": lambda: b"#separator:tab\n#html:true\nPeru\tLima\nKenya\tNairobi\n",
    "crowdanki.json": lambda: json.dumps(
        {
            "__type__": "Deck", "children": [], "name": "d", "media_files": [], "crowdanki_uuid": "u", "deck_configurations": [],
            "note_models": [{"__type__": "NoteModel", "crowdanki_uuid": "m", "name": "Basic", "type": 0, "css": "",
                "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
                "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]}],
            "notes": [{"__type__": "Note", "fields": ["Peru", "Lima"], "guid": "g", "note_model_uuid": "m", "tags": []}],
        }
    ).encode(),
    "sound.org": lambda: b"* Geography :drill:\n"
    b"** Item :drill:\nCapital of Peru?\n*** Answer\nLima\n* [Lima] is in Peru :drill:\n",
    "obsidian.md": lambda: b"#flashcards\n\nCapital of Peru::Lima\n"
    b"<!--SR:!2024-01-01,3,250-->\n\nNairobi is ==the capital== of Kenya\n",
    "mnemosyne.xml": lambda: (
        b'<?xml version="1.0"?>\n<mnemosyne core_version="1"><category active="1"><name>c</name></category>'
        b'<item id="1"><cat>c</cat><Q>Peru</Q><A>Lima</A></item></mnemosyne>'
    ),
    "wikidata.json": lambda: (
        b'{"entities": {"Q419": {"type": "item", "id": "Q419", "labels": {"en": {"language": "en", "value": "Peru"}},'
        b' "descriptions": {},'
        b' "aliases": {}, "sitelinks": {}, "claims": {"P571": [{"mainsnak": {"snaktype": "value", "property": "P571", "datatype":'
        b' "string", "datavalue": {"value": "1821", "type": "string"}}, "type": "statement", "rank": "normal", "id": "a"}]}}}}'
    ),
    "quizlet.txt": lambda: b"Peru\tLima;Kenya\tNairobi;India\tDelhi",
}  # fmt: skip
"""A small file of each kind, in which nothing is wrong."""

HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty.apkg": lambda: b"",
    "blank.csv": lambda: b" \n\t\n\r\n",
    "only_mark.txt": lambda: b"\xef\xbb\xbf",
    "bomb.apkg": lambda: _bomb("collection.anki2", 1024 * MIB),
    "lying_bomb.apkg": lambda: _bomb("collection.anki2", 512 * MIB, told=1000),
    "overlapping_bomb.apkg": lambda: _bomb("collection.anki2", 64 * MIB, entries=60_000),
    "nested.apkg": lambda: _zip({"collection.anki2": _zip({"collection.anki2": _bomb("x", 64 * MIB)})}),
    "zstd_bomb.apkg": _zstd_bomb,
    "zstd_window.apkg": _zstd_window,
    "zeros.zst": lambda: packed(bytes(256 * MIB)),
    "media_map_bomb.apkg": lambda: _zip(_members(_package(SOUND)) | {"media": b'{"0":"a"' + b',"0":"a"' * 8_000_000 + b"}"}),
    "media_up.apkg": lambda: _with_map("../../pwned.txt"),
    "media_root.apkg": lambda: _with_map("/tmp/pwned.txt"),  # noqa: S108 - nothing is to be written there
    "media_drive.apkg": lambda: _with_map("C:\\pwned.txt"),
    "media_device.apkg": lambda: _with_media("NUL.png"),
    "media_nul.apkg": lambda: _with_map("a\0b.png"),
    "media_long.apkg": lambda: _with_media("a" * 5000 + ".png"),
    "media_dots.apkg": lambda: _with_map(".."),
    "members_up.apkg": lambda: _zip(_members(_package(SOUND)) | {"../../pwned.txt": b"pwned", "/pwned.txt": b"pwned"}),
    "links.apkg": _linked,
    "many_members.apkg": lambda: _zip({str(number): b"" for number in range(40_000)} | _members(_package(SOUND))),
    "deep.json": lambda: b"[" * 3_000_000,
    "deep_objects.json": lambda: b'{"a":' * 1_000_000 + b"1" + b"}" * 1_000_000,
    "deep_closed.json": lambda: b'[{"a":' + b"[" * 500_000 + b"]" * 500_000 + b"}]",
    "deep_lines.jsonl": lambda: b'{"a":' * 900 + b"1" + b"}" * 900 + b"\n" + b'{"country": "Peru", "capital": "Lima"}\n',
    "many_columns.jsonl": lambda: b"\n".join(f'{{"a{n}": 1, "b": 2}}'.encode() for n in range(30_000)),
    "doubles.json": lambda: b'[{"a": 1, "a": 2, "b": "x", "b": "y"}, {"a": 3, "b": "z"}]',
    "numbers.json": lambda: b'[{"a": "x", "b": 1e999999}, '
    b'{"a": "y", "b": -1e999999}, {"a": "z", "b": NaN}, {"a": "w", "b": Infinity}]',
    "digits.json": lambda: b'[{"a": "x", "b": ' + b"9" * 2_000_000 + b'}, {"a": "y", "b": 2}]',
    "exponents.csv": lambda: b"a,b\nx,1e999999999\ny,-1e999999999\nz,0x" + b"f" * 100_000 + b"\n",
    "surrogates.json": lambda: b'[{"a": "\\ud800", "b": "\\udc00x"}, {"a": "Peru", "b": "Lima"}]',
    "deep.xml": lambda: b"<a>" * 1_000_000,
    "deep_moodle.xml": lambda: _moodle("<b>" * 300_000),
    "deep_html.xml": lambda: _moodle("<![CDATA[" + "<div><ul><li><table><tr><td>" * 100_000 + "]]>"),
    "laughs.xml": lambda: _laughs("quiz", _moodle("{}").decode().partition("\n")[2]),
    "laughs_mnemosyne.xml": lambda: _laughs(
        "mnemosyne", '<mnemosyne core_version="1"><item id="1"><Q>{}</Q><A>a</A></item></mnemosyne>'
    ),
    "quadratic.xml": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a "' + b"a" * 100_000 + b'">]>'
        + _moodle("&a;" * 20_000).partition(b"\n")[2]
    ),
    "external.xml": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _moodle("&x;").partition(b"\n")[2]
    ),
    "files_up.xml": lambda: _moodle(
        '<![CDATA[<img src="@@PLUGINFILE@@/../../pwned.png">]]></text>'
        '<file name="../../pwned.png" path="/../../" encoding="base64">'
        "iVBORw0KGgo=</file><text>"
    ),
    "base64.xml": lambda: _moodle(f'x</text><file name="a.png" path="/" encoding="base64">{"A" * 20_000_000}</file><text>'),
    "many_attributes.xml": lambda: b"<quiz" + b"".join(b' a%d="1"' % n for n in range(200_000)) + b"><question/></quiz>",
    "unclosed.gift": lambda: b"::a::b {=c\n" * 50_000,
    "braces.gift": lambda: b"{" * 2_000_000,
    "escapes.gift": lambda: b"Q {=" + b"\\" * 2_000_000 + b"}\n",
    "options.gift": lambda: b"Q {" + b"~a#b\n" * 300_000 + b"=c}\n",
    "numbers.gift": lambda: b"Q {#=1e999999:1e999999 =%50%1..1e400#x =9" + b"9" * 200_000 + b":0}\n\nR {#nan:inf}\n",
    "category.gift": lambda: b"$CATEGORY: " + b"../" * 100_000 + b"\n\nQ{=a}\n",
    "options.aiken.txt": lambda: b"Q\n" + b"".join(b"%c) %d\n" % (65 + n % 26, n) for n in range(200_000)) + b"ANSWER: A\n",
    "deep.org": lambda: b"".join(b"*" * n + b" a :drill:\n" for n in range(1, 3000)),
    "stars.org": lambda: b"*" * 5_000_000 + b" a :drill:\n",
    "drawers.org": lambda: b"* a :drill:\n" + b":PROPERTIES:\n" * 300_000,
    "comments.md": lambda: b"#flashcards\n\na::b\n" + b"<!--SR:" * 300_000,
    "marks.md": lambda: b"#flashcards\n\n" + b"==" * 1_000_000 + b"\n",
    "brackets.md": lambda: b"C: " + b"[" * 1_000_000 + b"\n\nQ: a\nA: b\n",
    "dollars.md": lambda: b"Q: " + b"$" * 1_000_001 + b"\nA: " + b"`" * 1_000_001 + b"\n",
    "stars.md": lambda: b"Q: " + b"*a_" * 300_000 + b"\nA: b\n",
    "links.md": lambda: b"Q: " + b"![a](" * 200_000 + b"\nA: b\n",
    "front_matter.md": lambda: b"---\nname = " + b"[" * 500_000 + b"\n---\nQ: a\nA: b\n",
    "huge_field.csv": lambda: b"country,capital\nPeru," + b"L" * 20_000_000 + b"\nKenya,Nairobi\n",
    "huge_line.txt": lambda: b"a\t" * 3_000_000,
    "quotes.csv": _quoted,
    "repeated_quotes.txt": lambda: b'a\t"' * 500_000 + b"\n",
    "half_quotes.csv": lambda: b"a,b\n" + b'"x"y,"z\n' * 200_000,
    "wide.csv": lambda: b",".join(b"c%d" % n for n in range(200_000)) + b"\n" + b",".join(b"1" for _ in range(200_000)) + b"\n",
    "wide_rows.csv": lambda: b"a,b\n" + (b"x" + b",y" * 2000 + b"\n") * 2000,
    "sparse.csv": lambda: b"a" + b",b" * 1500 + b"\n" + b"x,y\n" * 300_000,
    "sparse.jsonl": lambda: b"{" + b",".join(b'"a%d":1' % n for n in range(1500)) + b"}\n" + b'{"a1":1,"a2":2}\n' * 200_000,
    "ragged.csv": lambda: b"".join(b"a," * n + b"\n" for n in range(1, 3000)),
    "nul.csv": lambda: b"country,capital\nPeru,Li\0ma\nKenya,Nairobi\n",
    "invalid.csv": lambda: b"country,capital\nPeru,Lima\xff\xfe\x80\nKenya,N\xc3\xa4irobi\n",
    "overlong.csv": lambda: b"country,capital\nPeru,\xc0\xaf\xe0\x80\xaf\n",
    "controls.csv": lambda: b"country,capital\n\x1b[31mPeru\x07,\x1b]0;pwned\x07Lima\n",
    "formula.csv": lambda: b"country,capital\n=cmd|' /C calc'!A0,@SUM(1)\n",
    "clozes.txt": lambda: b"#html:true\n" + b"{{c1::" * 100_000 + b"\ta\n",
    "closed_clozes.txt": lambda: b"#html:true\n" + b"{{c1::" * 20_000 + b"x" + b"}}" * 20_000 + b"\ta\n",
    "many_clozes.txt": lambda: b"#html:true\n" + b"".join(b"{{c%d::x}}" % n for n in range(30_000)) + b"\ta\n",
    "tags.txt": lambda: b"#html:true\n" + b"<div><ul><li>" * 200_000 + b"\ta\n",
    "tables.txt": lambda: b"#html:true\n" + b"<table><tr><td>" * 100_000 + b"\ta\n",
    "entities.txt": lambda: b"#html:true\n" + b"&#x110000;&#99999999999999999999;&amp" * 100_000 + b"\ta\n",
    "colspan.txt": lambda: b"#html:true\n<table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>\ta\n",
    "header.txt": lambda: b"#separator:" + b"x" * 1_000_000 + b"\n#columns:" + b"\t" * 1_000_000 + b"\na\tb\n",
    "tex.txt": lambda: b"a\t\\(" + b"\\frac{" * 200_000 + b"\\)\n",
    "column.txt": lambda: b"#tags column:99999999999999999999\n#deck column:-1\n#guid column:2\na\tb\n",
    "pickle.mem": lambda: b"--- Mnemosyne Data Base --- Format Version 2 ---\n" + pickle.dumps(_Executing(), 0),
    "pickle.pkl": lambda: pickle.dumps(_Executing()),
    "pickle.cards": lambda: _zip({"cards.xml": b"<openSM2sync></openSM2sync>", "METADATA": pickle.dumps(_Executing())}),
    "cards_up.cards": lambda: _zip(
        {"cards.xml": b'<openSM2sync number_of_entries="1"></openSM2sync>', "../../pwned.txt": b"pwned"}
    ),
    "cards_bomb.cards": lambda: _bomb("cards.xml", 1024 * MIB),
    "tar.apkg": lambda: b"a" * 257 + b"ustar" + bytes(8000),
    "sqlite_header.anki2": lambda: b"SQLite format 3\0" + bytes(10_000),
    "sqlite.csv": lambda: b"SQLite format 3\0" + b"\x10\0\x01\x01\0\x40\x20\x20" + _NOISE.randbytes(50_000),
    "parquet.parquet": lambda: b"PAR1" + b"\xff" * 5000 + struct.pack("<I", 4000) + b"PAR1",
    "arrow.arrow": lambda: b"ARROW1\0\0" + b"\xff" * 5000 + struct.pack("<I", 4000) + b"ARROW1",
    "crowdanki_deep.json": lambda: (
        b'{"__type__": "Deck", "name": "a", "note_models": [], "notes": [], "children": [' * 50_000 + b"]}" * 50_000
    ),
    "crowdanki_media.json": lambda: (
        SOUND_FILES["crowdanki.json"]().replace(b'"media_files": []', b'"media_files": ["../../../etc/passwd", "/etc/passwd"]')
    ),
    "tags.md": lambda: b"#flashcards/a\na::b\n" * 8_000,
    "bold.md": lambda: b"#flashcards\n\na::b\n\n" + b"**a " * 200_000 + b"\n",
    "long_blanks.md": lambda: b"#flashcards\n\n" + b"==*a*== " * 190 + b"word " * 400_000 + b"\n\na::b\n",
    "many_blanks.md": lambda: b"#flashcards\n\n" + (b"==*a*== " * 190 + b"x" * 3000 + b"\n\n") * 60,
    "places.md": lambda: b"#flashcards\n\na::b &#xe004; &#57348;9&#57348; c\n\n==x== &#xe000;7&#xe000;y&#xe001;\n",
    "sums.org": lambda: _FC + b"{{" + b"$a" * 40 + b"\n",
    "holes.org": lambda: _FC + b"{{a" * 100_000 + b"\n",
    "context.org": lambda: _FC.replace(b":END:", b":FC_CLOZE_TYPE: context\n:END:") + b"{{a}} " * 4_000 + b"\n",
    "shown.org": lambda: b"* a :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: show1cloze\n:END:\n" + b"[a] " * 20_000 + b"\n",
    "begins.org": lambda: b"* a :drill:\nx\n" + b"#+begin_src\n" * 50_000,
    "nested_begins.org": lambda: b"* a :drill:\nx\n" + b"#+begin_quote\n" * 4_000,
    "open_drawers.org": lambda: b"* a :drill:\nx\n" + b":a:\n" * 100_000,
    "sides.org": lambda: b"* a :drill:\n:PROPERTIES:\n:DRILL_CARD_TYPE: multisided\n:END:\n" + b"** h\ny\n" * 3_000,
    "clozes.apy.md": lambda: b"model: Cloze\n# N\n## Text\n" + b"{{c1::" * 100_000 + b"\n## Extra\nx\n",
    "hints.apy.md": lambda: b"model: Cloze\n# N\n## Text\n{{c1::" + b"::a" * 100_000 + b"\n## Extra\nx\n",
    "decks.apy.md": lambda: b"".join(b"# N\ndeck: d%d\n## Front\na\n## Back\nb\n" % n for n in range(20_000)),
    "blanks.hash.md": lambda: b"Q: a\nA: b\n\nC: " + b"[a] " * 20_000 + b"\n",
    "deck.toml": lambda: b'id = "a"\n' + b"[a.a]\n" * 3 + b"x = " + b"[" * 200_000,
    "wrong.apkg": SOUND_FILES["sound.csv"],
    "wrong.csv": lambda: _package(SOUND),
    "wrong.json": SOUND_FILES["sound.gift"],
    "wrong.xml": SOUND_FILES["sound.json"],
    "wrong.parquet": SOUND_FILES["sound.md"],
    "wrong.png": SOUND_FILES["anki.txt"],
    "picture.txt": lambda: b"\x89PNG\r\n\x1a\n" + _NOISE.randbytes(5000),
    "noise.txt": lambda: _NOISE.randbytes(200_000),
    "noise.apkg": lambda: b"PK\3\4" + _NOISE.randbytes(200_000),
}  # fmt: skip


def hostile_files(folder: Path) -> Iterator[Path]:
    """Write each of the files, and yield its path."""
    for name, make in HOSTILE.items():
        file = folder / name
        file.write_bytes(make())
        yield file


def broken_off(folder: Path) -> Iterator[Path]:
    """Write each of the sound files as far as every tenth of its length, and yield its path."""
    for name, make in SOUND_FILES.items():
        data = make()
        for tenth in range(1, 10):
            file = folder / f"{tenth}0_{name}"
            file.write_bytes(data[: len(data) * tenth // 10])
            yield file
