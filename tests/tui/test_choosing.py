"""What is chosen in the app: written down, in effect at once, and taken in when an editor writes it."""

import os
from pathlib import Path

import pytest
from textual import events

from quiz.collection.app_choices import AppChoices, Motion
from quiz.collection.setting_changes import Change
from quiz.collection.settings import FILE, Settings
from quiz.tui.app import QuizApp
from tests.tui.samples import Clock, Play, Screen, capitals, collection, drive


def played(play: Play, path: Path | None) -> QuizApp:
    """Let `play` use an app whose settings are in a file."""
    found = collection(capitals())
    if path is not None and path.exists():
        found.use(Settings.of(path))
    app = QuizApp(found, Clock(), settings=path)
    drive(app, play)
    return app


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(1, len(text)))


def test_a_choice_is_written_and_holds_at_once(tmp_path: Path) -> None:
    path = tmp_path / FILE
    write(path, "# mine\n[study]\nfuzz = false\n")

    async def play(screen: Screen) -> None:
        assert screen.app.choose("motion", "reduced")
        assert Motion.REDUCED is screen.app.choices.motion
        screen.app.use_theme("quiz-light")
        assert "quiz-light" == screen.app.theme

    app = played(play, path)
    assert '# mine\n[study]\nfuzz = false\n\n[app]\nmotion = "reduced"\ntheme = "quiz-light"\n' == path.read_text(
        encoding="utf-8"
    )
    assert not app.collection.settings.fuzz

    async def again(screen: Screen) -> None:
        assert "quiz-light" == screen.app.theme
        assert screen.app.choose("theme", None)
        assert "quiz-dark" == screen.app.theme

    played(again, path)


def test_without_a_file_it_lasts_as_long_as_the_app() -> None:
    async def play(screen: Screen) -> None:
        assert screen.app.choose("timer", value=True)
        assert AppChoices(timer=True) == screen.app.choices
        assert not screen.app.choose("timer", "perhaps")
        await screen.pilot.pause()
        assert "Correct timer, or delete it." in screen.text

    played(play, None)


def test_the_key_goes_through_the_themes_and_the_last_one_is_remembered(tmp_path: Path) -> None:
    async def change(screen: Screen) -> None:
        assert "quiz-dark" == screen.app.theme
        await screen.press("T")
        assert "quiz-light" == screen.app.theme

    async def look(screen: Screen) -> None:
        assert "quiz-light" == screen.app.theme

    async def fallen_back(screen: Screen) -> None:
        assert "quiz-dark" == screen.app.theme

    played(change, tmp_path / FILE)
    played(look, tmp_path / FILE)
    write(tmp_path / FILE, '[app]\ntheme = "no such theme"\n')
    played(fallen_back, tmp_path / FILE)


def test_study_settings_change_what_waits(tmp_path: Path) -> None:
    async def play(screen: Screen) -> None:
        assert "10 cards wait" in screen.text
        assert screen.app.change_settings(Change(("decks", "capitals"), "new_per_day", 3))
        await screen.pilot.pause()
        assert "3 cards wait" in screen.text

    played(play, tmp_path / FILE)


@pytest.mark.parametrize("content", ["[study]\nnew_per_day = -3\n", "[study\n"])
def test_mistakes_of_an_editor_are_told_and_change_nothing(content: str, tmp_path: Path) -> None:
    path = tmp_path / FILE
    write(path, "[study]\nnew_per_day = 4\n")

    async def play(screen: Screen) -> None:
        write(path, content)
        screen.app.post_message(events.AppFocus())
        await screen.pilot.pause()
        await screen.pilot.pause()
        assert "4 cards wait" in screen.text
        assert "A mistake in the settings file: F2 tells more." in " ".join(screen.text.replace("▌", " ").split())
        await screen.press("f2")
        assert f"line {1 if 'per' not in content else 2}" in screen.text
        await screen.press("escape")
        assert not screen.app.choose("timer", value=True)
        assert content == path.read_text(encoding="utf-8")
        write(path, "[study]\nnew_per_day = 2\n")
        screen.app.post_message(events.AppFocus())
        await screen.pilot.pause()
        await screen.pilot.pause()
        assert "2 cards wait" in screen.text

    played(play, path)


def test_the_theme_of_an_earlier_version_still_holds(tmp_path: Path) -> None:
    (tmp_path / "app.toml").write_text('theme = "quiz-light"\n', encoding="utf-8")

    async def play(screen: Screen) -> None:
        assert "quiz-light" == screen.app.theme
        assert screen.app.choose("theme", "quiz-contrast")
        assert "quiz-contrast" == screen.app.theme

    played(play, tmp_path / FILE)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"theme = ", b"theme = 5", b"[theme]\nx = 1"])
def test_a_damaged_file_of_an_earlier_version_does_no_harm(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "app.toml").write_bytes(content)

    async def play(screen: Screen) -> None:
        assert "quiz-dark" == screen.app.theme

    played(play, tmp_path / FILE)
