"""How quick the app is, as somebody at a terminal has it: with 200,000 cards in the collection, in a real pseudo-terminal.

    uv run python tests/bench/bench_app.py
    uv run python tests/bench/bench_app.py --rows 5000 --cards 100 --rounds 3
    uv run python tests/bench/bench_app.py --keep /tmp/large     # the collection is made once and used again

All in one run: from the start of a process to the first card on the screen, beside the smallest possible Textual app with one
`Static`, taking turns; from there to the card's answer, where Enter is pressed as soon as the card comes; then, card after card,
from a key to the screen that it leads to: Enter to the answer, a grade to the next question. What was painted is read from the
pseudo-terminal with the moment at which each piece came, and only looked at when the screen has come to rest.
"""

import argparse
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from fcntl import ioctl
from pathlib import Path
from statistics import median, quantiles
from termios import TIOCSWINSZ

import pyte

from tests.bench import bench_study

COLUMNS, ROWS = 80, 24
QUIET = 0.12
"""Seconds without a new piece after which a screen has come to rest."""
PATIENCE = 60
"""Seconds."""
SMALLEST = """
from textual.app import App
from textual.widgets import Static

class Smallest(App):
    def compose(self):
        yield Static("the first card")

Smallest().run()
"""
STUDY = "import sys; from quiz.cli.main import main; sys.argv = ['quiz', 'study']; sys.exit(main())"


