"""Decks come, change and go: new, check, add, update, decks, remove, due."""

from pathlib import Path

import pytest

from quiz.cli.check import counted
from quiz.collection.new_decks import deck_id
from quiz.collection.places import bundled_decks
from quiz.errors import UsageError
from tests.cli.running import DECK, TABLE, run, write_deck

BROKEN = DECK.replace('source = "atlas"', 'source = "atlos"').replace("kinds =", "kindz =")


def decks() -> list[str]:
    return [deck["deck"] for deck in run("decks", "--json").objects]


# new


def test_a_new_deck_checks_without_a_word_and_makes_cards(tmp_path: Path) -> None:
    folder = tmp_path / "Rivers of Peru"
    assert [{"deck": "rivers-of-peru", "path": str(folder / "deck.toml")}] == run("new", folder, "--json").objects
    checked = run("check", folder)
    assert (0, "", "no problems\n") == (checked.code, checked.out, checked.err)
    assert "What is the capital of Uruguay? → Montevideo" in run("cards", folder).lines
    assert 0 == run("add", folder).code
    assert ["rivers-of-peru"] == decks()


def test_a_new_deck_overwrites_nothing(deck: Path) -> None:
    found = run("new", deck)
    assert (2, "") == (found.code, found.out)
    assert DECK == (deck / "deck.toml").read_text(encoding="utf-8")


def test_a_new_deck_may_join_the_tables_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "capitals.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert 0 == run("new", tmp_path).code
    assert (tmp_path / "deck.toml").is_file()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rivers", "rivers"),
        ("a  b/c", "a-b-c"),
        ("geo::rivers", "geo::rivers"),
        ("a:b", "a-b"),
        ("Flüße.", "flüsse"),
        ("-x-", "x"),
    ],
)
def test_an_id_is_made_of_the_name(name: str, expected: str) -> None:
    assert expected == deck_id(name)


def test_a_name_without_letters_makes_no_id() -> None:
    with pytest.raises(UsageError, match="makes no id"):
        deck_id("--..")


# check


def test_check_tells_every_problem_and_ends_with_1(tmp_path: Path) -> None:
    folder = write_deck(tmp_path / "broken", deck=BROKEN)
    found = run("check", folder, "--json")
    assert 1 == found.code
    assert [["severity", "code", "file", "line", "where", "message", "hint", "fixable"]] * 2 == [
        list(problem) for problem in found.objects[:2]
    ]
    assert {"unknown-source", "unknown-key"} == {problem["code"] for problem in found.objects if problem["severity"] == "error"}
    text = run("check", folder)
    assert any(line.startswith(f"{folder / 'deck.toml'}:13: error: ") for line in text.lines), text.out
    assert "errors" in text.err


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    table = TABLE.replace("name,mouth", "name,moth")
    found = run("check", write_deck(tmp_path / "warned", table), "--json")
    assert 0 == found.code
    assert {"warning"} == {problem["severity"] for problem in found.objects}
    assert found.err.endswith(f"{counted(0, len(found.objects))}\n")


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found = run("check", tmp_path / "none", "--json")
    assert 1 == found.code
    assert 1 == len(found.objects)


def test_decks_that_ship_with_quiz_are_found_by_name() -> None:
    assert 0 == run("check", *bundled_decks()).code


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [(0, 0, "no problems"), (1, 0, "1 error"), (2, 1, "2 errors, 1 warning"), (0, 3, "3 warnings")],
)
def test_problems_are_counted(errors: int, warnings: int, expected: str) -> None:
    assert expected == counted(errors, warnings)


# add


def test_an_added_deck_is_followed(deck: Path) -> None:
    found = run("add", deck)
    assert (0, "") == (found.code, found.err)
    assert "Rivers: 6 added" == found.lines[0]
    expected = [{"deck": "rivers", "title": "Rivers", "cards": 6, "path": str(deck.resolve()), "archived": False}]
    assert expected == run("decks", "--json").objects


def test_a_plain_table_is_a_deck(deck: Path) -> None:
    expected = {"deck": "rivers", "title": "rivers", "path": str(deck / "rivers.csv"), "added": 12}
    (found,) = run("add", deck / "rivers.csv", "--json").objects
    assert expected == {key: found[key] for key in expected}


def test_all_decks_are_added_or_none(deck: Path, tmp_path: Path) -> None:
    broken = write_deck(tmp_path / "broken", deck=BROKEN.replace('"rivers"', '"broken"'))
    found = run("add", deck, broken, "--json")
    assert (1, "") == (found.code, found.out)
    assert "“atlos”" in found.err
    assert "“kindz”" in found.err
    assert 2 <= found.err.count(": error: ")
    assert not (tmp_path.parent / "quiz").exists()
    run("add", tmp_path / "nothing")
    assert "rivers" not in decks()


def test_two_paths_with_one_id_are_refused(deck: Path, tmp_path: Path) -> None:
    found = run("add", deck, write_deck(tmp_path / "other"))
    assert (2, "") == (found.code, found.out)
    assert "give one of them another id" in found.err


def test_the_same_path_twice_is_added_once(deck: Path) -> None:
    assert 1 == len(run("add", deck, deck / ".", "--json").objects)


def test_a_bundled_deck_is_added_by_its_name_and_follows_quiz() -> None:
    assert 0 == run("add", "victory-day-2025").code
    assert ["bundled:victory-day-2025"] == [deck["path"] for deck in run("decks", "--json").objects]


def test_all_bundled_decks_are_added(deck: Path) -> None:
    assert ["rivers", *bundled_decks()] == [plan["deck"] for plan in run("add", deck, "--bundled", "--json").objects]


def test_a_deck_that_moves_says_so(added: Path, tmp_path: Path) -> None:
    moved = write_deck(tmp_path / "moved")
    found = run("add", moved)
    assert "Rivers: no change" == found.lines[0]
    assert f"rivers followed {added}; now it follows {moved}." in found.err


# remove


def test_a_removed_deck_is_listed_as_archived_and_returns(added: Path) -> None:
    assert [{"deck": "rivers", "archived": True}] == run("remove", "rivers", "--json").objects
    assert [] == decks()
    assert ["rivers"] == [deck["deck"] for deck in run("decks", "--archived", "--json").objects]
    assert 1 == run("remove", "rivers").code
    run("add", added)
    assert ["rivers"] == decks()


# due


def test_due_counts_each_deck_and_all(added: Path) -> None:  # noqa: ARG001
    run("add", "victory-day-2025")
    expected = [
        {"deck": "rivers", "new": 6, "learning": 0, "review": 0},
        {"deck": "victory-day-2025", "new": 20, "learning": 0, "review": 0},
    ]
    assert expected == run("due", "--json").objects
    assert ["all", "26", "0", "0"] == run("due").lines[-1].split()


def test_another_deck_of_the_same_name_is_refused(tmp_path: Path) -> None:
    for folder, word in (("one", "Haus"), ("two", "Baum")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "words.csv").write_text(f"word,means\n{word},{word}\n", encoding="utf-8")
    assert 0 == run("add", tmp_path / "one" / "words.csv").code
    found = run("add", tmp_path / "two" / "words.csv")
    assert 2 == found.code
    assert "an id of its own" in found.err
    assert [2] == [deck["cards"] for deck in run("decks", "--json").objects]
