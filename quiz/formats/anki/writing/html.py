"""What quiz states as the HTML of Anki's fields, with media under the names that they have there."""

import re
from collections.abc import Iterable
from typing import Final

from attrs import evolve

from quiz.facts.media import Picture, Sound
from quiz.facts.values import Listed, RichText, SetOf, Text, Value
from quiz.formats.anki.plain import MARKDOWN
from quiz.formats.anki.writing.naming import media_name
from quiz.formats.html.writing import anki_element
from quiz.text.html_writing import html_of, text_html
from quiz.text.rich import Span

_STYLED: Final = re.compile(r"(?<![^ ])(\*\*?)([^\W_](?:[^*]*[^\W_])?)\1(?![^ ,.;:?])")
"""Bold or slanted words among others."""
_MEANS_MORE: Final = re.compile(r"[<>&\n\\\[]")


def plain_html(text: str) -> str:
    """Return words as HTML."""
    return text_html(text) if _MEANS_MORE.search(text) else text


def rich_html(source: str) -> str:
    """Return rich text as HTML."""
    found = simple_html(source)
    return html_of(source, _element) if found is None else found


def simple_html(source: str) -> str | None:
    """Return rich text as HTML, where it is words, of which some may be bold or slanted; else nothing."""
    if not MARKDOWN.search(source):
        return source
    words, count = _STYLED.subn(r"\2", source)
    return _STYLED.sub(_styled, source) if count and not MARKDOWN.search(words) else None


def _styled(found: re.Match[str]) -> str:
    tag = "b" if len(found[1]) == 2 else "i"
    return f"<{tag}>{found[2]}</{tag}>"


def value_html(value: Value) -> str:
    """Return a value as HTML."""
    if type(value) is Text:
        return plain_html(value.text)
    match value:
        case RichText(source=source):
            return rich_html(source)
        case Picture() | Sound():
            return medium_html(value)
        case Listed(items) | SetOf(items):
            return list_html(map(value_html, items), ordered=isinstance(value, Listed))
        case _:
            return plain_html(str(value))


def medium_html(value: Picture | Sound) -> str:
    """Return a picture or sound as HTML."""
    if isinstance(value, Sound):
        return _element(Span(value.alt, frozenset({"sound"}), path=value.path, alt=value.alt))
    return _element(Span(value.alt, frozenset({"picture"}), path=value.path, alt=value.alt, masks=value.masks))


def list_html(items: Iterable[str], *, ordered: bool) -> str:
    """Return HTML as the items of a list."""
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"


def _element(span: Span) -> str:
    return anki_element(evolve(span, path=media_name(span.path)))
