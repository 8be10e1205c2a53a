"""Parquet and Arrow files, where pyarrow is installed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from quiz.errors import FormatError
from quiz.formats import parquet as module
from quiz.formats.reading import read
from quiz.formats.sniffing import sniff


def _write(path: Path, columns: dict[str, list[Any]]) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import ipc, parquet

    table = arrow.table(columns)
    if path.suffix == ".parquet":
        parquet.write_table(table, path)
    else:
        with ipc.new_file(path, table.schema) as writer:
            writer.write_table(table)


@pytest.mark.parametrize("name", ["x.parquet", "x.arrow"])
def test_typed_columns_are_read(tmp_path: Path, name: str) -> None:
    columns: dict[str, list[Any]] = {
        "city": ["Lima", "Cusco", None],
        "founded": [date(1535, 1, 18), None, None],
        "seen": [None, datetime(2026, 3, 1, 9), None],  # noqa: DTZ001 - as files hold them
        "people": [10_000_000, None, 3],
        "share": [0.5, float("nan"), 1.0],
        "is_capital": [True, False, None],
        "names": [["Rimaq", "Lima"], [], None],
    }
    _write(tmp_path / name, columns)
    assert "parquet" == sniff(tmp_path / name).format.name
    found = read(tmp_path / name)
    stated = {(fact.subject, fact.relation): str(fact.value) for fact in found.deck.facts}
    assert "1535-01-18" == getattr(found.deck.facts[0].value, "edtf", "")
    assert {("Lima", "is_capital"): "yes", ("Cusco", "is_capital"): "no"}.items() <= stated.items()
    assert ("Cusco", "share") not in stated
    assert ["Rimaq", "Lima"] == [str(fact.value) for fact in found.deck.facts if fact.relation == "names"]
    assert ["row 3"] == [one.where for one in found.skipped]


@pytest.mark.parametrize("kind", ["stream", "feather", "feather-lz4", "batches"])
def test_arrow_is_read_in_all_its_kinds(tmp_path: Path, kind: str) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import feather, ipc

    words = {"word": ["Haus", "Baum", "Hund"], "meaning": ["house", "tree", "dog"]}
    table = arrow.table({**words, "kind": arrow.array(["thing", "plant", "animal"]).dictionary_encode()})
    path = tmp_path / "words"
    if kind == "stream":
        with ipc.new_stream(path, table.schema) as writer:
            writer.write_table(table)
    elif kind == "batches":
        with ipc.new_file(path, table.schema) as writer:
            writer.write_table(table, max_chunksize=1)
    else:
        feather.write_feather(table, str(path), compression="lz4" if kind == "feather-lz4" else "uncompressed")
    assert ("parquet", ()) == (sniff(path).format.name, sniff(path).rivals)
    found = read(path)
    assert (3, 0) == (found.taken, found.skipped_count)
    stated = {(fact.subject, fact.relation, str(fact.value)) for fact in found.deck.facts}
    assert {("Haus", "meaning", "house"), ("Baum", "kind", "plant"), ("Hund", "meaning", "dog")} <= stated
    assert 6 == len(stated)


def test_a_stream_of_arrow_that_was_cut_off_is_told(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import ipc

    table = arrow.table({"word": ["Haus"] * 1000, "meaning": ["house"] * 1000})
    with ipc.new_stream(tmp_path / "x", table.schema) as writer:
        writer.write_table(table)
    (tmp_path / "x").write_bytes((tmp_path / "x").read_bytes()[:2000])
    with pytest.raises(FormatError, match="cannot be read"):
        read(tmp_path / "x")


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "x.parquet").write_bytes(b"PAR1" + b"\0" * 100)
    with pytest.raises(FormatError, match="cannot be read"):
        read(tmp_path / "x.parquet")


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in ("pyarrow", "pyarrow.ipc", "pyarrow.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    with pytest.raises(FormatError, match=r'pip install "factquiz\[parquet\]"'):
        read(tmp_path / "x.parquet")
    assert module.FORMATS["parquet"].extra == "parquet"
