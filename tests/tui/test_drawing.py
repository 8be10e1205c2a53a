"""Pictures in cells, and pictures that were made to break who reads them."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from quiz.tui.media import drawing
from quiz.tui.media.drawing import Drawn, NotDrawn, Signs, draw


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def drawn(path: Path, width: int = 40, height: int = 10, signs: Signs = Signs.HALF_CELLS) -> Drawn:
    found = draw(path, width=width, height=height, signs=signs)
    assert isinstance(found, Drawn), found
    return found


def refused(path: Path) -> str:
    found = draw(path, width=40, height=10, signs=Signs.HALF_CELLS)
    assert isinstance(found, NotDrawn)
    return found.why


def cells(found: Drawn) -> list[list[tuple[str, object, object]]]:
    return [[(sign, front, back) for text, front, back in row for sign in text] for row in found.rows]


def test_two_pixels_are_one_cell(tmp_path: Path) -> None:
    image = Image.new("RGB", (2, 2), "#ff0000")
    image.putpixel((1, 1), (0, 0, 255))
    found = drawn(saved(tmp_path / "a.png", image), width=2, height=1)
    assert [[("█", (255, 0, 0), None), ("▀", (255, 0, 0), (0, 0, 255))]] == cells(found)


def test_what_is_transparent_is_not_drawn(tmp_path: Path) -> None:
    image = Image.new("RGBA", (3, 2), (0, 0, 0, 0))
    image.putpixel((0, 0), (9, 8, 7, 255))
    image.putpixel((1, 1), (9, 8, 7, 255))
    found = drawn(saved(tmp_path / "a.png", image), width=3, height=1)
    assert [[("▀", (9, 8, 7), None), ("▄", (9, 8, 7), None), (" ", None, None)]] == cells(found)


@pytest.mark.parametrize("signs", Signs)
@pytest.mark.parametrize(
    ("size", "shown"), [((300, 200), (30, 10)), ((400, 100), (40, 5)), ((10, 400), (1, 10)), ((1, 1), (20, 10))]
)
def test_proportions_are_kept_inside_the_room(
    tmp_path: Path, signs: Signs, size: tuple[int, int], shown: tuple[int, int]
) -> None:
    found = drawn(saved(tmp_path / "a.png", Image.new("RGB", size, "#123456")), signs=signs)
    assert shown == (found.width, len(found.rows))
    assert {found.width} == {sum(len(text) for text, _, _ in row) for row in found.rows}


def test_without_colours_there_are_dots_or_shades(tmp_path: Path) -> None:
    image = Image.new("L", (8, 8), 0)
    image.paste(255, (4, 0, 8, 8))
    path = saved(tmp_path / "a.png", image)
    assert ("⠀⠀⣿⣿", "⠀⠀⣿⣿") == tuple(row[0][0] for row in drawn(path, 4, 2, Signs.BRAILLE).rows)
    assert ("  @@", "  @@") == tuple(row[0][0] for row in drawn(path, 4, 2, Signs.ASCII).rows)
    assert all(row[0][0].isascii() for row in drawn(path, 20, 10, Signs.ASCII).rows)


def test_a_photo_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = drawn(saved(tmp_path / "a.jpg", Image.new("RGB", (80, 40), "#336699"), exif=exif))
    assert (10, 10) == (found.width, len(found.rows))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_is_drawn(tmp_path: Path, mode: str) -> None:
    name = "a.jpg" if mode == "CMYK" else "a.png"
    drawn(saved(tmp_path / name, Image.new(mode, (20, 20))))


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png"])
def test_of_what_moves_the_first_frame_is_drawn(tmp_path: Path, name: str) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("#ff0000", "#00ff00")]
    path = saved(tmp_path / name, frames[0], save_all=True, append_images=frames[1:], lossless=True)
    ((_, front, _),) = drawn(path, 1, 1).rows[0]
    assert (255, 0, 0) == front


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("1", (30_000, 30_000)))
    assert path.stat().st_size < 200_000
    assert "is too large to be shown here: 30000 × 30000 pixels" == refused(path)


def test_an_svg_a_text_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "a.png").write_text("no picture")
    assert "is a drawing that terminals do not show" == refused(tmp_path / "a.svg")
    assert "is of no type that can be shown here" == refused(tmp_path / "a.png")
    assert "cannot be read: No such file or directory" == refused(tmp_path / "b.png")


def test_a_file_that_was_changed_is_drawn_anew(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("RGB", (2, 2), "#ff0000"))
    before = drawn(path)
    saved(path, Image.new("RGB", (2, 4), "#00ff00"))
    assert before != drawn(path)


def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "a.png", Image.new("RGB", (2, 2)))
    monkeypatch.setitem(__import__("sys").modules, "PIL", None)
    assert 'needs the extra "images": pip install "factquiz[images]"' == refused(path)


def encoded(kind: str) -> bytes:
    image = Image.effect_noise((24, 24), 60).convert("RGB")
    found = BytesIO()
    image.save(found, kind)
    return found.getvalue()


WHOLE = {kind: encoded(kind) for kind in ("PNG", "JPEG", "GIF", "WEBP")}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(WHOLE)),
    st.integers(0, 4000),
    st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), max_size=6),
)
def test_damaged_files_are_drawn_in_part_or_refused(
    tmp_path_factory: pytest.TempPathFactory, kind: str, length: int, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(WHOLE[kind])
    for place, value in changes:
        content[place % len(content)] = value
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(content[: max(8, length)])
    drawing._drawn.cache_clear()
    assert isinstance(draw(path, width=20, height=6, signs=Signs.HALF_CELLS), Drawn | NotDrawn)
