"""Anki's image occlusion: shapes over a picture, each in a cloze of its own, of which one is asked for at a time.

`{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.1:oi=1}}` is a rectangle that card 1 asks for. Shapes with `oi=1`
cover their part on the other cards too. A `text` is words that stand on the picture, and card 0 is none.
"""

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from quiz.text.areas import Area, Shape, areas_written
from quiz.text.rich_signs import picture

_LONGEST: Final = 20_000
_SHAPE = re.compile(
    r"\{\{c(\d{1,3}(?:,\d{1,3}){0,20})::image-occlusion:([a-z]{1,20})((?::(?:\\.|[^:\\{}]){0,2000}){0,60})\}\}", re.DOTALL
)
_PROPERTY = re.compile(r":((?:\\.|[^:\\])*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SIGN = re.compile(r"([:\\{}])")
_BACKSLASHED: Final = r"\\\1"
_KNOWN: Final[dict[str, Shape]] = {"rect": "rect", "ellipse": "ellipse", "polygon": "polygon", "text": "text"}
_KEYS: Final = {
    "rect": ("left", "top", "width", "height"),
    "ellipse": ("left", "top", "rx", "ry"),
    "text": ("left", "top"),
}


@frozen
class Occlusion:
    """A shape as a note has it."""

    numbers: tuple[int, ...]
    """The cards that ask for it; 0 is none."""
    shape: str
    properties: tuple[tuple[str, str], ...]
    """All that is said of it, in its order: places in parts of the picture's width and height, its colour, and more."""

    @property
    def covers_others(self) -> bool:
        """Whether it covers its part on the cards that ask for another one."""
        return dict(self.properties).get("oi") == "1"

    @property
    def area(self) -> Area | None:
        """Where it is; nothing where that cannot be read."""
        shape, given = _KNOWN.get(self.shape), dict(self.properties)
        if shape is None:
            return None
        try:
            if shape == "polygon":
                numbers = tuple(float(number) for point in given.get("points", "").split() for number in point.split(","))
            else:
                numbers = tuple(float(given.get(key, "0")) for key in _KEYS[shape])
                if shape != "text" and float(given.get("angle", "0")):
                    numbers = (*numbers, float(given["angle"]))
        except ValueError:
            return None
        return Area(shape, numbers, given.get("text", "") if shape == "text" else "") if len(numbers) > 1 else None


@frozen
class Occluded:
    """One card of a picture with shapes: rich text with the picture as it is asked, and as it is answered."""

    front: str
    back: str


def occlusions(field_text: str) -> tuple[Occlusion, ...]:
    """Return the shapes that a field names; what is none is left out."""
    return tuple(
        Occlusion(
            tuple(int(number) for number in match[1].split(",")),
            match[2],
            tuple(_property(part[1]) for part in _PROPERTY.finditer(match[3])),
        )
        for match in _SHAPE.finditer(field_text[:_LONGEST])
    )


def occlusion_field(found: Iterable[Occlusion]) -> str:
    """Return shapes as the field of a note, which `occlusions` reads as the same shapes."""
    return "".join(f"{_written(one)}<br>" for one in found)


def occlusion_numbers(found: Iterable[Occlusion]) -> tuple[int, ...]:
    """Return the numbers of the cards that shapes make, in their order."""
    return tuple(sorted({number for one in found for number in one.numbers if number}))


def occluded(found: Iterable[Occlusion], path: str, number: int, *, alt: str = "") -> Occluded:
    """Return the picture in a file as the card of a number asks for its part of it, and as it answers."""
    asked, hidden, words = [], [], []
    for one in found:
        area = one.area
        if area is None:
            continue
        if area.shape == "text":
            words.append(area)
        elif number in one.numbers:
            asked.append(area)
        elif one.covers_others and any(one.numbers):
            hidden.append(area)
    before = (("hide", areas_written(hidden)), ("ask", areas_written(asked)), ("show", areas_written(words)))
    after = (("hide", areas_written(hidden)), ("show", areas_written([*asked, *words])))
    front, back = (tuple((name, areas) for name, areas in masks if areas) for masks in (before, after))
    return Occluded(picture(path, alt, front), picture(path, alt, back))


def _property(text: str) -> tuple[str, str]:
    key, _, value = _ESCAPED.sub(r"\1", text).partition("=")
    return key, value


def _written(found: Occlusion) -> str:
    numbers = ",".join(map(str, found.numbers))
    said = "".join(":" + _SIGN.sub(_BACKSLASHED, f"{key}={value}") for key, value in found.properties)
    return f"{{{{c{numbers}::image-occlusion:{found.shape}{said}}}}}"
