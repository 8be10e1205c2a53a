"""Choosing a search instead of typing it: ready-made ones, former ones, decks, tags and relations."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from quiz.tui.asking import Asking
from quiz.tui.browse.completing import term
from quiz.tui.lines import fitted, plain

READY: Final = (
    ("Due today", "is:due"),
    ("New", "is:new"),
    ("Learning", "is:learn"),
    ("Marked", "is:marked"),
    ("Leeches", "is:leech"),
    ("Suspended", "is:suspended"),
    ("Buried", "is:buried"),
    ("Facts that changed, to be taught anew", "is:changed"),
    ("Answered today", "rated:1"),
    ("Forgotten today", "rated:1:1"),
    ("Forgotten in the last week", "rated:7:1"),
    ("Introduced today", "introduced:1"),
    ("Added in the last week", "added:7"),
    ("Reworded or corrected in the last week", "edited:7 -added:7"),
    ("Weak: recall below 80%", "prop:r<0.8"),
    ("Hard: difficulty above 8 of 10", "prop:d>0.78"),
    ("Claims that are disputed or only alleged", "status:disputed or status:alleged"),
    ("All cards", ""),
)
"""Searches that many want, with what they find."""
_MOST_SHOWN: Final = 300
_BOTH: Final = 44
"""Cells in which a name and its search both have room."""


class ReadyScreen(Asking[str]):
    """Lists searches; what is typed narrows the list. Dismissed with the search, which may be empty, or `None`."""

    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    ReadyScreen #page { height: 1fr; overflow: hidden; }
    ReadyScreen #page OptionList { height: 1fr; max-height: 100%; scrollbar-size-vertical: 1; }
    ReadyScreen #page Input { margin-bottom: 1; }
    ReadyScreen #page Input > .input--placeholder { color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
    ]

    def __init__(self, recent: Sequence[str], names: Mapping[str, Sequence[str]], titles: Mapping[str, str]) -> None:
        """Offer former searches and, by their names and titles, what the collection has."""
        super().__init__("Find")
        self._wanted = ""
        self._groups: list[tuple[str, list[tuple[str, str]]]] = [
            ("Ready-made", list(READY)),
            ("Made before", [(text, text) for text in recent]),
            ("Decks", [(titles.get(deck, deck), term("deck", deck)) for deck in names.get("deck", ())]),
            ("Tags", [(tag, term("tag", tag)) for tag in names.get("tag", ())]),
            ("Relations", [(name, term("relation", name)) for name in names.get("relation", ())]),
        ]

    def body(self) -> ComposeResult:
        """Return the field and the list."""
        yield Input(placeholder="type to narrow the list", compact=True)
        yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Show all."""
        self._show("")

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self.call_after_refresh(lambda: self._show(self.query_one(Input).value))

    def _show(self, wanted: str) -> None:
        words = wanted.casefold().split()
        listed = self.query_one(OptionList)
        before = listed.highlighted if wanted == self._wanted else None
        self._wanted = wanted
        listed.clear_options()
        width = max(20, min(self.size.width - 12, 70) - 4)
        shown: list[Option] = []
        for heading, entries in self._groups:
            fits = [(name, text) for name, text in entries if all(word in f"{name} {text}".casefold() for word in words)]
            if not fits:
                continue
            shown.append(Option(Content.styled(heading, "bold $primary"), disabled=True))
            shown += [Option(_line(name, text, width), id=f"{heading}\n{text}") for name, text in fits[:_MOST_SHOWN]]
            if len(fits) > _MOST_SHOWN:
                shown.append(Option(Content.styled("  … type more to see the others", "$quiet"), disabled=True))
        listed.add_options(shown)
        listed.highlighted = before if before is not None else 1 if len(shown) > 1 else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        event.stop()
        self._show(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose."""
        event.stop()
        self.query_one(OptionList).action_select()

    def action_move(self, rows: int) -> None:
        """Go up or down in the list while the field keeps the focus."""
        listed = self.query_one(OptionList)
        for _ in range(abs(rows)):
            (listed.action_cursor_down if rows > 0 else listed.action_cursor_up)()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.dismiss((event.option_id or "\n").partition("\n")[2])


def _line(name: str, text: str, width: int) -> Content:
    if name == text:
        return plain(f"  {fitted(text, width - 2)}".rstrip())
    if width < _BOTH:
        return plain(f"  {fitted(name, width - 2)}".rstrip())
    left = max(8, width // 2 + 4)
    return plain(f"  {fitted(name, left)}  ") + plain(fitted(text, width - left - 4).rstrip(), "$quiet")
