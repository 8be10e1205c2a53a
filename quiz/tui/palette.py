"""The command palette: Textual's own, which may be left at any moment."""

from collections.abc import Awaitable, Callable
from typing import Protocol, cast

from textual import work
from textual.command import CommandList, CommandPalette
from textual.css.query import NoMatches


class _Gathering(Protocol):
    """A decorated method, and the one that was decorated."""

    __wrapped__: Callable[[CommandPalette, str], Awaitable[None]]


class Palette(CommandPalette):
    """Ends its search quietly when it is left before the search began, or while its parts are being taken away."""

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)  # noqa: SLF001 - where the palette cancels it
    async def _gather_commands(self, search_value: str) -> None:
        # Textual's decorated method would start another task, whose failure nobody could catch.
        gather = cast("_Gathering", CommandPalette._gather_commands).__wrapped__  # noqa: SLF001
        try:
            await gather(self, search_value)
        except NoMatches:
            if self._has_parts:
                raise

    def _watch__list_visible(self) -> None:
        if self._has_parts:
            super()._watch__list_visible()

    def _watch__show_busy(self) -> Awaitable[None] | None:  # type: ignore[override] # nothing would await it any more
        return super()._watch__show_busy() if self._has_parts else None

    def _action_command_list(self, action: str) -> None:
        # A list that has no lines yet, or no room for any, cannot be moved through by the page.
        if self._has_parts and self.query_one(CommandList).scrollable_content_region.height:
            super()._action_command_list(action)

    @property
    def _has_parts(self) -> bool:
        return bool(self.query(CommandList))
