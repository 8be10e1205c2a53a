"""What lint finds and what it leaves alone. Each code has a wrong deck and its twin on a page: see test_check_pages."""

from datetime import date
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


def facts(*values: str, relation: str = "b") -> str:
    """Return a fact of its own subject for each value."""
    return "".join(fact(f"subject = 'S{number}'", f"{relation} = {value!r}") for number, value in enumerate(values))


def codes(folder: Path, text: str, today: date | None = None) -> list[str]:
    (folder / "deck.toml").write_text(HEAD + text, encoding="utf-8")
    return [problem.code for problem in check(folder, today)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Where a pair is told apart by the deck itself, nobody has misspelt it.
        ("[relations.b]\nvalue = 'city'\nmany = true\n" + fact("subject = 'A'", "b = ['Bratislava', 'Bratislawa']"), []),
        ("[relations.b]\nsubject = 'city'\n"
         + fact("subject = 'Bratislava'", "b = 'x'") + fact("subject = 'Bratislawa'", "b = 'y'"), []),
        ("[relations.b]\n" + facts("French", "French", "French", "French", "French", "Frensh"), ["similar-name"]),
        ("[relations.b]\n" + facts("Latin", "Latin", "Latin", "latin", "Latin", "Latin"), ["doubled-name"]),
        ("[relations.b]\nstrict = true\n" + facts("Latin", "Latin", "Latin", "latin", "Latin", "Latin"), []),
        ("[relations.b]\n" + facts("one thousand", "two"), []),
        # One name in two scripts.
        ("[relations.b]\nvalue = 'city'\n" + facts("Moskva", "Москва"), ["doubled-name"]),
        ("[relations.b]\nvalue = 'city'\n" + facts("Moskva", "Минск"), []),
        ("[terms.Moskva]\ntype = 'city'\naliases = ['Москва']\n[relations.b]\nvalue = 'city'\n" + facts("Moskva", "Москва"), []),
        # A qualifier is meant only where its values could stand.
        ("[relations.c]\n" + fact("subject = 'A'", "c = 'x'", "statue = 'expected'"), ["undeclared-relation"]),
        # Beside a misspelt name nothing else is blamed.
        ("[relations.capital]\n" + facts("x", "y", relation="captial"), ["undeclared-relation"]),
        ("[terms.Oslo]\ntype = 'city'\n[relations.b]\nvalue = 'city'\n" + facts("Osol"), ["unknown-term"]),
        ("[terms.Oslo]\ntype = 'town'\n[relations.b]\nvalue = 'city'\n" + facts("Osol"), ["unused-term"]),
        # A subject type misspelt, whether or not a term is its subject.
        ("[relations.b]\nsubject = 'contry'\n[relations.c]\nsubject = 'country'\n"
         + fact("subject = 'A'", "b = 'x'", "c = 'y'"),
         ["unknown-type"]),
        ("[relations.b]\nsubject = 'planet'\n[relations.c]\nsubject = 'country'\n"
         + fact("subject = 'A'", "b = 'x'", "c = 'y'"), []),
        # Wording.
        ("[relations.b]\nask = 'Is it in a question of {subject}?'\n" + facts("ion"), []),
        ("[relations.b]\nask_back = 'Is S0 the one of {value}?'\n" + facts("xyz"), []),
        ("[relations.b]\nask_back = 'Is Aland the one of {value}?'\n"
         + fact("subject = 'Aland'", "b = 'xyz'"), ["revealed-answer"]),
        ("[relations.b]\nkinds = ['forward']\nask_back = 'Aland, {value}?'\n" + fact("subject = 'Aland'", "b = 'xyz'"), []),
        ("[relations.b]\nlabel = 'c'\n[relations.c]\n" + fact("subject = 'A'", "b = 'x'", "c = 'y'"), ["ambiguous-wording"]),
        ("[relations.b]\nask = '東京は{subject}？'\n" + facts("東京"), ["revealed-answer"]),
        # Units.
        ("[relations.b]\nvalue = 'quantity'\n" + facts("5 km", "6 kilometres"), []),
        ("[relations.b]\nvalue = 'quantity'\nunit = 'km'\n" + facts("5", "6 km"), []),
        ("[relations.b]\nvalue = 'quantity'\n" + facts("5", "6 km"), ["mixed-units"]),
        # Names in other scripts are no mixtures.
        ("[relations.b]\n" + facts("Москва", "Ωmega", "β-carotene", "Осло"), []),
        ("[relations.b]\n" + facts("Моskau"), ["mixed-scripts"]),
    ],
)  # fmt: skip
def test_what_is_told_and_what_is_not(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert expected == codes(tmp_path, text)


TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (fact("subject = 'A'", "b = 'x'", "until = 2010"), ["ended-fact"]),
        (fact("subject = 'A'", "b = 'x'", "until = 2010") + fact("subject = 'A'", "b = 'y'", "since = 2010"), []),
        (fact("subject = 'A'", "b = 'x'", "until = 2030"), []),
        (fact("subject = 'A'", "b = 'x'", "until = 2010") + fact("subject = 'C'", "b = 'y'", "until = 2011"), []),
        (fact("subject = 'A'", "b = 'x'", "until = 2010", "as_of = 2008")
         + fact("subject = 'C'", "b = 'y'", "until = 2011"), ["ended-fact"]),
        (fact("subject = 'A'", "b = 'x'", "since = 2010", "until = 2010"), []),
        (fact("subject = 'A'", "b = 'x'", "as_of = 2023"), ["old-report"]),
        (fact("subject = 'A'", "b = 'x'", "as_of = 2023") + fact("subject = 'C'", "b = 'y'", "as_of = 2022"), ["old-report"]),
        (fact("subject = 'A'", "b = 'x'", "as_of = 2023") + fact("subject = 'A'", "b = 'y'", "as_of = 2025"), []),
        (fact("subject = 'A'", "b = 'x'", "as_of = '2024-03'"), []),
        (fact("subject = 'A'", "b = 'x'", "as_of = 2027"), ["impossible-date"]),
        (fact("subject = 'A'", "b = 'x'", "as_of = 2024", "since = 2025"), ["impossible-date"]),
        (fact("subject = 'A'", "b = 'x'", "as_of = 2024", "since = 2027", "status = 'announced'", "according_to = 'C'"), []),
        (fact("subject = 'A'", "b = 'x'", "since = 2024", "status = 'announced'", "according_to = 'C'"), ["past-forecast"]),
        (fact("subject = 'A'", "b = 'x'", "since = 2024", "status = 'announced'", "according_to = 'C'")
         + fact("subject = 'A'", "b = 'y'", "since = 2024"), []),
    ],
)  # fmt: skip
def test_what_time_makes_wrong(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert expected == codes(tmp_path, RELATION + text, TODAY)
    assert [code for code in expected if code == "impossible-date" and "2027" not in text] == codes(tmp_path, RELATION + text)


def test_an_id_clash_is_told_though_the_first_holder_cannot_be_read(tmp_path: Path) -> None:
    text = (
        "[relations.b]\nvalue = 'date'\n"
        + fact("subject = 'A'", "b = 'x'", "id = 'i'")
        + fact("subject = 'C'", "b = 2000", "id = 'i'")
    )
    assert ["wrong-value", "double-id"] == codes(tmp_path, text)


def test_a_declared_term_is_meant_by_a_near_miss_of_an_alias(tmp_path: Path) -> None:
    text = "[terms.Vienna]\ntype = 'city'\naliases = ['Vindobona']\n[relations.b]\nvalue = 'city'\n" + facts(
        "Vienna", "Vindobonna"
    )
    (tmp_path / "deck.toml").write_text(HEAD + text, encoding="utf-8")
    (problem,) = check(tmp_path)
    assert "“Vindobona”" in problem.hint


def test_the_few_of_a_type_that_are_not_declared_are_told(tmp_path: Path) -> None:
    declared = "".join(f"[terms.{name}]\ntype = 'city'\n" for name in ("Oslo", "Rome", "Paris", "Lima", "Cairo"))
    relation = "[relations.b]\nvalue = 'city'\n"
    assert ["unknown-term"] == codes(tmp_path, declared + relation + facts("Oslo", "Rome", "Paris", "Lima", "Cairo", "Berlin"))
    assert [] == codes(tmp_path, declared + relation + facts("Oslo", "Rome", "Paris", "Lima", "Cairo", "Berlin", "Bern"))


def test_real_tables_are_told_little_that_is_not_worth_reading(corpus: Path) -> None:
    for path in sorted((corpus / "facts").rglob("*.csv")):
        if path.stat().st_size < 400_000:
            assert {problem.code for problem in check(path, TODAY)} <= {"long-value"}, path


@pytest.mark.parametrize("name", ["cloze", "notes"])
def test_sentences_with_blanks_need_no_declaration(tmp_path: Path, name: str) -> None:
    assert [] == found(tmp_path, fact("subject = 'A'", f"{name} = '{{{{c1::x}}}} y'"))
    assert [] == found(
        tmp_path, "[relations.close]\n" + B.replace("b =", "close =") + fact("subject = 'A'", "cloze = '{{c1::x}}'")
    )


def test_a_misspelt_relation_of_sentences_is_told(tmp_path: Path) -> None:
    text = "[relations.cloze]\nvalue = 'cloze'\n" + fact("subject = 'A'", "clozes = '{{c1::x}} y'")
    assert ("undeclared-relation", "warning", 7) in found(tmp_path, text)
