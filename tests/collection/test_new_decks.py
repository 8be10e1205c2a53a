"""Decks on their way in."""

from pathlib import Path

import pytest

from quiz.collection.new_decks import Kind, completions, place_at, read_deck, start_deck
from quiz.errors import DeckError, UsageError
from quiz.facts.loading import load


def test_a_deck_is_started(tmp_path: Path) -> None:
    """Empty, or with an example; its title may say anything."""
    title = 'Rivers "of" [Peru] \\ {x}\n\x1b'
    file = start_deck(tmp_path / "rivers", title, example=False)
    deck = load(file.parent)
    assert ("rivers", 0) == (deck.id, len(deck.facts))
    assert deck.title.startswith('Rivers "of" [Peru] \\ {x}')
    assert 1 == len(load(start_deck(tmp_path / "other", "Other", example=True)).facts)
    assert "music::jazz" == load(start_deck(tmp_path / "mj", "Jazz", identity="music::jazz", example=False)).id


def test_no_deck_is_started_over_another(tmp_path: Path) -> None:
    file = start_deck(tmp_path / "rivers", "Rivers", example=False)
    before = file.read_bytes()
    with pytest.raises(UsageError, match="left as it is"):
        start_deck(tmp_path / "rivers", "Again", example=True)
    assert before == file.read_bytes()


def test_what_stands_at_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start_deck(tmp_path / "rivers", "Rivers", example=False)
    for name in ("table.CSV", "other.apkg"):
        (tmp_path / name).touch()
    expected = {
        "rivers": Kind.DECK,
        "rivers/deck.toml": Kind.DECK,
        "table.CSV": Kind.TABLE,
        "other.apkg": Kind.OTHER,
        "": Kind.NOTHING,
        "none": Kind.NOTHING,
        "nul\0": Kind.NOTHING,
        "x" * 5_000: Kind.NOTHING,
    }
    assert expected == {name: place_at(str(tmp_path / name)).kind for name in expected}
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Kind.DECK is place_at("~/rivers").kind
    assert Kind.NOTHING is place_at("~nobody-of-this-name/x").kind


def test_a_path_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("rivers", "Roads", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "rivers" / "deck.toml").touch()
    (tmp_path / "table.csv").touch()
    start = f"{tmp_path}/"
    assert [f"{start}rivers/", f"{start}Roads/", f"{start}table.csv"] == completions(start)
    assert [f"{start}rivers/", f"{start}Roads/"] == completions(f"{start}r")
    assert [f"{start}.hidden/"] == completions(f"{start}.h")
    assert [] == completions(f"{start}none/")
    assert [] == completions("nul\0/")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert ["~/table.csv"] == completions("~/t")
    monkeypatch.chdir(tmp_path)
    assert ["rivers/", "Roads/"] == completions("r")


def test_a_deck_is_read(tmp_path: Path) -> None:
    file = start_deck(tmp_path / "rivers", "Rivers", example=True)
    found = read_deck(str(file.parent))
    assert ("rivers", str(file.parent.resolve())) == (found.deck.id, found.follows)
    assert ("countries", "bundled:countries") == (read_deck("countries").deck.id, read_deck("countries").follows)
    file.write_text("[deck")
    with pytest.raises(DeckError):
        read_deck(str(file.parent))
