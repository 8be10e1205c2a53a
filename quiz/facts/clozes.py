"""The learner's own clozes: a sentence in which some words are to be recalled, as `{{c1::Paris}} is the capital of France`.

The marks are those of Anki: a number, the words to recall, and perhaps a hint, `{{c1::Paris::city}}`. Blanks of one number are
hidden together; blanks may stand inside each other, and `{{c1,2::…}}` is hidden with both numbers.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from attrs import Factory, field, frozen

from quiz.text.normal import plain
from quiz.text.safe import safe, safe_line

BLANK = "_____"
"""What stands in a sentence for the words to recall."""
LONGEST = 10_000
"""Characters of a sentence with its marks."""
DEEPEST = 8
"""How many blanks may stand inside each other."""
LARGEST_NUMBER = 499
"""The largest number of a blank, as in Anki."""
EXPECTED = "a sentence such as “{{c1::Paris}} is the capital of {{c2::France::country}}”"

_LOOKS = re.compile(r"(?<!\\)\{\{c[\d, ]+::", re.IGNORECASE)
_TOKENS = re.compile(
    r"\\(?P<escaped>\{\{|\}\}(?!\})|::)"
    r"|(?P<kept>\\[{}\\])"
    r"|\{\{c(?P<numbers>\d{1,4}(?:\s*,\s*\d{1,4}){0,20})::"
    r"|(?P<wrong>\{\{\s*c\s*(?:\d[\d,\s]{0,80}|l|i)?\s*:{1,2})"
    r"|(?P<between>::)"
    r"|(?P<brace>[{}])",
    re.IGNORECASE,
)
_SNIPPET = 30


@frozen
class Blank:
    """Words to recall."""

    numbers: tuple[int, ...]
    """The cards that hide it."""
    parts: "tuple[Part, ...]"
    """Its words, with the blanks inside it."""
    hint: str = ""


Part: TypeAlias = str | Blank


def _text(found: str) -> str:
    cleaned = safe(str(found))
    return "\n".join(plain(line) for line in cleaned.split("\n")).strip()


@frozen
class Cloze:
    """A sentence with blanks. Raises `ValueError`, saying what is wrong and where, for one whose marks cannot be read."""

    text: str = field(converter=_text)
    """The sentence with its marks, as its author wrote it."""
    parts: tuple[Part, ...] = field(
        default=Factory(lambda self: parse_cloze(self.text), takes_self=True), init=False, eq=False, repr=False
    )

    @property
    def key(self) -> str:
        """The canonical form."""
        return self.text

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its blanks, each once, the smallest first: one card for each."""
        return tuple(sorted({number for blank in _blanks(self.parts) for number in blank.numbers}))

    @property
    def frame(self) -> str:
        """The sentence with every blank replaced by its numbers: what stays when any of the answers is mended."""
        return "".join(part if isinstance(part, str) else f"{{{{{_listed(part.numbers)}}}}}" for part in self.parts)

    def __str__(self) -> str:
        return _plain(self.parts)

    def blanked(self, number: int) -> tuple[str, tuple[str, ...]]:
        """Return the sentence with the blanks of one number hidden, and the words that they hide, in their order.

        A hidden blank shows its hint in brackets, or a line. All others show their words.
        """
        hidden: list[str] = []
        return _blanked(self.parts, number, hidden), tuple(hidden)


def is_cloze(text: str) -> bool:
    """Say whether a text has the mark that opens a blank."""
    return _LOOKS.search(text) is not None


def parse_cloze(text: str) -> tuple[Part, ...]:
    r"""Return the parts of a sentence. Raises `ValueError`, with what is wrong, where, and how to mend it.

    Braces in pairs, as TeX has them, may stand in the words: `{{c1::\frac{a}{b}}}`. `\{{`, `\}}` and `\::` stand for themselves.
    """
    if len(text) > LONGEST:
        message = f"the sentence has {len(text):,} characters; expected at most {LONGEST:,}"
        raise ValueError(message)
    try:
        parts = _Reader(text, pairs=True).read()
    except _UnclosedError:
        # A lone brace among the words: then the first two closing braces close the blank, as they do in Anki.
        parts = _Reader(text, pairs=False).read()
    if not any(isinstance(part, Blank) for part in parts):
        message = f"“{_snippet(text)}” has nothing to recall; expected {EXPECTED}"
        raise ValueError(message)
    return parts


