"""A drill through a real pipe with every form and every kind of card: words only, and each answer saved."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quiz.cli.speech import LONGEST
from tests.cli.every_form import write
from tests.cli.running import run

FORMS = ("reveal", "typed", "choice", "truefalse", "multiselect", "ordering", "matching")
ANSWER = "1 2\n"
NOT_FOR_THE_EAR = re.compile(r"[✓✗✔✘→←·•≈★│─━\t]|\[-|\{\+| {3}")


@pytest.fixture(autouse=True)
def deck(tmp_path: Path) -> Path:
    return write(tmp_path / "all")


def drilled(deck: Path, form: str, typed: str) -> list[str]:
    """Return the lines of a drill over a new collection, in a process of its own, whose bytes are checked."""
    os.environ["QUIZ_HOME"] = str(deck.parent / f"home-{form}")
    assert 0 == run("add", deck).code
    done = subprocess.run(
        [sys.executable, "-m", "quiz", "drill", "all", "--form", form, "--new", "100", "--seed", "1"],
        input=typed.encode(),
        capture_output=True,
        check=False,
    )
    assert (0, b"") == (done.returncode, done.stderr)
    assert not {byte for byte in done.stdout if byte < 0x20} - {0x0A}
    return done.stdout.decode().splitlines()


def test_every_form_is_words_and_each_answer_is_saved(deck: Path) -> None:
    met = set()
    for form in FORMS:
        found = drilled(deck, form, f"h\nr\np\n{ANSWER}2\n" + f"{ANSWER}1\n\n\n\n4\n" * 20)
        saved = [event for event in run("log", "--json").objects if event["event"] == "Reviewed"]
        assert len(saved) == found.count("saved") > 0, form
        met |= {event["form"] for event in saved}
        assert all(len(line) <= LONGEST for line in found), form
        assert [] == [line for line in found if NOT_FOR_THE_EAR.search(line)], form
        assert [] == [line for line in found if line.strip() and not re.search(r"\w", line)], form
    assert set(FORMS) == met


def test_pictures_and_sounds_are_named_and_formulas_are_words(deck: Path) -> None:
    found = "\n".join(drilled(deck, "reveal", "\n4\n" * 40))
    assert "Picture: a blue cross on red, in the file norway.png." in found
    assert "The question has a picture: a blue cross on red." in found
    assert "Sound: a march, in the file norway.mp3." in found
    assert "Answer: πr squared less than or equal to 4 r squared" in found
    assert "The sign arrow is called blank, tick" in found
    assert "Norway with Oslo; Peru with Lima" in found


def test_picks_are_explained_in_words(deck: Path) -> None:
    ordered = "\n".join(drilled(deck, "ordering", "\n4\n" + "2 1 3\n2\n" * 40))
    assert re.search(r"\w+ is (first|second|third); you put it (first|second|third)\.", ordered)
    matched = "\n".join(drilled(deck, "matching", "1 2 3 4\n4\n\n4\n" * 20))
    assert re.search(r"\w+ goes with \w+, not with \w+\.", matched)
