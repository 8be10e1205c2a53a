"""The first screen comes soon, and what was put off for it is made up for."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.collection.places import FILE
from quiz.tui import starting
from quiz.tui.app import QuizApp
from quiz.tui.home.screen import HomeScreen
from quiz.tui.starting import hurry, settle
from tests.tui.samples import START, Clock, Screen, capitals, collection, drive


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    yield
    gc.enable()


def test_garbage_is_collected_again_once_the_first_screen_is_there() -> None:
    async def play(screen: Screen) -> None:
        await screen.pilot.pause()
        assert gc.isenabled()

    hurry()
    assert not gc.isenabled()
    drive(QuizApp(collection(capitals()), Clock()), play)


def test_what_was_not_put_off_is_left_alone() -> None:
    before = gc.get_freeze_count()
    settle()
    assert before == gc.get_freeze_count()


def test_a_session_that_was_asked_for_is_the_first_screen_and_home_comes_when_it_is_wanted() -> None:
    async def play(screen: Screen) -> None:
        assert ["StudyScreen"] == [type(one).__name__ for one in screen.app.screen_stack[1:]]
        await screen.press("q")
        assert ["HomeScreen"] == [type(one).__name__ for one in screen.app.screen_stack[1:]]
        await screen.press("enter", "q")
        assert isinstance(screen.app.screen, HomeScreen)

    async def to_the_summary(screen: Screen) -> None:
        await screen.press("space", "space", "3", "q")
        assert "SummaryScreen" == screen.place
        screen.app.go_home()
        await screen.pilot.pause()
        assert isinstance(screen.app.screen, HomeScreen)

    drive(QuizApp(collection(capitals()), Clock(), deck="capitals"), to_the_summary)

    drive(QuizApp(collection(capitals()), Clock(), deck=""), play)


def test_where_nothing_waits_home_says_so() -> None:
    async def play(screen: Screen) -> None:
        await screen.pilot.pause()
        assert "HomeScreen" == screen.place
        assert "Nothing waits there today." in screen.text

    drive(QuizApp(collection(), Clock(), deck=""), play)


def test_the_first_card_needs_no_module_that_only_some_cards_need() -> None:
    """Judging, wrong options, plans and the form of a fact are imported when they are wanted."""
    code = (
        "import sys, quiz.cli.start, quiz.cli.endings, quiz.cli.opening\n"
        "import quiz.tui.app, quiz.tui.study.screen, quiz.collection.sessions, quiz.cards.keeping\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    found = set(done.stdout.split())
    late = {"judge", "choices", "distractors", "generation"}
    assert set() == late & {name.rpartition(".")[2] for name in found if name.startswith("quiz.cards")}
    # Nor Click, nor Home, nor what makes and keeps cards, nor what only remarks, formulas, tables, code, pictures, sounds and
    # fields of several lines need.
    others = {
        "click", "quiz.cards.apart_cards", "quiz.cards.prompts", "quiz.collection.plan", "quiz.study.leeches",
        "quiz.study.remarks", "quiz.text.blocks", "quiz.text.canonical", "quiz.text.tex", "quiz.tui.asking",
        "quiz.tui.blocks", "quiz.tui.editing.screen", "quiz.tui.home.screen", "quiz.tui.media.canvas", "quiz.tui.media.playing",
        "quiz.tui.study.difference", "textual.widgets._text_area",
    }  # fmt: skip
    assert set() == others & found
    assert sum(name.startswith("quiz.") for name in found) < 168


def test_the_first_card_is_painted_before_textual_is_loaded(home: Path) -> None:
    """Of Rich, only what measures text; of quiz, only what finds the card and says its words."""
    (home / "quiz").mkdir()
    with Collection.open(home / "quiz" / FILE) as found:
        found.add(capitals(), START)
    code = (
        "import sys\n"
        "from quiz.cli import call, endings, opening, start\n"
        "from quiz.tui.early.stage import Stage\n"
        "stage, painted = Stage(), []\n"
        "stage.before, Stage.paint = [], lambda _, screen: painted.append(screen)\n"
        "with opening.studied(call.Call()) as collection:\n"
        "    start._begun(stage, call.Call(), collection, None, None)\n"
        "assert 'What is the capital of' in painted[0]\n"
        "print(*sys.modules)"
    )
    known = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONIOENCODING": "utf-8"}
    known.pop("NO_COLOR", None)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=known)
    loaded = done.stdout.split()
    assert [] == [name for name in loaded if name.split(".")[0] in {"textual", "click", "asyncio"}]
    assert sum(name.startswith("rich") for name in loaded) < 10
    assert sum(name.startswith("quiz.") for name in loaded) < 164


def test_what_follows_the_first_screen_is_there() -> None:
    assert all(find_spec(name) for name in starting._SOON)


def test_the_screen_is_painted_at_more_beats_unless_the_environment_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_FPS", raising=False)
    hurry()
    assert "120" == os.environ["TEXTUAL_FPS"]
    monkeypatch.setenv("TEXTUAL_FPS", "30")
    hurry()
    assert "30" == os.environ["TEXTUAL_FPS"]
