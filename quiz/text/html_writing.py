r"""Rich text as HTML: escaped, so that nothing of it is obeyed but the tags that are meant. Formulas are `\(…\)` and `\[…\]`."""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Final, NamedTuple

from quiz.text.areas import Area, areas
from quiz.text.blocks import Block, Code, Items, Paragraph, Quote, Rule, Table, blocks
from quiz.text.rich import Span, Style

_TAGS: Final[tuple[tuple[Style, str], ...]] = (
    ("code", "code"), ("sub", "sub"), ("sup", "sup"), ("strike", "s"), ("underline", "u"), ("italic", "i"), ("bold", "b"),
)  # fmt: skip
"""The innermost first."""
_MEANING = re.compile(r"\\(?=[(\[])|\[(?=sound:|latex\]|\${1,2}\]|/?anki:tts)")
"""What other programs take for a formula or a sound where it stands in words."""

FRAMED_STYLE: Final = """
.framed { position: relative; display: inline-block; max-width: 100%; print-color-adjust: exact; }
.framed img { display: block; max-width: 100%; max-height: 80mm; }
.framed svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.framed svg * { stroke: #c84c4c; stroke-width: 2px; vector-effect: non-scaling-stroke; fill: none; }
.framed svg .hide { fill: #ffeba2; stroke: #caae5c; }
.framed svg .ask { fill: #ff8e8e; }
.framed b { position: absolute; color: #000; }
.framed .asked { transform: translate(-50%, -50%); }
.framed .words { background: #fff; padding: 0 .2em; }
"""
"""How pictures of `framed` look."""

Shown = Callable[[Span], str]


class _How(NamedTuple):
    """How some of it is written."""

    media: Shown
    tex: bool


def html_of(source: str, media: Shown | None = None, *, tex: bool = True) -> str:
    """Return rich text as HTML; `media` tells how pictures and sounds are written, which else are `<img>` and `<audio>`.

    Without `tex`, formulas are in Unicode, as a terminal shows them: for pages where nothing sets them.
    """
    return html_of_blocks(blocks(source), media, tex=tex)


def html_of_blocks(found: Iterable[Block], media: Shown | None = None, *, tex: bool = True) -> str:
    """Return blocks as HTML. One paragraph alone is its words."""
    return _blocks(tuple(found), _How(media or element, tex))


def element(span: Span) -> str:
    """Return a picture or sound as the element that shows or plays it."""
    source = f'src="{file_address(span.path)}"'
    if "sound" in span.styles:
        return f"<audio controls {source}{_attribute('title', span.alt)}></audio>"
    masks = "".join(_attribute(f"data-{name}", areas) for name, areas in span.masks)
    return f"<img {source}{_attribute('alt', span.alt)}{masks}>"


def file_address(path: str) -> str:
    """Return the name of a file as an attribute has it. Only a percent sign that would be read as a code is written as one."""
    return escape(re.sub(r"%(?=[0-9a-fA-F]{2})", "%25", path))


def framed(span: Span, source: str) -> str:
    """Return a picture with what is covered of it drawn over it; `source` is the address of its file.

    It is to be shown with `FRAMED_STYLE`.
    """
    shapes, words = [], []
    for name, text in span.masks:
        for area in areas(text):
            left, top, right, bottom = (100 * end for end in area.box)
            if area.shape == "text":
                words.append(_at(left, top, area.words, "words"))
                continue
            shapes.append(_shape(area, name))
            if name == "ask":
                words.append(_at((left + right) / 2, (top + bottom) / 2, "?", "asked"))
    over = f'<svg viewBox="0 0 100 100" preserveAspectRatio="none">{"".join(shapes)}</svg>' if shapes else ""
    return f'<span class="framed"><img src="{escape(source)}" alt="{escape(span.alt)}">{over}{"".join(words)}</span>'


def _at(left: float, top: float, words: str, what: str) -> str:
    return f'<b class="{what}" style="left: {left:.2f}%; top: {top:.2f}%">{escape(words)}</b>'


