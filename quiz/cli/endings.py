"""How a command ends: whatever happens becomes a message and an exit code, never a traceback.

0: done; 1: problems were found, or something failed; 2: wrong use; 130: interrupted.
"""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.cli import output
from quiz.errors import DeckError, QuizError, SettingsError

if TYPE_CHECKING:
    import click

DEBUG = "QUIZ_DEBUG"
"""Set, it lets unexpected errors through with their traceback, for those who work on quiz itself."""
_INTERRUPTED = 130


def run(command: Callable[[], object]) -> int:
    """Run a command and return its exit code; what it returns is that code, if it is a number."""
    output.prepare()
    try:
        code = _run(command)
    except BrokenPipeError:
        # Whoever read has read enough.
        code = 0
    if not output.finish():
        return code or 1
    return code


def _run(command: Callable[[], object]) -> int:
    try:
        code = command()
        output.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        raise
    except QuizError as error:
        return _told(error)
    except OSError as error:
        return _failed(error)
    except Exception as error:
        if (ended := _ended_by_click(error)) is not None:
            return ended
        if os.environ.get(DEBUG):
            raise
        return _unexpected(error)
    return code if isinstance(code, int) else 0


def _ended_by_click(error: Exception) -> int | None:
    """Return the exit code of an error of Click's own; nothing for any other. Where Click was never loaded, there is none."""
    if "click" not in sys.modules:
        return None
    import click

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        return _wrong_use(error)
    return _INTERRUPTED if isinstance(error, click.Abort) else None


def _wrong_use(error: "click.ClickException") -> int:
    import click

    if isinstance(error, click.UsageError) and error.ctx is not None:
        output.message(error.ctx.get_usage())
    output.message(f"quiz: {error.format_message()}")
    return error.exit_code


def _told(error: QuizError) -> int:
    if isinstance(error, DeckError | SettingsError):
        output.problems(error.problems)
    else:
        output.message(f"quiz: {error}")
    return error.exit_code


def _failed(error: OSError) -> int:
    place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    output.message(f"quiz: {place}{error.strerror or type(error).__name__}.")
    return 1


def _unexpected(error: Exception) -> int:
    reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    output.message(f"quiz: This should not have happened: {reason}")
    output.message(f"Nothing was half-written. Please report it, with what {DEBUG}=1 makes quiz print.")
    return 1
