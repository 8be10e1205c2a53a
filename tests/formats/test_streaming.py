"""Records one after the other: the same as those of a file that is read whole, in memory that does not grow with the file."""

import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import quiz
from quiz.errors import FormatError
from quiz.formats import parquet as batches
from quiz.formats import streaming
from quiz.formats.format import ReadOptions, Record, Skipped, Taken
from quiz.formats.reading import gathered
from quiz.formats.registry import named


def _csv(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('word,"mean\ning",tags\n')
        for number in range(rows):
            file.write(f'w{number},"a ""big""\nmeaning of {number}",x y\n' if number % 3 else f"w{number},plain {number},\n")


def _jsonl(path: Path, rows: int) -> None:
    path.write_text("".join(f'{{"word": "w{number}", "means": {number}}}\n' for number in range(rows)), encoding="utf-8")


def _parquet(path: Path, rows: int) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow import parquet

    table = pa.table({"word": [f"w{number}" for number in range(rows)], "means": list(range(rows))})
    parquet.write_table(table, path)


MAKERS: dict[str, Callable[[Path, int], None]] = {"csv": _csv, "jsonl": _jsonl, "parquet": _parquet}


def _stated(found: Iterable[Record]) -> list[tuple[str, object]]:
    return [(one.where, one.facts if isinstance(one, Taken) else one) for one in found if isinstance(one, Taken | Skipped)]


@pytest.mark.parametrize("format", MAKERS)
def test_records_are_those_of_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    path = tmp_path / f"x.{format}"
    MAKERS[format](path, 500)
    read = named(format).read
    assert read is not None
    whole = list(read(path, ReadOptions()))
    monkeypatch.setattr(streaming, "_PIECE", 1000)
    found = list(quiz.records(path))
    assert _stated(whole) == _stated(found)
    assert gathered(whole, path, named(format)).decks == gathered(found, path, named(format)).decks


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_pieces_are_in_the_encoding_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, end: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(
        (f"sep=;{end}wort;frage{end}" + "".join(f"ä{number};ü{number}{end}" for number in range(100))).encode(encoding)
    )
    monkeypatch.setattr(streaming, "_PIECE", 60)
    facts = [fact for record in quiz.records(path) if isinstance(record, Taken) for fact in record.facts]
    assert [(f"ä{number}", "frage", f"ü{number}") for number in range(100)] == [
        (fact.subject, fact.relation, str(fact.value)) for fact in facts
    ]


def test_a_bad_row_costs_no_other_and_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n" + "x,y\n" * 50 + "1,2,3\n" * 30 + "x,y\n" * 50, encoding="utf-8")
    monkeypatch.setattr(streaming, "_PIECE", 40)
    found = list(quiz.records(path))
    assert [f"line {number}" for number in range(52, 82)] == [record.where for record in found if isinstance(record, Skipped)]
    assert 100 == sum(isinstance(record, Taken) for record in found)


def _peak(path: Path) -> int:
    tracemalloc.start()
    for _ in quiz.records(path):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("format", MAKERS)
def test_memory_does_not_grow_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    monkeypatch.setattr(streaming, "_PIECE", 20_000)
    monkeypatch.setattr(batches, "_BATCH", 500)
    small, large = tmp_path / f"small.{format}", tmp_path / f"large.{format}"
    MAKERS[format](small, 3_000)
    MAKERS[format](large, 12_000)
    _peak(small)
    assert _peak(large) < 1.5 * _peak(small)


def test_other_formats_are_read_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("Q: a\nA: b\n", encoding="utf-8")
    assert 1 == sum(isinstance(record, Taken) for record in quiz.records(path))


def test_a_broken_end_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" + b"x,y\n" * 50_000 + b"\xff\xfe\xfa,y\n")
    with pytest.raises(FormatError, match="the file is not utf-8"):
        list(quiz.records(path))
