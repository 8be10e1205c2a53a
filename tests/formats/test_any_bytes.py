"""Whatever a file holds, reading it ends in records or in an error that is meant for people."""

from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from quiz.collection.import_preview import preview
from quiz.errors import QuizError
from quiz.formats.format import ReadOptions
from quiz.formats.reading import read_with
from quiz.formats.registry import formats

MOODLE = (
    b'<?xml version="1.0"?><quiz><question type="category"><category><text>$course$/a//b/c</text></category></question>'
    b'<question type="multichoice"><name><text>n</text></name><questiontext format="markdown"><text>'
    b"<![CDATA[*a* \\\\(x\\\\)]]></text>"
    b'<file name="a.png" encoding="base64">iVBO</file></questiontext><answer fraction="100"><text>b</text></answer>'
    b'<answer fraction="0"><text>c</text></answer></question><question type="cloze"><questiontext>'
    b"<text>{1:MC:=a#b~%50%c} {NM:=1:2}</text></questiontext></question></quiz>"
)
SEEDS = (
    b"country,capital,tags\nPeru,Lima,a b\nKenya,Nairobi,\n",
    b'[{"name": "Oslo", "in": {"county": ["a", "b"]}}, {"name": "Bergen", "since": 1070}]',
    b'{"front": "a", "back": 1}\n{"front": "b", "back": null}\n',
    b"#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\nk\td\tq\ta\tt\n",
    b'#separator:tab\n#html:true\nk\td\t<b>q</b>\t"a ""x"""\tt\nl\te\t{{c1::x}}\t\t\n',
    b'---\nname = "x"\n---\nQ: a\nA: b\n\nC: [c] $d$\n---\n```\nQ: x\n```\n',
    b"// [id:1] [tag:a]\n::T::[html]<b>q</b>{~%50%a#x =b -> c ####d}\n\n$CATEGORY: x/y\n\nm{=a -> b\n=c->d}\n",
    b"n{#=%50%1..2:3 ~#no}\n\nt{F#a#b}\n\nIt is {=a ~b}, so.\n",
    b"Q\nA. a\nB) b\nANSWER: A\n\nR\nA. c\nB. d\nANSWERS: A, B\n",
    MOODLE,
)
PIECES = (
    b'"', b'""', b"\t", b"#separator:", b"#deck column:1\n", b"{{c1::", b"}}", b"[", b"]", b'{"a":', b"\xff", b"\0",
    b"\xef\xbb\xbf", b"<b>", b"&#x", b"---\n", b"Q: ", b"A: ", b"C: ", b"$$", b"\r", b"\n", b"1e999", b"\\", b"::", b";",
    "\u202e".encode(), b"<!--", b"\x1b[31m", b"{", b"}", b"####", b"->", b"~%", b"$CATEGORY:", b"ANSWER: ", b"<![CDATA[", b"]]>",
    b"<question type='ddwtos'>", b"</question>", b"&nbsp;", b"<!ENTITY x 'y'>", b"fraction='1e9'", b"{1:SA:=", b"[[1]]", b"\\(",
)  # fmt: skip


def _mutated(random: Random) -> bytes:
    data = bytearray(random.choice(SEEDS))
    for _ in range(random.randint(0, 8)):
        at = random.randint(0, len(data))
        match random.randint(0, 3):
            case 0:
                del data[at : at + random.randint(1, 20)]
            case 1:
                data[at:at] = random.randbytes(random.randint(1, 5))
            case _:
                data[at:at] = random.choice(PIECES)
    return bytes(data)


def _tried(seed: int, times: int) -> None:
    random = Random(seed)
    names = [None, *(one.name for one in formats() if one.read and not one.extra)]
    with TemporaryDirectory() as folder:
        for _ in range(times):
            path = Path(folder) / random.choice(["x", "x.csv", "x.txt", "x.json", "x.md"])
            path.write_bytes(_mutated(random))
            options = ReadOptions(
                header=random.choice([None, True, False]),
                separator=random.choice([None, None, ",", "\t"]),
                encoding=random.choice([None, None, "cp1252", "utf-16"]),
            )
            name = random.choice(names)
            with suppress(QuizError):
                read_with(path, name, options)
            with suppress(QuizError):
                preview(path, name, options)


def test_any_bytes_end_well() -> None:
    _tried(1, 300)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_very_many_bytes_end_well(seed: int) -> None:
    _tried(seed, 10_000)
