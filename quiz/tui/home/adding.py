"""Add: a path that is completed and looked at while it is typed, and the decks that ship with quiz."""

from collections.abc import Mapping
from os.path import commonprefix
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quiz.collection.new_decks import Kind, Place, completions, place_at
from quiz.tui.actions import bindings
from quiz.tui.asking import Asking
from quiz.tui.lines import plain

_MOST = 200
"""Completions that are listed."""


class AddScreen(Asking[str]):
    """Asks for a deck. Dismissed with a path, or with the id of a deck that ships with quiz."""

    CSS_PATH: ClassVar[list[str | Path]] = [Path(__file__).parents[1] / "asking.tcss", Path(__file__).with_name("adding.tcss")]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = bindings("add")
    AUTO_FOCUS = "Input"

    def __init__(self, offers: Mapping[str, str], path: str = "") -> None:
        """Ask; `offers` are the titles of decks that ship with quiz, by id."""
        super().__init__("Add a deck", "The path of a deck's folder, its deck.toml, or a table (CSV, TSV, JSON Lines):")
        self._offers = offers
        self._path = path

    def body(self) -> ComposeResult:
        """Return the field, what stands at its path, and what it could go on with."""
        yield Input(self._path, placeholder="~/decks/rivers", compact=True)
        yield Static(id="found")
        yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Show what is offered."""
        self._look(self._path)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look what stands at the path."""
        self._look(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the path, if there is something."""
        event.stop()
        if event.value.strip() and self._at(event.value).kind is not Kind.NOTHING:
            self.dismiss(event.value.strip())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what is offered, or go on with a completion."""
        chosen = event.option_id or ""
        is_offer = chosen in self._offers and not self.query_one(Input).value.strip()
        if is_offer or (not chosen.endswith("/") and place_at(chosen).kind is not Kind.NOTHING):
            self.dismiss(chosen)
        else:
            self._write(chosen)

    def action_complete(self) -> None:
        """Write what all completions have in common; with one only, all of it."""
        written = self.query_one(Input).value
        found = completions(written)
        if found:
            common = commonprefix(found)  # noqa: RUF071 - letter by letter is what completing means
            self._write(common if len(common) > len(written) else found[0] if len(found) == 1 else written)

    def action_down(self) -> None:
        """Go from the field to the list."""
        options = self.query_one(OptionList)
        if options.option_count and not options.has_focus:
            options.highlighted = 0
            options.focus()

    def _write(self, path: str) -> None:
        field = self.query_one(Input)
        field.value = path
        field.cursor_position = len(path)
        field.focus()

    def _at(self, path: str) -> Place:
        path = path.strip()
        if path in self._offers and not Path(path).exists():
            return Place(Kind.DECK, "a deck that ships with quiz")
        return place_at(path)

    def _look(self, path: str) -> None:
        written = path.strip()
        found = self._at(path)
        good = found.kind is not Kind.NOTHING
        sign = ("✓ ", "$success") if good else ("✗ ", "$error")
        completes = f"{self.keymap.key('add.complete')} completes"
        hint = f"{completes}; below are decks that ship with quiz." if self._offers else f"{completes}."
        says = Content.assemble(sign, plain(found.says)) if written else plain(hint)
        self.query_one("#found", Static).update(says)
        if written:
            options = [Option(plain(one), id=one) for one in dict.fromkeys(completions(path)[:_MOST])]
        else:
            options = [Option(plain(f"+ {title}"), id=name) for name, title in self._offers.items()]
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options(options)
