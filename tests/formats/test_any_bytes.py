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

SEEDS = (
    b"country,capital,tags\nPeru,Lima,a b\nKenya,Nairobi,\n",
    b'[{"name": "Oslo", "in": {"county": ["a", "b"]}}, {"name": "Bergen", "since": 1070}]',
    b'{"front": "a", "back": 1}\n{"front": "b", "back": null}\n',
    b"#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n#tags column:5\nk\td\tq\ta\tt\n",
    b'#separator:tab\n#html:true\nk\td\t<b>q</b>\t"a ""x"""\tt\nl\te\t{{c1::x}}\t\t\n',
    b'---\nname = "x"\n---\nQ: a\nA: b\n\nC: [c] $d$\n---\n```\nQ: x\n```\n',
)
PIECES = (
    b'"', b'""', b"\t", b"#separator:", b"#deck column:1\n", b"{{c1::", b"}}", b"[", b"]", b'{"a":', b"\xff", b"\0",
    b"\xef\xbb\xbf", b"<b>", b"&#x", b"---\n", b"Q: ", b"A: ", b"C: ", b"$$", b"\r", b"\n", b"1e999", b"\\", b"::", b";",
    "\u202e".encode(), b"<!--", b"\x1b[31m",
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
