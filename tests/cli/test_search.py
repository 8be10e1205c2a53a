"""`--search`: cards of the collection, and sessions over what is found."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.cli.test_cards import KEYS

pytestmark = pytest.mark.usefixtures("added")


def test_cards_that_are_found_are_printed() -> None:
    assert ["Where does the Rhine end? → the North Sea"] == run("cards", "--search", "north").lines
    found = run("cards", "--search", "front:*danube*", "--json").objects
    assert [*KEYS, "due", "stability", "phase"] == list(found[0])
    assert (1, None, None, "new") == (len(found), found[0]["due"], found[0]["stability"], found[0]["phase"])


def test_what_is_remembered_is_printed() -> None:
    run("drill", "--search", "rhine", "--form", "typed", typed="the North Sea\n4\n")
    (found,) = run("cards", "--search", "rated:1", "--json").objects
    assert ("review", "Rhine") == (found["phase"], found["subject"])
    assert found["stability"] > 1
    assert found["due"] > 20_000


def test_a_deck_a_limit_a_form_and_a_seed_narrow_what_is_found() -> None:
    assert 6 == len(run("cards", "--search", "").lines)
    assert 2 == len(run("cards", "--search", "", "--limit", "2").lines)
    assert 6 == len(run("cards", "rivers", "--search", "ends or end").lines)
    assert 2 == len(run("cards", "--search", "", "--form", "typed", "--seed", "1", "--limit", "2").lines)
    found = run("cards", "nowhere", "--search", "rhine")
    assert 1 == found.code
    assert "There is no deck “nowhere”" in found.err


def test_nothing_found_is_said_and_no_error() -> None:
    found = run("cards", "--search", "zzzz")
    assert (0, "", "No cards found by the search.\n") == (found.code, found.out, found.err)


@pytest.mark.parametrize("verb", ["cards", "drill"])
def test_a_broken_search_is_wrong_use(verb: str) -> None:
    found = run(verb, "--search", "flag:9")
    assert (2, "") == (found.code, found.out)
    assert "flag:" in found.err


def test_cards_need_a_deck_or_a_search() -> None:
    found = run("cards")
    assert 2 == found.code
    assert "--search TEXT" in found.err


def test_a_session_asks_what_is_found() -> None:
    found = run("drill", "--search", "danube or volga", "--form", "typed", typed="the Black Sea\n\nthe Caspian Sea\n\nq\n")
    assert 0 == found.code
    assert ["Where does the Danube end?", "Where does the Volga end?"] == [
        line for line in found.lines if line.startswith("Where")
    ][:2]


def test_a_session_over_nothing_says_so() -> None:
    found = run("drill", "--search", "zzzz")
    assert 1 == found.code
    assert "zzzz" in found.err


def test_new_cards_and_a_search_contradict_each_other() -> None:
    assert 2 == run("drill", "--search", "rhine", "--new", "3").code


def test_the_app_says_what_to_use_without_a_terminal() -> None:
    assert 2 == run("study", "--search", "rhine").code


def test_a_search_needs_a_collection(tmp_path: Path) -> None:
    found = run("cards", "--search", "a", "--home", tmp_path / "nowhere")
    assert 1 == found.code
    assert "There is no collection" in found.err
