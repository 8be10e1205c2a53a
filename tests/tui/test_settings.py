"""Settings: found, explained, changed in the way that suits each, written only when right, and taken back."""

import os
import sys
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from quiz.collection.settings import FILE, Settings
from quiz.tui.app import QuizApp
from quiz.tui.asking import Ask
from quiz.tui.pointed import Pointed
from quiz.tui.settings.screen import SettingsScreen
from tests.tui.looks import looks
from tests.tui.samples import Clock, Play, Screen, capitals, collection, drive, hostile, neighbours

WRITTEN = "# mine\n[study]\nreviews_per_day = 50\n\n[decks.capitals]\nfuzz = false\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / FILE
    found.write_text(WRITTEN, encoding="utf-8")
    return found


def make(path: Path | None) -> QuizApp:
    found = collection(capitals(), neighbours(), hostile())
    if path is not None:
        found.use(Settings.of(path))
    return QuizApp(found, Clock(), settings=path)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def spoil(path: Path) -> None:
    path.write_text("[study]\nnew_per_dya = 3\n", encoding="utf-8")


def opened(play: Play, path: Path | None, deck: str | None = None, size: tuple[int, int] = (80, 24)) -> QuizApp:
    """Let `play` use the screen of settings."""
    app = make(path)

    async def run(screen: Screen) -> None:
        screen.app.settings(deck)
        await screen.pilot.pause()
        await play(screen)

    drive(app, run, size)
    return app


async def find(screen: Screen, words: str) -> None:
    """Search the settings, and go to the first that is found."""
    await screen.press("slash")
    screen.app.screen.query_one("#search").value = words  # type: ignore[attr-defined]
    await screen.pilot.pause()
    await screen.press("enter")


def test_a_number_is_checked_while_it_is_typed_and_written_when_it_is_right(path: Path) -> None:
    async def play(screen: Screen) -> None:
        await find(screen, "new_per_day")
        await screen.press("enter", "backspace", "backspace", *"1x")
        assert "a whole number from 0 to 1000000" in screen.text
        await screen.press("enter")
        assert isinstance(screen.app.screen, Ask)
        assert WRITTEN == text(path)
        await screen.press("backspace", "2", "enter")
        assert 12 == screen.app.collection.settings.new_per_day
        assert "● 12" in screen.text
        await screen.press("u")
        assert WRITTEN == text(path)
        assert 20 == screen.app.collection.settings.new_per_day

    opened(play, path)


def test_every_kind_is_changed_in_the_way_that_suits_it(path: Path) -> None:
    async def play(screen: Screen) -> None:
        await find(screen, "fuzz")
        await screen.press("space")
        await find(screen, "review_order")
        await screen.press("enter", "end", "enter")
        await find(screen, "relearning_steps")
        await screen.press("enter", "ctrl+u", *"5m 1h30m")
        assert "2 steps: 5m 1h30m" in screen.text
        await screen.press("enter")
        await find(screen, "deadline")
        await screen.press("enter", *"+30")
        assert "Wednesday, 23 December 2026, in 30 days" in screen.text
        await screen.press("enter")
        await find(screen, "easy_days")
        await screen.press("enter", "end", "enter", "down", "down", "enter", "escape")
        await find(screen, "desired_retention")
        await screen.press("enter", "ctrl+u", *"87", "enter")
        await find(screen, "auto_show")
        await screen.press("enter", "ctrl+u", *"20s", "enter")
        await find(screen, "motion")
        await screen.press("enter", "down", "enter")

    app = opened(play, path)
    lines = text(path).splitlines()
    assert "# mine" == lines[0]
    assert {
        "fuzz = false", 'review_order = "random"', 'relearning_steps = ["5m", "1h30m"]', "deadline = 2026-12-23",
        "easy_days = {sun = 0.5}", "desired_retention = 0.87", 'auto_show = "20s"', 'motion = "reduced"',
    } <= set(lines)  # fmt: skip
    assert (20, "reduced") == (app.choices.auto_show, app.choices.motion)


def test_what_a_deck_inherits_is_told_and_reset(path: Path) -> None:
    async def play(screen: Screen) -> None:
        assert "Settings  for Capitals" in screen.text
        assert "from all decks" in screen.text
        await find(screen, "fuzz")
        assert "unless set: yes" in screen.text
        await screen.press("r")
        assert screen.app.collection.choices.for_deck("capitals").fuzz
        await screen.press("r", "u")
        assert not screen.app.collection.choices.for_deck("capitals").fuzz
        await find(screen, "rollover")
        assert "Nothing is called that." in screen.text
        await screen.press("d", "home", "enter")
        assert "for all decks" in screen.text

    opened(play, path, "capitals")


