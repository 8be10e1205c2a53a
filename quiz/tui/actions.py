"""The registry of actions: what can be done where, by which key. Bindings, footer, help and command palette all read it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from quiz.tui import everywhere
from quiz.tui.action import Action
from quiz.tui.browse import actions as browse
from quiz.tui.editing import actions as editing
from quiz.tui.exam import actions as exam
from quiz.tui.exchange import actions as exchange
from quiz.tui.home import actions as home
from quiz.tui.settings import actions as settings
from quiz.tui.statistics import actions as statistics
from quiz.tui.study import actions as study
from quiz.tui.summary import actions as summary

if TYPE_CHECKING:
    from textual.binding import BindingType

ACTIONS: tuple[Action, ...] = (
    *home.ACTIONS,
    *home.ADD,
    *study.ACTIONS,
    *editing.ACTIONS,
    *summary.ACTIONS,
    *browse.ACTIONS,
    *statistics.ACTIONS,
    *exchange.ACTIONS,
    *exam.ACTIONS,
    *settings.ACTIONS,
    *everywhere.GO,
    *everywhere.HELP,
    *everywhere.DIALOG,
    *everywhere.ASK,
    *everywhere.WORK,
    *everywhere.PLAN,
    *everywhere.APP,
)
"""Every action, in the order in which footer and help show them."""

PLACES = {
    "home": "Decks",
    "study": "Study",
    "info": "Card info",
    "fact": "Editing a fact",
    "outside": "A fact in your own editor",
    "summary": "Summary",
    "browse": "Browse",
    "statistics": "Statistics",
    "import": "Import",
    "export": "Export",
    "exam": "Exam",
    "settings": "Settings",
    "go": "From screen to screen",
    "help": "Help",
    "dialog": "Card info and other pages",
    "ask": "Short questions",
    "work": "Work that takes long",
    "add": "Adding a deck",
    "plan": "Plan of a change",
    "app": "Everywhere",
}
"""What the help calls each place, in its order."""


def actions(place: str) -> tuple[Action, ...]:
    """Return the actions of a place."""
    return tuple(action for action in ACTIONS if action.place == place)


def named(place: str, name: str) -> Action | None:
    """Return the action that does `name` at a place."""
    return _BY_NAME.get((place, name))


def bindings(*places: str) -> "list[BindingType]":
    """Return the key bindings of some places, for a screen's `BINDINGS`."""
    found: Iterable[Action] = (one for place in places for one in actions(place))
    return [binding for one in found for binding in one.bindings]


def with_id(action: str) -> Action | None:
    """Return the action with an id."""
    place, _, name = action.partition(".")
    return named(place, name)


_BY_NAME = {(one.place, one.name): one for one in ACTIONS}
