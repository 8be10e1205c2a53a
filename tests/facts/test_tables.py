"""Tables as people and programs write them."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.errors import Problem
from quiz.facts.delimited import NO_SEPARATOR, SEPARATORS, lines_in, records, separator_of
from quiz.facts.rows import MOST_PROBLEMS, Row, Table
from quiz.facts.tables import Shape, read_table, read_table_bytes

cells = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",;\n\t| a1')).map(str.strip)


def read(text: str, name: str = "t.csv") -> Table:
    return read_table_bytes(text.encode(), name)


def only_problem(table: Table) -> Problem:
    assert 1 == len(table.problems)
    problem = table.problems[0]
    assert problem.file
    assert problem.message
    assert problem.hint
    return problem


@given(
    st.integers(2, 4).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), min_size=2, max_size=6)),
    st.sampled_from(sorted(SEPARATORS)),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_the_csv_module_writes_is_read_back(found: list[tuple[str, ...]], separator: str, end: str) -> None:
    header = tuple(f"column {number}" for number in range(len(found[0])))
    assume(all(any(row) for row in found))
    text = io.StringIO()
    # The module forgets to quote a `\n` where lines end by `\r`.
    dialect = {"delimiter": separator, "lineterminator": end, "quoting": csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL}
    csv.writer(text, type("Dialect", (csv.excel,), dialect)).writerows([header, *found])

    rows = [record for _, record in records(lines_in(text.getvalue()), separator)]

    assert [header, *found] == rows


@given(st.text(st.sampled_from('",;\t|\n\r a{}[]:1\\')), st.sampled_from(["t.csv", "t.json"]))
def test_any_text_is_a_table_or_has_problems(text: str, name: str) -> None:
    table = read(text, name)

    assert all(len(table.columns) == len(row.cells) for row in table.rows)
    assert all(problem.file == name and problem.hint for problem in table.problems)
    assert table.columns or table.problems
    assert sorted(row.line for row in table.rows) == [row.line for row in table.rows]


def test_every_row_knows_its_line_also_after_quoted_line_ends() -> None:
    table = read('name,note\n"Kim\nJong\r\nUn",leader\n\n,\n  \nOslo,"a ""city"""\n')

    assert ("name", "note") == table.columns
    assert (Row(2, ("Kim\nJong\r\nUn", "leader")), Row(8, ("Oslo", 'a "city"'))) == table.rows
    assert [] == table.problems


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(end: str) -> None:
    table = read(end.join(["a,b", "1,2", "", "3,4"]))

    assert (Row(2, ("1", "2")), Row(4, ("3", "4"))) == table.rows


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,7\n3,1;4,4\n", ";"),
        ("a\tb\nx, y\tz; w\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("name,time: start\nrace, 10:30\nother one,11:45\n", ","),
        ('name,note\n"a;b;c",x\n"d;e",y\n', ","),
        ("name,langs\nA,de;fr;it\nB,nl;fr\nC,pt\n", ","),
        ("Name;Größe, cm;Gewicht, kg\nA;1,5;2,7\nB;3,1;2,2\n", ";"),
        ("a;b,c\n1;2\n3;4\n5;6\n", ";"),
        ("a;b,c,d\n1;2\n3;4\n5;6\n", ";"),
        ("a, b, c\n1, 2, 3\n", ","),
        ("front\tback\nHello, world; hi\tGoodbye, all; bye\n", "\t"),
        ("a,b\n", ","),
        # Quoted cells may hold anything, as often as they like.
        ('a,b\n"1;2",x\n"3;4",y\n"5;6",z\n', ","),
        # One column.
        ("city\nParis\nRome\n", NO_SEPARATOR),
        ("city\nParis, France\nRome, Italy\n", NO_SEPARATOR),
        ("note\nYes; and no\nNo\n", NO_SEPARATOR),
        ("city, and where it is\nParis\nRome\nOslo\n", NO_SEPARATOR),
        ("size\n1,5\n2,7\n", NO_SEPARATOR),
        # The header is wrong, not the rows.
        ("my cities\nParis\tFrance\nRome\tItaly\n", "\t"),
        ("my cities\nParis,France\nRome,Italy\n", ","),
    ],
)
def test_the_separator_is_the_one_that_explains_the_file(text: str, separator: str) -> None:
    assert separator == separator_of(lines_in(text))


