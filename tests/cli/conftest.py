"""What the tests of the command line stand on: a time that stands still, and a deck."""

from pathlib import Path

import pytest

from tests.cli.running import NOW, run, write_deck


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_NOW", NOW)


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Return the folder of the deck of rivers, which is in no collection yet."""
    return write_deck(tmp_path / "rivers")


@pytest.fixture
def added(deck: Path) -> Path:
    """Return the folder of the deck of rivers, which is the one deck of the collection."""
    assert run("add", deck).code == 0
    return deck
