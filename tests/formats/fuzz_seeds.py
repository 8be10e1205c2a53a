"""Sound files of every kind that quiz reads, from which tests make strange ones: made here, and those of the corpus.

What is read is a file, or a folder of some: `Files` has them by their paths, and the one that is to be read first.
"""

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from attrs import field, frozen

from quiz.errors import QuizError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats.format import Outgoing, ReadOptions
from quiz.formats.reading import read_with
from quiz.formats.registry import formats, named
from quiz.formats.sniffing import sniff
from tests.formats.anki.made import VERSIONS
from tests.formats.anki.test_any_package import SAMPLE
from tests.formats.hostile import SOUND_FILES
from tests.formats.text_samples import MORE, TEXTS

LARGEST: Final = 200_000
"""Bytes of a file of the corpus from which others are made."""
_ENOUGH: Final = 8_000
"""Bytes of a table or text of lines: what stands further below is like what stands above."""
_OF_LINES: Final = frozenset({".csv", ".tsv", ".txt", ".md", ".org", ".gift"})
DECK: Final = Deck(
    "sample",
    title="A sample",
    relations=[Relation("capital", say="The capital of {subject} is {value}."), Relation("area", value="quantity")],
    facts=[
        Fact("Peru", "capital", "Lima", tags=["a", "b c"], wrong=["Quito"], note="by the *sea*", since="1535"),
        Fact("Kenya", "capital", "Nairobi", accept=["Nyrobi"], feedback=[("Mombasa", "Once.")]),
        Fact("Kenya", "area", "580367 km²"),
        Fact("Peru {a} ~b = #c", "capital", "Li: “ma”;\tx, y | z"),
    ],
)
_ENDINGS: Final = {"quiz": ".toml"}


@frozen
class Files:
    """What is given to a reader."""

    main: str
    """The path of the file that is read; empty where that is the folder of all."""
    content: dict[str, bytes] = field(repr=False)

    def put(self, folder: Path) -> Path:
        """Write them into a folder, and return what is to be read."""
        for name, data in self.content.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder / self.main if self.main else folder


def single(data: bytes, name: str = "x") -> Files:
    """Return one file."""
    return Files(name, {name: data})


@cache
def own() -> tuple[Files, ...]:
    """Return files that are made here: by hand, and by whatever writes any."""
    found = [single(make(), name) for name, make in SOUND_FILES.items()]
    found += [single(data) for data in TEXTS]
    found += [single(data, name) for name, data in MORE.items() if "/" not in name]
    folders = {name.partition("/")[0] for name in MORE if "/" in name}
    for folder in sorted(folders):
        found.append(Files("", {name.partition("/")[2]: data for name, data in MORE.items() if name.startswith(f"{folder}/")}))
    for version in VERSIONS:
        with TemporaryDirectory() as place:
            found.append(single(SAMPLE.package(Path(place) / "x.apkg", version).read_bytes(), "x.apkg"))
    found += [single(SAMPLE.database(is_latest=latest), "x.anki2") for latest in (True, False)]
    found += _written()
    found += _tables()
    return tuple(found)


def _written() -> list[Files]:
    found = []
    for one in formats():
        if not one.write or one.has_reviews or one.name.startswith("exam"):
            continue
        with TemporaryDirectory() as place:
            name = f"x{_ENDINGS.get(one.name) or (one.extensions[0] if one.extensions else '')}"
            path = Path(place) / name
            if one.is_folder:
                path.mkdir()
                path = path / "deck.toml"
            with suppress(QuizError):
                one.write(Outgoing(DECK), path)
                found.append(single(path.read_bytes(), path.name))
    return found


def _tables() -> list[Files]:
    """Return tables of Parquet and Arrow of many types, where pyarrow is installed."""
    try:
        from tests.formats.arrow_tables import written
    except ImportError:
        return []
    return [single(data, name) for name, data in written().items()]


@cache
def of_corpus() -> tuple[Files, ...]:
    """Return the files of the corpus that are not too large; none where there is no corpus."""
    root = Path(os.environ.get("QUIZ_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
    files = sorted(file for file in root.rglob("*") if file.is_file() and "malformed" not in file.parts)
    return tuple(
        single(_cut(file), file.name if file.name.isascii() else f"x{file.suffix}")
        for file in files
        if file.suffix not in {".mp3", ".png", ".jpg", ".ttf"} and 0 < file.stat().st_size <= LARGEST
    )


def _cut(file: Path) -> bytes:
    data = file.read_bytes()
    if file.suffix not in _OF_LINES or len(data) <= _ENOUGH:
        return data
    return data[: data.rfind(b"\n", 0, _ENOUGH) + 1] or data[:_ENOUGH]


@cache
def fitting(name: str, *, with_corpus: bool = False) -> tuple[Files, ...]:
    """Return the files that a reader can read: those that are told to be of its format, and if there are few, others too."""
    sure: list[Files] = []
    others: list[Files] = []
    for files in (*own(), *(of_corpus() if with_corpus else ())):
        with TemporaryDirectory() as folder:
            path = files.put(Path(folder))
            with suppress(QuizError):
                if sniff(path).format.name == name:
                    sure.append(files)
                    continue
            if len(others) < 40:
                with suppress(QuizError):
                    read_with(path, name, ReadOptions())
                    others.append(files)
    assert named(name)
    return tuple(sure * 4 + others) if sure else tuple(others)
