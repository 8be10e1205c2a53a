"""What a template does to a field before it is shown: `{{text:…}}`, `{{hint:…}}`, `{{cloze:…}}`, `{{furigana:…}}` and so on."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from quiz.formats.anki import clozes
from quiz.formats.anki.spans import Finder, changed

_SILENT: Final = (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>"), ("<STYLE", "</STYLE>"))
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE)
_READINGS: Final = {"furigana": "<ruby><rb>{0}</rb><rt>{1}</rt></ruby>", "kanji": "{0}", "kana": "{1}"}
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
    text = text.replace("&nbsp;", " ")
    found: list[str] = []
    done = 0
    for start, opening, end in _readings(text):
        word, reading = text[start:opening], text[opening + 1 : end]
        # A space before the word tells where it begins, and is none of the text.
        before = start - 1 if start > done and text[start - 1] == " " else start
        is_reading = not reading.startswith("sound:")
        found += (
            text[done : before if is_reading else start],
            form.format(word, reading) if is_reading else text[start : end + 1],
        )
        done = end + 1
    return "".join([*found, text[done:]])


def _readings(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where words begin that have readings, and where the brackets around these open and close.

    A word ends at a space or `>`, a reading at the end of its line; each is at least one letter. Time is linear in the text.
    """
    finder, start = Finder(text), 0
    while True:
        while text[start : start + 1] in {" ", ">"}:
            start += 1
        opening = finder.find("[", start + 1)
        if opening < 0:
            return
        ends = [at for sign in (" ", ">") if (at := finder.find(sign, start)) >= 0]
        last = min(ends, default=len(text))
        while 0 <= opening < last:
            end, line = finder.find("]", opening + 2), finder.find("\n", opening + 1)
            if end >= 0 and not 0 <= line < end:
                yield start, opening, end
                start = end + 1
                break
            opening = finder.find("[", opening + 1)
        else:
            start = last