class Terminal:
    """A Python program in a pseudo-terminal, and what it has painted, piece by piece."""

    def __init__(self, code: str, **environment: str) -> None:
        """Start it."""
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        ours, theirs = pty.openpty()
        ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        # An installed program has its modules compiled; so has this one, once it has written them down.
        left_out = {"NO_COLOR", "PYTHONDONTWRITEBYTECODE"}
        known = {name: value for name, value in os.environ.items() if name not in left_out}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**known, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            start_new_session=True,
        )
        os.close(theirs)
        self.file = ours

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.screen.display)

    def until(self, there: Callable[[str], bool], start: float) -> float:
        """Wait until the screen is as wanted and at rest; return the seconds from `start` to the piece that made it so."""
        pieces: list[tuple[float, bytes]] = []
        found: float | None = None
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            if select.select([self.file], [], [], QUIET)[0]:
                pieces.append((time.perf_counter(), os.read(self.file, 65536)))
                continue
            for moment, piece in pieces:
                self.stream.feed(piece)
                if found is None and there(self.text):
                    found = moment
            pieces.clear()
            if found is not None:
                return found - start
        sys.exit(f"It never came:\n{self.text}")

    def soon(self, there: Callable[[str], bool]) -> None:
        """Wait until the screen is as wanted, and not until it is at rest."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            if select.select([self.file], [], [], QUIET)[0]:
                self.stream.feed(os.read(self.file, 65536))
                if there(self.text):
                    return
        sys.exit(f"It never came:\n{self.text}")

    def press(self, key: bytes, there: Callable[[str], bool]) -> float:
        """Press a key; return the seconds until the screen is as wanted."""
        start = time.perf_counter()
        os.write(self.file, key)
        return self.until(there, start)

    def end(self) -> None:
        """End the program."""
        self.process.kill()
        self.process.wait()
        os.close(self.file)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="of the table; each makes two cards (default: 100000)")
    parser.add_argument("--reviews", type=int, default=2, help="a card in the history (default: 2)")
    parser.add_argument("--cards", type=int, default=300, help="that are answered (default: 300)")
    parser.add_argument("--rounds", type=int, default=7, help="of starts (default: 7)")
    parser.add_argument("--keep", type=Path, help="a folder in which the collection is kept")
    options = parser.parse_args(arguments)
    if options.keep:
        return compare(options.keep, options)
    with tempfile.TemporaryDirectory() as folder:
        return compare(Path(folder), options)


def compare(folder: Path, options: argparse.Namespace) -> int:
    """Make the collection where it is not there yet, measure, and print."""
    home = made(folder, options.rows, options.reviews)
    starts: dict[str, list[float]] = {"the smallest Textual app": [], "quiz study to its first card": []}
    hasty = []
    start(SMALLEST, lambda text: "the first card" in text)
    start(STUDY, is_asked, QUIZ_HOME=str(home))  # both are warm
    for _ in range(options.rounds):
        starts["the smallest Textual app"].append(start(SMALLEST, lambda text: "the first card" in text))
        starts["quiz study to its first card"].append(start(STUDY, is_asked, QUIZ_HOME=str(home)))
        hasty.append(hurried(home))
    answers, questions = studied(home, options.cards)
    print(f"{2 * options.rows:,} cards, {options.rounds} starts and {options.cards} cards in a pseudo-terminal {COLUMNS}x{ROWS}")
    for name, times in starts.items():
        print(f"{name:36}{1000 * median(times):>8.0f} ms   ({1000 * min(times):.0f} to {1000 * max(times):.0f})")
    smallest, quiz = (median(times) for times in starts.values())
    print(f"{'ratio':36}{quiz / smallest:>8.2f} x")
    print(f"{'to its answer, Enter pressed at once':36}{1000 * median(hasty):>8.0f} ms   {median(hasty) / smallest:.2f} x")
    for name, times in {"Enter to the answer": answers, "a grade to the next card": questions}.items():
        print(f"{name:36}{1000 * median(times):>8.1f} ms   99th percentile {1000 * quantiles(times, n=100)[98]:.1f} ms")
    return 0


def made(folder: Path, rows: int, reviews: int) -> Path:
    """Make a home folder with the collection, unless it is there; every card with a history, two thousand due today."""
    home = folder / f"home-{rows}-{reviews}"
    if home.is_dir():
        return home
    draft = folder / "draft"
    draft.mkdir(parents=True)
    table = bench_study.made_up(draft / "table.csv", rows)
    bench_study.quiz_import(str(draft), str(table))
    bench_study.quiz_history(str(draft), str(reviews))
    (draft / "quiz.quiz").rename(draft / _name())
    (draft / "settings.toml").write_text(
        '[study]\nnew_per_day = 0\nreviews_per_day = 9999\nreview_siblings = "free"\n', encoding="utf-8"
    )
    return draft.rename(home)


def _name() -> str:
    from quiz.collection.places import FILE

    return FILE


def is_asked(text: str) -> bool:
    """Say whether a question is on the screen, in any form."""
    return any(words in text for words in ("Show answer", "Check"))


def start(code: str, there: Callable[[str], bool], **environment: str) -> float:
    """Return the seconds from the start of a process until its screen is as wanted."""
    terminal = Terminal(code, **environment)
    try:
        return terminal.until(there, terminal.started)
    finally:
        terminal.end()


def hurried(home: Path) -> float:
    """Return the seconds from the start of a process to its first answer, where Enter is pressed as soon as the card comes."""
    terminal = Terminal(STUDY, QUIZ_HOME=str(home))
    try:
        terminal.soon(is_asked)
        os.write(terminal.file, b"\r")
        return terminal.until(lambda text: "3 Good" in text, terminal.started)
    finally:
        terminal.end()


def studied(home: Path, cards: int) -> tuple[list[float], list[float]]:
    """Answer so many cards; return the seconds from Space to each answer, and from the grade to each next card."""
    terminal = Terminal(STUDY, QUIZ_HOME=str(home))
    answers, questions = [], []
    try:
        terminal.until(is_asked, terminal.started)
        for _ in range(cards):
            asked = terminal.text
            answers.append(terminal.press(b"\r", lambda text: "3 Good" in text))
            questions.append(terminal.press(b"3", lambda text, asked=asked: is_asked(text) and _prompt(text) != _prompt(asked)))  # type: ignore[misc]
    finally:
        terminal.end()
    return answers, questions


def _prompt(text: str) -> str:
    """Return the card's part of the screen: not the counts above, nor the buttons below."""
    return "\n".join(text.splitlines()[4:16])


if __name__ == "__main__":
    sys.exit(main())
