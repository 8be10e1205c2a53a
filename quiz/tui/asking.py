"""Short questions over a screen: yes or no, a line of text, one of a few."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static

from quiz.tui.actions import bindings
from quiz.tui.framed import BETWEEN, Framed
from quiz.tui.keyed import Keyed
from quiz.tui.lines import plain
from quiz.tui.pointed import Pointed

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp

Result = TypeVar("Result")
_LEAST = 3
"""Lines of a list, however much text stands above it."""


class Asking(Keyed, Framed, ModalScreen[Result | None]):
    """The base of the questions: a frame with a heading; Esc or a click beside it answers `None`."""

    app: "QuizApp"
    CSS_PATH = Path(__file__).with_name("asking.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("ask")

    leaves = "cancels"
    """What Esc does."""
    confirms = ""
    """Which key answers, where nothing on the screen says so."""

    def __init__(self, heading: str, text: "str | Content" = "") -> None:
        """Ask under a heading; `text` says more."""
        super().__init__()
        self.heading = heading
        self._text = text if isinstance(text, Content) else plain(text)

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical(id="frame") as frame:
            frame.border_title = plain(self.heading)
            frame.border_subtitle = plain(f"{self.confirms}{self.keymap.key('ask.cancel')} {self.leaves}")
            with VerticalScroll(id="page", can_focus=False):
                if self._text:
                    yield Static(self._text, id="text")
                yield from self.body()
            yield from self.foot()

    def body(self) -> ComposeResult:
        """Return what is asked with."""
        yield from ()

    def foot(self) -> ComposeResult:
        """Return what stays below when the rest scrolls."""
        yield from ()

    def on_resize(self) -> None:
        """Fit what is asked into the window."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Let the text scroll rather than push away what stands below it; and a list below, rather than the text."""
        frame, page = self.query_one("#frame"), self.query_one("#page")
        most = self.size.height if self.has_class("-low") else self.size.height * 92 // 100
        room = most - frame.gutter.height
        lists = [one for one in frame.children if isinstance(one, Pointed)]
        others = sum(one.outer_size.height for one in frame.children if one is not page and one not in lists)
        page.styles.max_height = max(1, room - others - (_LEAST if lists else 0))
        for one in lists:
            one.styles.max_height = max(_LEAST, room - others - min(page.outer_size.height, room - others - _LEAST))

    def leave(self) -> None:
        """Do what Esc does."""
        self.action_cancel()

    def action_cancel(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class Confirm(Asking[bool]):
    """A question that is answered by doing it or not. Dismissed with `True` or `None`."""

    AUTO_FOCUS = "#yes"

    def __init__(self, heading: str, text: "str | Content", yes: str) -> None:
        """Ask; `yes` names what is done."""
        super().__init__(heading, text)
        self._yes = yes

    def foot(self) -> ComposeResult:
        """Return the two buttons."""
        with Horizontal(id="buttons"):
            yield Button(self._yes, id="yes", variant="primary", compact=True)
            yield Button("Cancel", id="no", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(True if event.button.id == "yes" else None)


class Ask(Asking[str]):
    """A question that is answered with a line of text, which is checked while it is typed."""

    AUTO_FOCUS = "Input"
    confirms = f"Enter confirms{BETWEEN}"

    def __init__(
        self,
        heading: str,
        text: str = "",
        *,
        value: str = "",
        placeholder: str = "",
        check: Callable[[str], str] = lambda _: "",
        echo: Callable[[str], str] = lambda _: "",
        empty: bool = False,
    ) -> None:
        """Ask; `check` returns what is wrong with a line, or nothing, and `echo` how a right one is understood.

        Enter takes only a line that is right, and an empty one only with `empty`.
        """
        super().__init__(heading, text)
        self._value, self._placeholder, self._check, self._echo, self._empty = value, placeholder, check, echo, empty

    def body(self) -> ComposeResult:
        """Return the field, and the line that says what is wrong."""
        yield Input(self._value, placeholder=self._placeholder, compact=True)
        yield Static(id="wrong")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is wrong, or how it is understood."""
        wrong = self._wrong(event.value)
        line = self.query_one("#wrong", Static)
        line.set_class(not wrong, "-right")
        line.update(plain(f"✗ {wrong}" if wrong else self._echo(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        self.confirm()

    def confirm(self) -> None:
        """Answer with what was typed, if it is right."""
        line = self.query_one(Input).value
        if (line.strip() or self._empty) and not self._wrong(line):
            self.dismiss(line.strip())

    def _wrong(self, line: str) -> str:
        return self._check(line) if line.strip() or self._empty else ""


class Choose(Asking[str]):
    """A question that is answered by choosing one of a few lines. Dismissed with its id."""

    AUTO_FOCUS = "OptionList"

    def __init__(self, heading: str, options: "Sequence[tuple[str, str | Content]]", text: str = "", *, chosen: str = "") -> None:
        """Ask; an option is an id and what it is called. The cursor starts on the option `chosen`."""
        super().__init__(heading, text)
        self._options = options
        self._chosen = chosen

    def foot(self) -> ComposeResult:
        """Return the list, which scrolls by itself."""
        yield Pointed((name, words if isinstance(words, Content) else plain(words)) for name, words in self._options)

    def on_mount(self) -> None:
        """Put the cursor where it starts."""
        names = [name for name, _ in self._options]
        self.query_one(Pointed).highlighted = names.index(self._chosen) if self._chosen in names else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss(event.option_id)
