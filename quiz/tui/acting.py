"""A screen that takes its keys from the registry of actions, and lets only those work that make sense at the moment."""

from typing import ClassVar, TypeVar

from textual.screen import Screen

from quiz.tui.actions import Action, actions, named, shown

Result = TypeVar("Result")


class ActingScreen(Screen[Result]):
    """The base of every screen with a footer."""

    # Textual annotates them so that they cannot be class variables for a type checker.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-tall")]  # noqa: RUF012

    place: ClassVar[str]

    def allowed(self, action: Action) -> bool:
        """Say whether an action of this screen works now."""
        del action
        return True

    def label(self, action: Action) -> str:
        """Return what an action is called now."""
        return action.label

    def keys(self, action: Action) -> tuple[str, ...]:
        """Return the keys that do an action now."""
        return action.keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let through what the registry allows now; what it does not know is Textual's own."""
        del parameters
        found = named(self.place, action)
        return True if found is None else self.allowed(found)

    def working(self) -> list[Action]:
        """Return every action that works now, here and everywhere."""
        here = [one for one in actions(self.place) if self.allowed(one)]
        return [*here, *(one for one in actions("app") if self.app.check_action(one.name, ()))]

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

    def perform(self, action: Action) -> None:
        """Do an action that works now, as its key would."""
        target = self.app if action.place == "app" else self
        self.call_later(self.app.run_action, action.name, target)

    def key(self, action: Action) -> str:
        """Return the key that does an action now, as people write it."""
        return action.key if action.numbered else shown(self.keys(action)[0])

    def keys_changed(self) -> None:
        """Show in the footer what works from now on."""
        self.query_one("KeyBar").refresh()
