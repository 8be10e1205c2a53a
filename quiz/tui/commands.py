"""The command palette: the registry's actions that work now, and the themes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from quiz.tui.acting import ActingScreen
from quiz.tui.more_themes import offered

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.tui.app import QuizApp


_LEFT_OUT = frozenset({"up", "down", "page_up", "page_down", "command_palette", "leave"})
"""What nobody searches for, or is there under another name."""


class Commands(Provider):
    """Finds commands by their names."""

    async def discover(self) -> Hits:
        """Yield everything that can be done now."""
        for name, run, description in self._commands():
            yield DiscoveryHit(name, run, help=description)

    async def search(self, query: str) -> Hits:
        """Yield what matches what was typed."""
        matcher = self.matcher(query)
        for name, run, description in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=description)

    def _commands(self) -> "Iterator[tuple[str, Callable[[], None], str]]":
        app: QuizApp = self.app  # type: ignore[assignment]
        screen = self.screen
        if isinstance(screen, ActingScreen):
            for action in screen.working():
                if not action.numbered and action.name not in _LEFT_OUT:
                    yield f"{screen.label(action)}  ({screen.key(action)})", partial(screen.perform, action), action.description
        for theme, name in offered().items():
            if theme != app.theme:
                yield f"Theme: {name}", partial(app.use_theme, theme), "Change the colours"
