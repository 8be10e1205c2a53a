"""Everything that the command line prints, and the lines that it asks for.

Nothing that a terminal would obey gets through, whoever wrote it.

A deck may come from anyone, and so may a file's name or a typed answer. So all text is made safe here once more, and no text of
others ever begins a line of its own: its further lines are indented.
"""

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final, TextIO

from quiz.text.safe import safe, safe_line
from quiz.text.width import columns_of

if TYPE_CHECKING:
    from json import JSONEncoder

    from quiz.errors import Problem

STYLES: Final[Mapping[str, str]] = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}
"""Names of styles, and the terminal's numbers for them."""
_FURTHER = "\n    "
# What may be left in a line of JSON by a text that is not safe: an escaped control character, DEL and C1, line and paragraph
# separators, bidirectional controls, noncharacters, tags, surrogates. It may find more than that, never less.
_SUSPECT = re.compile(
    "\\\\[bfru]|[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_encoder: "JSONEncoder | None" = None


def prepare() -> None:
    """Make the standard streams speak UTF-8, and never fail for a character."""
    for stream in (sys.stdout, sys.stderr):
        _reconfigure(stream, "backslashreplace")
    _reconfigure(sys.stdin, "replace")


def line(text: str = "", style: str = "") -> None:
    """Print one line of text on standard output; further lines of it are indented."""
    _write(sys.stdout, text, style)


def message(text: str, style: str = "") -> None:
    """Print something to people on standard error, where it is in no program's way."""
    # Where nobody hears it, there is nobody to tell so.
    with suppress(OSError):
        _write(sys.stderr, text, style)


def prompt(text: str) -> None:
    """Print text without ending the line, and at once."""
    if sys.stdout is not None:
        sys.stdout.write(safe_line(text) + " ")
        sys.stdout.flush()


def next_line() -> str | None:
    """Return the next line of standard input, asked for where somebody types it; nothing at its end."""
    if sys.stdin is None:
        return None
    flush()
    if asks():
        prompt(">")
    return sys.stdin.readline() or None


def record(data: Mapping[str, Any]) -> None:
    """Print one JSON object on a line of standard output."""
    if sys.stdout is not None:
        sys.stdout.write(f"{encoded(data)}\n")


def encoded(data: Mapping[str, Any]) -> str:
    """Return data as one line of JSON. Its texts are made safe; characters stay as they are where a terminal just shows them."""
    global _encoder  # noqa: PLW0603 - made once, for many lines
    if _encoder is None:
        from json import JSONEncoder

        _encoder = JSONEncoder(ensure_ascii=False, allow_nan=False)
    found = _encoder.encode(data)
    if _SUSPECT.search(found):
        found = _encoder.encode(_cleaned(data))
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", found)


def problems(found: "Iterable[Problem]", *, result: bool = False) -> None:
    """Print problems on standard error or, where they are what was asked for, as the verb's `result`."""
    from attrs import evolve

    tell = line if result else message
    for problem in found:
        tell(str(evolve(problem, hint="")), "red" if problem.severity == "error" else "yellow")
        if problem.hint:
            tell(f"    {problem.hint}")


def table(rows: Sequence[Sequence[str | int]]) -> None:
    """Print rows in aligned columns, the first row as their heads. Numbers are flush right.

    On a terminal that is too narrow for them, the last columns stand on a line of their own below the others.
    """
    cells = [[safe_line(str(cell)) for cell in row] for row in rows]
    widths = [max(map(columns_of, column)) for column in zip(*cells, strict=True)]
    right = [any(isinstance(cell, int) for cell in column) for column in zip(*rows, strict=True)]
    beside = _fitting(widths)
    for number, row in enumerate(cells):
        spaces = [" " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True)]
        parts = [space + cell if flush else cell + space for cell, space, flush in zip(row, spaces, right, strict=True)]
        style = "bold" if number == 0 else ""
        line("  ".join(parts[:beside]).rstrip(), style)
        below = " · ".join(filter(None, row[beside:]))
        if below:
            line(f"    {below}", style or "dim")


def _fitting(widths: Sequence[int]) -> int:
    """Return how many columns of a table stand beside each other: all of them where nobody sits at a terminal."""
    if not _is_terminal(sys.stdout):
        return len(widths)
    from shutil import get_terminal_size

    room = get_terminal_size().columns
    ends = accumulate(widths, lambda end, width: end + 2 + width)
    return max(1, sum(end <= room for end in ends))


def flush() -> None:
    """Send off whatever was printed."""
    if sys.stdout is not None:
        sys.stdout.flush()


def finish() -> bool:
    """Send off what is left when the command ends; return whether all of it was written or nobody reads any longer."""
    written = True
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except BrokenPipeError:
            _give_up(stream)
        except OSError:
            written = False
            _give_up(stream)
    return written


def is_terminal() -> bool:
    """Say whether somebody sits at a terminal that can show the app."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout) and os.environ.get("TERM", "") != "dumb"


def asks() -> bool:
    """Say whether standard input is a terminal, so that a prompt helps."""
    return _is_terminal(sys.stdin)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _reconfigure(stream: TextIO | None, errors: str) -> None:
    change = getattr(stream, "reconfigure", None)
    if change is not None:
        with suppress(OSError, ValueError):  # it was read from already, or closed
            change(encoding="utf-8", errors=errors)


def _write(stream: TextIO | None, text: str, style: str) -> None:
    if stream is None:  # the process was started without it
        return
    shown = safe(text).rstrip("\n").replace("\n", _FURTHER)
    if style and _coloured(stream):
        shown = f"\x1b[{STYLES[style]}m{shown}\x1b[0m"
    stream.write(f"{shown}\n")


def _coloured(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") != "dumb"


def _give_up(stream: TextIO) -> None:
    """Point a stream that cannot be written to nowhere, so that Python does not try again when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _cleaned(data: object) -> object:
    if isinstance(data, str):
        return safe(data)
    if isinstance(data, Mapping):
        return {safe(str(key)): _cleaned(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_cleaned(item) for item in data]
    return data
