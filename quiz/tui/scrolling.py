"""Scrolling a page by keys: the same on every screen that has one."""

from typing import ClassVar, cast

from textual.dom import DOMNode
from textual.widget import Widget


class Scrolling:
    """Gives a screen the actions that scroll.

    It is no node itself: of a class with several nodes among its bases, Textual takes the styles and component classes of the
    first only, and a screen would then lack those of `Screen`.
    """

    scrolled: ClassVar[str]
    """Selects the part that scrolls."""

    def action_up(self) -> None:
        """Scroll up."""
        self._page.scroll_relative(y=-1, animate=False)

    def action_down(self) -> None:
        """Scroll down."""
        self._page.scroll_relative(y=1, animate=False)

    def action_page_up(self) -> None:
        """Scroll up by a page."""
        self._page.scroll_page_up(animate=False)

    def action_page_down(self) -> None:
        """Scroll down by a page."""
        self._page.scroll_page_down(animate=False)

    @property
    def _page(self) -> Widget:
        return cast("DOMNode", self).query_one(self.scrolled, Widget)
