"""Tables in a deck: columns that are relations, columns that qualify, and mistakes told with the table's own lines."""

from pathlib import Path

import pytest

from quiz.errors import Problem
from quiz.facts.deck import Deck
from quiz.facts.lint import check
from quiz.facts.loading import examine, load
from tests.strategies import Data, write

SOURCES = {"book": {"title": "A book"}, "web": {"title": "A page"}}


def deck_with(folder: Path, table: str, entry: Data, name: str = "t.csv", **relations: Data) -> Path:
    data = {"deck": {"id": "d"}, "sources": SOURCES, "relations": relations, "tables": [{"path": name, **entry}]}
    return write(folder, data, {name: table})


def told(deck: Deck) -> list[tuple[str, str, str]]:
    return [(fact.subject, fact.relation, str(fact.value)) for fact in deck.facts]


def test_every_column_is_a_relation(tmp_path: Path) -> None:
    assert [("A", "b", "x"), ("A", "c", "5"), ("B", "c", "6")] == told(load(deck_with(tmp_path, "name,b,c\nA,x,5\nB,,6\n", {})))


def test_another_subject_and_named_columns(tmp_path: Path) -> None:
    entry = {"subject": "land", "columns": {"x": "b", "y": {"relation": "c", "unit": "km", "as_of": 2020}}}
    deck = load(deck_with(tmp_path, "x,land,y,z\n1,A,5,no\n", entry))
    assert [("A", "b", "1"), ("A", "c", "5 km")] == told(deck)
    assert [None, "2020"] == [fact.as_of and str(fact.as_of) for fact in deck.facts]


def test_columns_that_qualify_their_row(tmp_path: Path) -> None:
    table = "name,b,since,status,according_to,source,at,tags,id\nA,x,2000,expected,them,book; web,page 3,t; u,own\nB,y,,,,,,,\n"
    first, second = load(deck_with(tmp_path, table, {"as_of": 2020, "source": "web"})).facts
    assert ("2000", "expected", "them", frozenset("tu"), "own", "2020") == (
        str(first.since), first.status, first.according_to, first.tags, first.id, str(first.as_of),
    )  # fmt: skip
    assert [("A book", "page 3"), ("A page", "page 3")] == [(source.title, source.locator) for source in first.sources]
    assert ["A page"] == [source.title for source in second.sources]


def test_cells_with_several_values(tmp_path: Path) -> None:
    relations: Data = {"b": {"many": True}, "c": {"value": "list"}, "e": {}}
    assert [("A", "b", "x"), ("A", "b", "y"), ("A", "c", "q, p"), ("A", "e", "m; n")] == told(
        load(deck_with(tmp_path, "name,b,c,e\nA,x;y,q; p,m; n\n", {}, **relations))
    )
    assert [("A", "b", "x;y"), ("A", "b", "z")] == told(
        load(deck_with(tmp_path / "2", "name,b\nA,x;y|z\n", {"split": "|"}, **relations))
    )


def test_json_lines(tmp_path: Path) -> None:
    table = '{"name": "A", "b": 5, "c": [1, 2], "e": true, "f": null}\n{"name": "B", "tags": ["t"], "b": 2.5}\n'
    deck = load(deck_with(tmp_path, table, {}, "t.jsonl"))
    assert [("A", "b", "5"), ("A", "c", "1"), ("A", "c", "2"), ("A", "e", "yes"), ("B", "b", "2.5")] == told(deck)
    assert frozenset("t") == deck.facts[-1].tags


@pytest.mark.parametrize(("table", "code", "line"), [
    ("name,b,c,until\nA,1,2,2000\nB,1,2,soon\n", "wrong-value", 3),
    ("name,b,c,since,until\nA,1,2,2010,2000\n", "time-order", 2),
    ("name,b,c,source\nA,1,2,bok\n", "unknown-source", 2),
    ("name,b,c,status\nA,1,2,sure\n", "wrong-value", 2),
    ("name,b,c\n,1,2\n", "missing-subject", 2),
    ("name,b,c\nA,1,x\n", "wrong-value", 2),
    ('name,b,c\n"A\nB",1,x\n', "wrong-value", 2),
])  # fmt: skip
def test_one_mistake_in_a_row_is_one_problem_however_many_columns(tmp_path: Path, table: str, code: str, line: int) -> None:
    (problem,) = check(deck_with(tmp_path, table, {}, b={}, c={"value": "quantity"}))
    assert (code, line, str(tmp_path / "t.csv")) == (problem.code, problem.line, problem.file)
    assert problem.hint


@pytest.mark.parametrize(("entry", "code", "where"), [
    ({"source": "bok"}, "unknown-source", '"bok"'), ({"since": 2010, "until": 2000}, "time-order", "until = 2000"),
    ({"as_of": "soon"}, "wrong-value", "soon"), ({"columns": {"b": {"source": "bok"}, "c": "c"}}, "unknown-source", '"bok"'),
    ({"columns": {"b": "b", "c": 5}}, "wrong-type", "c = 5"), ({"columns": "b"}, "wrong-type", 'columns = "b"'),
    ({"columns": {"b": {"relaton": "b"}}}, "unknown-key", "relaton"),
    ({"until": 2000, "columns": {"b": {"since": 2010}, "c": "c"}}, "time-order", "[tables.columns.b]"),
])  # fmt: skip
def test_one_mistake_in_the_entry_is_one_problem_however_many_rows(tmp_path: Path, entry: Data, code: str, where: str) -> None:
    table = "name,b,c,status,according_to\nA,1,2,expected,C\nB,1,2,expected,C\nC,1,2,expected,C\n"
    folder = deck_with(tmp_path, table, entry, b={}, c={"value": "quantity"})
    (problem,) = check(folder)
    (line,) = (
        n for n, text in enumerate((folder / "deck.toml").read_text(encoding="utf-8").splitlines(), start=1) if where in text
    )
    assert (code, line, str(folder / "deck.toml")) == (problem.code, problem.line, problem.file)


def test_mistakes_of_two_tables(tmp_path: Path) -> None:
    data = {"deck": {"id": "d"}, "relations": {"b": {}}, "tables": [{"path": "1.csv"}, {"path": "2.csv"}]}
    table = "name,b,since,until,id\nA,x,2010,2000,f\n"
    problems = check(write(tmp_path, data, {"1.csv": table, "2.csv": table.replace("A,", "B,")}))
    assert [("1.csv", "time-order"), ("2.csv", "double-id"), ("2.csv", "time-order")] == sorted(map(_place, problems))


def _place(problem: Problem) -> tuple[str, str]:
    return Path(problem.file).name, problem.code


def test_rows_of_a_bare_table_are_never_an_error_for_want_of_a_subject(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,since\n,1\nA,2\n", encoding="utf-8")
    reading = examine(tmp_path / "t.csv")
    assert [("missing-subject", "warning", 2)] == [(problem.code, problem.severity, problem.line) for problem in reading.problems]
    assert [("A", "since", "2")] == told(load(tmp_path / "t.csv"))
