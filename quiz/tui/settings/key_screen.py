"""Another key for an action: press it, and see at once whether it is free."""

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList, Static

from quiz.tui.action import Action
from quiz.tui.asking import Ask, Asking
from quiz.tui.key_conflicts import settled
from quiz.tui.key_names import shown
from quiz.tui.lines import plain
from quiz.tui.pointed import Pointed

Given = Mapping[str, tuple[str, ...]]


class KeyScreen(Asking[list[str]]):
    """Waits for a key. Dismissed with the keys that the action shall have."""

    AUTO_FOCUS = ""

    def __init__(self, action: Action, given: Given) -> None:
        """Ask for a key of `action`; `given` are the learner's own keys so far."""
        super().__init__(f"Key of “{action.label}”", f"{action.description}.")
        self._action = action
        self._given = given
        self._key = ""

    def body(self) -> ComposeResult:
        """Return the line that says what was pressed."""
        yield Static(id="pressed")

    def foot(self) -> ComposeResult:
        """Return the list of what can be done with the key."""
        yield Pointed()

    def on_mount(self) -> None:
        """Wait for the first key."""
        self._wait()

    def on_key(self, event: events.Key) -> None:
        """Take any key but Esc, which cancels."""
        if self._key or event.key in self.keymap.action("ask.cancel").keys:
            return
        event.stop()
        event.prevent_default()
        self._show(event.key)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Use the key, or wait for another one."""
        event.stop()
        if event.option_id == "other":
            self._wait()
        else:
            self.dismiss(self._with(event.option_id == "as_well"))

    def _wait(self) -> None:
        self._key = ""
        self.set_focus(None)
        self.query_one(Pointed).display = False
        now = self._action.every_key or "none"
        self.query_one("#pressed", Static).update(plain(f"Now: {now}\n\nPress the key that shall do it."))

    def _show(self, key: str) -> None:
        self._key = key
        wrong = conflict(self._action.id, self._with(as_well=False), self._given)
        words = (wrong if wrong.startswith(f"{shown(key)} ") else f"{shown(key)}: {wrong}") if wrong else f"{shown(key)} is free."
        self.query_one("#pressed", Static).update(plain(f"{'✗' if wrong else '✓'} {words}", "$error" if wrong else "$success"))
        rows = [("other", plain("Press another key"))]
        if not wrong:
            now = self._action.every_key
            rows = [("instead", plain(f"Use {shown(key)} instead of {now}" if now else f"Use {shown(key)}")), *rows]
            if now and not conflict(self._action.id, self._with(as_well=True), self._given):
                rows.insert(1, ("as_well", plain(f"Use {shown(key)} as well as {now}")))
        several = self.query_one(Pointed)
        several.display = True
        several.show(rows, rows[0][0])
        several.focus()

    def _with(self, as_well: bool) -> list[str]:  # noqa: FBT001 - one of two ways
        return [*(self._action.keys if as_well else ()), self._key]


def ask_for_keys(action: Action, given: Given) -> Ask:
    """Return the question for the keys of an action that takes a number: one key for each, written in a line."""
    number = len(action.keys)
    return Ask(
        f"Keys of “{action.label}”",
        f"{action.description}.\n{number} keys, one for each number, with spaces between them.",
        value=" ".join(shown(key) for key in action.keys),
        check=lambda line: conflict(action.id, line.split(), given),
    )


def conflict(action: str, keys: list[str], given: Given) -> str:
    """Return why an action cannot have these keys beside what was given to others, or nothing."""
    _, problems = settled({**given, action: tuple(keys)})
    return next((one.message for one in problems if one.where == f"keys.{action}"), "")
