"""What Mnemosyne's fields say: HTML with line breaks of its own, tags for TeX, and blanks in brackets."""

import re
from ast import literal_eval
from typing import Any, Final
from urllib.parse import unquote

from attrs import frozen

from quiz.formats.authored import Blank, hole, unmarked
from quiz.formats.folder_media import FolderMedia
from quiz.formats.html_text import Fragment, from_html

_TEX: Final = (
    (re.compile(r"<\$\$>(.{0,5000}?)</\$\$>", re.DOTALL), r"[$$]\1[/$$]"),
    (re.compile(r"<\$>(.{0,5000}?)</\$>", re.DOTALL), r"[$]\1[/$]"),
    (re.compile(r"<latex>(.{0,5000}?)</latex>", re.DOTALL | re.IGNORECASE), r"[latex]\1[/latex]"),
)
_SOUND = re.compile(r"<(/?)sound\b", re.IGNORECASE)
_CARD = re.compile(r"<card\b[^<>]{0,300}>", re.IGNORECASE)
_PICTURE: Final = re.compile(r"<img\b[^<>]{0,2000}>", re.IGNORECASE)
_BLANK: Final = re.compile(r"\[(.+?)\]", re.DOTALL)
_PROTECTED: Final = re.compile(r"\[/?(?:\${1,2}|latex)\]")
_ADDRESS: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}:")
_LONGEST_LITERAL: Final = 100_000


@frozen
class Words:
    """Reads fields, and finds the media that they name."""

    media: FolderMedia
    named: dict[str, str]
    """The media that come with the file, by the names that fields have for them."""

    def read(self, field: str) -> Fragment:
        """Return what a field says."""
        return from_html(as_html(field), named=self.path)

    def read_html(self, html: str) -> Fragment:
        """Return what HTML says that was made of fields."""
        return from_html(html, named=self.path)

    def path(self, name: str) -> str | None:
        """Return the path of a file as facts name it."""
        clean = unquote(name.replace("\\", "/")).removeprefix("./")
        return self.named.get(clean) or (None if _ADDRESS.match(name) else self.media.path(clean))


def as_html(field: str) -> str:
    """Return a field as HTML: a line of it is a line, and its own tags are those that HTML has."""
    html = unmarked(field).replace("\r\n", "\n")
    if "<" in html:
        for pattern, form in _TEX:
            html = pattern.sub(form, html)
        html = _CARD.sub("", _SOUND.sub(r"<\1audio", html))
    return html.strip().replace("\n", "<br>")


def pictures(field: str) -> str:
    """Return the pictures of a field, alone."""
    return "".join(_PICTURE.findall(field))


def with_blanks(field: str, *, first: int = 1) -> tuple[str, list[Blank]]:
    """Return a field as HTML with its blanks marked, `[words:hint]` each, and what is said of each; cards count from `first`."""
    blanks: list[Blank] = []
    html = as_html(field)
    kept = _PROTECTED.sub(lambda found: found[0].replace("[", "\ue002").replace("]", "\ue003"), html)

    def marked(found: re.Match[str]) -> str:
        words, _, hint = found[1].partition(":")
        if hint.startswith("//") or not words.strip():
            words, hint = found[1], ""
        blanks.append(Blank((len(blanks) + first,), hint.strip()))
        return hole(len(blanks) - 1, words)

    return _BLANK.sub(marked, kept).replace("\ue002", "[").replace("\ue003", "]"), blanks


def literal(text: object, default: Any = None) -> Any:  # noqa: ANN401 - whatever a literal is
    """Return a value that was written as Python writes it: texts, numbers, lists, tables. Nothing is evaluated."""
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST_LITERAL:
        return default
    try:
        return literal_eval(text.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError, TypeError):
        return default
