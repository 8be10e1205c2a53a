"""Runs the code blocks of a Markdown page, in their order and in one folder, as a reader would.

- `python` runs; all blocks of a page share one namespace. A `>>>` block is a doctest.
- `console`, `sh`, `shell` and `bash` run their `$ ` lines that start with a program named in `PROGRAMS`. Each has to end well;
  output printed below a command has to be what it writes, where `...` or `…` stands for anything, also for many lines.
- `toml` has to be TOML, and one that starts with `[deck]` has to load as a deck once the page's other files are there.
- A block with `title="NAME"`, whatever its language, is also written to that file, for the blocks after it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

from sybil import Document, Example, Region
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

PROGRAMS = frozenset({"quiz", "python", "printf", "echo", "cat", "head", "ls", "mkdir", "cp", "mv"})
INTERACTIVE = re.compile(r"quiz(\s+(study|serve)\b.*)?")
"""Commands that open the app, which needs a terminal."""

_INFO = re.compile(r"(?P<language>[\w+-]+)(?P<rest>[^\n]*)\n")
_TITLE = re.compile(r"""\btitle\s*=\s*(["'])(?P<name>.+?)\1""")
_WILDCARD = re.compile(r"(?:\.\.\.|…)")
_DECK = re.compile(r"(?:\s|#[^\n]*\n)*\[deck\]")
_SECONDS = 60


def run_page(page: Path, folder: Path) -> int:
    """Run every block of `page` inside `folder`, which is the working directory, and return how many blocks there were.

    Raises:
        AssertionError: a block did not do what the page says; sybil's `SybilFailure` names the line.
        quiz.DeckError: a deck on the page does not load.
    """
    blocks = _Blocks(folder)
    examples = list(Document.parse(str(page), PythonCodeBlockParser(), blocks).examples())
    for example in examples:
        example.evaluate()
    blocks.load_decks()
    return len(examples)


def commands(block: str) -> list[tuple[str, str]]:
    """Split a console block into its `$ ` commands, each with the output printed below it.

    A backslash at a line's end continues the command on the next line.
    """
    found: list[tuple[str, str]] = []
    lines = iter(block.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = command[:-1] + next(lines, "").removeprefix("> ")
            found.append((command.strip(), ""))
        elif found:
            command, output = found[-1]
            found[-1] = (command, f"{output}{line}\n")
    return found


def matches(expected: str, actual: str) -> bool:
    """Tell whether `actual` is what `expected` shows: `...` stands for anything, white space at a line's end for nothing."""
    parts = _WILDCARD.split(_trimmed(expected))
    return re.fullmatch(".*?".join(map(re.escape, parts)), _trimmed(actual), re.DOTALL) is not None


def runnable(command: str) -> bool:
    """Tell whether a printed command is one that the tests run."""
    words = shlex.split(command, comments=True)
    return bool(words) and words[0] in PROGRAMS and not INTERACTIVE.fullmatch(command)


class _Blocks:
    """A sybil parser for every fenced block other than plain `python`, which sybil reads by itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._decks: list[Path] = []
        self._run: dict[str, Callable[[Example], str | None]] = {
            "python": PythonEvaluator(),
            "toml": self._toml,
            **dict.fromkeys(("console", "sh", "shell", "bash"), self._console),
        }

    def __call__(self, document: Document) -> Iterable[Region]:
        for region in RawFencedCodeBlockLexer(_INFO)(document):
            lexemes = region.lexemes or {}
            language, rest = lexemes["language"], lexemes["rest"].strip()
            title = _TITLE.search(rest)
            if (language == "python" and not rest) or (language not in self._run and not title):
                continue
            region.parsed = lexemes["source"]
            region.evaluator = self._evaluator(language, title["name"] if title else None)
            yield region

    def load_decks(self) -> None:
        """Load every deck that the page showed, now that the tables beside it are written."""
        for path in self._decks:
            import quiz

            quiz.load(path)

    def _evaluator(self, language: str, title: str | None) -> Callable[[Example], str | None]:
        def evaluate(example: Example) -> str | None:
            if title is not None:
                self._write(title, example.parsed)
            run = self._run.get(language)
            return run(example) if run else None

        return evaluate

    def _write(self, title: str, text: str) -> None:
        path = (self._folder / title).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            raise ValueError(f"{title} lies outside the page's folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _toml(self, example: Example) -> str | None:
        text = str(example.parsed)
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            return str(error)
        if _DECK.match(text):
            title = _TITLE.search(example.document.text, example.start, example.document.text.index("\n", example.start))
            name = title["name"] if title else f"line-{example.line}/deck.toml"
            self._write(name, text)
            self._decks.append(self._folder / name)
        return None

    def _console(self, example: Example) -> str | None:
        for command, expected in commands(str(example.parsed)):
            if runnable(command) and (wrong := self._wrong(command, expected)):
                return wrong
        return None

    def _wrong(self, command: str, expected: str) -> str | None:
        """Run one command and return what is wrong with it, if anything."""
        bash = shutil.which("bash")
        if bash is None:
            return f"no bash to run: {command}"
        environment = {
            **os.environ,
            "PATH": f"{self._programs()}{os.pathsep}{os.environ['PATH']}",
            "PYTHONIOENCODING": "utf-8",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "COLUMNS": "100",
        }
        done = subprocess.run(
            [bash, "-o", "pipefail", "-c", command],
            cwd=self._folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            return f"$ {command}\nended with {done.returncode}:\n{done.stdout}"
        if expected.strip() and not matches(expected, done.stdout):
            return f"$ {command}\nthe page shows:\n{expected}\nit wrote:\n{done.stdout}"
        return None

    def _programs(self) -> Path:
        """Return a folder with `quiz` and `python` as this interpreter runs them."""
        folder = Path(os.environ["HOME"]) / "bin"
        if not folder.exists():
            folder.mkdir()
            for name, arguments in {"quiz": ' -m quiz "$@"', "python": ' "$@"'}.items():
                program = folder / name
                program.write_text(f"#!/bin/sh\nexec {shlex.quote(sys.executable)}{arguments}\n", encoding="utf-8")
                program.chmod(0o755)
        return folder


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
