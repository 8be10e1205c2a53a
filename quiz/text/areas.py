r"""Areas of a picture in words: `rect:.1,.2,.3,.4;ellipse:.5,.5,.1,.1`, in parts of its width and height from its upper left.

A rectangle has its left and upper end, width and height; an ellipse its left and upper end and half of its width and height; both
may have an angle in degrees. A polygon has its corners, and a text the place of its upper left and its words: `text:.1,.2,Rome`.
"""

import re
from collections.abc import Iterable
from math import isfinite
from typing import Final, Literal, TypeAlias

from attrs import frozen

Shape: TypeAlias = Literal["rect", "ellipse", "polygon", "text"]

_SHAPES: Final[dict[str, Shape]] = {"rect": "rect", "ellipse": "ellipse", "polygon": "polygon", "text": "text"}
_NUMBERS: Final = {"rect": (4, 5), "ellipse": (4, 5), "polygon": (6, 400), "text": (2, 2)}
_MOST: Final = 500
_PARTS = re.compile(r"((?:\\.|[^;\\]){1,8000})(?:;|$)")
_SIGN = re.compile(r"([\\;])")
_SIGNED = re.compile(r"\\([\\;])")


@frozen
class Area:
    """One area."""

    shape: Shape
    numbers: tuple[float, ...]
    words: str = ""
    """Those of a text."""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its left, upper, right and lower end, as if it was not turned."""
        if self.shape in {"rect", "ellipse"}:
            left, top, width, height = self.numbers[:4]
            times = 1 if self.shape == "rect" else 2
            return left, top, left + times * width, top + times * height
        xs, ys = self.numbers[::2], self.numbers[1::2]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def angle(self) -> float:
        """By how many degrees it is turned, as a clock's hand goes."""
        return self.numbers[4] if self.shape in {"rect", "ellipse"} and len(self.numbers) > 4 else 0.0


def areas(text: str) -> tuple[Area, ...]:
    """Return the areas that a text names; what cannot be read is left out."""
    found = (_area(match[1]) for match in _PARTS.finditer(text))
    return tuple(area for area in found if area is not None)[:_MOST]


def areas_written(found: Iterable[Area]) -> str:
    """Return areas as text, which `areas` reads."""
    return ";".join(map(_written, found))


def _area(text: str) -> Area | None:
    name, _, rest = text.strip().partition(":")
    shape = _SHAPES.get(name)
    if shape is None:
        return None
    words = ""
    if shape == "text":
        *parts, words = [*rest.split(",", 2), "", ""][:3]
        words = _SIGNED.sub(r"\1", words).strip()
    else:
        parts = rest.split(",")
    least, most = _NUMBERS[shape]
    try:
        numbers = tuple(float(part) for part in parts)
    except ValueError:
        return None
    fits = least <= len(numbers) <= most and all(isfinite(one) and abs(one) < 1000 for one in numbers)
    return Area(shape, numbers, words) if fits and not (shape == "polygon" and len(numbers) % 2) else None


def _written(area: Area) -> str:
    numbers = ",".join(_number(one) for one in area.numbers)
    words = "," + _SIGN.sub(r"\\\1", " ".join(area.words.split())) if area.shape == "text" else ""
    return f"{area.shape}:{numbers}{words}"


def _number(found: float) -> str:
    text = f"{found:.4f}".rstrip("0").rstrip(".")
    return re.sub(r"^(-?)0\.", r"\1.", text) if text not in {"-0", ""} else "0"
