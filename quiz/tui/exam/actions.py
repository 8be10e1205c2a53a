"""What can be done there."""

from quiz.tui.action import Action

ACTIONS: tuple[Action, ...] = ()
