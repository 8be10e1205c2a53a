"""A screen that takes its keys from the registry of actions, and lets only those work that make sense at the moment."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Input

from quiz.tui.action import Action, is_text, shown
from quiz.tui.actions import bindings
from quiz.tui.keyed import Keyed, is_text_area

if TYPE_CHECKING:
    from textual.message_pump import Callback

    from quiz.tui.app import QuizApp

Result = TypeVar("Result")


class ActingScreen(Keyed, Screen[Result]):
    """The base of every screen with a footer."""

    # Textual annotates them so that they cannot be class variables for a type checker.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-tall")]  # noqa: RUF012

    app: "QuizApp"
    place: ClassVar[str]
    also: ClassVar[tuple[str, ...]] = ()
    """Other places whose actions the screen has too."""

    async def _on_compose(self, event: events.Compose) -> None:
        # The classes of its size, from the start: all parts would be styled once more when they come.
        del event
        width, height = self.app.size
        fitting = self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS)
        self.add_class(*fitting, *self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS), update=False)

    def call_after_refresh(self, callback: "Callback", *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401 - as in Textual
        """Call something once the screen is painted; nothing where it was left meanwhile, for its parts go one by one."""
        return super().call_after_refresh(self._unless_left, callback, *args, **kwargs)

    def _unless_left(self, callback: "Callback", *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - whatever is called
        return callback(*args, **kwargs) if self.display else None

    @property
    def is_open(self) -> bool:
        """Whether the screen is there with all its parts, so that keys mean what it says."""
        return self.is_mounted

    @property
    def typing(self) -> bool:
        """Whether printable keys are text now, because a text field has the focus."""
        return isinstance(self.focused, Input) or is_text_area(self.focused)

    def allowed(self, action: Action) -> bool:
        """Say whether an action of this screen works now."""
        del action
        return True

    def label(self, action: Action) -> str:
        """Return what an action is called now."""
        return action.label

    def keys(self, action: Action) -> tuple[str, ...]:
        """Return the keys that do an action now: in a text field, printable keys are text."""
        return tuple(key for key in action.keys if not is_text(key)) if self.typing else action.keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let through what the registry allows now; what it does not know is Textual's own.

        A key may come before the screen has its parts; nothing works then.
        """
        if not self.is_mounted:
            return False
        found = next((one for place in (self.place, *self.also) if (one := self.keymap.named(place, action))), None)
        return super().check_action(action, parameters) if found is None else self.allowed(found)

    def working(self) -> list[Action]:
        """Return every action that works now, here and everywhere; none while the screen is being made."""
        if not self.is_mounted:
            return []
        here = [one for place in (self.place, *self.also) for one in self.keymap.at(place) if self.allowed(one)]
        return [*here, *(one for one in self.keymap.at("app") if self.app.works(one))]

    def offered(self) -> list[Action]:
        """Return what the footer shows: what works now and is worth a place, each key once."""
        found: list[Action] = []
        taken: set[str] = set()
        for one in self.working():
            keys = self.keys(one)
            if one.weight and keys and keys[0] not in taken:
                taken.add(keys[0])
                found.append(one)
        return found

    def perform(self, action: Action, number: int | None = None) -> None:
        """Do an action that works now, as its key would; of a numbered one, with a number."""
        target = self.app if action.place == "app" else self
        self.call_later(self.app.run_action, action.name if number is None else f"{action.name}({number})", target)

    def key(self, action: Action) -> str:
        """Return the key that does an action now, as people write it."""
        return action.key if action.numbered else shown(next(iter(self.keys(action)), ""))

    def option_key(self, place: int, *, true_or_false: bool = False, several: bool = False) -> str:
        """Return the key that picks the option at a place, counted from 0, as people write it."""
        if true_or_false:
            found = self.keymap.named(self.place, ("true", "false")[place])
            return (shown(found.keys[0]) if found.keys else "") if found else str(place + 1)
        found = self.keymap.named(self.place, "add" if several else "pick")
        return found.key_of(place + 1) if found else str(place + 1)

    def keys_changed(self) -> None:
        """Show in the footer what works from now on."""
        self.query_one("KeyBar").refresh()

    def settings_changed(self) -> None:
        """Show what other settings make of the screen; they have just come into effect."""
        self.keys_changed()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys that work change with the field."""
        del event
        self.keys_changed()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The keys that work change with the field."""
        del event
        self.keys_changed()


class MainScreen(ActingScreen[None]):
    """A screen from which one goes on to the others: it is not in the middle of something."""

    also: ClassVar[tuple[str, ...]] = ("go",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("go")

    def allowed(self, action: Action) -> bool:
        """Nobody goes to the screen where they are."""
        return action.id != f"go.{self.place}"

    def action_browse(self) -> None:
        """Go to Browse."""
        self.app.browse()

    def action_statistics(self) -> None:
        """Go to Statistics."""
        self.app.statistics()

    def action_settings(self) -> None:
        """Go to Settings."""
        self.app.settings()

    def action_back(self) -> None:
        """Go back to the screen below."""
        self.app.back()
