"""Texts as GIFT writes them: what a backslash takes its meaning from, and which format a text is in."""

import re
from typing import Final

from attrs import field, frozen

FORMATS: Final = ("html", "markdown", "plain", "moodle")
"""The formats that a text can name in brackets before it; `moodle` unless one is named."""
CONTROLS: Final = "=~#{}"
"""Signs that mean something among answers, without a backslash before them."""

_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
# The white space of the language that the grammar is written in, which has a byte order mark and none of the separators of ASCII.
_SPACE = "[\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
_ENDS = re.compile(f"^{_SPACE}+|{_SPACE}+$")
_LINE_END = re.compile("[\r\n]")
_SPACES = re.compile(f"{_SPACE}{_SPACE}+")


@frozen
class Formatted:
    """A text with its format."""

    text: str
    """Its words: lines that end in the file are one line, except in HTML; those that `\\n` ends are not."""
    format: str = "moodle"
    lines: str = field(default="", eq=False, repr=False)
    """Its words with the lines that they have in the file."""

    def as_data(self) -> dict[str, str]:
        """Return it as JSON holds it."""
        return {"format": self.format, "text": self.text}


def unescaped(text: str) -> str:
    r"""Return a text without the backslashes that take the meaning from the sign behind them; `\n` becomes the end of a line."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def escaped(text: str) -> str:
    r"""Return a text of which nothing means anything to GIFT; the end of a line becomes `\n`."""
    return re.sub(r"[\\:#={}~]", r"\\\g<0>", text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def trimmed(text: str) -> str:
    """Return a text without white space at its ends."""
    return _ENDS.sub("", text)


def on_one_line(text: str) -> str:
    """Return a text whose lines, and runs of white space, are one line and single spaces."""
    return _SPACES.sub(" ", _LINE_END.sub(" ", trimmed(text)))


def formatted(source: str, otherwise: str) -> Formatted:
    """Return the text that a source writes; it is in the format `otherwise` where it names none."""
    source = trimmed(source)
    named = _FORMAT.match(source)
    words = trimmed(source[named.end() :] if named else source)
    lines = unescaped(words)
    if named and named[1] == "html":
        return Formatted(lines, "html", lines)
    return Formatted(unescaped(on_one_line(words)), named[1] if named else otherwise, lines)
