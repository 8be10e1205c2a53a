"""Settings: everything that can be set, for all decks or one, explained, changed at once, and written into a file for people."""

import os
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from quiz.collection.setting_changes import Change
from quiz.collection.setting_entries import Entry, entries
from quiz.tui.acting import MainScreen
from quiz.tui.action import Action
from quiz.tui.actions import bindings, with_id
from quiz.tui.asking import Choose
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain, sides
from quiz.tui.pointed import MovingPointer, Pointed
from quiz.tui.settings.changing import change
from quiz.tui.settings.rows import about_key, about_setting, key_rows, setting_rows

if TYPE_CHECKING:
    from pathlib import Path

    from quiz.tui.app import QuizApp

_ALL = "all-decks"


class SettingsScreen(MovingPointer, MainScreen):
    """Lists the settings for all decks, of the app and of the keys, or those of one deck."""

    app: "QuizApp"
    place = "settings"
    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("settings")
    AUTO_FOCUS = "Pointed"

    def __init__(self, deck: str | None = None) -> None:
        """Show the settings for all decks, or those of one deck."""
        super().__init__()
        self._deck = deck
        self._entries: dict[str, Entry] = {}
        self._done: list[Change] = []
        """What would take the changes back, the last one last."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="page", classes="column"):
            yield Static(id="title")
            yield Input(placeholder="", id="search", compact=True)
            yield Pointed(id="list")
            yield Static(id="about")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what holds now."""
        self.app.read_settings_again()
        self.show_settings()

    def on_resize(self) -> None:
        """Lay out what depends on the width, once the parts have theirs."""
        self.call_after_refresh(self.show_settings)

    def settings_changed(self) -> None:
        """Show what holds now."""
        self.show_settings()

    def show_settings(self) -> None:
        """List what holds now; the cursor stays where it was."""
        found = entries(self.app.collection.choices, self._deck)
        self._entries = {one.about.name: one for one in found}
        search = self.query_one(Input)
        search.placeholder = f"{self.keymap.key('settings.search')} searches the settings" + (
            " and keys" if not self._deck else ""
        )
        wanted = search.value.casefold().split()
        several = self.query_one(Pointed)
        width = max(20, several.scrollable_content_region.width - 3)
        rows = list(setting_rows(found, wanted, width))
        if self._deck is None:
            rows += key_rows(self.keymap.actions, self.app.collection.choices.keys, wanted, width)
        if rows:
            rows[0] = ("", Content(rows[0][1].plain.strip()).stylize("bold"))
        several.show(rows or [("", Content.styled("Nothing is called that.", "$quiet"))])
        self._write()

    # What works now

    def allowed(self, action: Action) -> bool:
        """Change what is chosen; take back what was done."""
        if action.name == "leave_field":
            return self.typing
        if self.typing and action.name in {"change", "up"}:
            return False
        chosen = self.query_one(Pointed).chosen
        match action.name:
            case "change":
                return bool(chosen)
            case "reset":
                return chosen in self.app.collection.choices.keys or (chosen in self._entries and self._entries[chosen].own)
            case "undo":
                return bool(self._done)
            case "browse":
                return False
            case _:
                return super().allowed(action)

    def action_change(self) -> None:
        """Change the chosen setting or key."""
        self._change(self.query_one(Pointed).chosen)

    def action_reset(self) -> None:
        """Take the chosen setting out."""
        chosen = self.query_one(Pointed).chosen
        if chosen in self._entries:
            self._take(self._entries[chosen], None)
        else:
            self._take_keys(chosen, None)

    def action_undo(self) -> None:
        """Take back the last change."""
        if self._done and self.app.change_settings(self._done[-1]):
            undone = self._done.pop()
            self.app.tell(f"Taken back: {self._called(undone)}")
            self.keys_changed()

    def action_search(self) -> None:
        """Go to the search field."""
        self.query_one(Input).focus()

    def action_leave_field(self) -> None:
        """Go to what was found."""
        self.query_one(Pointed).focus()

    def action_deck(self) -> None:
        """Choose whose settings are shown."""
        rows = {_ALL: "All decks", **{row.deck: row.title for row in self.app.collection.decks()}}
        names = {f"deck-{number}": deck for number, deck in enumerate(rows)}
        chosen = next((row for row, deck in names.items() if deck == (self._deck or _ALL)), "deck-0")

        def show(row: str | None) -> None:
            if row is not None:
                self._deck = None if names[row] == _ALL else names[row]
                self.query_one(Input).value = ""
                self.show_settings()

        self.app.push_screen(
            Choose("Settings of", [(row, plain(rows[deck])) for row, deck in names.items()], chosen=chosen), show
        )

    def action_open(self) -> None:
        """Open the settings file in the learner's editor."""
        from quiz.tui.settings.editor import edit_file

        edit_file(self.app)
        self.show_settings()

    # What happens

    def on_input_changed(self) -> None:
        """Show what was typed for."""
        self.show_settings()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.action_leave_field()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change what was chosen."""
        event.stop()
        self._change(event.option_id or "")

    def on_option_list_option_highlighted(self) -> None:
        """Explain what is under the cursor."""
        self._write()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take in what was written meanwhile."""
        del event
        if self._entries:
            self.app.read_settings_again()

    def _change(self, chosen: str) -> None:
        if chosen in self._entries:
            entry = self._entries[chosen]
            change(self.app, entry, lambda raw: self._take(self._entries[chosen], raw))
        elif chosen:
            self._change_keys(self.keymap.action(chosen))

    def _take(self, entry: Entry, raw: object) -> None:
        self._carry_out(entry.change(raw), entry.undoing())

    def _change_keys(self, action: Action) -> None:
        from quiz.tui.settings.key_screen import KeyScreen, ask_for_keys

        given = self.app.collection.choices.keys
        if action.always:
            self.app.tell(f"{action.key} stays as it is: it works everywhere, whatever happens.")
        elif action.numbered:
            self.app.push_screen(
                ask_for_keys(action, given), lambda line: self._take_keys(action.id, line.split()) if line else None
            )
        else:
            self.app.push_screen(KeyScreen(action, given), lambda keys: self._take_keys(action.id, keys) if keys else None)

    def _take_keys(self, action: str, keys: list[str] | None) -> None:
        before = self.app.collection.choices.keys.get(action)
        self._carry_out(Change(("keys",), action, keys), Change(("keys",), action, None if before is None else list(before)))

    def _carry_out(self, change: Change, back: Change) -> None:
        if self.app.change_settings(change):
            self._done.append(back)
            self.keys_changed()

    def _called(self, change: Change) -> str:
        known = with_id(change.name)
        if known is not None:
            return f"keys of “{known.label}”"
        deck = f" of {change.where[1]}" if change.where[0] == "decks" else ""
        return next((one.about.label for one in entries(self.app.collection.choices) if one.about.name == change.name), "") + deck

    # Painting

    def _write(self) -> None:
        chosen = self.query_one(Pointed).chosen
        title = next((row.title for row in self.app.collection.decks() if row.deck == self._deck), self._deck or "all decks")
        head = Content.assemble(("Settings", "bold"), ("  for ", "$quiet")) + plain(title, "" if self._deck else "$quiet")
        file = self.app.settings_file
        width = max(10, self.query_one("#title").size.width)
        room = width - head.cell_length - 3
        where = "not kept in a file" if file is None else _short(file, room)
        self.query_one("#title", Static).update(sides(head, plain(where, "$quiet"), width))
        if self.app.file_problems:
            key = self.keymap.key("app.problems")
            words = plain(
                f"✗ The file has mistakes: {key} tells which. Nothing can be changed here until they are mended.", "$error"
            )
        elif chosen in self._entries:
            words = about_setting(self._entries[chosen])
        elif chosen:
            words = about_key(self.keymap.action(chosen), with_id(chosen) or evolve(self.keymap.action(chosen)))
        else:
            words = Content("")
        self.query_one("#about", Static).update(words)
        self.keys_changed()


def _short(path: "Path", room: int) -> str:
    """Return a path with the home folder as `~`, and without its beginning where there is not enough room."""
    text = str(path)
    home = os.path.expanduser("~")  # noqa: PTH111 - `Path.home` fails where nobody knows the user's home
    if text.startswith(home + os.sep):
        text = "~" + text.removeprefix(home)
    return text if len(text) <= room else f"…{text[len(text) - room + 1 :]}" if room > len(path.name) + 2 else path.name
