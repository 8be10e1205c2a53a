"""The field of searches: what is typed stands there at once, whatever else is being searched for and painted."""

from collections.abc import Callable
from typing import Final

from textual import events
from textual.widgets import Input

PLACEHOLDER: Final = "words, deck: tag: is:due …"


class SearchField(Input):
    """A field that paints itself as soon as something is typed.

    Everything else waits for the next beat of Textual's clock, and is painted together with whatever has changed by then.
    """

    def __init__(self, value: str, hold: Callable[[], None]) -> None:
        """Begin with a search; `hold` is called before each key, and lets the search that is running stand still."""
        super().__init__(value, placeholder=PLACEHOLDER, compact=True, id="search", select_on_focus=False)
        self._hold = hold

    async def on_event(self, event: events.Event) -> None:
        """Let nothing be in the way of a key."""
        if isinstance(event, events.Key):
            self._hold()
        await super().on_event(event)

    def watch_value(self) -> None:
        """Show what stands there now."""
        if self.is_mounted:
            self.call_next(self._paint)

    def _paint(self) -> None:
        """Paint the field alone. What else waits to be painted goes on waiting."""
        screen = self.screen
        if screen is not self.app.screen or screen._layout_required or self.app._batch_count:  # noqa: SLF001 - it is soon painted
            return
        waiting = screen._dirty_widgets - {self}  # noqa: SLF001 - Textual has no way to paint one widget before the others
        screen._compositor.update_widgets({self})  # noqa: SLF001
        screen._compositor_refresh()  # noqa: SLF001
        screen._dirty_widgets.update(waiting)  # noqa: SLF001
