"""Telling the format of a file by what is in it. Its name decides only between formats that its content fits equally well."""

import re
import stat
from pathlib import Path
from typing import Final

from attrs import frozen

from quiz.errors import FormatError
from quiz.formats import registry
from quiz.formats.format import HEAD, Format, Head
from quiz.text.safe import safe_line

CLOSE: Final = 0.1
"""Formats of which one is surer than the other by no more than this may both be meant."""
LEAST: Final = 0.15
"""What is less sure than this is not considered."""


@frozen
class Guess:
    """One format that a file may be of."""

    format: Format
    sureness: float
    """From 0 to 1."""


@frozen
class Sniffed:
    """What a file may be."""

    guesses: tuple[Guess, ...]
    """The surest first; at least one."""

    @property
    def format(self) -> Format:
        """The likeliest one."""
        return self.guesses[0].format

    @property
    def rivals(self) -> tuple[Format, ...]:
        """Others that the content fits as well, or nearly so."""
        first = self.guesses[0].sureness
        return tuple(guess.format for guess in self.guesses[1:] if first - guess.sureness <= CLOSE)


_LOGSEQ: Final = re.compile(r"^[ \t]*- .*(?:#card\b|#\[\[card\]\])|^[ \t]*card-(?:repeats|last-score)::", re.MULTILINE)
_HINT: Final = (
    "If one sign stands between questions and answers, name it: quiz import FILE --separator SIGN, with --no-header where the "
    "first line is one like the others. If they stand below each other, write Q: and A: before them. If you know its format: "
    "quiz import FILE --format NAME."
)


def head_of(path: Path) -> Head:
    """Return the beginning of a file. Raises `FormatError` where it is not there, cannot be read, or is empty."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return Head(path, is_folder=True)
        if not stat.S_ISREG(status.st_mode):
            raise FormatError(f"{path} is neither a file nor a folder.")
        with path.open("rb") as file:
            data = file.read(HEAD)
    except FileNotFoundError:
        raise FormatError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FormatError(f"{path} cannot be read: {reason}.") from None
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise FormatError(f"{path} is empty.")
    return Head(path, data, status.st_size)


def sniff(path: Path) -> Sniffed:
    """Return the formats that a file may be of. Raises `FormatError`, with what was found, where it is of none."""
    head = head_of(path)
    guesses = _certain(head) or [
        Guess(one, sure) for one in registry.formats() if one.read and (sure := one.sniff(head)) >= LEAST
    ]
    if not guesses:
        raise FormatError(f"{path} is in no format that quiz reads: {_what(head)}")
    best = max(guess.sureness for guess in guesses)
    # Among those that are close, the name of the file may speak.
    return Sniffed(
        tuple(
            sorted(
                guesses,
                key=lambda one: (
                    one.sureness + (CLOSE if one.sureness >= best - CLOSE and head.named(*one.format.extensions) else 0)
                ),
                reverse=True,
            )
        )
    )


def _certain(head: Head) -> list[Guess]:
    """Return the format of a file that is no text, where one of those that are none is sure of it; the others need not look."""
    several = (registry.named(name) for begun, name in registry.BINARY if head.data.startswith(begun))
    return [Guess(one, sure) for one in several if (sure := one.sniff(head)) == 1.0]


def _what(head: Head) -> str:
    """Say what a file of no format is, and what to do about it."""
    from quiz.facts.encoding import UndecodableError, decode

    if head.is_folder:
        return "the folder holds no deck.toml."
    if head.data.startswith(b"version https://git-lfs"):
        return "it is a pointer of Git LFS, not the file itself; fetch it with: git lfs pull"
    try:
        decode(head.data)
    except UndecodableError as error:
        return f"{error}. {error.hint}"
    text = (head.text or "").lstrip()
    if text[:1] == "<":
        return f"it is XML or HTML ({safe_line(text[:40])}), and not that of Moodle or Mnemosyne. Save it as CSV or JSON."
    if _LOGSEQ.search(text):
        return "cards by the tag #card, as Logseq has them, are not read. Export them from there for Anki, and import that file."
    return f"its lines hold no table, no JSON and no cards. {_HINT}"
