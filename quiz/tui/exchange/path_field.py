"""A field for the path of a file, with what it may be completed to below it."""

from textual.app import ComposeResult
from textual.content import Content
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from quiz.tui.exchange.completion import completed, matches
from quiz.tui.lines import fitted, plain


class _Paths(Suggester):
    """Suggests the first path that begins as what is typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        found = matches(value) if value else []
        return found[0] if found else None


class PathField(Widget):
    """A labelled field, and a line below it: what it may be completed to, or what is wrong."""

    DEFAULT_CSS = """
    PathField { height: auto; }
    PathField Input, PathField Input:focus { width: 100%; background: $surface; }
    PathField Input > .input--placeholder, PathField Input > .input--suggestion { color: $quiet; }
    PathField #below { height: auto; min-height: 1; color: $quiet; }
    PathField #below.wrong { color: $error; }
    """

    def __init__(self, value: str, placeholder: str) -> None:
        """Show a path."""
        super().__init__()
        self._value = value
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Input(self._value, placeholder=self._placeholder, suggester=_Paths(), compact=True, select_on_focus=False)
        yield Static(id="below")

    @property
    def field(self) -> Input:
        """The field itself."""
        return self.query_one(Input)

    @property
    def value(self) -> str:
        """What stands in it, without white space at its ends."""
        return self.field.value.strip()

    @value.setter
    def value(self, text: str) -> None:
        self.field.value = text
        self.field.cursor_position = len(text)

    def complete(self) -> None:
        """Complete the path as far as that is certain."""
        self.value = completed(self.field.value)
        self.show_matches()

    def show_matches(self) -> None:
        """Say what the path may be completed to."""
        found = matches(self.field.value) if self.field.value else []
        names = [one.rstrip("/").rpartition("/")[2] + ("/" if one.endswith("/") else "") for one in found]
        exact = len(found) == 1 and found[0] == self.field.value
        self.tell(fitted("  ".join(names), max(10, self.size.width - 1)).rstrip() if names and not exact else "")

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Say something below the field."""
        below = self.query_one("#below", Static)
        below.set_class(wrong, "wrong")
        below.update(plain(f"✗ {text}") if wrong and text else plain(text) if text else Content(""))
