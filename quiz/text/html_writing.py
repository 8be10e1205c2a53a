r"""Rich text as HTML: escaped, so that nothing of it is obeyed but the tags that are meant. Formulas are `\(…\)` and `\[…\]`."""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Final

from quiz.text.blocks import Block, Code, Items, Paragraph, Quote, Rule, Table, blocks
from quiz.text.rich import Span, Style

_TAGS: Final[tuple[tuple[Style, str], ...]] = (
    ("code", "code"), ("sub", "sub"), ("sup", "sup"), ("strike", "s"), ("underline", "u"), ("italic", "i"), ("bold", "b"),
)  # fmt: skip
"""The innermost first."""
_MEANING = re.compile(r"\\(?=[(\[])|\[(?=sound:|latex\]|\${1,2}\]|/?anki:tts)")
"""What other programs take for a formula or a sound where it stands in words."""

Shown = Callable[[Span], str]


def html_of(source: str, media: Shown | None = None) -> str:
    """Return rich text as HTML; `media` tells how pictures and sounds are written, which else are `<img>` and `<audio>`."""
    return html_of_blocks(blocks(source), media)


def html_of_blocks(found: Iterable[Block], media: Shown | None = None) -> str:
    """Return blocks as HTML. One paragraph alone is its words."""
    return _blocks(tuple(found), media or element)


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


def words_html(words: Iterable[Span], media: Shown = element) -> str:
    """Return words as HTML."""
    return "".join(_span(span, media) for span in words)


def text_html(text: str) -> str:
    """Return plain text as HTML, in which nothing means anything but itself."""
    escaped = escape(text, quote=False).replace("\n", "<br>")
    return _MEANING.sub(lambda found: f"&#{ord(found[0])};", escaped)


def _attribute(name: str, text: str) -> str:
    return f' {name}="{escape(text)}"' if text else ""


def _span(span: Span, media: Shown) -> str:
    if span.path:
        shown = media(span)
    elif span.reading:
        shown = f"<ruby>{text_html(span.words)}<rt>{text_html(span.reading)}</rt></ruby>"
    elif "math" in span.styles:
        shown = _formula(span.raw)
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


def _blocks(found: tuple[Block, ...], media: Shown) -> str:
    if len(found) == 1 and isinstance(found[0], Paragraph) and not found[0].heading:
        return words_html(found[0].words, media)
    return "".join(_block(block, media) for block in found)


def _block(block: Block, media: Shown) -> str:
    match block:
        case Paragraph(words, heading):
            tag = f"h{heading}" if heading else "p"
            return f"<{tag}>{words_html(words, media)}</{tag}>"
        case Code(source, lang):
            return (
                f"<pre><code{_attribute('class', f'language-{lang}' if lang else '')}>{escape(source, quote=False)}</code></pre>"
            )
        case Rule():
            return "<hr>"
        case Quote(inner):
            return f"<blockquote>{_blocks(inner, media)}</blockquote>"
        case Items(items, start):
            tag, first = ("ul", "") if start is None else ("ol", f' start="{start}"' if start != 1 else "")
            return f"<{tag}{first}>{''.join(f'<li>{_item(item, media)}</li>' for item in items)}</{tag}>"
        case Table():
            return _table(block, media)


def _item(item: tuple[Block, ...], media: Shown) -> str:
    """Return the item of a list: its first words stand right behind its mark."""
    head = item[0] if item else None
    if isinstance(head, Paragraph) and not head.heading:
        return words_html(head.words, media) + "".join(_block(block, media) for block in item[1:])
    return "".join(_block(block, media) for block in item)


def _table(table: Table, media: Shown) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.headed and number == 0 else "td"
        cells = (
            f"<{tag}{_attribute('style', '' if align == 'left' else f'text-align: {align}')}>{words_html(cell, media)}</{tag}>"
            for cell, align in zip(row, table.aligns, strict=True)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1">{"".join(rows)}</table>'