def test_a_spreadsheet_may_say_its_separator() -> None:
    table = read("sep=;\r\na,b;c\r\n1,2;3\r\n")

    assert ("a,b", "c") == table.columns
    assert (Row(3, ("1,2", "3")),) == table.rows


def test_a_file_of_one_column_keeps_its_commas() -> None:
    assert (Row(2, ("Paris, France",)), Row(3, ("Oslo",))) == read("city\nParis, France\nOslo\n").rows


def test_headers_are_made_safe_and_cells_are_left_to_the_records() -> None:
    table = read("\ufeff name\x1b[31m , b\u202ec \n x\x1b ,\u00a0y \n")

    assert ("name\ufffd[31m", "bc") == table.columns
    assert (Row(2, ("x\x1b", "y")),) == table.rows


def test_missing_cells_at_the_end_are_no_facts() -> None:
    assert (Row(2, ("1", "", "")), Row(3, ("1", "2", "")), Row(4, ("1", "2", "3"))) == read("a,b,c\n1\n1,2\n1,2,3,,\n").rows


def test_a_row_with_too_many_cells_is_a_problem_with_its_line() -> None:
    table = read('a,b\n"x\ny",1\n1,2,3,,\n4,5\n')
    problem = only_problem(table)

    assert (Row(2, ("x\ny", "1")), Row(5, ("4", "5"))) == table.rows
    assert ("table-row", 4, "error") == (problem.code, problem.line, problem.severity)
    assert "the row has 3 cells, but the header names 2 columns" == problem.message
    assert "quotes around a cell that holds a comma" in problem.hint


def test_many_problems_of_one_kind_are_counted() -> None:
    found = read("a,b\n" + "1,2,3\n" * 200).problems

    assert MOST_PROBLEMS + 1 == len(found)
    assert "150 more problems of this kind" == found[-1].message


def test_unnamed_columns_at_the_end_are_dropped_when_empty() -> None:
    table = read("a,b,,\n1,2,,\n3,4,,\n")

    assert ("a", "b") == table.columns
    assert (Row(2, ("1", "2")), Row(3, ("3", "4"))) == table.rows
    assert [] == table.problems


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("a,b,a", "columns 1 and 3 are both named “a”"),
        ("a,b, a\u202e", "columns 1 and 3 are both named “a”"),
    ],
)
def test_two_columns_of_one_name_are_a_problem(header: str, message: str) -> None:
    problem = only_problem(read(f"\n{header}\n1,2,3\n"))

    assert ("table-header", 2, message, "error") == (problem.code, problem.line, problem.message, problem.severity)


@pytest.mark.parametrize(("header", "number"), [("a,,c", 2), (",b,c", 1), ("a,b,", 3)])
def test_a_column_without_a_name_is_called_by_its_number(header: str, number: int) -> None:
    table = read(f"\n{header}\n1,2,3\n")
    problem = only_problem(table)

    assert f"column {number}" == table.columns[number - 1]
    assert ("table-header", 2, "warning") == (problem.code, problem.line, problem.severity)


def test_a_header_that_is_a_title_is_one_problem() -> None:
    table = read("My cities\n" + "Paris\tFrance\n" * 100)

    assert ("table-header", 1) == (only_problem(table).code, only_problem(table).line)
    assert () == table.rows


@pytest.mark.parametrize("text", ["", " \n\n", ",,\n , ,\n", "\ufeff", "{}\n{}\n"])
def test_an_empty_file_is_a_problem(text: str) -> None:
    assert "table-empty" == only_problem(read(text)).code


@pytest.mark.parametrize("text", ["a,b", "a,b\n", "a\r\n\r\n"])
def test_a_header_alone_is_an_empty_table(text: str) -> None:
    table = read(text)

    assert table.columns
    assert () == table.rows
    assert [] == table.problems


def test_a_quote_that_never_closes_is_one_problem_where_it_opens() -> None:
    table = read('a,b\n1,2\n"x\ny","3\n' + "4,5\n" * 500)
    problem = only_problem(table)

    assert (Row(2, ("1", "2")),) == table.rows
    assert ("table-quote", 4) == (problem.code, problem.line)
    assert "takes in 501 lines to the end of the file" in problem.message


