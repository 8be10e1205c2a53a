"""The app as `quiz serve` starts it: a process that talks to a page instead of a terminal.

`python -m quiz.cli.served HOME DECK`; an empty DECK begins with the decks.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from quiz.cli.endings import DEBUG
from quiz.errors import QuizError
from quiz.text.safe import safe

_UNEXPECTED = "quiz: An app in a browser ended by itself. Every answer is saved; {} shows why."


def main() -> int:
    """Run the app with this process's arguments; return its exit code."""
    home, deck = sys.argv[1:3]
    told = os.dup(2)
    if not os.environ.get(DEBUG):
        # Nothing of a deck's text, and no traceback, is for the terminal of the server.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    from quiz.tui.app import run

    try:
        code = run(Path(home), deck or None)
    except QuizError as error:
        _say(str(error))
        return error.exit_code
    if code:
        os.write(told, f"{_UNEXPECTED.format(f'{DEBUG}=1')}\n".encode())
    return code


def _say(text: str) -> None:
    """Show a text in the page, until it is closed."""
    shown = "\r\n".join(["", *(f"  {line}" for line in safe(f"quiz: {text}").splitlines())]).encode(errors="replace")
    with suppress(OSError):
        os.write(1, b"__GANGLION__\nD" + len(shown).to_bytes(4, "big") + shown)
    kind = sys.stdin.buffer.read(1)
    while kind:
        payload = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big"))
        if kind == b"M" and b'"quit"' in payload:
            return
        kind = sys.stdin.buffer.read(1)


if __name__ == "__main__":
    sys.exit(main())
