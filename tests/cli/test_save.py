"""`quiz save`: edits go into the file they belong to, or nothing is written and the reason is told."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve

from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.loading import load
from quiz.facts.values import Text
from tests.cli.running import DECK, NOW, TABLE, run, write_deck

EARLIER = datetime.fromisoformat(NOW)


def edit(home: Path, change: Callable[[Deck], Deck]) -> None:
    with Collection.open(home / "quiz" / "collection.quiz") as collection:
        collection.edit(change(collection.deck("rivers")), EARLIER)


def with_sea(deck: Deck) -> Deck:
    first, *others = deck.facts
    return evolve(deck, facts=[first.with_value(Text("the Waddenzee")), *others], title="My rivers")


def test_edits_are_written_where_they_belong(home: Path, added: Path) -> None:
    edit(home, with_sea)
    found = run("save", "rivers")
    assert (0, "") == (found.code, found.err)
    assert f"Saved rivers: 1 fact changed, 1 declaration changed.\n  {added / 'rivers.csv'}\n" in found.out
    assert DECK.replace('title = "Rivers"', 'title = "My rivers"') == (added / "deck.toml").read_text(encoding="utf-8")
    assert TABLE.replace("the North Sea", "the Waddenzee") == (added / "rivers.csv").read_text(encoding="utf-8")


def test_the_file_and_the_collection_agree_afterwards(home: Path, added: Path) -> None:
    edit(home, with_sea)
    run("save", "rivers")
    assert "Nothing was applied" not in run("update", "--dry-run").err
    assert [0] == [plan["changed"] + plan["reworded"] + plan["corrected"] for plan in run("update", "--json").objects]
    with Collection.open(home / "quiz" / "collection.quiz") as collection:
        assert load(added) == collection.deck("rivers")
        (last,) = [event for event in collection.events() if type(event).__name__ in {"DeckVersion", "Edited"}][-1:]
        assert "DeckVersion" == type(last).__name__
    again = run("save", "rivers", "--json").objects
    assert [
        {"deck": "rivers", "path": str(added), "files": [], "added": 0, "changed": 0, "removed": 0, "declarations": 0}
    ] == again


def test_the_files_are_told_as_json(home: Path, added: Path) -> None:
    edit(home, lambda deck: evolve(deck, facts=deck.facts[1:]))
    (found,) = run("save", "rivers", "--json").objects
    assert ([str(added / "rivers.csv")], 0, 0, 1) == (found["files"], found["added"], found["changed"], found["removed"])


def test_a_file_that_changed_meanwhile_comes_first(home: Path, added: Path) -> None:
    edit(home, with_sea)
    write_deck(added, TABLE + "Loire,the Atlantic\n")
    found = run("save", "rivers")
    assert (1, "") == (found.code, found.out)
    assert "run quiz update rivers first" in found.err
    assert TABLE + "Loire,the Atlantic\n" == (added / "rivers.csv").read_text(encoding="utf-8")
    assert 0 == run("update", "--yes").code
    assert 0 == run("save", "rivers").code
    assert "the Waddenzee" in (added / "rivers.csv").read_text(encoding="utf-8")
    assert "the Atlantic" in (added / "rivers.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "named", "code", "said"),
    [
        (("remove", "rivers"), "rivers", 2, "was removed"),
        (("add", "elements"), "elements", 2, "ships with quiz"),
        ((), "lakes", 1, "There is no deck “lakes”. Decks: rivers."),
    ],
)
def test_what_cannot_be_saved(added: Path, before: tuple[str, ...], named: str, code: int, said: str) -> None:
    assert not before or run(*before).code == 0
    found = run("save", named)
    assert (code, "") == (found.code, found.out)
    assert said in found.err
    assert DECK == (added / "deck.toml").read_text(encoding="utf-8")


def test_a_deck_that_follows_no_file(home: Path, added: Path) -> None:
    with Collection.open(home / "quiz" / "collection.quiz") as collection:
        collection.add(evolve(load(added), id="lakes"), EARLIER)
    found = run("save", "lakes")
    assert 2 == found.code
    assert "quiz save lakes --to PATH" in found.err


def test_a_copy_elsewhere(home: Path, added: Path, tmp_path: Path) -> None:
    edit(home, with_sea)
    found = run("save", "rivers", "--to", tmp_path / "copy", "--json").objects
    assert [str(tmp_path / "copy" / "deck.toml")] == found[0]["files"]
    with Collection.open(home / "quiz" / "collection.quiz") as collection:
        assert collection.deck("rivers") == load(tmp_path / "copy")
    assert DECK == (added / "deck.toml").read_text(encoding="utf-8")
    again = run("save", "rivers", "--to", tmp_path / "copy")
    assert 2 == again.code
    assert "exists already" in again.err


def test_nothing_is_saved_without_a_collection() -> None:
    found = run("save", "rivers")
    assert 1 == found.code
    assert "There is no collection" in found.err