def test_a_quote_that_the_next_one_closes_is_told_and_not_read() -> None:
    table = read('a,b\n1,"2\n3,"4"\n5,6\n')
    problem = only_problem(table)

    assert (Row(4, ("5", "6")),) == table.rows
    assert ("table-quote", 2) == (problem.code, problem.line)
    assert "closes on line 3" in problem.message


def test_quotes_that_belong_to_the_text_stay() -> None:
    table = read('who\tsays\n"No," she said\tthe "other"\n"a" \t "b"\n6" pipe\t""\n', "t.tsv")

    assert (Row(2, ('"No," she said', 'the "other"')), Row(3, ("a", "b")), Row(4, ('6" pipe', ""))) == table.rows


def test_spaces_may_stand_before_quotes() -> None:
    assert (Row(2, ("x, y", "z")),) == read('a, b\n"x, y", "z"\n').rows


@pytest.mark.parametrize("quoted", [False, True])
def test_huge_cells_are_read_and_the_csv_module_is_left_alone(quoted: bool) -> None:  # noqa: FBT001 - a parameter of the test
    limit = csv.field_size_limit()
    huge = "x, y\n" * 1_000_000 if quoted else "x" * 5_000_000
    written = f'"{huge}"' if quoted else huge
    table = read(f"a;b\n1;{written};\n2;3\n")

    assert [len(huge.strip()), 1] == [len(str(row.cells[1])) for row in table.rows]
    assert [2, 1_000_003 if quoted else 3] == [row.line for row in table.rows]
    assert [] == table.problems
    assert limit == csv.field_size_limit()


def test_json_lines_keep_their_types() -> None:
    table = read(
        '{"name": " Oslo ", "pop": 709037, "area": 480.5}\n'
        "\n"
        '{"capital": true, "name": "Bergen", "rivers": ["a", 7, null, false], "x": null}\r\n'
        '{"name": "", "x": null}\n',
        "t.txt",
    )

    assert ("name", "pop", "area", "capital", "rivers", "x") == table.columns
    assert (
        Row(1, ("Oslo", 709037, 480.5, None, None, None)),
        Row(3, ("Bergen", None, None, True, ["a", "7", "false"], None)),
    ) == table.rows
    assert bool is type(table.rows[1].cells[3])


@pytest.mark.parametrize(
    ("line", "code", "reason"),
    [
        ('{"a": {"b": 1}}', "table-cell", "“a” holds an object"),
        ('{"a": [[1]]}', "table-cell", "“a” holds a list of lists"),
        ('{"a": [{}]}', "table-cell", "“a” holds an object"),
        ('{"a": 1e999}', "table-cell", "the number in “a” is too large"),
        ('{"a": NaN}', "table-row", "NaN is no number"),
        ('{"a": 1, "a": 2}', "table-row", "the key “a” stands in it twice"),
        ('{"a": 1', "table-row", "this is not JSON"),
        ("oops", "table-row", "this is not JSON"),
        ("[1, 2]", "table-row", "this is no JSON object"),
        ('{"a": ' + "[" * 100_000, "table-row", "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", "table-row", "a number in it is too long to be one"),
        ('{"a": ' + "1" * 5000 + "}", "table-row", "this is not JSON"),
    ],
)
def test_a_bad_json_line_is_a_problem_and_the_others_are_read(line: str, code: str, reason: str) -> None:
    table = read(f'{{"a": 1}}\n{line}\n{{"a": 2}}\n', "t.jsonl")
    problem = only_problem(table)

    assert (Row(1, (1,)), Row(3, (2,))) == table.rows
    assert (code, 2) == (problem.code, problem.line)
    assert reason in problem.message


def test_json_keys_become_safe_names() -> None:
    table = read('{"name": "x", "a\\ud800\\u001b": 1}\n{" name": "y"}')

    assert ("name", "a\ufffd\ufffd", "name") == table.columns
    assert "table-header" == only_problem(table).code


def test_an_array_of_objects_is_read_with_its_lines() -> None:
    table = read('[\n{"a": 1},\n  {\n "a": "x]"\n}, {"b": 2}\n]\n', "t.json")

    assert (Row(2, (1, None)), Row(3, ("x]", None)), Row(5, (None, 2))) == table.rows
    assert [] == table.problems


def test_an_array_that_is_cut_off_is_a_problem() -> None:
    assert "ends inside its array" in only_problem(read('[{"a": 1},\n{"a": 2}', "t.json")).message


