"""Image occlusion: the picture of a note with the parts that a card covers and asks for."""

import re
from typing import Final

from quiz.formats.anki.layout import Content
from quiz.formats.html.occlusion import Occlusion, occluded, occlusions
from quiz.formats.html_text import Fragment

_MARK: Final = "image-occlusion:"
_PICTURE: Final = re.compile(r"!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?P<path>(?:\\.|[^)\\])*)\)")


def shapes(content: Content) -> tuple[Occlusion, ...]:
    """Return the shapes that the fields of a note draw over its picture; none for most notes."""
    return tuple(one for text in content.fields.values() if _MARK in text for one in occlusions(text))


def covered(found: Fragment, drawn: tuple[Occlusion, ...], number: int, *, answered: bool) -> str:
    """Return what a side of a card says, with its first picture as the card of a number asks for it or answers it."""
    if not found.media:
        return found.rich
    path = found.media[0]
    both = occluded(drawn, path, number)
    shown = both.back if answered else both.front
    return _PICTURE.sub(lambda _: shown, found.rich, count=1)
