"""Files that are no decks, lie elsewhere or hold too much: always a clear problem, never another exception."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import DeckError
from quiz.facts.lint import check
from quiz.facts.loading import LARGEST, examine, load
from quiz.facts.values import Boolean, Text, parse_value
from tests.strategies import HOSTILE, all_texts

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
HEAD = "[deck]\nid = 'd'\n"


def one_problem(path: Path | str) -> tuple[str, int | None]:
    """Return the code and line of the only problem of a deck that cannot be loaded."""
    (problem,) = check(path)
    assert problem.message
    assert problem.hint
    assert problem.file
    with pytest.raises(DeckError) as caught:
        load(path)
    assert (problem,) == caught.value.problems
    return problem.code, problem.line


def deck_with(folder: Path, text: str, name: str = "deck.toml") -> Path:
    (folder / name).write_text(HEAD + text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("content", "code", "line"), [
    (b"\xff\xfe[\0d\0", "encoding", 1),
    (b"[deck]\nid = '\xe9'", "encoding", 2),
    (PNG, "encoding", 1),
    (b"[deck]\nid = 'a'\nas_of = 2025-02-30", "toml", 3),
    (b"[deck]\nid = 'a'\nas_of = " + b"9" * 5000, "toml", 3),
    (b"[deck]\nid = 'a'\nx = " + b"[" * 20_000, "toml", None),
    (b"[deck]\nid = 'a'\nx = '\\", "toml", 3),
    (b'[deck]\nid = "\\ud800"', "toml", 2),
    (b"[deck]\nid = 'a'\0", "toml", 2),
    (b"", "missing-key", None),
    (b"# nothing but a comment\n", "missing-key", None),
    (b"\xef\xbb\xbf[deck]\nid = 5.5.5", "toml", 2),
])  # fmt: skip
def test_a_deck_file_that_cannot_be_read(tmp_path: Path, content: bytes, code: str, line: int | None) -> None:
    (tmp_path / "deck.toml").write_bytes(content)
    assert (code, line) == one_problem(tmp_path)


def test_a_huge_deck_file(tmp_path: Path) -> None:
    with (tmp_path / "deck.toml").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert ("too-large", None) == one_problem(tmp_path)


@pytest.mark.parametrize("name", ["none", "none.toml", "none.csv", "a\0b", "a\0b.toml", "x" * 300 + ".toml", "x" * 300 + ".csv"])
def test_a_path_that_leads_nowhere(tmp_path: Path, name: str) -> None:
    one_problem(tmp_path / name)


def test_a_folder_without_a_deck_file(tmp_path: Path) -> None:
    assert ("missing-file", None) == one_problem(tmp_path)


def test_a_folder_called_like_a_deck_file(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").mkdir()
    assert ("missing-file", None) == one_problem(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_called_like_a_deck_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "deck.toml")
    assert ("missing-file", None) == one_problem(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    deck_with(tmp_path, "").joinpath("deck.toml").chmod(0)
    assert ("missing-file", None) == one_problem(tmp_path)


@pytest.mark.parametrize("content", [PNG, b"", b"\n\n", b"PK\3\4\0\0\0\0", b'a,b\n"unclosed,1\nx,2\n'])
def test_a_file_that_is_no_table(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "table.csv").write_bytes(content)
    one_problem(tmp_path / "table.csv")


@pytest.mark.parametrize("path", ["../x.csv", "/etc/passwd", "a/../../x.csv", "link.csv", "linked/x.csv", "C:/../../x.csv"])
def test_tables_outside_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "link.csv").symlink_to(tmp_path / "x.csv")
    (folder / "linked").symlink_to(tmp_path)
    (folder / "a").mkdir()
    assert ("outside-folder", 4) == one_problem(deck_with(folder, f"[[tables]]\npath = '{path}'")) or path.startswith("C:")


def test_a_link_within_the_folder(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("a,b\nx,2\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert 1 == len(load(deck_with(tmp_path, "[[tables]]\npath = 'link.csv'")).facts)


def test_a_linked_folder(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "t.csv").write_text("a,b\nx,2\n", encoding="utf-8")
    deck_with(real, "[[tables]]\npath = 't.csv'")
    (tmp_path / "link").symlink_to(real)
    assert 1 == len(load(tmp_path / "link").facts)


@pytest.mark.parametrize("path", ["loop.csv", "sub", "x" * 300, "none.csv", "loop.csv/x.csv"])
def test_tables_that_are_not_there(tmp_path: Path, path: str) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    (tmp_path / "sub").mkdir()
    assert ("missing-file", 4) == one_problem(deck_with(tmp_path, f"[[tables]]\npath = '{path}'"))


def test_a_path_with_nul(tmp_path: Path) -> None:
    assert ("wrong-value", 4) == one_problem(deck_with(tmp_path, '[[tables]]\npath = "a\\u0000.csv"'))


def test_a_table_that_is_a_picture(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(PNG)
    (problem,) = check(deck_with(tmp_path, "[[tables]]\npath = 't.csv'"))
    assert str(tmp_path / "t.csv") == problem.file


@pytest.mark.parametrize(
    "value", ["inf", "-inf", "nan", "07:32:00", "[[['a']]]", "{ a = 1 }", "[{ a = 1 }]", "''", "[]", "0x" + "f" * 9000]
)
@pytest.mark.parametrize(
    "declared", ["", "[relations.b]\nvalue = 'date'\n", "[relations.b]\nvalue = 'city'\n", "[relations.b]\nvalue = 'list'\n"]
)
def test_values_that_are_none(tmp_path: Path, value: str, declared: str) -> None:
    reading = examine(deck_with(tmp_path, f"{declared}[[facts]]\nsubject = 'a'\nb = {value}"))
    assert len(reading.errors) <= 1
    assert not reading.errors or reading.errors[0].line == 3 + declared.count("\n") + 2


@pytest.mark.parametrize("key", ["deck", "sources", "terms", "relations", "facts", "tables", "extra"])
@pytest.mark.parametrize(
    "value", ["0x" + "f" * 9000, "nan", "07:32:00", "[[1]]", "'\\u001b'", "{ '' = 1 }", "{ a = { '' = 5 } }", "[{ '' = 5 }]"]
)
def test_sections_of_any_shape(tmp_path: Path, key: str, value: str) -> None:
    (tmp_path / "deck.toml").write_text(f"{key} = {value}\n", encoding="utf-8")
    assert check(tmp_path)


def test_deeply_nested_tables(tmp_path: Path) -> None:
    depth = 5000
    (tmp_path / "deck.toml").write_text(f"{HEAD}[relations.{'.'.join('a' * depth)}]\nx = 1", encoding="utf-8")
    assert check(tmp_path)


def test_lists_as_deep_as_toml_allows(tmp_path: Path) -> None:
    for depth in (2, 50, 200, 300, 400):
        reading = examine(deck_with(tmp_path, f"[[facts]]\nsubject = 'a'\nb = {'[' * depth}1{']' * depth}"))
        assert 1 == len(reading.errors) or depth == 2


def test_every_way_to_write_a_fact_in_toml(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("s,day,flag\nx,1945-09-02,true\n", encoding="utf-8")
    deck = load(
        deck_with(
            tmp_path,
            """
        [[facts]]
        subject = 1945
        day = 1945-09-02
        moment = 1945-09-02T10:00:00Z
        flag = true
        relation = "since"
        value = "1900"
        [[tables]]
        path = "b.csv"
    """,
        )
    )
    assert {"1945", "x"} == {fact.subject for fact in deck.facts}
    assert {parse_value("1945-09-02", "date")} == {fact.value for fact in deck.facts if fact.relation in {"day", "moment"}}
    assert {Boolean(true=True)} == {fact.value for fact in deck.facts if fact.relation == "flag"}
    assert "quantity" == deck.relations["since"].value


def test_a_number_that_is_no_year(tmp_path: Path) -> None:
    text = "[relations.b]\nvalue = 'date'\n[[facts]]\nsubject = 'a'\nb = 99999999999999999999"
    assert ("wrong-value", 7) == one_problem(deck_with(tmp_path, text))


@pytest.mark.parametrize("stem", ["..", " ", "a\\b", "a\nb", "x" * 240, "\u202e", "\x1b[31m", "ſ", "-", "."])
def test_a_bare_table_of_any_name(tmp_path: Path, stem: str) -> None:
    path = tmp_path / f"{stem}.csv"
    path.write_text("land,city\nA,B\n", encoding="utf-8")
    deck = load(path)
    assert deck.id
    assert "land" == deck.subject_label
    assert Text("B") == deck.facts[0].value


def test_a_large_bare_table(tmp_path: Path) -> None:
    rows = "\n".join(f"subject {number},{number % 97},{number}" for number in range(30_000))
    (tmp_path / "large.csv").write_text(f"name,group,number\n{rows}\n", encoding="utf-8")
    assert 60_000 == len(load(tmp_path / "large.csv").facts)


def test_one_subject_with_thousands_of_values(tmp_path: Path) -> None:
    """Nothing here may take time in the square of the number of facts: this took minutes when it did."""
    from quiz.cards.generation import generate

    rows = "\n".join(f"all,{number},{number}" for number in range(5_000))
    (tmp_path / "t.csv").write_text(f"name,one,two\n{rows}\n", encoding="utf-8")
    deck_with(tmp_path, "[relations.one]\nvalue = 'quantity'\n[[tables]]\npath = 't.csv'")
    assert 2 == len(list(generate(load(tmp_path))))
    assert 1 == len([problem for problem in check(tmp_path) if problem.code == "conflict"])


@given(st.binary(max_size=200) | all_texts().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_at_all(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name in ("any.toml", "any.csv", "any.jsonl"):
        (folder / name).write_bytes(content)
        check(folder / name)


@given(
    st.lists(
        st.sampled_from(
            [*HOSTILE, "[deck]", "id", "=", "\n", "'a'", "[[facts]]", "subject", "5", "{", "}", "[", "]", ",", "2020-01-01"]
        )
    )
)
def test_any_pieces_of_toml(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    path = tmp_path_factory.getbasetemp() / "pieces.toml"
    path.write_bytes(" ".join(pieces).encode("utf-8", "surrogatepass"))
    check(path)


@pytest.mark.parametrize(
    "text",
    [
        "[deck]\nid = 'a::'\n",
        "[deck]\nid = 'd'\ntitle = 5\n",
        "[deck]\nid = 'd'\n[relations.r]\nsay = '{subject is {value}'\n",
        "[deck]\nid = 'd'\n[sources.s]\ntitle = 'S'\n[[facts]]\nsubject = 'A'\nr = 'x'\nsource = { key = 's', pg = '2' }\n",
        "[deck]\nid = 'd'\n[[facts]]\nsubject = 'A'\nr = []\n",
        "[deck]\nid = 'd'\n[[facts]]\nsubject = 'A'\nr = 'x'\nsince = '20x'\n",
    ],
)
def test_small_mistakes_are_one_problem_each(tmp_path: Path, text: str) -> None:
    (tmp_path / "deck.toml").write_text(text, encoding="utf-8")
    problems = [problem for problem in examine(tmp_path).problems if problem.severity == "error"]
    assert 1 == len(problems)
    assert problems[0].line == text.count("\n")
    assert problems[0].hint


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ('"{{c1:A}} b"', "opens no blank"),
        ('"{{c1::A b"', "not closed"),
        ('"A b"', "nothing to recall"),
        ("5", "nothing to recall"),
    ],
)
def test_a_sentence_that_cannot_be_read_is_told_and_spoils_no_other(tmp_path: Path, value: str, told: str) -> None:
    good = '[[facts]]\nsubject = "N"\ncloze = "{{c1::A}} b"\n'
    with pytest.raises(DeckError) as error:
        load(deck_with(tmp_path, f'{good}[[facts]]\nsubject = "M"\ncloze = {value}\n'))
    assert [8] == [problem.line for problem in error.value.problems]
    assert told in error.value.problems[0].message


@pytest.mark.parametrize(("cells", "kind"), [("A,half\n", "text"), ("A,{{c1::half}}\n", "cloze")])
def test_a_column_called_cloze_may_hold_anything(tmp_path: Path, cells: str, kind: str) -> None:
    (tmp_path / "d.csv").write_text(f"name,cloze\n{cells}", encoding="utf-8")
    assert kind == load(tmp_path / "d.csv").relations["cloze"].value


def test_a_column_of_sentences_tells_of_one_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("name,cloze\nA,{{c1::half}}\nB,{{c1::full\n", encoding="utf-8")
    assert ("wrong-value", 3) == one_problem(tmp_path / "d.csv")


@pytest.mark.parametrize("key", ["a." * 50_000 + "b = 1", "[" + "a . " * 50_000 + "b]", "x = {" + "'a'." * 50_000 + "b = 1}"])
def test_a_key_of_very_many_parts(tmp_path: Path, key: str) -> None:
    file = tmp_path / "deck.toml"
    file.write_text(key, "utf-8")
    with pytest.raises(DeckError, match="too deeply"):
        load(file)


def test_a_text_of_very_many_full_stops(tmp_path: Path) -> None:
    file = tmp_path / "deck.toml"
    file.write_text(f'[deck]\nid = "x"\n[[facts]]\nsubject = "a"\nr = "{"b." * 5000}"\n', "utf-8")
    assert "b." * 5000 == str(load(file).facts[0].value)
