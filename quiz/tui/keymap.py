"""The keys that hold: those of the registry, changed by the learner's own as far as these can be."""

from collections.abc import Mapping
from typing import Self

from attrs import evolve, field, frozen

from quiz.errors import Problem
from quiz.tui.action import Action
from quiz.tui.actions import ACTIONS
from quiz.tui.key_names import is_text, shown


@frozen
class Keymap:
    """Every action with the keys that do it now."""

    actions: tuple[Action, ...] = ACTIONS
    problems: tuple[Problem, ...] = ()
    """What is wrong with the learner's keys; the actions concerned keep the ones that they come with."""
    _by_id: dict[str, Action] = field(init=False, eq=False, repr=False)

    @_by_id.default
    def _index(self) -> dict[str, Action]:
        return {one.id: one for one in self.actions}

    @classmethod
    def of(cls, given: Mapping[str, tuple[str, ...]]) -> Self:
        """Return the registry's actions with keys of the learner's own, by the actions' ids."""
        if not given:
            return cls()
        from quiz.tui.key_conflicts import settled

        keys, problems = settled(given)
        return cls(tuple(evolve(one, keys=keys[one.id]) if one.id in keys else one for one in ACTIONS), problems)

    @property
    def is_changed(self) -> bool:
        """Whether any action has other keys than it comes with."""
        return self.actions is not ACTIONS

    def at(self, place: str) -> tuple[Action, ...]:
        """Return the actions of a place."""
        return tuple(one for one in self.actions if one.place == place)

    def named(self, place: str, name: str) -> Action | None:
        """Return the action that does `name` at a place."""
        return self._by_id.get(f"{place}.{name}")

    def action(self, action: str) -> Action:
        """Return the action with an id."""
        return self._by_id[action]

    def key(self, action: str, *, typing: bool = False) -> str:
        """Return the first key of an action, as people write it, for a text that names it; its label where it has none.

        For a text that says *Press Enter to study*: `f"Press {self.app.keymap.key('home.study')} to study"`. With `typing`, the
        first that works in a text field, where there is one.
        """
        found = self._by_id[action]
        keys = [key for key in found.keys if not (typing and is_text(key))] or found.keys
        return shown(keys[0]) if keys else found.label
