"""Screens whose keys are those that hold now, rather than those that the registry comes with."""

import sys
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen

from quiz.tui.key_names import is_text
from quiz.tui.keymap import Keymap

if TYPE_CHECKING:
    from quiz.tui.action import Action

    Node = DOMNode
else:
    Node = object


class Keyed(Node):
    """Part of every screen with keys of the registry; the app is one, too. Other keys come into effect at once.

    It stands first among the bases, and is no node itself, for the reason that `Scrolling` tells.
    """

    @property
    def keymap(self) -> Keymap:
        """Every action with the keys that do it now."""
        return keymap_of(self.app)

    def set_keys(self) -> None:
        """Bind the keys that hold now instead of those that were bound before."""
        self._bindings = bindings_of(self, self.keymap)

    def _on_mount(self, event: events.Mount) -> None:
        # Always: a class's own keys would otherwise hide those of its base, where each is to work at its own moments.
        del event
        self.set_keys()

    def _on_descendant_focus(self, event: events.DescendantFocus) -> None:
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = getattr(self.app, "moves", True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let a key of the learner's own step back where it may mean something to a text field; none works on half a screen."""
        if isinstance(self, Screen) and not self.is_mounted:
            return False
        if action != "moved":
            return super().check_action(action, parameters)
        from textual.widgets import Input

        if isinstance(self, Screen) and (isinstance(self.focused, Input) or is_text_area(self.focused)):
            return False
        return self.check_action(str(parameters[0]), ())

    async def action_moved(self, name: str, *numbers: int) -> None:
        """Do an action by a key of the learner's own, before the list or the button under the cursor takes it for itself."""
        from textual.app import App

        app = self if isinstance(self, App) else self.app
        await app.run_action(f"{name}({numbers[0]})" if numbers else name, self)


def keymap_of(app: object) -> Keymap:
    """Return the keys that hold in an app; those of the registry where it has none of its own."""
    found = getattr(app, "keymap", None)
    return found if isinstance(found, Keymap) else Keymap()


def is_text_area(node: object) -> bool:
    """Say whether something is a field of several lines. Where nothing has loaded them, there is none: that takes a while."""
    module = sys.modules.get("textual.widgets._text_area")
    return module is not None and isinstance(node, module.TextArea)


def bindings_of(node: DOMNode, keymap: Keymap) -> BindingsMap:
    """Return what a class binds, its actions of the registry by the keys that hold now."""
    found: dict[str, list[Binding]] = {}
    for place in places_of(node):
        for action in keymap.at(place):
            for binding in _bindings(action):
                found.setdefault(binding.key, []).append(binding)
    for key, binding in type(node)._merged_bindings or ():  # noqa: SLF001 - what the classes bind is told nowhere else
        if not _place(binding):
            found.setdefault(key, []).append(binding)
    return BindingsMap.from_keys(found)


def places_of(node: DOMNode | type[DOMNode]) -> list[str]:
    """Return the places on which a screen stands: those whose actions its class and the bases of it bind."""
    whole = node if isinstance(node, type) else type(node)
    return list(dict.fromkeys(place for kind in whole.__mro__ for place in _places(kind)))


def _bindings(action: "Action") -> list[Binding]:
    """Return the bindings of an action; one by a key of the learner's own that a list would take comes before the list."""
    from quiz.tui.actions import with_id

    known = with_id(action.id)
    usual = known.keys if known else ()
    found = []
    for binding in Binding.make_bindings(action.bindings):
        if binding.key not in usual and not is_text(binding.key) and not action.always:
            name, _, number = binding.action.rstrip(")").partition("(")
            called = f"moved('{name}', {number})" if number else f"moved('{name}')"
            found.append(Binding(binding.key, called, show=False, id=f"{binding.id}.moved", priority=True))
        found.append(binding)
    return found


def _places(kind: type) -> list[str]:
    """Return the places whose actions a class binds itself."""
    own = Binding.make_bindings(vars(kind).get("BINDINGS", ()))
    return [place for one in own if (place := _place(one))]


def _place(binding: Binding) -> str:
    from quiz.tui.actions import PLACES

    place = (binding.id or "").partition(".")[0]
    return place if place in PLACES else ""
