"""How many cards are due on the days ahead, as a session sees it: looked up once, and kept up by its own answers."""

from collections.abc import Callable, Mapping

from quiz.memory.state import CardState, Phase

AHEAD = 120
"""Days that are looked up. Beyond them, a day's load says nothing yet: most of what will be due then is not scheduled."""


class DailyLoad:
    """Counts the cards that are due for review by study day."""

    def __init__(self, look_up: Callable[[int, int], Mapping[int, int]]) -> None:
        """Use `look_up` for the counts of the study days from the first to the last that it is given."""
        self._look_up = look_up
        self._from: int | None = None
        self._counts: dict[int, int] = {}

    def on(self, today: int) -> Callable[[int], int]:
        """Return what counts the cards of a study day, for answers given `today`. Nothing is read before it is called."""

        def count(day: int) -> int:
            if self._from != today:
                self._from = today
                self._counts = dict(self._look_up(today, today + AHEAD))
            return self._counts.get(day, 0)

        return count

    def moved(self, before: CardState, after: CardState) -> None:
        """Note that a card is due on another day."""
        for state, change in ((before, -1), (after, 1)):
            if self._from is not None and state.phase is Phase.REVIEW and state.due_day is not None and not state.suspended:
                self._counts[state.due_day] = max(0, self._counts.get(state.due_day, 0) + change)

    def forget(self) -> None:
        """Look everything up once more, after something was taken back."""
        self._from = None
