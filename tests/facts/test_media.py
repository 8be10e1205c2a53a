"""Pictures and sounds: files beside the deck, never shown by their names."""

from pathlib import Path

import pytest

from quiz.cards.card import Form
from quiz.cards.generation import generate
from quiz.collection.shelf import unpacked
from quiz.errors import DeckError, Problem
from quiz.facts.deck import Deck
from quiz.facts.deck_folder import LARGEST, type_of
from quiz.facts.fact import Fact
from quiz.facts.keeping import packed
from quiz.facts.loading import examine, load
from quiz.facts.media import Picture, Sound, parse_picture, parse_sound
from quiz.facts.relation import Relation
from quiz.facts.sameness import may_be_same
from quiz.facts.term import Term
from quiz.facts.values import Listed
from quiz.facts.writing import dump

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32
HEADS = {
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "gif": b"GIF89a\1\0",
    "webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "svg": b'<?xml version="1.0"?>\n<!-- a flag -->\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "mp3": b"ID3\4\0",
    "ogg": b"OggS\0\2" + b"\0" * 22 + b"\1vorbis",
    "opus": b"OggS\0\2" + b"\0" * 22 + b"OpusHead",
    "wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "flac": b"fLaC\0",
    "m4a": b"\0\0\0\x20ftypM4A \0",
}


def deck_with(folder: Path, value: str, kind: str = "picture", more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "deck.toml").write_text(
        f"[deck]\nid = 'd'\n[relations.flag]\nvalue = '{kind}'\n{more}\n[[facts]]\nsubject = 'France'\nflag = {value!r}\n",
        encoding="utf-8",
    )
    return folder


def problem(folder: Path) -> Problem:
    (found,) = (found for found in examine(folder).problems if found.severity == "error")
    return found


@pytest.mark.parametrize(("name", "head"), HEADS.items())
def test_types_are_told_by_content(name: str, head: bytes) -> None:
    assert name == type_of(head)


@pytest.mark.parametrize(
    "head", [b"", b"<html><svg>", b"MZ\x90", b"%PDF-1.7", b"\0\0\0\x20ftypheic", b"\xff\xff\xff", b"RIFF\0\0\0\0AVI "]
)
def test_other_files_are_of_no_known_type(head: bytes) -> None:
    assert type_of(head) is None


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("flags/fr.png", Picture("flags/fr.png")),
        ("![three stripes](flags/fr.png)", Picture("flags/fr.png", "three stripes")),
        ("![a](b](c).png)", Picture("c).png", "a](b")),
        ("![](![x](y))", Picture("y)", "](![x")),
        (" a.png ", Picture("a.png")),
    ],
)
def test_pictures_are_written_with_what_they_show(text: str, picture: Picture) -> None:
    assert picture == parse_picture(text) == parse_picture(picture.written)


@pytest.mark.parametrize("text", ["", " ", "![x]()", "\u200b"])
def test_nothing_is_no_picture(text: str) -> None:
    with pytest.raises(ValueError, match="expected a file beside the deck"):
        parse_picture(text)


def test_a_path_is_never_shown() -> None:
    france, spain = Picture("flags/france.png"), Picture("flags/spain.png")
    assert "three stripes" == str(Picture("flags/france.png", "three stripes"))
    assert str(france).startswith("picture ")
    assert str(Sound("marseillaise.mp3")).startswith("sound ")
    assert "fr" not in str(france).removeprefix("picture ")
    assert len({str(france), str(spain), str(Picture("flags/france.png"))}) == 2


def test_the_same_file_may_be_the_same() -> None:
    assert may_be_same(Picture("a.png"), Picture("a.png", "x"))
    assert not may_be_same(Picture("a.png"), Picture("b.png"))
    assert not may_be_same(Picture("a.png"), Sound("a.png"))


def test_a_deck_opens_its_pictures(tmp_path: Path) -> None:
    (deck_with(tmp_path / "d", "fr.png") / "fr.png").write_bytes(PNG)
    deck = load(tmp_path / "d")
    (value,) = (fact.value for fact in deck.facts)
    assert Picture("fr.png") == value
    assert tmp_path / "d" == deck.folder
    assert tmp_path / "d" / "fr.png" == deck.media(Picture("fr.png"))
    assert None is deck.media(Sound("fr.png"))
    assert None is deck.media(Picture("../fr.png"))
    assert None is unpacked(packed(deck)).media(Picture("fr.png"))
    assert deck == unpacked(packed(deck))


def test_a_picture_is_asked_but_never_typed_nor_shown_by_its_name(tmp_path: Path) -> None:
    folder = deck_with(tmp_path / "d", "france.png")
    (folder / "france.png").write_bytes(PNG)
    cards = list(generate(load(folder)))
    assert {"forward", "backward"} == {card.kind.value for card in cards}
    assert not any("france.png" in text for card in cards for text in (card.prompt, card.answer, card.given))
    (forward,) = (card for card in cards if card.kind.value == "forward")
    assert (Form.REVEAL,) == forward.forms


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("gone.png", "missing-file"),
        ("folder", "missing-file"),
        ("a\\b.png", "missing-file"),
        ("../outside.png", "outside-folder"),
        ("folder/../../outside.png", "outside-folder"),
        ("/etc/passwd", "outside-folder"),
        ("C:/windows/x.png", "outside-folder"),
        ("link.png", "outside-folder"),
        ("text.png", "media-type"),
        ("empty.png", "media-type"),
        ("sound.mp3", "media-type"),
        ("large.png", "too-large"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path, path: str, code: str) -> None:
    folder = deck_with(tmp_path / "d", path)
    (tmp_path / "outside.png").write_bytes(PNG)
    (folder / "folder").mkdir()
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "text.png").write_bytes(b"hello")
    (folder / "empty.png").write_bytes(b"")
    (folder / "sound.mp3").write_bytes(HEADS["mp3"])
    with (folder / "large.png").open("wb") as file:
        file.write(PNG)
        file.truncate(LARGEST + 1)
    found = problem(folder)
    assert (code, 8, "facts[0].flag") == (found.code, found.line, found.where)
    assert found.hint
    with pytest.raises(DeckError):
        load(folder)


def test_pictures_in_lists_tables_and_terms(tmp_path: Path) -> None:
    folder = deck_with(tmp_path / "d", "a.png; b.png", "list", "of = 'picture'\n[terms.France]\npicture = 'map.png'\n")
    (folder / "a.png").write_bytes(PNG)
    (folder / "map.png").write_bytes(PNG)
    found = problem(folder)
    assert ("missing-file", "facts[0].flag") == (found.code, found.where)
    (folder / "b.png").write_bytes(HEADS["gif"])
    deck = load(folder)
    assert Listed([Picture("a.png"), Picture("b.png")]) == deck.facts[0].value
    assert Picture("map.png") == deck.terms["France"].picture
    assert deck == unpacked(packed(deck))
    dump(deck, folder)
    assert deck == load(folder)
    (folder / "map.png").unlink()
    assert "terms.France.picture" == problem(folder).where


def test_only_what_is_declared_is_a_picture(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("country,flag\nFrance,fr.png\n", encoding="utf-8")
    assert "text" == load(tmp_path / "t.csv").relations["flag"].value


def test_sounds() -> None:
    deck = Deck(
        "d",
        facts=[Fact("wren", "song", "![a trill](wren.ogg)")],
        relations=[Relation("song", value="sound")],
        terms=[Term("wren", picture="wren.jpg")],
    )
    assert Sound("wren.ogg", "a trill") == deck.facts[0].value == parse_sound("![a trill](wren.ogg)")
    assert deck == unpacked(packed(deck))
