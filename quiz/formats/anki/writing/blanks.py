"""Sentences with blanks as Anki has them: what would mean something else there is written as entities."""

from collections.abc import Sequence

from quiz.facts.clozes import Blank, Cloze, Part
from quiz.formats.anki.writing.html import plain_html


def sentence_html(sentence: Cloze) -> str:
    """Return a sentence as the HTML of a field, with Anki's marks around its blanks."""
    return _html(sentence.parts)


def _html(parts: Sequence[Part]) -> str:
    return "".join(_blank(part) if isinstance(part, Blank) else _words(part) for part in parts)


def _blank(blank: Blank) -> str:
    hint = f"::{_words(blank.hint)}" if blank.hint else ""
    return f"{{{{c{','.join(map(str, blank.numbers))}::{_html(blank.parts)}{hint}}}}}"


def _words(text: str) -> str:
    shown = plain_html(text)
    if "{" in shown or "}" in shown:
        shown = shown.replace("{", "&#123;").replace("}", "&#125;")
    return shown.replace(":", "&#58;") if "::" in shown or shown[:1] == ":" or shown[-1:] == ":" else shown
