"""`quiz update` shows what changed, lets the learner decide otherwise, and takes it back."""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from quiz.cli import output
from quiz.collection.collection import Collection
from quiz.collection.places import FILE, home
from quiz.errors import UsageError
from tests.cli.running import DECK, TABLE, Ran, run, write_deck
from tests.study.samples import NOON

BROKEN = DECK.replace('source = "atlas"', 'source = "atlos"').replace("kinds =", "kindz =")
MENDED = TABLE.replace("Danube", "Donau").replace("the North Sea", "the German Bight").replace("Oder,the Baltic Sea\n", "")
"""One river is called otherwise, one ends elsewhere, and one is gone."""


def cards(found: Ran) -> dict[str, dict[str, Any]]:
    (plan,) = found.objects
    return {card["prompt"]: card for card in plan["cards"]}


def test_an_update_is_shown_and_applied_only_with_yes(added: Path) -> None:
    write_deck(added, TABLE.replace("Black Sea", "Aegean Sea") + "Loire,the Atlantic\n")
    found = run("update")
    assert 0 == found.code
    assert "Nothing was applied; add --yes." in found.err
    assert ["Rivers: 1 added, 1 changed", "  added: new to learn"] == found.lines[:2]
    assert "Where does the Loire end? → the Atlantic" == found.lines[2].split("  ")[-1]
    assert "  changed: taught again" == found.lines[3]
    assert found.lines[4].endswith("  Where does the Danube end?  the Black Sea → the Aegean Sea")
    assert "  +0.1 reviews a day over the next 30 days, 2 on the fullest" == found.lines[5]
    assert 6 == run("due", "--json").objects[0]["new"]
    applied = run("update", "--yes")
    assert (0, found.out) == (applied.code, applied.out)
    assert "Applied. To take it back: quiz update --undo rivers\n" == applied.err
    assert 7 == run("due", "--json").objects[0]["new"]
    assert ["Rivers: no change"] == run("update").lines


def test_a_dry_run_applies_nothing(added: Path) -> None:
    write_deck(added, TABLE + "Loire,the Atlantic\n")
    (found,) = run("update", "--yes", "--dry-run", "--json").objects
    assert (False, 1, 0) == (found["applied"], found["added"], found["retired"])
    (card,) = found["cards"]
    assert {"change": "added", "answer": "the Atlantic", "old_answer": None}.items() <= card.items()
    assert 1 == run("update", "--json").objects[0]["added"]


