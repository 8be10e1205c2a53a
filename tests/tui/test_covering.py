"""Parts of pictures that are covered, asked for or outlined, and words on them."""

from pathlib import Path

import pytest
from PIL import Image

from quiz.tui.media.drawing import Drawn, Signs, draw

WHITE, YELLOW, RED = (255, 255, 255), (255, 235, 162), (255, 142, 142)


def drawn(folder: Path, *masks: tuple[str, str], signs: Signs = Signs.HALF_CELLS) -> Drawn:
    path = folder / "white.png"
    Image.new("RGB", (200, 200), "white").save(path)
    found = draw(path, width=40, height=20, signs=signs, masks=masks)
    assert isinstance(found, Drawn)
    return found


def cells(found: Drawn) -> list[list[tuple[str, object, object]]]:
    return [[(sign, front, back) for text, front, back in row for sign in text] for row in found.rows]


@pytest.mark.parametrize("area", ["rect:.5,.5,.5,.5", "polygon:.5,.5,1,.5,1,1,.5,1", "rect:1,.5,.5,.5,90"])
def test_a_part_is_covered_where_it_is(tmp_path: Path, area: str) -> None:
    found = cells(drawn(tmp_path, ("hide", area)))
    assert ("█", WHITE, None) == found[4][10]
    assert ("█", YELLOW, None) == found[14][30]


def test_an_ellipse_leaves_its_corners(tmp_path: Path) -> None:
    for area in ("ellipse:0,0,.5,.5", "ellipse:0,0,.5,.5,360"):
        found = cells(drawn(tmp_path, ("hide", area)))
        assert ("█", YELLOW, None) == found[10][20]
        assert ("█", WHITE, None) == found[0][0]


def test_what_is_asked_for_has_a_question_mark(tmp_path: Path) -> None:
    found = cells(drawn(tmp_path, ("ask", "rect:0,0,.5,.5")))
    assert ("?", (0, 0, 0), RED) == found[5][10]
    assert ("█", RED, None) == found[5][11]


def test_what_is_shown_is_only_outlined(tmp_path: Path) -> None:
    found = cells(drawn(tmp_path, ("show", "rect:0,0,.5,.5")))
    assert ("█", WHITE, None) == found[5][10]
    assert ("█", WHITE, None) != found[5][0]


def test_words_stand_on_it_and_end_with_it(tmp_path: Path) -> None:
    found = drawn(tmp_path, ("show", "text:.5,.5,東京 and more words than there is room for"))
    (row,) = ["".join(text for text, _, _ in row) for row in found.rows if "東" in "".join(text for text, _, _ in row)]
    assert "東京 and more" in row
    assert 38 == len(row)


@pytest.mark.parametrize("signs", Signs)
def test_areas_of_any_place_and_size_are_drawn(tmp_path: Path, signs: Signs) -> None:
    masks = (
        ("hide", "rect:-5,-5,900,900;ellipse:2,2,0,0;polygon:0,0,9,9,-9,9"),
        ("ask", "rect:.5,.5,0,0;text:5,5,x"),
        ("show", "x"),
    )
    drawn(tmp_path, *masks, signs=signs)


@pytest.mark.parametrize("signs", [Signs.BRAILLE, Signs.ASCII])
def test_without_colours_the_question_mark_is_there_too(tmp_path: Path, signs: Signs) -> None:
    assert any("?" in text for row in drawn(tmp_path, ("ask", "rect:0,0,1,1"), signs=signs).rows for text, _, _ in row)
