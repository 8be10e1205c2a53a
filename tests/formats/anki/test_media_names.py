"""Names of media that are no names of files everywhere: each is taken, under another name, and shown."""

from pathlib import Path

import pytest

from quiz.formats.anki.media_names import taken_as
from tests.formats.anki.made import Made, MadeNote
from tests.formats.anki.test_packages import of, one

TAKEN_AS = (
    ("CON.png", "CON_.png"),
    ("nul", "nul_"),
    ("x" * 300 + ".png", "x" * 115 + ".png"),
    ("a:b.png", "ab.png"),
    ("[a]?*b|.png", "ab.png"),
    ("a\xa0b.png", "a b.png"),
    ("tail. ", "tail. _"),
    ("lo\u0308we.png", "l\u00f6we.png"),
    ("\u202ex.png", "x.png"),
)


@pytest.mark.parametrize(("name", "taken"), TAKEN_AS, ids=[taken for _, taken in TAKEN_AS])
def test_a_name_that_no_file_can_have_everywhere_becomes_one_as_in_anki(tmp_path: Path, name: str, taken: str) -> None:
    made = Made((MadeNote(("a", f'<img src="{name}"> b')),), media={name: b"x"})
    found = of(tmp_path, made)
    assert ({"Default": [taken]}, ()) == ({deck: list(files) for deck, files in found.media.items()}, found.skipped)
    assert f"![]({taken})" in one(found).value.source.replace("%20", " ").replace("<", "").replace(">", "")  # type: ignore[union-attr]


def test_names_that_differ_in_case_only_are_told_apart(tmp_path: Path) -> None:
    made = Made((MadeNote(("a", "[sound:A.mp3] [sound:a.mp3]")),), media={"A.mp3": b"x", "a.mp3": b"y"})
    found = of(tmp_path, made)
    first, other = found.media["Default"]
    assert ("A.mp3", b"y", ()) == (first, b"".join(found.media["Default"][other].pieces()), found.skipped)
    assert first.casefold() != other.casefold()
    assert f"![](A.mp3) ![]({other})" == one(found).value.source  # type: ignore[union-attr]
    assert (f"media 1, “a.mp3”: it is called “{other}” here, which is a name that files can have everywhere.",) == found.notes


@pytest.mark.parametrize("name", ["lpt9.x", "con", "a.b", "usual name (1).png", "_kept.css", "..", "a/b", "C:\\x"])
def test_the_name_of_a_medium_is_taken_once_and_for_all(name: str) -> None:
    assert taken_as(name) == taken_as(taken_as(name))
    assert (name in {"lpt9.x", "con"}) == (taken_as(name) != name)