def test_a_csv_cell_in_brackets_is_no_json() -> None:
    assert ("[sound:a.mp3]", "b") == read("[sound:a.mp3],b\n1,2\n").columns


def test_no_more_json_is_tried_after_many_broken_lines() -> None:
    assert MOST_PROBLEMS == len(read('{"a": 1}\n' + "oops\n" * 10_000, "t.jsonl").problems)


@pytest.mark.parametrize(
    ("text", "code"), [('<?xml version="1.0"?><quiz/>', "table-format"), ("#separator:tab\n#html:true\na\tb\n", "table-header")]
)
def test_other_formats_are_told_so_with_a_way_out(text: str, code: str) -> None:
    problem = only_problem(read(text))

    assert code == problem.code
    assert problem.hint


def test_a_guessed_encoding_is_a_warning() -> None:
    table = read_table_bytes("größe,maß\nfünf,é\n".encode("cp1252"), "t.csv")

    assert ("größe", "maß") == table.columns
    assert ("table-encoding", "warning") == (only_problem(table).code, only_problem(table).severity)


def test_mixed_encodings_are_an_error_with_the_line() -> None:
    problem = only_problem(read_table_bytes("a,b\né,1\n".encode() + b"\xe9,2\n", "t.csv"))

    assert ("table-encoding", 3, "error") == (problem.code, problem.line, problem.severity)


def test_files_are_read_under_the_name_that_the_user_gave(tmp_path: Path) -> None:
    path = tmp_path / "cities.csv"
    path.write_text("a,,c\n1,2,3\n", encoding="utf-8-sig")

    assert str(path) == only_problem(read_table(path)).file
    assert "deck/cities.csv" == only_problem(read_table(str(path), name="deck/cities.csv")).file


def test_a_file_that_is_not_there_or_too_large_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.csv"
    path.write_bytes(b"a,b\n" * 1000)
    monkeypatch.setattr("quiz.facts.tables.LARGEST", 100)

    assert "table-unreadable" == only_problem(read_table(tmp_path / "none.csv")).code
    assert "table-unreadable" == only_problem(read_table(tmp_path)).code
    assert "table-size" == only_problem(read_table(path)).code


# Counted from the files themselves, not by this reader.
@pytest.mark.parametrize(
    ("name", "columns", "rows", "last"),
    [
        ("facts/us/us_states.csv", 12, 56, 57),
        ("facts/periodic/periodic-table.csv", 20, 118, 119),
        ("facts/ultimate-geography/main.csv", 6, 323, 324),
        ("facts/ultimate-geography/capital.csv", 17, 219, 220),
        ("facts/ultimate-geography/country.csv", 16, 323, 324),
        ("facts/ultimate-geography/flag_similarity.csv", 17, 43, 44),
        ("facts/ultimate-geography/guid.csv", 17, 323, 324),
        ("facts/geo/airports.csv", 11, 28298, 28299),
        ("facts/mledoze/countries.csv", 74, 250, 251),
        ("facts/historicaldate/data/History/Europe/British Prime Ministers.csv", 6, 79, 80),
        ("facts/historicaldate/data/Science and Technology/Technology and Computing.csv", 7, 120, 121),
        ("text/csv/zhongwen_input.tsv", 9, 2, 3),
        ("text/csv/zhongwen_output.tsv", 17, 2, 3),
        ("text/anki_txt/anki_support_text-tags.txt", 3, 1, 2),
        ("text/crowdanki/brainbrew/csv/test1.csv", 8, 15, 16),
        ("text/crowdanki/brainbrew/csv/test2_missing_guids.csv", 8, 9, 10),
        ("text/crowdanki/brainbrew/tsv/test1.tsv", 8, 15, 16),
        ("text/mnemosyne/tests/word_import.txt", 2, 4, 5),
        ("malformed/synthetic/text/cr_only.tsv", 2, 1, 2),
        ("malformed/synthetic/text/utf16be_nobom.tsv", 2, 1, 2),
        ("malformed/synthetic/text/utf16le_bom.csv", 2, 1, 2),
        ("malformed/synthetic/text/zero_width_dupes.csv", 2, 5, 6),
    ],
)
def test_tables_of_the_corpus(corpus: Path, name: str, columns: int, rows: int, last: int) -> None:
    table = read_table(corpus / name)

    assert (columns, rows, last) == (len(table.columns), len(table.rows), table.rows[-1].line)
    assert [] == table.problems


