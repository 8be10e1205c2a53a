"""Image occlusion: the picture of a note with the parts that a card covers and asks for."""

import re
from typing import Final

from quiz.formats.anki.clozes import SHAPE
from quiz.formats.anki.layout import Content
from quiz.formats.html.occlusion import Occlusion, occluded, occlusions
from quiz.formats.html_text import Fragment, from_html
from quiz.text.rich import kind_of
from quiz.text.rich_signs import PICTURE, unescaped

_PLACE: Final = 'id="image-occlusion-container"'


def shapes(content: Content) -> tuple[Occlusion, ...]:
    """Return the shapes that the fields of a note draw over its picture; none for most notes."""
    return tuple(one for text in content.fields.values() if SHAPE in text for one in occlusions(text))


def covered(found: Fragment, html: str, drawn: tuple[Occlusion, ...], number: int, *, answered: bool) -> str:
    """Return what a side of a card says, with its picture as the card of a number asks for it or answers it.

    That is the picture where Anki draws its shapes; else the first one.
    """
    _, _, inside = html.partition(_PLACE)
    pictures = [path for path in (*from_html(f"<div {inside}").media, *found.media) if kind_of(path) == "picture"]
    if not pictures:
        return found.rich
    both = occluded(drawn, pictures[0], number)
    shown = both.back if answered else both.front
    left = 1

    def change(match: re.Match[str]) -> str:
        nonlocal left
        if not left or unescaped(match["path"]) != pictures[0]:
            return match[0]
        left = 0
        return shown

    return PICTURE.sub(change, found.rich)
