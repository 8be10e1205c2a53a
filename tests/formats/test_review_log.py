"""The review log as a file, in each of its formats."""

import json
from pathlib import Path

import pytest

import quiz.formats.review_log as log
from tests.collection.samples import study, studying
from tests.study.samples import CAPITALS


def test_parquet_holds_what_json_lines_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    monkeypatch.setattr(log, "_GROUP", 2)
    collection = studying(CAPITALS)
    study(collection)
    written = [collection.export("capitals", tmp_path / name, format=f"log-{name[2:]}") for name in ("a.jsonl", "a.parquet")]
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    with parquet.ParquetFile(tmp_path / "a.parquet") as found:
        assert rows == found.read().to_pylist()
        assert list(log.COLUMNS) == found.schema_arrow.names
        assert (len(rows) + 1) // 2 == found.num_row_groups
    assert [len(rows)] * 2 == [report.reviews for report in written]
    assert len(rows) > 2
