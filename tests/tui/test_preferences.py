"""The small file of choices: kept, robust, and never in the way."""

from pathlib import Path

import pytest

from quiz.tui.preferences import Preferences


def test_a_choice_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    assert "a" == Preferences(path).get("theme", "a")
    assert Preferences(path).set("theme", "b")
    assert "b" == Preferences(path).get("theme", "a")


def test_the_rest_of_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_text('# mine\nother = 1\ntheme = "a"\n', encoding="utf-8")
    assert Preferences(path).set("theme", "b")
    assert '# mine\nother = 1\ntheme = "b"\n' == path.read_text(encoding="utf-8")
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"theme = ", b"theme = 5", b"[theme]\nx = 1", b"\x00" * 100])
def test_a_damaged_file_does_no_harm(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_bytes(content)
    assert "a" == Preferences(path).get("theme", "a")
    assert Preferences(path).set("theme", "b")
    assert "b" == Preferences(path).get("theme", "a")


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "missing" / "app.toml")
    assert not preferences.set("theme", "b")
    assert "b" == preferences.get("theme", "a")


def test_without_a_file() -> None:
    preferences = Preferences(None)
    assert preferences.set("theme", "b")
    assert "b" == preferences.get("theme", "a")