class _UnclosedError(ValueError):
    """A blank has no end."""


class _Open:
    """A blank whose end has not been read yet; or, with no numbers, the sentence itself."""

    def __init__(self, numbers: tuple[int, ...], start: int) -> None:
        self.numbers = numbers
        self.start = start
        self.parts: list[Part] = []
        self.hint: list[str] | None = None
        self.braces = 0

    def add(self, text: str) -> None:
        if self.hint is not None:
            self.hint.append(text)
        elif text:
            self.parts.append(text)


class _Reader:
    """Reads one sentence from its start to its end, once."""

    def __init__(self, text: str, *, pairs: bool) -> None:
        """Read `text`; with `pairs`, a brace that was opened within the words of a blank closes before the blank does."""
        self._text = text
        self._pairs = pairs
        self._open = [_Open((), 0)]

    def read(self) -> tuple[Part, ...]:
        at = 0
        while (token := _TOKENS.search(self._text, at)) is not None:
            self._open[-1].add(self._text[at : token.start()])
            at = self._take(token)
        self._open[-1].add(self._text[at:])
        if len(self._open) > 1:
            raise _UnclosedError(self._told(self._open[-1].start, "is not closed; end it with }}"))
        return tuple(self._open[0].parts)

    def _take(self, token: re.Match[str]) -> int:
        """Take one token in; return where to read on."""
        current = self._open[-1]
        if token["wrong"]:
            raise ValueError(self._told(token.start(), "opens no blank; write {{c1::…}}, or \\{{ where braces are meant"))
        if token["numbers"]:
            self._begin(token)
        elif token["between"] and current.numbers and current.hint is None:
            current.hint = []
        elif token["brace"]:
            return self._brace(token)
        else:
            current.add(token["escaped"] or token[0])
        return token.end()

    def _begin(self, token: re.Match[str]) -> None:
        numbers = tuple(sorted({int(number) for number in token["numbers"].split(",")}))
        if numbers[0] < 1 or numbers[-1] > LARGEST_NUMBER:
            raise ValueError(self._told(token.start(), f"has no number from 1 to {LARGEST_NUMBER}; write {{{{c1::…}}}}"))
        if self._open[-1].hint is not None:
            raise ValueError(self._told(token.start(), "stands in a hint; put it before the last ::, or write \\:: there"))
        if len(self._open) > DEEPEST:
            raise ValueError(self._told(token.start(), f"stands inside {DEEPEST} others; expected no more than that"))
        self._open.append(_Open(numbers, token.start()))

    def _brace(self, token: re.Match[str]) -> int:
        current = self._open[-1]
        if token[0] == "{":
            current.braces += self._pairs
        elif current.braces:
            current.braces -= 1
        elif current.numbers and self._text.startswith("}}", token.start()):
            self._end()
            return token.start() + 2
        current.add(token[0])
        return token.end()

    def _end(self) -> None:
        closed = self._open.pop()
        if not _plain(tuple(closed.parts)).strip():
            raise ValueError(self._told(closed.start, "hides nothing; write the words to recall after the ::"))
        hint = safe_line("".join(closed.hint or ()))
        self._open[-1].parts.append(Blank(closed.numbers, tuple(closed.parts), hint))

    def _told(self, start: int, what: str) -> str:
        return f"“{_snippet(self._text[start:])}” at character {start + 1} {what}"


def _blanks(parts: tuple[Part, ...]) -> Iterator[Blank]:
    for part in parts:
        if isinstance(part, Blank):
            yield part
            yield from _blanks(part.parts)


def _plain(parts: tuple[Part, ...]) -> str:
    return "".join(part if isinstance(part, str) else _plain(part.parts) for part in parts)


def _blanked(parts: tuple[Part, ...], number: int, hidden: list[str]) -> str:
    shown = []
    for part in parts:
        if isinstance(part, str):
            shown.append(part)
        elif number in part.numbers:
            hidden.append(_plain(part.parts).strip())
            shown.append(f"[{part.hint}]" if part.hint else BLANK)
        else:
            shown.append(_blanked(part.parts, number, hidden))
    return "".join(shown)


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def _snippet(text: str) -> str:
    line = safe_line(text[: 4 * _SNIPPET])
    return line if len(line) <= _SNIPPET else f"{line[:_SNIPPET]}…"
