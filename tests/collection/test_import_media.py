"""Media of an import: streamed beside the collection, once a content, and gone again where the import fails."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.collection.import_media import keeping, kind_of
from quiz.errors import FormatError, StoreError
from quiz.facts.deck import Deck
from quiz.formats.format import MediaFile
from tests.formats.anki.made import VERSIONS, Made, MadeNote, Version

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


def file(*pieces: bytes) -> MediaFile:
    return MediaFile(sum(map(len, pieces)), lambda: iter(pieces))


def folder(path: Path) -> set[str]:
    return {one.name for one in (path / "media").iterdir()} if (path / "media").exists() else set()


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with Collection.open(tmp_path / "c.quiz") as opened:
        yield opened


def test_a_content_is_stored_once_whatever_it_is_called(collection: Collection, tmp_path: Path) -> None:
    with keeping(collection.store) as media:
        media.keep(Deck("a"), "a", {"x.png": file(PNG, b"1"), "y.png": file(PNG + b"1")})
        media.keep(Deck("b"), "b", {"x.png": file(PNG + b"1"), "z.mp3": file(b"ID3")})
    assert {sha256(PNG + b"1").hexdigest(), sha256(b"ID3").hexdigest()} == folder(tmp_path)
    assert 3 == media.count
    assert [("x.png", "picture"), ("z.mp3", "sound")] == [(one.path, one.kind) for one in collection.store.sharing.media("b")]


def test_what_cannot_be_read_costs_nothing_else(collection: Collection, tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"some"
        raise FormatError("It is damaged.")

    with keeping(collection.store) as media:
        media.keep(Deck("a"), "a", {"bad.png": MediaFile(9, broken), "good.png": file(PNG)})
    assert {sha256(PNG).hexdigest()} == folder(tmp_path)
    assert ["media bad.png: It is damaged."] == [str(one) for one in media.skipped]


def test_nothing_stays_of_an_import_that_fails(collection: Collection, tmp_path: Path) -> None:
    with keeping(collection.store) as media:
        media.keep(Deck("a"), "a", {"kept.png": file(b"kept")})

    def failing() -> None:
        with keeping(collection.store) as media, collection.store.transaction():
            media.keep(Deck("a"), "a", {"kept.png": file(b"kept"), "new.png": file(b"new")})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert {sha256(b"kept").hexdigest()} == folder(tmp_path)


def test_a_full_disk_is_told(collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left on device"), keeping(collection.store) as media:
        media.keep(Deck("a"), "a", {"new.png": file(b"new")})
    assert set() == folder(tmp_path)


def test_a_collection_in_memory_has_no_place_for_media() -> None:
    with Collection.in_memory() as collection, keeping(collection.store) as media:
        media.keep(Deck("a"), "a", {"x.png": file(PNG)})
    assert 0 == media.count


def test_kinds_are_told_by_the_ending() -> None:
    assert ["sound", "sound", "picture", "picture"] == list(map(kind_of, ("a.MP3", "b.ogg", "c.svg", "_font.ttf")))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_package_brings_its_media_and_again_changes_nothing(collection: Collection, tmp_path: Path, version: Version) -> None:
    notes = (MadeNote(('<img src="a.png">', "[sound:b.mp3]")),)
    path = Made(notes, media={"a.png": PNG, "b.mp3": b"ID3"}).package(tmp_path / "x.apkg", version)
    report = collection.import_(path, now=NOW)
    assert (1, 2, True) == (report.cards, report.media, report.is_done)
    assert {sha256(PNG).hexdigest(), sha256(b"ID3").hexdigest()} == folder(tmp_path)
    assert "no change" == collection.import_(path, now=NOW).changes
    assert 2 == collection.import_(path, now=NOW, dry_run=True).media
