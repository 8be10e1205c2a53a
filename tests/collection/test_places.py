"""Where the collection and the bundled decks are."""

from pathlib import Path

import pytest

from quiz.collection.places import BUNDLED, bundled_decks, followed, home


def test_a_chosen_home_comes_first(tmp_path: Path) -> None:
    assert tmp_path == home(tmp_path) == home(str(tmp_path))


def test_the_environment_names_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path / "here"))
    assert tmp_path / "here" == home() == home("")


def test_a_tilde_is_the_user_s_home(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Path.home() / "quiz" == home("~/quiz")
    monkeypatch.setenv("QUIZ_HOME", "~/there")
    assert Path.home() / "there" == home()


@pytest.mark.parametrize("empty", ["", None])
def test_otherwise_it_is_the_platform_s_folder(monkeypatch: pytest.MonkeyPatch, empty: str | None, home: Path) -> None:
    from quiz.collection import places

    if empty is None:
        monkeypatch.delenv("QUIZ_HOME")
    else:
        monkeypatch.setenv("QUIZ_HOME", empty)
    found = places.home()
    assert "quiz" == found.name
    assert home in found.parents  # the tests' own home


def test_the_bundled_decks() -> None:
    found = bundled_decks()
    assert ["countries", "elements", "victory-day-2025"] == list(found)
    assert all((folder / "deck.toml").is_file() for folder in found.values())


def test_what_a_deck_follows(tmp_path: Path) -> None:
    assert bundled_decks()["elements"] == followed(BUNDLED + "elements")
    assert followed(BUNDLED + "gone") is None
    assert tmp_path == followed(str(tmp_path))
