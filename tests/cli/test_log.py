"""`quiz log` and `quiz why`: what happened, and why a card is due."""

from pathlib import Path

import pytest

from quiz.memory.codec import from_data
from tests.cli.running import run


@pytest.fixture
def studied(added: Path) -> Path:
    """Return the deck of rivers after three answers, one of which was taken back."""
    assert 3 == run("drill", "--form", "typed", "--limit", "2", typed="the North Sea\n\nx\nu\n\n1\nx\n\n").out.count("\nsaved\n")
    return added


@pytest.mark.usefixtures("studied")
def test_the_log_prints_every_event_as_it_is_stored() -> None:
    found = run("log", "--json").objects
    assert ["DeckVersion", "Reviewed", "Undone", "Reviewed", "Reviewed"] == [event["event"] for event in found]
    assert [False, True, False, False, False] == [event["undone"] for event in found]
    assert [1, 2, 3, 4, 5] == [from_data(event).sequence for event in found]


@pytest.mark.usefixtures("studied")
def test_the_log_in_words() -> None:
    found = run("log").lines
    assert 5 == len(found)
    assert found[0].startswith("2026-03-01 09:00  deckversion  rivers from ")
    assert "2026-03-01 09:00  reviewed     Where does the Rhine end?  3 Good  typed  “the North Sea” (undone)" == found[1]
    assert "2026-03-01 09:00  reviewed     Where does the Rhine end?  1 Again  typed" == found[3]


@pytest.mark.usefixtures("studied")
def test_the_log_of_one_card_and_the_last_of_it() -> None:
    whole = run("log", "--json").objects
    card = whole[1]["card"]
    assert whole[1:4] == run("log", "--json", "--card", card).objects
    assert whole[1:4] == run("log", "--json", "--card", card[:12]).objects
    assert whole[-2:] == run("log", "--json", "--limit", "2").objects
    assert 1 == run("log", "--card", "zzz").code


@pytest.mark.usefixtures("studied")
def test_a_card_that_no_deck_has_any_longer_is_logged_by_its_id() -> None:
    card = run("log", "--json").objects[1]["card"]
    run("remove", "rivers")
    assert f"card {card}" in run("log").out
    assert run("log").lines[-1].endswith("archived     rivers")


@pytest.mark.usefixtures("studied")
@pytest.mark.parametrize("words", [("Where does the Rhine end?",), ("rhine",), ("rhine", "where")])
def test_why_finds_a_card_by_its_words(words: tuple[str, ...]) -> None:
    (found,) = run("why", *words, "--json").objects
    assert ("Where does the Rhine end?", "the North Sea") == (found["prompt"], found["answer"])
    assert [found] == run("why", found["id"], "--json").objects
    assert [found] == run("why", found["id"][:10], "--json").objects


@pytest.mark.usefixtures("studied")
def test_why_tells_facts_state_memory_and_history() -> None:
    (found,) = run("why", "rhine", "--json").objects
    assert {"deck": "rivers", "kind": "forward", "relation": "mouth", "given": "Rhine"}.items() <= found.items()
    (fact,) = found["facts"]
    assert ("The Rhine ends in the North Sea.", ["An atlas, page 3"]) == (fact["statement"], fact["sources"])
    assert {"phase": "learning", "due": "2026-03-01", "reps": 1, "lapses": 0}.items() <= found["state"].items()
    assert 1.0 == found["memory"]["retrievability"]
    assert [True, False, False] == [event["undone"] for event in found["history"]]
    text = run("why", "rhine").out
    for words in (
        "Because: The Rhine ends in the North Sea.",
        "An atlas, page 3",
        "Deck: rivers, Rivers, from ",
        found["id"],
        "State: learning; due 2026-03-01 09:01; 1 answers, 0 lapses",
        "Memory: stability ",
        "3 Good  typed  “the North Sea” (undone)",
    ):
        assert words in text


@pytest.mark.usefixtures("added")
def test_why_lists_the_cards_that_may_be_meant() -> None:
    found = run("why", "where")
    assert (2, "") == (found.code, found.out)
    assert "means 6 cards" in found.err
    assert "Where does the Danube end?" in found.err
    missing = run("why", "lake")
    assert (1, "") == (missing.code, missing.out)
    assert "No card has" in missing.err
