"""Tables of Parquet and Arrow of all types that columns can have, and of strange ones."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
from pyarrow import feather, ipc, parquet


def _plain() -> pa.Table:
    return pa.table({"country": ["Peru", "Kenya", None], "capital": ["Lima", "Nairobi", "x"], "area": [1.5, float("nan"), 2.0]})


def _odd() -> pa.Table:
    columns: dict[str, Any] = {
        "list": pa.array([["a", None], [], None]),
        "struct": pa.array([{"a": 1, "b": None}, None, {"a": 2, "b": "x"}]),
        "map": pa.array([[("a", 1)], [], None], pa.map_(pa.string(), pa.int64())),
        "decimal": pa.array([Decimal("1.50"), None, Decimal(99)], pa.decimal128(30, 5)),
        "date": pa.array([date(2020, 1, 1), None, date(1, 1, 1)]),
        "when": pa.array([datetime(2020, 1, 1, tzinfo=UTC), None, datetime(9999, 12, 31, tzinfo=UTC)], pa.timestamp("us", "UTC")),
        "nano": pa.array([1, 2**62, None], pa.int64()).cast(pa.timestamp("ns")),
        "far": pa.array([2**62, -(2**62), None], pa.int64()).cast(pa.timestamp("s")),
        "zone": pa.array([1, 2, None], pa.int64()).cast(pa.timestamp("s", "Nowhere/Else")),
        "time": pa.array([time(1, 2), None, time(0)]),
        "wait": pa.array([timedelta(1), None, timedelta(-1)]),
        "bytes": pa.array([b"\xff\0", None, b""]),
        "bool": pa.array([True, None, False]),
        "big": pa.array([2**63, None, 2**64 - 1], pa.uint64()),
        "words": pa.array(["a", "b\x1b[31m", "\u202ec"]).dictionary_encode(),
        "null": pa.nulls(3),
        "half": pa.array([1.0, None, 2.0], pa.float32()),
        "\x1b[31mname": pa.array(["a", "b", "c"]),
        "": pa.array(["a", "b", "c"]),
    }
    found = pa.table(columns)
    return found.append_column("list", pa.array(["again", "b", "c"]))


def _without_strange(table: pa.Table) -> pa.Table:
    """Return a table without what Parquet does not hold."""
    names = [name for name in table.column_names if name not in {"half", "wait", "list", "far", "zone"}]
    return table.select([table.column_names.index(name) for name in names])


def _ipc(table: pa.Table, make: Any) -> bytes:  # noqa: ANN401 - one of two functions
    file = io.BytesIO()
    with make(file, table.schema) as writer:
        writer.write_table(table)
    return file.getvalue()


def _parquet(table: pa.Table, **options: Any) -> bytes:  # noqa: ANN401 - whatever pyarrow takes
    file = io.BytesIO()
    parquet.write_table(table, file, **options)
    return file.getvalue()


def _feather(table: pa.Table, version: int) -> bytes:
    file = io.BytesIO()
    if version == 1:
        feather.write_feather(table, file, version=1)
    else:
        feather.write_feather(table, file, compression="zstd")
    return file.getvalue()


def written() -> Mapping[str, bytes]:
    """Return files by their names."""
    odd = _odd()
    return {
        "plain.parquet": _parquet(_plain()),
        "odd.parquet": _parquet(_without_strange(odd)),
        "zstd.parquet": _parquet(_plain(), compression="zstd"),
        "raw.parquet": _parquet(_plain(), compression="none", use_dictionary=False),
        "plain.arrow": _ipc(_plain(), ipc.new_file),
        "odd.arrow": _ipc(odd, ipc.new_file),
        "plain.arrows": _ipc(_plain(), ipc.new_stream),
        "odd.arrows": _ipc(odd, ipc.new_stream),
        "zstd.feather": _feather(_plain(), 2),
    }
