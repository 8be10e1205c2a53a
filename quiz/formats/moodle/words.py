"""The texts of questions in the formats that Moodle knows, as words and as quiz's rich text; and back."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from attrs import frozen

from quiz.facts.values import RichText, lines_of, text_of
from quiz.formats.html_text import file_named, from_html, has_markup, to_html
from quiz.text.rich import plain_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST: Final = 20_000
"""Characters of one text; what is longer is cut."""
LONGEST_MARKDOWN: Final = 20_000
"""Markdown that is longer is taken as it is written."""
LONGEST_BARE: Final = 500
LONGEST_FORMULA: Final = 900
"""Characters of TeX in Markdown."""

# Formulas as MathJax and the TeX filter of Moodle find them; Markdown needs two backslashes to leave one.
_SIGN = re.compile(r"\\{1,2}([()\[\]])|\$\$")
_CLOSES: Final[Mapping[str, str]] = {")": "(", "]": "[", "$": "$"}
_MARK = re.compile("\ue000(\\d+)\ue001")
_BARE = re.compile("[A-Za-zÀ-ÖØ-öø-ÿ ][A-Za-z0-9À-ÖØ-öø-ÿ ,;?%/'’“”„()-]*[.!:]?")
_PRIVATE = re.compile("[\ue000\ue001]")
_BESIDE: Final = "@@PLUGINFILE@@/"
"""What stands before the name of a file that comes with a text."""


@frozen
class Worded:
    """A text: its words, and its words in quiz's rich text."""

    plain: str = ""
    rich: str = ""

    @property
    def is_styled(self) -> bool:
        """Whether it says more than its words."""
        return self.rich != self.plain and self.rich != in_rich(self.plain)

    def __bool__(self) -> bool:
        return bool(self.rich)


NOTHING: Final = Worded()


def _is_bare(text: str) -> bool:
    """Say whether a text is words in any format: it has no sign that means something in one of them."""
    return len(text) <= LONGEST_BARE and _BARE.fullmatch(text) is not None and "  " not in text


def of_rich(rich: str) -> Worded:
    """Return a text that is given in quiz's rich text."""
    found = lines_of(rich)
    return Worded(text_of(plain_of(found)), found)


def of_plain(plain: str) -> Worded:
    """Return a text that is given in words."""
    found = text_of(plain)
    return Worded(found, found if _is_bare(found) else in_rich(found))


def in_rich(plain: str) -> str:
    """Return words as rich text that says no more than them."""
    return from_html(escape(plain, quote=False).replace("\n", "<br>")).rich


def worded(source: str, format: str, files: Mapping[str, str] | None = None) -> Worded:
    """Return a text of a question.

    Args:
        source: The text as the file has it.
        format: `html`, `markdown`, `plain`, or `moodle`, which is HTML in which the end of a line is one.
        files: The paths of the pictures and sounds that come with it, by what the text calls them.
    """
    if _is_bare(source):
        found = source.strip()
        return Worded(found, found)
    source = _PRIVATE.sub("", source[:LONGEST])
    if not source.strip():
        return NOTHING
    if format == "markdown" and len(source) <= LONGEST_MARKDOWN:
        html = _of_markdown(source)
    elif format == "html":
        html = source
    else:
        lines = source if format == "moodle" and has_markup(source) else escape(source, quote=False)
        html = lines.replace("\n", "<br>")
    return of_rich(from_html(html, named=lambda name: _path(name, files or {}), dollars=True).rich)


def html_of(rich: str) -> str:
    """Return rich text as HTML."""
    return to_html(RichText(rich), anki=False) if rich else ""


def _path(name: str, files: Mapping[str, str]) -> str | None:
    """Return the path of a file by what a text calls it; nothing where it did not come along."""
    if not name.startswith(_BESIDE):
        return file_named(name)
    return files.get(unquote(name.removeprefix(_BESIDE)).split("?")[0].removeprefix("/"))


def _of_markdown(source: str) -> str:
    """Return Markdown as HTML, with its formulas as they are written."""
    formulas: list[str] = []
    html = _markdown().render(_marked(source, formulas))
    return _MARK.sub(lambda found: formulas[int(found[1])], html)


def _marked(source: str, formulas: list[str]) -> str:
    """Return a text with marks for its formulas, in which Markdown would see something else."""
    pieces: list[str] = []
    at = 0
    opened: re.Match[str] | None = None
    for sign in _SIGN.finditer(source):
        kind = sign[1] or "$"
        if opened is None or (opened[1] or "$") != _CLOSES.get(kind):
            opened = sign if kind not in {")", "]"} else opened
            continue
        tex = source[opened.end() : sign.start()].strip()
        if tex and len(tex) <= LONGEST_FORMULA:
            pieces += [source[at : opened.start()], f"\ue000{len(formulas)}\ue001"]
            ends = {"(": ("\\(", "\\)"), "[": ("\\[", "\\]")}.get(opened[1] or "", ("$$", "$$"))
            formulas.append(escape(f"{ends[0]}{tex}{ends[1]}", quote=False))
            at = sign.end()
        opened = None
    return "".join((*pieces, source[at:]))


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
