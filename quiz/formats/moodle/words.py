"""The texts of questions in the formats that Moodle knows, as words and as quiz's rich text; and back."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.facts.values import RichText, lines_of, text_of
from quiz.formats.html_text import from_html, has_markup, to_html
from quiz.text.rich import plain_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST: Final = 200_000
"""Characters of one text; what is longer is cut."""
LONGEST_MARKDOWN: Final = 20_000
"""Markdown that is longer is taken as it is written."""

# As MathJax and the TeX filter of Moodle find formulas; in Markdown with two backslashes.
_SIGN = re.compile(r"\\{1,2}([()\[\]])|\$\$")
_CLOSES: Final[Mapping[str, str]] = {")": "(", "]": "["}
LONGEST_FORMULA: Final = 900
"""Characters of TeX."""
_TAG = re.compile(r"<[^<>]{1,200}>")
_MARK = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")
_FILE = re.compile(r"@@PLUGINFILE@@/([^\"'\s<>)]{1,400})")


@frozen
class Worded:
    """A text: its words, and its words in quiz's rich text."""

    plain: str = ""
    rich: str = ""

    @property
    def is_styled(self) -> bool:
        """Whether it says more than its words."""
        return self.rich != in_rich(self.plain)

    def __bool__(self) -> bool:
        return bool(self.rich)


NOTHING: Final = Worded()


def of_rich(rich: str) -> Worded:
    """Return a text that is given in quiz's rich text."""
    found = lines_of(rich)
    return Worded(text_of(plain_of(found)), found)


def of_plain(plain: str) -> Worded:
    """Return a text that is given in words."""
    found = text_of(plain)
    return Worded(found, in_rich(found))


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
    source = _PRIVATE.sub("", source[:LONGEST])
    if not source.strip():
        return NOTHING
    source = _FILE.sub(lambda found: _path(found[1], files or {}), source)
    is_html = format == "html" or (format == "moodle" and has_markup(source))
    formulas: list[str] = []
    marked = _marked(source, formulas, is_html=is_html or format == "markdown")
    if format == "markdown" and len(marked) <= LONGEST_MARKDOWN:
        html = _markdown().render(marked)
    elif is_html:
        html = marked if format == "html" else marked.replace("\n", "<br>")
    else:
        html = escape(marked, quote=False).replace("\n", "<br>")
    return of_rich(_MARK.sub(lambda found: formulas[int(found[1])], from_html(html).rich))


def html_of(rich: str) -> str:
    """Return rich text as HTML."""
    return to_html(RichText(rich)) if rich else ""


def _marked(source: str, formulas: list[str], *, is_html: bool) -> str:
    """Return a text with marks for its formulas, which are put aside as quiz writes them."""
    pieces: list[str] = []
    at = 0
    opened: re.Match[str] | None = None
    for sign in _SIGN.finditer(source):
        kind = sign[1] or "$"
        if opened is None or (opened[1] or "$") != _CLOSES.get(kind, kind if kind == "$" else ""):
            opened = sign if kind not in _CLOSES else opened
            continue
        formula = _formula(source[opened.end() : sign.start()], "$" if kind == ")" else "$$", is_html=is_html)
        if formula:
            pieces += [source[at : opened.start()], f"\ue000{len(formulas)}\ue001"]
            formulas.append(formula)
            at = sign.end()
        opened = None
    return "".join((*pieces, source[at:]))


def _formula(tex: str, sign: str, *, is_html: bool) -> str:
    """Return TeX between dollar signs; nothing where it is none."""
    if len(tex) > LONGEST_FORMULA:
        return ""
    words = " ".join((unescape(_TAG.sub(" ", tex)) if is_html else tex).split())
    return "" if not words or re.search(r"(?<!\\)\$|\\$", words) else f"{sign}{words}{sign}"


def _path(name: str, files: Mapping[str, str]) -> str:
    from urllib.parse import quote, unquote

    known = files.get(unquote(unescape(name)).split("?")[0].removeprefix("/"))
    return quote(known) if known else f"@@PLUGINFILE@@/{name}"


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