@pytest.mark.parametrize(("typed", "added_cards"), [("y\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_in_a_terminal_it_asks(added: Path, typed: str, added_cards: int, monkeypatch: pytest.MonkeyPatch) -> None:
    write_deck(added, TABLE + "Loire,the Atlantic\n")
    with monkeypatch.context() as terminal:
        terminal.setattr(output, "is_terminal", lambda: True)
        assert "Apply? [y/N] " in run("update", typed=typed).out
    assert added_cards == run("update", "--json").objects[0]["added"]


def test_long_plans_are_cut_unless_all_is_wanted(added: Path) -> None:
    write_deck(added, TABLE + "".join(f"river {number},sea {number}\n" for number in range(30)))
    short, long = run("update"), run("update", "--all")
    assert "    and 10 more; --all shows them" in short.lines
    assert (1 + 1 + 20 + 1 + 1, 1 + 1 + 30 + 1) == (len(short.lines), len(long.lines))


def test_a_broken_file_does_not_hold_up_other_decks(added: Path, tmp_path: Path) -> None:
    other = write_deck(tmp_path / "lakes", deck=DECK.replace('"rivers"', '"lakes"'))
    run("add", other)
    write_deck(added, deck=BROKEN)
    write_deck(other, TABLE + "Loire,the Atlantic\n", DECK.replace('"rivers"', '"lakes"'))
    found = run("update", "--yes", "--json")
    assert 1 == found.code
    assert [("lakes", True, 1)] == [(plan["deck"], plan["applied"], plan["added"]) for plan in found.objects]
    assert ": error: " in found.err


def test_only_the_named_decks_are_updated(added: Path) -> None:  # noqa: ARG001
    run("add", "victory-day-2025")
    assert ["rivers"] == [plan["deck"] for plan in run("update", "rivers", "--json").objects]
    assert 1 == run("update", "lakes").code


def test_without_a_collection_there_is_nothing_to_update() -> None:
    found = run("update")
    assert 1 == found.code
    assert "quiz add PATH starts one" in found.err


# deciding otherwise


@pytest.fixture
def studied(added: Path) -> Path:
    """The deck of rivers, every card of which was answered, with a file that was changed since."""
    assert 0 == run("drill", "rivers", "--form", "reveal", typed="\n3\n" * 12).code
    write_deck(added, MENDED + "Tiber,the Tyrrhenian Sea\n")
    return added


@pytest.mark.usefixtures("studied")
def test_every_change_is_told_with_its_effect() -> None:
    found = cards(run("update", "--json"))
    assert {
        "Where does the Donau end?": ("renamed", "memory moves along"),
        "Where does the Rhine end?": ("changed", "taught again"),
        "Where does the Oder end?": ("retired", "asked no longer; memory is kept for a return"),
        "Where does the Tiber end?": ("added", "new to learn"),
    } == {prompt: (card["change"], card["effect"]) for prompt, card in found.items()}
    assert found["Where does the Donau end?"]["old_prompt"] == "Where does the Danube end?"
    lines = run("update").lines
    assert "    subject renamed: Danube → Donau" == lines[1]
    assert lines[-1].startswith("  +0.")


@pytest.mark.usefixtures("studied")
@pytest.mark.parametrize(
    ("options", "prompt", "expected"),
    [
        (["--keep", "rhine end"], "Where does the Rhine end?", ("corrected", False)),
        (["--reteach", "donau"], "Where does the Donau end?", ("changed", False)),
        (["--skip", "tiber"], "Where does the Tiber end?", ("added", True)),
        (["--retire", "rhine"], "Where does the Rhine end?", ("changed", True)),
        (["--apart", "donau"], "Where does the Donau end?", ("added", False)),
        (["--same", "oder", "tiber"], "Where does the Tiber end?", ("renamed", False)),
    ],
)
def test_any_line_can_be_decided_otherwise(options: list[str], prompt: str, expected: tuple[str, bool]) -> None:
    found = cards(run("update", "--dry-run", "--json", *options))[prompt]
    assert expected == (found["change"], found["skipped"])


@pytest.mark.usefixtures("studied")
def test_a_card_is_decided_by_the_beginning_of_its_id() -> None:
    card = cards(run("update", "--json"))["Where does the Rhine end?"]["card"]
    applied = run("update", "--yes", "--json", "--keep", card[:6])
    assert (True, 0, 1) == tuple(applied.objects[0][key] for key in ("applied", "changed", "corrected"))
    (why,) = run("why", card, "--json").objects
    assert (2, False) == (why["state"]["reps"], why["state"]["reteach"])


@pytest.mark.usefixtures("studied")
@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--keep", "where"], 2, "means 4 cards"),
        (["--keep", "volga"], 1, "No card that changes"),
        (["--keep", "tiber"], 2, "is added; it cannot be decided that it is corrected"),
        (["--same", "rhine", "tiber"], 2, "is not retired by this update"),
        (["--undo"], 2, "Name the decks to take back"),
        (["--undo", "--dry-run", "rivers"], 2, "Name the decks to take back"),
    ],
)
def test_what_cannot_be_decided_is_told(options: list[str], code: int, said: str) -> None:
    found = run("update", "--yes", *options)
    assert (code, "") == (found.code, found.out)
    assert said in found.err


@pytest.mark.usefixtures("studied")
def test_memory_follows_a_river_of_another_name() -> None:
    before = run("why", "danube", "--json").objects[0]
    run("update", "--yes")
    after = run("why", "donau", "--json").objects[0]
    assert (before["state"], before["memory"]) == (after["state"], after["memory"])
    assert ["Reviewed", "Reviewed", "Renamed"] == [event["event"] for event in after["history"]]
    assert 6 == run("stats", "--json").objects[0]["cards"]


# taking it back


@pytest.mark.usefixtures("studied")
def test_an_update_is_taken_back_and_done_again() -> None:
    before, due = run("cards", "rivers", "--json").out, run("due", "--json").out
    plan = run("update", "--json").out
    run("update", "--yes")
    assert before != run("cards", "rivers", "--json").out
    assert ["Rivers: the last update was taken back; quiz update does it again."] == run("update", "--undo", "rivers").lines
    assert (before, due, plan) == (run("cards", "rivers", "--json").out, run("due", "--json").out, run("update", "--json").out)
    run("update", "--yes")
    assert [{"deck": "rivers", "title": "Rivers", "undone": True}] == run("update", "--undo", "rivers", "--json").objects


def test_without_a_former_version_nothing_is_taken_back(added: Path) -> None:  # noqa: ARG001
    found = run("update", "--undo", "rivers")
    assert (2, "") == (found.code, found.out)
    assert "quiz remove rivers" in found.err
    assert 1 == run("update", "--undo", "lakes").code


# the learner's own edits


@pytest.fixture
def edited(added: Path) -> Path:
    """The deck of rivers with an edit of the learner's, and a file that changed the same fact and another one."""
    with Collection.open(home() / FILE) as collection:
        deck = collection.deck("rivers")
        facts = [evolve(fact, value="the Wadden Sea") if fact.subject == "Rhine" else fact for fact in deck.facts]
        collection.edit(evolve(deck, facts=facts), NOON)
    write_deck(
        added, TABLE.replace("Rhine,the North Sea", "Rhine,the Channel").replace("Volga,the Caspian Sea", "Volga,the Aral Sea")
    )
    return added


def test_an_edit_is_taken_back(edited: Path) -> None:  # noqa: ARG001
    assert ["Rivers: your last edit was taken back."] == run("update", "--undo", "rivers").lines
    assert "conflict" not in run("update", "--dry-run").out


@pytest.mark.usefixtures("edited")
def test_an_edit_wins_and_the_conflict_is_told() -> None:
    found = run("update", "--yes")
    assert ["Rivers: 1 changed, 1 conflict"] == found.lines[:1]
    assert (
        "Rhine – mouth: yours is “the Wadden Sea, An atlas, page 3”, the new version has “the Channel, An atlas, page 3”"
        in found.out
    )
    assert "the Wadden Sea" in run("cards", "rivers").out
    assert ["Rivers: no change, 1 conflict"] != run("update").lines[:1]


@pytest.mark.usefixtures("edited")
def test_the_file_can_be_taken_over_the_edit() -> None:
    (conflict,) = run("update", "--json").objects[0]["conflicts"]
    assert ("Rhine – mouth", "the Channel, An atlas, page 3") == (conflict["place"], conflict["theirs"])
    assert 0 == run("update", "--yes", "--theirs").code
    assert "the Channel" in run("cards", "rivers").out


def test_a_plan_that_is_out_of_date_is_refused(added: Path) -> None:
    write_deck(added, MENDED)
    with Collection.open(home() / FILE) as collection:
        ((_, plan),) = collection.updates()
        run("update", "--yes")
        with pytest.raises(UsageError, match="plan again"):
            collection.apply(plan, NOON)  # type: ignore[arg-type]


def test_long_lines_are_broken_at_the_width_of_the_terminal(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_deck(added, TABLE.replace("the Black Sea", "the sea that has the least salt of all seas between Europe and Asia"))
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("update", typed="n\n").lines
    assert max(map(len, lines)) <= 60
    assert "Asia" in [line for line in lines if line.startswith(" " * 12)][-1]
