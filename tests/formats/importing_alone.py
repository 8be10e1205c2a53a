"""A program for tests: import files, each in a process of its own and into a collection of its own, and print how it ended.

`python -m tests.formats.importing_alone FOLDER [FORMAT=]FILE…` prints a JSON object a line: `file`, `code`, `seconds` (of the
processor: others may keep it busy), `peak` (MiB of memory), `said`, and what a failed import `left`. All modules are
loaded once; each file gets a copy of this process.
"""

import json
import os
import resource
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from quiz.cli.group import quiz
from quiz.collection.collection import Collection
from quiz.collection.places import FILE
from quiz.formats.registry import formats

LONGEST = 60
"""Seconds after which an import is ended."""


def _import(file: str, home: Path, into: Path) -> None:
    """Import a file, and write what was said, the exit code and what is left to `into`. This is a process of its own."""
    signal.alarm(LONGEST)
    said = StringIO()
    code: object = 0
    # A fault is let through, so that it is seen as what it is.
    os.environ["QUIZ_DEBUG"] = "1"
    with redirect_stdout(said), redirect_stderr(said):
        try:
            format, _, path = file.rpartition("=")
            quiz.main(["import", path, "--home", str(home), *(["--format", format] if format else [])])
        except SystemExit as ended:
            code = ended.code
        except BaseException as error:  # noqa: BLE001 - whatever comes is what the test asks for
            import traceback

            code = "".join(traceback.format_exception(error))
    into.write_text(json.dumps({"code": code, "said": said.getvalue()[-2000:], "left": _left(home) if code else []}), "utf-8")


def _left(home: Path) -> list[str]:
    """Return what an import that failed left behind."""
    left = [str(file) for file in home.rglob("*") if file.is_file() and not file.name.startswith(FILE)]
    if (home / FILE).exists():
        with Collection.open(home / FILE) as collection:
            left += [row.deck for row in collection.decks()]
    return left


def main() -> None:
    """Do what the module says."""
    folder = Path(sys.argv[1])
    for one in formats():
        str(one)
    for number, file in enumerate(sys.argv[2:]):
        home, into = folder / f"home {number}", folder / f"ended {number}"
        child = os.fork()
        if not child:
            try:
                _import(file, home, into)
            finally:
                os._exit(0)
        _, status, used = os.wait4(child, 0)
        told = {"file": file, "seconds": round(used.ru_utime + used.ru_stime, 2), "peak": used.ru_maxrss // 1024}
        ended = json.loads(into.read_text("utf-8")) if into.exists() else {"code": f"ended by {status}", "said": "", "left": []}
        sys.stdout.write(json.dumps(told | ended) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
