"""Every finding has a deck that earns it and a twin that does not. What stops a deck from loading is in test_mistakes."""

from pathlib import Path

import pytest

from quiz.facts.lint import check
from quiz.facts.loading import load

HEAD = "[deck]\nid = 'd'\n"
RELATION = "[relations.b]\n"


def fact(*lines: str) -> str:
    return "\n".join(["[[facts]]", *lines, ""])


def found(folder: Path, text: str) -> list[tuple[str, str, int | None]]:
    (folder / "deck.toml").write_text(HEAD + text, encoding="utf-8")
    load(folder)
    problems = check(folder)
    assert all(problem.hint and problem.message for problem in problems)
    return [(problem.code, problem.severity, problem.line) for problem in problems]


A, B = fact("subject = 'A'", "b = 'xyz'"), fact("subject = 'B'", "b = 'uvw'")


@pytest.mark.parametrize(
    ("text", "clean", "finding"),
    [
        (
            RELATION + A + fact("subject = 'A'", "b = 'y'"),
            RELATION + A + fact("subject = 'A'", "b = 'y'", "until = 2000"),
            ("conflict", "error", 9),
        ),
        (A, RELATION + A, ("undeclared-relation", "warning", 5)),
        (
            RELATION + fact("subject = 'A'", "b = 'x'", "status = 'denied'"),
            RELATION + fact("subject = 'A'", "b = 'x'", "status = 'denied'", "according_to = 'C'"),
            ("nameless-claim", "warning", 6),
        ),
        (
            RELATION + "ask = 'What?'\n" + A + B,
            RELATION + "ask = 'What of {subject}?'\n" + A + B,
            ("ambiguous-wording", "error", 4),
        ),
        (RELATION + "ask_back = 'Which?'\n" + A + B, RELATION + "ask_back = 'Which?'\n" + A, ("ambiguous-wording", "error", 4)),
        (
            "[relations.a]\nask = '{subject}?'\n" + RELATION + "ask = '{subject}?'\n" + A,
            RELATION + "ask = '{subject}?'\n" + A,
            ("ambiguous-wording", "warning", 6),
        ),
        (
            RELATION + "ask = 'Is xyz {subject}?'\n" + A,
            RELATION + "ask = 'Is it {subject}?'\n" + A,
            ("revealed-answer", "warning", 7),
        ),
        (
            RELATION + "value = 'city'\n" + A + fact("subject = 'B'", "b = 'X-y z'"),
            RELATION + "value = 'city'\n" + A + B,
            ("doubled-name", "warning", 10),
        ),
    ],
)
def test_a_finding_and_its_clean_twin(tmp_path: Path, text: str, clean: str, finding: tuple[str, str, int]) -> None:
    assert [finding] == found(tmp_path, text)
    assert [] == found(tmp_path, clean)


def test_an_undeclared_relation_is_told_once(tmp_path: Path) -> None:
    assert [("undeclared-relation", "warning", 5)] == found(tmp_path, A + B)


def test_three_values_are_one_conflict(tmp_path: Path) -> None:
    text = RELATION + "".join(fact("subject = 'A'", f"b = '{value}'") for value in "xyz")
    assert [("conflict", "error", 12)] == found(tmp_path, text)


def test_a_conflict_between_files_is_told_where_the_second_value_stands(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,b\nB,x\nA,y\n", encoding="utf-8")
    (tmp_path / "deck.toml").write_text(f"{HEAD}{RELATION}{A}[[tables]]\npath = 't.csv'\n", encoding="utf-8")
    (problem,) = check(tmp_path)
    assert ("conflict", str(tmp_path / "t.csv"), 3) == (problem.code, problem.file, problem.line)


def test_unsafe_text_is_a_warning(tmp_path: Path) -> None:
    assert [("unsafe-text", "warning", 6)] == found(
        tmp_path, RELATION + fact("subject = 'A'", 'b = "\\u001b[31m"').replace("[[facts]]\n", "[[facts]]\n")
    )


def test_a_bare_table_is_not_blamed_for_having_no_declarations(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,b\nA,x\nA,y\nB,X\n", encoding="utf-8")
    assert () == check(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("text", "clean", "finding"),
    [
        (RELATION + "unit = 'km'\n" + A, RELATION + "value = 'quantity'\nunit = 'km'\n", ("misplaced-key", "error", 4)),
        (
            RELATION + "say = '{subject} has one.'\n" + A,
            RELATION + "say = 'It is {value}.'\n" + A,
            ("silent-wording", "error", 4),
        ),
        (RELATION + "lang = 'englishxyz!!'\n" + A, RELATION + "lang = 'pt-BR'\n" + A, ("wrong-language", "error", 4)),
        (
            RELATION + A + "[terms.Oslo]\nbroader = ['Norwegen']\n[terms.Norway]\n",
            RELATION + A + "[terms.Oslo]\nbroader = ['Norway']\n[terms.Norway]\n",
            ("unknown-term", "warning", 8),
        ),
        (
            RELATION + "value = 'citty'\n" + A + "[terms.Oslo]\ntype = 'city'\n",
            RELATION + "value = 'city'\n" + A + "[terms.Oslo]\ntype = 'city'\n",
            ("unknown-type", "warning", 4),
        ),
    ],
)
def test_what_does_not_fit_together(tmp_path: Path, text: str, clean: str, finding: tuple[str, str, int]) -> None:
    assert [finding] == found(tmp_path, text)
    assert [] == found(tmp_path, clean)


def test_a_short_name_of_a_type_is_no_slip(tmp_path: Path) -> None:
    assert [] == found(tmp_path, RELATION + "value = 'sea'\n" + A)


@pytest.mark.parametrize("line", ["sourc = 'x'", "shade = 'x'", "tags = ['x']"])
def test_a_conflict_is_told_beside_what_does_not_tell_facts_apart(tmp_path: Path, line: str) -> None:
    codes = [code for code, _, _ in found(tmp_path, RELATION + A + fact("subject = 'A'", "b = 'y'", line))]
    assert "conflict" in codes


def test_a_table_that_makes_no_cards_says_so(tmp_path: Path) -> None:
    for text in ("name\nA\nB\n", "name,cap\n", ",cap\n,A\n"):
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        assert "no-facts" in [problem.code for problem in check(tmp_path / "t.csv")]


def test_a_column_that_counts_the_rows_is_no_subject(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(",name,cap\n0,A,B\n1,C,D\n", encoding="utf-8")
    deck = load(tmp_path / "t.csv")
    assert ["A", "C"] == [told.subject for told in deck.facts]
    assert "name" == deck.subject_label


def test_a_declared_table_that_makes_no_cards_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,cap\n", encoding="utf-8")
    assert ["no-facts"] == [code for code, _, _ in found(tmp_path, "[[tables]]\npath = 't.csv'\n")]


def test_nameless_claims_of_a_table_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,b\nA,x\nB,y\nC,z\n", encoding="utf-8")
    text = RELATION + "[[tables]]\npath = 't.csv'\nstatus = 'alleged'\n"
    assert ["nameless-claim"] == [code for code, _, _ in found(tmp_path, text)]
