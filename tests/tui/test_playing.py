"""Sounds are played by a process of their own, and never longer than their card."""

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from quiz.tui.media.playing import NO_PLAYER, Player, command
from quiz.tui.media.viewing import view

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the players here are shell scripts")


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def waited(path: Path) -> str:
    for _ in range(500):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.01)
    raise AssertionError(path)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that alone holds programs, besides what scripts need."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_without_a_player_it_is_silent_and_says_so(tools: Path, tmp_path: Path) -> None:
    del tools
    assert command(tmp_path / "a.mp3") is None
    assert NO_PLAYER == Player().play(tmp_path / "a.mp3")


def test_a_name_is_one_argument_whatever_is_in_it(tools: Path, tmp_path: Path) -> None:
    program(tools, "mpv", f'for last; do :; done; echo "$last" > {tmp_path}/said')
    name = "-x $(touch owned) `id`; rm 'a\".mp3"
    player = Player()
    assert not player.play(tmp_path / name)
    assert f"{tmp_path}/{name}\n" == waited(tmp_path / "said")
    player.stop()
    assert not (tmp_path / "owned").exists()


def test_a_relative_name_is_no_option(tools: Path) -> None:
    program(tools, "aplay", "")
    found = command(Path("-x.wav"))
    assert found is not None
    assert f"{Path.cwd()}/-x.wav" == found[-1]


def test_a_player_is_only_given_what_it_can_play(tools: Path) -> None:
    program(tools, "aplay", "")
    assert command(Path("a.mp3")) is None
    program(tools, "ffplay", "")
    assert str(tools / "ffplay") == (command(Path("a.mp3")) or [""])[0]


def test_stopping_ends_the_player(tools: Path, tmp_path: Path) -> None:
    program(tools, "mpv", f"echo $$ > {tmp_path}/pid; exec /bin/sleep 60")
    player = Player()
    assert not player.play(tmp_path / "a.mp3")
    pid = int(waited(tmp_path / "pid"))
    before = player.playing
    player.stop()
    assert (True, False) == (before, player.playing)
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError(pid)


def test_the_next_sound_ends_the_last_one(tools: Path, tmp_path: Path) -> None:
    program(tools, "mpv", "exec /bin/sleep 60")
    player = Player()
    player.play(tmp_path / "a.mp3")
    first = player._process
    player.play(tmp_path / "b.mp3")
    assert first is not None
    assert -9 == first.wait(5)
    player.stop()


def test_a_player_that_cannot_be_started_is_told(tools: Path, tmp_path: Path) -> None:
    program(tools, "mpv", "")
    (tools / "mpv").write_bytes(b"\x7fELF broken")
    assert Player().play(tmp_path / "a.mp3").startswith("the player could not be started")


def test_a_file_is_viewed_by_the_end_of_its_name_only(tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quiz.tui.media.viewing.sys.platform", "linux")
    assert f"no viewer was found; the file is {tmp_path}/a.png" == view(tmp_path / "a.png")
    program(tools, "xdg-open", f'echo "$1" > {tmp_path}/viewed')
    assert "“a.desktop” is not opened" in view(tmp_path / "a.desktop")
    assert not view(tmp_path / "a.svg")
    assert f"{tmp_path}/a.svg\n" == waited(tmp_path / "viewed")