def _shape(area: Area, name: str) -> str:
    left, top, right, bottom = (100 * end for end in area.box)
    turned = f' transform="rotate({area.angle:g} {left:.2f} {top:.2f})"' if area.angle else ""
    rest = f' class="{name}"{turned}/>'
    match area.shape:
        case "rect":
            return f'<rect x="{left:.2f}" y="{top:.2f}" width="{right - left:.2f}" height="{bottom - top:.2f}"{rest}'
        case "ellipse":
            across, down = (right - left) / 2, (bottom - top) / 2
            return f'<ellipse cx="{left + across:.2f}" cy="{top + down:.2f}" rx="{across:.2f}" ry="{down:.2f}"{rest}'
        case _:
            points = " ".join(f"{100 * x:.2f},{100 * y:.2f}" for x, y in zip(area.numbers[::2], area.numbers[1::2], strict=True))
            return f'<polygon points="{points}"{rest}'


def _words(words: Iterable[Span], how: _How) -> str:
    return "".join(_span(span, how) for span in words)


def text_html(text: str) -> str:
    """Return plain text as HTML, in which nothing means anything but itself."""
    escaped = escape(text, quote=False).replace("\n", "<br>")
    return _MEANING.sub(lambda found: f"&#{ord(found[0])};", escaped)


def _attribute(name: str, text: str) -> str:
    return f' {name}="{escape(text)}"' if text else ""


def _span(span: Span, how: _How) -> str:
    if span.path:
        shown = how.media(span)
    elif span.reading:
        shown = f"<ruby>{text_html(span.words)}<rt>{text_html(span.reading)}</rt></ruby>"
    elif "math" in span.styles:
        shown = _formula(span.raw) if how.tex else text_html(span.text)
    else:
        shown = text_html(span.words)
    for style, tag in _TAGS:
        if style in span.styles:
            shown = f"<{tag}>{shown}</{tag}>"
    return f"<a{_attribute('href', span.href)}>{shown}</a>" if span.href else shown


def _formula(raw: str) -> str:
    display = raw.startswith("$$")
    tex = escape(raw.strip("$") if not display else raw[2:-2], quote=False)
    if "\\)" in tex or "\\]" in tex:
        return f"<anki-mathjax{' block=&quot;true&quot;' if display else ''}>{tex}</anki-mathjax>".replace("&quot;", '"')
    return f"\\[{tex}\\]" if display else f"\\({tex}\\)"


def _blocks(found: tuple[Block, ...], how: _How) -> str:
    if len(found) == 1 and isinstance(found[0], Paragraph) and not found[0].heading:
        return _words(found[0].words, how)
    return "".join(_block(block, how) for block in found)


def _block(block: Block, how: _How) -> str:
    match block:
        case Paragraph(words, heading):
            tag = f"h{heading}" if heading else "p"
            return f"<{tag}>{_words(words, how)}</{tag}>"
        case Code(source, lang):
            return (
                f"<pre><code{_attribute('class', f'language-{lang}' if lang else '')}>{escape(source, quote=False)}</code></pre>"
            )
        case Rule():
            return "<hr>"
        case Quote(inner):
            return f"<blockquote>{_blocks(inner, how)}</blockquote>"
        case Items(items, start):
            tag, first = ("ul", "") if start is None else ("ol", f' start="{start}"' if start != 1 else "")
            return f"<{tag}{first}>{''.join(f'<li>{_item(item, how)}</li>' for item in items)}</{tag}>"
        case Table():
            return _table(block, how)


def _item(item: tuple[Block, ...], how: _How) -> str:
    """Return the item of a list: its first words stand right behind its mark."""
    head = item[0] if item else None
    if isinstance(head, Paragraph) and not head.heading:
        return _words(head.words, how) + "".join(_block(block, how) for block in item[1:])
    return "".join(_block(block, how) for block in item)


def _table(table: Table, how: _How) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.headed and number == 0 else "td"
        cells = (
            f"<{tag}{_attribute('style', '' if align == 'left' else f'text-align: {align}')}>{_words(cell, how)}</{tag}>"
            for cell, align in zip(row, table.aligns, strict=True)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1">{"".join(rows)}</table>'
