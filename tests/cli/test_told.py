"""What an author says beside a fact, on the command line: fronts, notes, remarks."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run

TEST = """\
[deck]
id = "test"

[relations.answer]
ask = "{subject}"
kinds = ["forward"]
many = true
apart = true

[[facts]]
subject = "What is the capital of Australia?"
answer = "Canberra"
wrong = ["Sydney", "Melbourne"]
accept = ["Canberra City"]
front = "The capital of *Australia*"
note = "Founded in **1913**."
feedback = [["Sydney", "The *largest* city."], ["Canberra", "Yes."]]
"""


@pytest.fixture
def test(tmp_path: Path) -> Path:
    path = tmp_path / "test.toml"
    path.write_text(TEST, encoding="utf-8")
    return path


def test_cards_have_their_front_and_note_as_they_are_written(test: Path) -> None:
    (card,) = run("cards", test, "--json", "--form", "choice", "--seed", "1").objects
    assert ("What is the capital of Australia?", "The capital of *Australia*") == (card["prompt"], card["front"])
    assert ("Founded in **1913**.", ["Canberra", "Canberra City"]) == (card["note"], card["accepted"])
    assert {"Canberra", "Sydney", "Melbourne"} == set(card["choices"])


def test_a_drill_tells_remarks_and_notes(test: Path) -> None:
    run("add", test)
    text = run("drill", "test", "--form", "choice", "--new", "1", "--limit", "1", typed="Sydney\n1\n").out
    assert "The largest city." in text
    assert "Note: Founded in 1913." in text


def test_a_drill_for_programs_tells_them_as_they_are_written(test: Path) -> None:
    run("add", test)
    found = run("drill", "test", "--form", "typed", "--limit", "1", "--json", typed="Canberra\n3\n").objects
    said = {one["event"]: one for one in found}
    assert "The capital of *Australia*" == said["question"]["front"]
    assert (["Yes."], "Founded in **1913**.") == (said["verdict"]["remarks"], said["verdict"]["fact_note"])
    json.dumps(found)
