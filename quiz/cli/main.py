"""The console script `quiz`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line with this process's arguments, and end the process with its exit code."""
    try:
        from quiz.cli.group import quiz

        quiz.main()
    except KeyboardInterrupt:  # while modules are still being loaded
        sys.exit(130)
