"""Picking by keyboard and mouse: one option at once, or several in turn until Enter checks them."""

from typing import TYPE_CHECKING

from quiz.tui.action import Action, Moment
from quiz.tui.media.screen import MediaScreen
from quiz.tui.study.parts import OptionRow, Slots

if TYPE_CHECKING:
    from quiz.study.question import Question
    from quiz.study.session import Session

NO_CURSOR = -1
_ONE = frozenset({"choice", "truefalse"})
_SEVERAL = frozenset({"multiselect", "ordering", "matching"})


class PickingScreen(MediaScreen):
    """A screen that asks questions with options. What has been picked so far is no answer yet: nothing of it is kept."""

    def __init__(self, session: "Session") -> None:
        """Start with nothing picked."""
        super().__init__(session)
        self._question: Question | None = None
        self._cursor = NO_CURSOR
        self._picks: list[int] = []

    @property
    def moment(self) -> Moment:
        """What the screen is at."""
        raise NotImplementedError

    def paint(self) -> None:
        """Show the question as it is now."""
        raise NotImplementedError

    def action_reveal(self) -> None:
        """Show the answer."""
        raise NotImplementedError

    def forget_picks(self) -> None:
        """Begin with another question."""
        self._cursor = NO_CURSOR
        self._picks.clear()

    def can_pick(self, action: Action) -> bool:
        """Say whether what has been chosen and picked so far lets an action work."""
        if action.name in {"pick_chosen", "add_chosen"}:
            return self._cursor != NO_CURSOR
        return (bool(self._picks) or action.name not in {"take_back", "confirm"}) and self.can_hear_or_see(action)

    def action_pick(self, number: int) -> None:
        """Pick an option, counted from 1, as the answer."""
        if self._question and number <= len(self._question.options):
            self.session.check(number - 1)
            self.action_reveal()

    def action_true(self) -> None:
        """Say that the statement is true."""
        self.action_pick(1)

    def action_false(self) -> None:
        """Say that the statement is false."""
        self.action_pick(2)

    def action_pick_chosen(self) -> None:
        """Pick the option under the cursor."""
        self.action_pick(self._cursor + 1)

    def action_add(self, number: int) -> None:
        """Pick an option, counted from 1, as the next one. One of a set that is picked already is taken back."""
        question, place = self._question, number - 1
        if question is None or place >= len(question.options):
            return
        if place in self._picks:
            if self.moment == "multiselect":
                self._picks.remove(place)
        elif len(self._picks) < question.wants:
            self._picks.append(place)
        self.paint()

    def action_add_chosen(self) -> None:
        """Pick the option under the cursor as the next one."""
        self.action_add(self._cursor + 1)

    def action_take_back(self) -> None:
        """Take the last pick back."""
        self._take(-1)

    def action_confirm(self) -> None:
        """Check what was picked."""
        self.session.check(tuple(self._picks))
        self.action_reveal()

    def on_option_row_picked(self, message: OptionRow.Picked) -> None:
        """Pick what was clicked."""
        if self.moment in _ONE:
            self.action_pick(message.place + 1)
        elif message.place in self._picks:
            self._take(self._picks.index(message.place))
        elif self.moment in _SEVERAL:
            self.action_add(message.place + 1)

    def on_slots_taken(self, message: Slots.Taken) -> None:
        """Take back what is in the place that was clicked."""
        if self.moment in _SEVERAL and message.at < len(self._picks):
            self._take(message.at)

    def _take(self, at: int) -> None:
        """Take one pick back; those behind it move up."""
        del self._picks[at]
        self.paint()

    def move_cursor(self, step: int) -> bool:
        """Choose the option above (-1) or below (1); return whether there are options to choose from."""
        question = self._question
        if question is None or self.moment not in _ONE | _SEVERAL:
            return False
        last = len(question.options) - 1
        start = self._cursor if self._cursor != NO_CURSOR else (last + 1 if step < 0 else -1)
        self._cursor = min(max(start + step, 0), last)
        self.paint()
        self.query(OptionRow)[self._cursor].scroll_visible(animate=False)
        return True
