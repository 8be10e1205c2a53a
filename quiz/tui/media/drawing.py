"""Drawing a picture in the cells of a terminal: half cells with colours, dots of Braille or shades of ASCII without.

Half cells work wherever there are colours. Protocols that send the pixels themselves need an answer of the terminal to know that
they work, which comes between the learner's keys, and nothing of them passes through multiplexers and browsers.
"""

from enum import StrEnum
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from quiz.tui.media.cells import Run, merged

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 24_000_000
"""Of a picture that is drawn, width times height: what it takes in memory depends on them and not on the size of its file."""

_Pixel: TypeAlias = tuple[int, int, int, int]

_SHADES = " .:-=+*#%@"
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_FLAT = 96
"""Of 255, how far apart the brightest and the darkest pixel are at most in a picture whose contrast is raised."""
_SEEN = 128
"""Of 255, how opaque a pixel has to be to be drawn."""


class Signs(StrEnum):
    """What a picture is drawn with."""

    HALF_CELLS = "half-cells"
    BRAILLE = "braille"
    ASCII = "ascii"


@frozen
class Drawn:
    """A picture in cells: rows of runs."""

    width: int
    rows: tuple[tuple[Run, ...], ...]


@frozen
class NotDrawn:
    """Why a picture could not be drawn, as the end of a sentence that begins with the picture."""

    why: str


def draw(path: Path, *, width: int, height: int, signs: Signs, masks: tuple[tuple[str, str], ...] = ()) -> Drawn | NotDrawn:
    """Draw the picture in a file in at most so many cells, in its own proportions; of one that moves, its first frame.

    Of `masks`, each is a pair of `hide`, `ask` or `show` and areas, which are covered, asked for or only outlined.

    Needs the extra `images`, and says so where it is not there. What was drawn is remembered until the file changes.
    """
    try:
        status = path.stat()
    except OSError as error:
        return NotDrawn(f"cannot be read: {error.strerror or type(error).__name__}")
    return _drawn(path, (status.st_mtime_ns, status.st_size), (max(1, width), max(1, height)), signs, masks)


@cache
def is_there() -> bool:
    """Say whether the extra `images` is there, without loading it."""
    return find_spec("PIL") is not None


def can_draw(path: Path) -> bool:
    """Say whether a picture is of a kind that is drawn, by its name alone: what is damaged shows later."""
    return is_there() and path.suffix.lower() != ".svg"


@lru_cache(maxsize=64)
def _drawn(  # noqa: C901 - what goes wrong, one after the other
    path: Path, changed: tuple[int, int], size: tuple[int, int], signs: Signs, masks: tuple[tuple[str, str], ...]
) -> Drawn | NotDrawn:
    del changed  # it is there so that a file that was changed is read again
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError:
        return NotDrawn('needs the extra "images": pip install "factquiz[images]"')
    across, down = {Signs.HALF_CELLS: (1, 2), Signs.BRAILLE: (2, 4), Signs.ASCII: (1, 2)}[signs]
    # What is refused by its size is refused here, before its pixels are read; Pillow's own check would only warn.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(path, formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return NotDrawn(f"is too large to be shown here: {opened.width} × {opened.height} pixels")
            image = _scaled(opened, size[0] * across, size[1] * down)
            if masks:
                from quiz.tui.media.covering import cover

                image = cover(image, masks)
    except UnidentifiedImageError:
        return NotDrawn("is a drawing that terminals do not show" if _is_svg(path) else "is of no type that can be shown here")
    except OSError as error:
        return NotDrawn(f"cannot be read: {error.strerror}" if error.strerror else "is damaged")
    except (ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError, MemoryError):
        # What Pillow's readers raise for files that were made to break them.
        return NotDrawn("is damaged")
    match signs:
        case Signs.HALF_CELLS:
            rows = _half_cells(image)
        case Signs.BRAILLE:
            rows = _braille(image)
        case Signs.ASCII:
            rows = _shaded(image)
    if masks:
        from quiz.tui.media.covering import signed

        rows = signed(rows, masks, colours=signs is Signs.HALF_CELLS)
    return Drawn(-(-image.width // across), rows)


def _scaled(opened: "Image", width: int, height: int) -> "Image":
    """Return the picture upright, in RGBA and no larger than so many pixels."""
    from PIL import Image, ImageOps

    longest = max(width, height)
    # JPEG files hold their pixels so that an eighth of them can be read alone; other files ignore this.
    opened.draft("RGB", (longest * 2, longest * 2))
    image: Image.Image = ImageOps.exif_transpose(opened)
    if image.mode.startswith("I") or image.mode == "F":
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    image = image.convert("RGBA")
    scale = min(width / image.width, height / image.height)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    # What is enlarged keeps its pixels; what is made smaller is averaged, with colours weighed by how opaque they are.
    return image.resize(size, Image.Resampling.NEAREST if scale >= 1 else Image.Resampling.BOX)


def _is_svg(path: Path) -> bool:
    from quiz.facts.deck_folder import type_of

    with path.open("rb") as opened:
        return type_of(opened.read(4096)) == "svg"


def _pixels(image: "Image") -> list[list[_Pixel]]:
    data = image.tobytes()
    stride = image.width * 4
    return [
        [(data[at], data[at + 1], data[at + 2], data[at + 3]) for at in range(start, start + stride, 4)]
        for start in range(0, len(data), stride)
    ]


def _half_cells(image: "Image") -> tuple[tuple[Run, ...], ...]:
    rows = _pixels(image)
    if len(rows) % 2:
        rows.append([(0, 0, 0, 0)] * image.width)
    return tuple(
        merged(_half_cell(above, below) for above, below in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    )


def _half_cell(above: _Pixel, below: _Pixel) -> Run:
    top = above[:3] if above[3] >= _SEEN else None
    bottom = below[:3] if below[3] >= _SEEN else None
    if top is None:
        return (" ", None, None) if bottom is None else ("▄", bottom, None)
    return ("▀", top, bottom) if top != bottom else ("█", top, None)


def _grey(image: "Image") -> "Image":
    """Return the picture in greys, on black: what is light is drawn."""
    from PIL import Image, ImageOps

    ground = Image.new("RGBA", image.size, (0, 0, 0, 255))
    grey = Image.alpha_composite(ground, image).convert("L")
    shades = grey.tobytes()
    # What is nearly of one brightness is told apart; elsewhere, a red stripe is to be no black one.
    return ImageOps.autocontrast(grey) if max(shades) - min(shades) < _FLAT else grey


def _braille(image: "Image") -> tuple[tuple[Run, ...], ...]:
    grey = _grey(image).convert("1")
    wide, high = grey.size
    lit = [bool(value) for value in grey.convert("L").tobytes()]
    rows = []
    for top in range(0, high, 4):
        cells = []
        for left in range(0, wide, 2):
            dots = sum(
                bit
                for y, pair in enumerate(_DOTS)
                for x, bit in enumerate(pair)
                if top + y < high and left + x < wide and lit[(top + y) * wide + left + x]
            )
            cells.append(chr(0x2800 + dots))
        rows.append((("".join(cells), None, None),))
    return tuple(rows)


def _shaded(image: "Image") -> tuple[tuple[Run, ...], ...]:
    grey = _grey(image)
    # A cell is twice as high as it is wide: two pixels are one shade.
    grey = grey.resize((grey.width, max(1, -(-grey.height // 2))))
    data = grey.tobytes()
    shades = [_SHADES[value * len(_SHADES) // 256] for value in data]
    return tuple((("".join(shades[start : start + grey.width]), None, None),) for start in range(0, len(shades), grey.width))
