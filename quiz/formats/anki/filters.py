"""What a template does to a field before it is shown: `{{text:…}}`, `{{hint:…}}`, `{{cloze:…}}`, `{{furigana:…}}` and so on."""

import re
from html import unescape
from typing import Final

from quiz.formats.anki import clozes
from quiz.formats.anki.spans import changed

_FURIGANA = re.compile(r" ?([^ >]{1,200}?)\[(.{1,200}?)\]")
_SILENT: Final = (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>"), ("<STYLE", "</STYLE>"))
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_READINGS: Final = {"furigana": r"<ruby><rb>\1</rb><rt>\2</rt></ruby>", "kanji": r"\1", "kana": r"\2"}
SPOKEN: Final = "tts "
HINT: Final = "hint"


def is_filled(text: str) -> bool:
    """Say whether a field counts as filled: it holds more than spaces and line ends."""
    return _EMPTY.fullmatch(text) is None


def without_markup(text: str) -> str:
    """Return the words of HTML, as `{{text:…}}` has them."""
    if "<" in text:
        text = _TAG.sub("", changed(text, _SILENT, lambda _: ""))
    return unescape(text) if "&" in text else text


def filtered(text: str, filters: tuple[str, ...], number: int, *, answered: bool) -> str:
    """Return a field after its filters, on the card of a number (counted from 1), as HTML.

    A filter that Anki does not have, such as one of an add-on, leaves the field as it is.
    """
    if filters[:2] in {("cloze", "type"), ("nc", "type")} or "type" in filters:
        # What is typed into: of the card itself it shows nothing before the answer, and then the field; what blanks hide is the
        # answer by itself.
        return "" if not answered or "cloze" in filters else f"<div>{text}</div>"
    for one in filters:
        if one.startswith(SPOKEN):
            return ""
        text = _applied(one, text, number, answered=answered)
    return text


def _applied(one: str, text: str, number: int, *, answered: bool) -> str:
    """Return a text after one filter."""
    match one:
        case "text":
            return without_markup(text)
        case "cloze":
            return clozes.shown(text, number, answered=answered)
        case "cloze-only":
            return clozes.alone(text, number, answered=answered)
        case "hint":
            # Anki shows a link that unfolds it, which cannot be done here: it is shown with the answer.
            return f"<div>{text}</div>" if answered and text else " "
        case _:
            return _read(text, _READINGS[one]) if one in _READINGS else text


def _read(text: str, form: str) -> str:
    def change(match: re.Match[str]) -> str:
        return match[0] if match[2].startswith("sound:") else match.expand(form)

    return _FURIGANA.sub(change, text.replace("&nbsp;", " "))
