"""Rows of data frames become decks as mappings do. The libraries of frames are optional, here as elsewhere."""

import builtins
import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

import quiz
from quiz import Deck, DeckError, UsageError

pytest.importorskip("narwhals", reason="data frames are read with narwhals")

ROWS: dict[str, list[Any]] = {
    "name": ["A", "B", "C"],
    "whole": [1, None, 3],
    "part": [1.5, None, 2.0],
    "day": [dt.date(2020, 1, 2), None, dt.date(1800, 5, 6)],
    "moment": [dt.datetime(2020, 1, 2, 3, 4), None, None],  # noqa: DTZ001 - frames hold such
    "exact": [Decimal("1.10"), None, None],
    "several": [["a", "b"], None, []],
    "flag": [True, None, False],
    "word": ["x", None, "y"],
}
EXPECTED = [
    "A whole 1", "A part 1.5", "A day 2 January 2020", "A moment 2 January 2020", "A exact 1.10", "A several a", "A several b",
    "A flag yes", "A word x", "C whole 3", "C part 2.0", "C day 6 May 1800", "C flag no", "C word y",
]  # fmt: skip


def library(name: str) -> Any:  # noqa: ANN401 - a module
    return pytest.importorskip(name, reason=f"{name} is installed only where data frames are worked on")


def stated(deck: Deck) -> list[str]:
    return [f"{fact.subject} {fact.relation} {fact.value}" for fact in deck.facts]


def frame(name: str) -> Any:  # noqa: ANN401 - a frame of any library
    module = library(name)
    return module.table(ROWS) if name == "pyarrow" else module.DataFrame(ROWS)


@pytest.mark.parametrize("name", ["pandas", "polars", "pyarrow"])
def test_cells_of_every_type(name: str) -> None:
    assert EXPECTED == stated(quiz.from_frame(frame(name), id="d"))


def test_a_lazy_frame() -> None:
    assert EXPECTED == stated(quiz.from_frame(frame("polars").lazy(), id="d", subject="name"))


def test_types_that_only_polars_has() -> None:
    polars = library("polars")
    found = polars.DataFrame({"n": ["A", "B"]}).with_columns(
        polars.Series("c", ["x", None], dtype=polars.Categorical), polars.Series("f", [1.1, None], dtype=polars.Float32)
    )
    assert ["A c x", "A f 1.1"] == stated(quiz.from_frame(found, id="d"))


def test_types_that_only_pandas_has() -> None:
    pandas, numpy = library("pandas"), library("numpy")
    found = pandas.DataFrame(
        {
            "n": ["A", "B"],
            "nullable": pandas.array([1, None], dtype="Int64"),
            "category": pandas.Categorical(["x", None]),
            "stamp": [pandas.Timestamp("2020-01-02 10:00"), pandas.NaT],
            "short": numpy.array([1.1, numpy.nan], dtype="float32"),
            "array": [numpy.array([1, 2]), None],
            "scalar": numpy.array([numpy.int8(5), None], dtype=object),
            "moment": numpy.array([None, numpy.datetime64("2020-01-02T00:00:00")], dtype=object),
            "text": pandas.array(["q", None], dtype="string"),
        }
    )
    expected = [
        "A nullable 1",
        "A category x",
        "A stamp 2 January 2020",
        "A short 1.1",
        "A array 1",
        "A array 2",
        "A scalar 5",
        "A text q",
    ]
    assert [*expected, "B moment 2 January 2020"] == stated(quiz.from_frame(found, id="d"))


def test_an_index_is_read_only_where_it_is_asked_for() -> None:
    pandas = library("pandas")
    found = pandas.DataFrame({"b": ["x", "y"]}, index=pandas.Index(["A", "B"], name="name"))
    assert [] == stated(quiz.from_frame(found, id="d"))
    assert ["A b x", "B b y"] == stated(quiz.from_frame(found, id="d", subject="name"))
    assert ["x name A", "y name B"] == stated(quiz.from_frame(found, id="d", subject="b", columns={"name": "name"}))


def test_columns_without_names() -> None:
    assert ["a 1 x"] == stated(quiz.from_frame(library("pandas").DataFrame([["a", "x"]]), id="d"))


def test_mistakes_are_told_with_their_place() -> None:
    found = library("polars").DataFrame({"n": ["a", "b"], "size": ["1", "many"], "t": [dt.time(1), None]})
    with pytest.raises(DeckError) as caught:
        quiz.from_frame(found, id="d", relations=[quiz.Relation("size", value="quantity")])
    assert ["rows[0].t", "rows[1].size"] == [problem.where for problem in caught.value.problems]


@pytest.mark.parametrize("found", [[1], {"a": [1]}, None, "x"])
def test_what_is_no_frame(found: object) -> None:
    with pytest.raises(UsageError, match="no data frame"):
        quiz.from_frame(found, id="d")


def test_columns_of_one_name() -> None:
    with pytest.raises(UsageError, match="name"):
        quiz.from_frame(library("pandas").DataFrame([["a", 1]], columns=["a", "a"]), id="d")


def test_without_narwhals(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:  # noqa: ANN401 - as __import__ is
        if name == "narwhals":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install \"factquiz\[frames\]\""):
        quiz.from_frame(object(), id="d")
