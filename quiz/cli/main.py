"""The console script `quiz`."""

import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

COMPLETION: Final = "_QUIZ_COMPLETE"
"""Set by the shell's completion script, as Click's documentation tells."""


def main() -> NoReturn:
    """Run the command line with this process's arguments, and end the process with its exit code."""
    words = sys.argv[1:]
    try:
        if COMPLETION not in os.environ and is_plain(words):
            from quiz.cli.start import start_plainly

            sys.exit(start_plainly(words))
        from quiz.cli.group import quiz

        quiz.main()
    except KeyboardInterrupt:  # while modules are still being loaded
        sys.exit(130)


def is_plain(words: Sequence[str]) -> bool:
    """Say whether these are `quiz` or `quiz study [DECK]` without an option: what opens the app, for which nobody likes to wait.

    There is nothing in it for Click to read.
    """
    return not words or (words[0] == "study" and len(words) < 3 and not any(word.startswith("-") for word in words))
