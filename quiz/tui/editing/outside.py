"""Editing a fact as a text in the learner's own editor; every mistake is told at its line, and nothing written is lost."""

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from quiz.collection.fact_text import Edited, fact_text, with_text
from quiz.errors import QuizError, UsageError
from quiz.text.safe import safe_line
from quiz.tui.actions import bindings
from quiz.tui.editing.applying import Applying
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain

if TYPE_CHECKING:
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact


def editor() -> list[str]:
    """Return the command of the learner's editor, from `$VISUAL` or `$EDITOR`; empty where neither says one."""
    for name in ("VISUAL", "EDITOR"):
        with suppress(ValueError):  # a quotation mark that is never closed
            if command := shlex.split(os.environ.get(name, "")):
                return command
    return []


def run_editor(path: Path) -> None:
    """Run the learner's editor on a file and wait until it is closed. Raises `UsageError` where that cannot be done."""
    command = editor()
    try:
        done = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - the learner's own command
    except OSError as error:
        message = f"The editor {command[0]} cannot be started: {error.strerror or error}. Set VISUAL or EDITOR to another one."
        raise UsageError(message) from error
    if done.returncode:
        message = f"The editor {command[0]} ended with the code {done.returncode}; the fact is as it was."
        raise UsageError(message)


class OutsideScreen(Applying):
    """Hands a fact to the editor, and shows what is wrong with the text that comes back. Dismissed as `FactScreen` is."""

    place = "outside"
    CSS_PATH = Path(__file__).with_name("outside.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("outside")
    AUTO_FOCUS = ""

    def __init__(self, deck: "Deck", fact: "Fact | None") -> None:
        """Edit `fact`, as it stands in `deck`; without one, add facts to the deck."""
        super().__init__(deck)
        self.fact = fact
        self._text = fact_text(deck, fact)
        self._path: Path | None = None
        self._kept = False

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="frame") as frame:
            frame.border_title = plain(f"Edit a fact · {safe_line(self.deck.title)}")
            with VerticalScroll(id="page", can_focus=False):
                yield Static(id="text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Open the editor once the screen is there."""
        self.call_after_refresh(self.action_again)

    def on_unmount(self) -> None:
        """Clear up what nobody needs any longer."""
        if self._path is not None and not self._kept:
            self._path.unlink(missing_ok=True)

    def action_again(self) -> None:
        """Open the editor on the text as it was left."""
        if self.app.screen is not self:
            return
        try:
            self._text = self._edited()
        except (QuizError, OSError, UnicodeDecodeError) as error:
            self.failed(f"✗ {error}")
            return
        self._take()

    def action_cancel(self) -> None:
        """Leave the fact as it was; a text that was not good yet stays in its file."""
        if self._path is not None and self._text != fact_text(self.deck, self.fact):
            self._kept = True
            self.app.tell(f"Not saved. What you wrote is kept in {self._path}", failed=True)
        self.dismiss(None)

    def failed(self, text: str) -> None:
        """Say what is wrong, and below it the text that was written."""
        self.query_one("#text", Static).update(plain(f"{text}\n\n{_numbered(self._text)}" if text else ""))

    def _edited(self) -> str:
        if self._path is None:
            handle, name = mkstemp(prefix="quiz-fact-", suffix=".toml")
            os.close(handle)
            self._path = Path(name)
            self._path.write_text(self._text, encoding="utf-8")
        try:
            with self.app.suspend():
                run_editor(self._path)
        except SuspendNotSupported:
            raise UsageError("This terminal cannot be handed to an editor. In the app, facts can be edited without it.") from None
        return self._path.read_text(encoding="utf-8-sig")

    def _take(self) -> None:
        """Take the text in; where it is not good, say all that is wrong with it, each at its line."""
        text, fact, name = self._text, self.fact, self.deck.id
        try:
            found = with_text(self.deck, text, fact)
        except QuizError as error:
            self.failed(f"✗ {error}")
            return
        if found.problems:
            self.failed("\n".join(f"✗ {line}" for line in found.told.splitlines()))
        elif found.deck == self.deck:
            self.dismiss(None)
        else:
            self.take_deck(lambda collection: _again(with_text(collection.deck(name), text, fact)))


def _again(found: Edited) -> "Deck":
    """Return the deck of a text that was good a moment ago. Raises `UsageError` where the deck's newer version says otherwise."""
    if found.deck is None:
        raise UsageError(found.told)
    return found.deck


def _numbered(text: str) -> str:
    """Return a text with the numbers of its lines."""
    return "\n".join(f"{number:>3}  {line}" for number, line in enumerate(text.splitlines(), 1))
