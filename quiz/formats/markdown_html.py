"""Markdown as the notes of other programs are written in it, as HTML: CommonMark with tables, formulas, and Obsidian's own links.

The HTML is not for a browser: `quiz.formats.html_text` reads it, and leaves out all that could do any harm.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST: Final = 100_000
"""Characters; what is longer is shown as it is written."""
_DEEPEST: Final = 40
PLACE: Final = "\ue004"
"""Stands around the number of a piece that is no Markdown, while that is read."""
_PLACES: Final = re.compile(f"{PLACE}(\\d{{1,7}}){PLACE}")
_WITHIN: Final = 4
"""So often a piece may stand in another one."""
_OWN: Final = re.compile(
    r"(?P<fence>^[ \t]{0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??[ \t]{0,3}(?P=mark)[`~]*[ \t]*$)"
    r"|(?P<code>(?P<ticks>`+)(?!`)[^\n]{1,2000}?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<escaped>\\[$=%\[])"
    r"|\$\$(?P<display>[^$]{1,5000}?)\$\$"
    r"|\$(?=\S)(?P<inline>(?:\\.|[^$\\\n]){1,2000}?)(?<=\S)\$(?!\d)"
    r"|(?P<embed>!\[\[(?P<file>[^\[\]\n|#]{1,500})(?P<part>#[^\[\]\n|]{0,500})?(?:\|(?P<size>[^\[\]\n]{0,500}))?\]\])"
    r"|\[\[(?P<page>[^\[\]\n|]{1,500})(?:\\?\|(?P<words>[^\[\]\n]{1,500}))?\]\]"
    r"|(?P<remark>%%(?:[^%]|%(?!%)){0,5000}%%)"
    r"|==(?P<marked>[^=\n]{1,2000})==",
    re.MULTILINE | re.DOTALL,
)
_CALLOUT: Final = re.compile(
    r"^(?P<sign>(?:> ?)+)\[!(?P<kind>[\w-]{1,30})(?:\|[^\]\n]{0,50})?\][+-]?[ \t]*(?P<title>[^\n]*)$", re.MULTILINE
)
MEDIA_ENDS: Final = (
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".svg", ".webp", ".avif", ".tif", ".tiff", ".mp3", ".wav", ".m4a", ".ogg", ".3gp",
    ".flac", ".opus", ".mp4", ".webm", ".ogv", ".mov", ".mkv",
)  # fmt: skip
"""How the names of files end that are shown or played where they are embedded."""


def html_of(source: str, *, breaks: bool = True, inline: bool = False) -> str:
    """Return Markdown as HTML; with `breaks`, the end of a line is one, as Obsidian shows it. `inline`: no paragraph."""
    if len(source) > LONGEST:
        return escape(source, quote=False).replace("\n", "<br>")
    pieces: list[str] = []

    def put(html: str) -> str:
        pieces.append(html)
        return f"{PLACE}{len(pieces) - 1}{PLACE}"

    def own(found: re.Match[str]) -> str:
        if found["fence"] or found["code"] or found["escaped"]:
            return found[0]
        if found["display"] is not None:
            return put(f"\\[{escape(found['display'], quote=False)}\\]")
        if found["inline"] is not None:
            return put(f"\\({escape(found['inline'], quote=False)}\\)")
        if found["embed"]:
            return put(_embedded(found["file"].strip(), found["part"] or "", found["size"] or ""))
        if found["page"] is not None:
            return put(escape((found["words"] or named_page(found["page"])).rstrip("\\").strip(), quote=False))
        return "" if found["remark"] else f"<u>{found['marked']}</u>"

    text = _CALLOUT.sub(_callout, _OWN.sub(own, source.replace(PLACE, "")))
    markdown = _markdown(breaks=breaks)
    html = str(markdown.renderInline(text) if inline else markdown.render(text)).strip()
    return put_back(html, pieces)


def put_back(html: str, pieces: Sequence[str]) -> str:
    """Return HTML with the pieces in their places.

    A piece may stand in another one, as a link in words that are marked. An entity may give the sign where no piece was.
    """
    for _ in range(_WITHIN):
        if PLACE not in html:
            return html
        html = _PLACES.sub(lambda found: pieces[int(found[1])] if int(found[1]) < len(pieces) else "", html)
    return html.replace(PLACE, "")


def named_page(link: str) -> str:
    """Return what a link to a note, or to a part of one behind a number sign, is called; marks of blocks are no names."""
    return " › ".join(part for part in map(str.strip, link.split("#")) if part and not part.startswith("^"))


def embedded_notes(source: str) -> list[str]:
    """Return what the notes are called that are shown within a text."""
    found = (one for one in _OWN.finditer(source) if one["embed"] and not one["file"].strip().casefold().endswith(MEDIA_ENDS))
    return [named_page(one["file"] + (one["part"] or "")) for one in found]


def _embedded(file: str, part: str, size: str) -> str:
    if not file.casefold().endswith(MEDIA_ENDS):
        return escape(named_page(file + part), quote=False)
    alt = "" if re.fullmatch(r"\d{0,5}(?:x\d{1,5})?", size.strip()) else size.strip()
    return f'<img src="{quote(file, safe="/ ().,-_ÄÖÜäöüß")}" alt="{escape(alt)}">'


def _callout(found: re.Match[str]) -> str:
    title = found["title"].strip() or found["kind"].replace("-", " ").capitalize()
    return f"{found['sign']}**{title}**  "


@cache
def _markdown(*, breaks: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt

    options = {"html": True, "breaks": breaks, "maxNesting": _DEEPEST}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
