"""`quiz import` and `quiz export`."""

from pathlib import Path

import pytest

from tests.cli.running import run

TABLE = "Wort,English,Schlagwort\nHaus,house,a b\nBaum,tree,\n,x,\n"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_import_says_what_it_took_and_what_it_skipped(words: Path) -> None:
    ran = run("import", words, "--column", "English=answer", "--column", "Schlagwort=tags")
    assert (0, "") == (ran.code, ran.err)
    assert (
        "2 records read as table (CSV, TSV, …): 2 facts, 2 cards\n"
        "words: 2 added\n"
        "1 skipped:\n"
        "    line 4: The row has no subject. Fill the column Wort.\n"
    ) == ran.out
    assert ["Haus", "Baum"] == [one["prompt"] for one in run("cards", "words", "--json").objects]


def test_import_as_json(words: Path) -> None:
    (found,) = run("import", words, "--json", "--dry-run").objects
    shown = {key: found[key] for key in ("format", "facts", "cards", "reviews", "media", "skipped", "done")}
    skipped = [{"where": "line 4", "reason": "The row has no subject. Fill the column Wort."}]
    assert {"format": "csv", "facts": 3, "cards": 6, "reviews": 0, "media": 0, "skipped": skipped, "done": False} == shown
    assert [{"deck": "words", "added": 6}] == [{key: one[key] for key in ("deck", "added")} for one in found["decks"]]
    assert [] == [one for one in run("decks", "--json").objects if one["deck"] == "words"]


def test_importing_again_changes_nothing(words: Path) -> None:
    run("import", words)
    assert "words: no change\n" in run("import", words).out


def test_import_into_a_deck(words: Path) -> None:
    run("import", words, "--deck", "mine::german")
    assert ["mine::german"] == [one["deck"] for one in run("decks", "--json").objects]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--strict",), 1, "Nothing was imported"),
        (("--format", "cvs"), 2, "Did you mean “csv”?"),
        (("--column", "Wurt=subject"), 2, "Did you mean “Wort”?"),
        (("--column", "Wort"), 2, "write --column NAME=ROLE"),
        (("--format", "csv", "--separator", "ab"), 2, "cannot stand between cells"),
        (("--format", "anki-text", "--encoding", "utf-99"), 1, "there is no encoding"),
        (("--format", "markdown"), 2, "can be written and not read"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_changed(words: Path, options: tuple[str, ...], code: int, said: str) -> None:
    ran = run("import", words, *options)
    assert (code, "") == (ran.code, ran.out)
    assert said in ran.err
    assert "words" not in [one["deck"] for one in run("decks", "--json").objects]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    ran = run("import", tmp_path / "x.csv")
    assert (1, f"quiz: There is no file {tmp_path / 'x.csv'}.\n") == (ran.code, ran.err)
    assert 2 == run("import").code


def test_rivals_and_guesses_are_told_to_people(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_bytes("Wort\tgröße\nHäuser\tgrößer\n".encode("cp1252"))
    ran = run("import", tmp_path / "x.tsv")
    assert "It may also be anki-text; --format says so." in ran.err
    assert "which is a guess" in ran.err


def test_many_skipped_records_are_counted(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n" + ",x\n" * 30 + "y,z\n", encoding="utf-8")
    assert "    and 10 more; --all shows them\n" in run("import", tmp_path / "x.csv").out
    assert "line 31:" in run("import", tmp_path / "x.csv", "--all").out


def test_the_formats_are_listed() -> None:
    assert {"csv", "anki-text", "quiz"} <= {one["format"] for one in run("import", "--formats", "--json").objects}
    assert ["anki-text", "Anki", "notes"] in [line.split()[:3] for line in run("import", "--formats").out.splitlines()]
    assert {"csv", "markdown"} <= {one["format"] for one in run("export", "--formats", "--json").objects}
    assert "csv: table (CSV, TSV, …)\n" in run("export", "--formats").out


def test_export_writes_a_file_and_replaces_none(words: Path, tmp_path: Path) -> None:
    run("import", words)
    out = tmp_path / "out.jsonl"
    ran = run("export", "words", out)
    assert (0, f"Wrote 3 facts to {out}.\n") == (ran.code, ran.out)
    ran = run("export", "words", out)
    assert (2, "") == (ran.code, ran.out)
    assert "--force" in ran.err
    (found,) = run("export", "words", out, "--force", "--json").objects
    assert ("jsonl", 3, "words", str(out)) == (found["format"], found["facts"], found["deck"], found["path"])


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("words",), 2, "Name a deck and a file"),
        (("wurds", "x.csv"), 1, "There is no deck"),
        (("words", "x.docx"), 2, "cannot be told by its name"),
    ],
)
def test_export_tells_what_is_wrong(words: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    run("import", words)
    ran = run("export", *arguments)
    assert code == ran.code
    assert said in ran.err


def test_an_imported_deck_says_where_it_came_from(words: Path) -> None:
    run("import", words)
    assert "imported from words.csv" in run("decks").out
    ran = run("save", "words")
    assert (2, True) == (ran.code, "was imported from words.csv, and follows no file" in ran.err)


def test_one_of_a_kind_is_said_as_one(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Wort,English\nHaus,house\n", encoding="utf-8")
    said = run("import", path, "--column", "English=answer", "--dry-run").out
    assert said.startswith("1 record read as table (CSV, TSV, …): 1 fact, 1 card\n")