def test_a_key_is_pressed_and_told_whether_it_is_free(path: Path) -> None:
    async def play(screen: Screen) -> None:
        await find(screen, "home.theme")
        await screen.press("enter", "s")
        assert "s is the key of “Study all” (Decks) too" in screen.text
        await screen.press("enter", "z")
        assert "z is free." in screen.text
        await screen.press("down", "enter")
        assert ("T", "z") == screen.app.keymap.action("home.theme").keys
        await screen.press("r")
        assert ("T",) == screen.app.keymap.action("home.theme").keys
        await screen.press("u", "escape", "z")
        assert "quiz-light" == screen.app.theme

    opened(play, path)
    assert {"home.theme": ("T", "z")} == Settings.of(path).keys


def test_keys_of_a_numbered_action_are_written_in_a_line(path: Path) -> None:
    async def play(screen: Screen) -> None:
        await find(screen, "study.grade")
        await screen.press("enter", "ctrl+u", *"d f g")
        assert "3 different keys stand where 4 were expected" in screen.text
        await screen.press(*" h", "enter")
        assert ("d", "f", "g", "h") == screen.app.keymap.action("study.grade").keys
        await find(screen, "app.quit")
        await screen.press("enter")
        assert "stays as it is" in screen.text

    opened(play, path)


def test_the_search_finds_by_what_is_meant_and_esc_leads_out(path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("slash", *"leech")
        assert ["leech_lapses", "leech_action", "statistics.leeches"] == [
            name for name, _ in screen.app.screen.query_one(Pointed)._rows if name
        ]
        await screen.press("escape", "escape")
        assert "HomeScreen" == screen.place

    opened(play, path)


def test_nothing_is_written_into_a_file_with_mistakes(path: Path) -> None:
    async def play(screen: Screen) -> None:
        spoil(path)
        await screen.press("escape")
        screen.app.settings()
        await screen.pilot.pause()
        assert "✗ The file has mistakes: F2 tells which." in screen.text
        await find(screen, "fuzz")
        await screen.press("space")
        assert screen.app.collection.settings.fuzz
        await screen.press("f2")
        assert "Did you mean “new_per_day”?" in screen.text

    opened(play, path)
    assert "[study]\nnew_per_dya = 3\n" == text(path)


def test_without_an_editor_the_file_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)

    async def play(screen: Screen) -> None:
        await screen.press("e")
        assert "Set EDITOR" in screen.text
        os.environ["EDITOR"] = f"{sys.executable} -c pass"
        await screen.press("e")
        assert "No editor can be opened here." in screen.text

    monkeypatch.setenv("VISUAL", "")
    opened(play, path)
    monkeypatch.delenv("EDITOR")


@pytest.mark.parametrize("size", [(40, 15), (23, 7)])
def test_small_windows(size: tuple[int, int], path: Path) -> None:
    async def play(screen: Screen) -> None:
        await screen.press("down", "pagedown", "pageup", "enter", "escape")
        await find(screen, "theme")
        await screen.press("enter", "escape")
        assert isinstance(screen.app.screen, SettingsScreen)

    opened(play, path, size=size)


def test_the_list(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        screen.app.settings()
        await screen.press("down", "space", "escape", "down", "space", "down")

    looks(lambda: make(None), play, snapshot)


def test_those_of_a_deck_with_a_hostile_title(snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        screen.app.settings("hostile")
        await screen.press("down")

    looks(lambda: make(None), play, snapshot)


@pytest.mark.parametrize("found", ["new_per_day", "new_order", "easy_days", "home.study", "motion"])
def test_a_change(found: str, snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        screen.app.settings()
        await screen.pilot.pause()
        await find(screen, found)
        await screen.press("enter")

    looks(lambda: make(None), play, snapshot)


@pytest.mark.parametrize("keys", [["z"], ["s"]], ids=["free", "taken"])
def test_a_new_key(keys: list[str], snapshot: SnapshotAssertion) -> None:
    async def play(screen: Screen) -> None:
        screen.app.settings()
        await screen.pilot.pause()
        await find(screen, "home.study")
        await screen.press("enter", *keys)

    looks(lambda: make(None), play, snapshot)