@pytest.mark.parametrize("name", ["facts/us/us_counties.json", "facts/periodic/periodic-table.json"])
def test_json_tables_of_the_corpus(corpus: Path, name: str) -> None:
    table = read_table(corpus / name)
    expected = json.loads((corpus / name).read_bytes())

    assert list(expected[0]) == list(table.columns)
    assert len(expected) == len(table.rows)
    assert expected[0][table.columns[1]] == table.rows[0].cells[1]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("ragged_rows.csv", [("table-row", 3)]),
        ("mixed_encodings.csv", [("table-encoding", 3)]),
        ("cp1252.csv", [("table-encoding", None)]),
        ("shift_jis.tsv", [("table-encoding", None)]),
        ("lone_surrogate.json", [("table-row", 1)]),
        ("xml_external_entity.xml", [("table-format", 1)]),
        ("header_only.csv", []),
        ("bidi_override.txt", []),
    ],
)
def test_broken_tables_of_the_corpus(corpus: Path, name: str, codes: list[tuple[str, int | None]]) -> None:
    assert codes == [(problem.code, problem.line) for problem in read_table(corpus / "malformed/synthetic/text" / name).problems]


# What is told of a table


def test_a_table_without_a_header_has_numbered_columns() -> None:
    found = read_table_bytes(b"a,b\nc\n", "x", Shape(header=False))
    assert (("column 1", "column 2"), [("a", "b"), ("c", "")]) == (found.columns, [row.cells for row in found.rows])


def test_lines_above_a_table_are_left_out_and_counted() -> None:
    found = read_table_bytes(b"#separator:tab\n#x\na\tb\n1\t2\n", "x", Shape("\t", skip=2))
    assert (("a", "b"), [(4, ("1", "2"))]) == (found.columns, [(row.line, row.cells) for row in found.rows])


def test_a_separator_that_is_told_is_taken() -> None:
    assert ("a,b", "c") == read_table_bytes(b"a,b:c\n1,2:3\n", "x", Shape(":")).columns


def test_an_encoding_that_is_told_is_taken_and_no_guess() -> None:
    found = read_table_bytes("größe,b\n1,2\n".encode("latin-1"), "x", Shape(encoding="latin-1"))
    assert (("größe", "b"), []) == (found.columns, found.problems)
    problem = read_table_bytes(b"a,b\n\xff,2\n", "x", Shape(encoding="ascii")).problems[0]
    assert ("table-encoding", 2) == (problem.code, problem.line)
    assert "there is no encoding “x”" == read_table_bytes(b"a", "x", Shape(encoding="x")).problems[0].message


def test_objects_inside_objects_are_taken_apart_where_wanted() -> None:
    data = b'{"a": {"b": 1, "c": {"d": 2}}}\n'
    assert "table-cell" == read_table_bytes(data, "x").problems[0].code
    assert ("a.b", "a.c.d") == read_table_bytes(data, "x", Shape(flat=True)).columns


def test_reading_can_be_ended_from_outside() -> None:
    def stop() -> None:
        raise KeyError("stopped")

    for data in (b"a,b\n1,2\n", b'{"a": 1}\n'):
        with pytest.raises(KeyError, match="stopped"):
            read_table_bytes(data, "x", Shape(tick=stop))


@pytest.mark.parametrize(
    "data",
    [
        b",".join(b"c%d" % number for number in range(3000)) + b"\n" + b",".join([b"1"] * 3000),
        b"a" + b",b" * 500 + b"\n" + b"x,y\n" * 500,
        b"\n".join(b'{"a%d": 1}' % number for number in range(3000)),
        b"\n".join(b'{"a%d": 1}' % (number % 300) for number in range(3000)),
    ],
)
def test_a_table_with_hardly_a_cell_in_very_many_columns_is_refused(data: bytes) -> None:
    table = read_table_bytes(data, "t")
    assert () == table.rows
    assert ["table-columns"] == [problem.code for problem in table.problems]


def test_wide_tables_are_read_where_their_rows_are_full() -> None:
    data = ("\t".join(f"c{number}" for number in range(1500)) + "\n") + ("\t".join(["1"] * 1500) + "\n") * 20
    assert (1500, 20) == (len((table := read_table_bytes(data.encode(), "t")).columns), len(table.rows))
