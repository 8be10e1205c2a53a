"""The command palette: everything that works now, decks to study by their names, and the themes."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from attrs import frozen
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from quiz.text.safe import safe_line
from quiz.tui.acting import ActingScreen, MainScreen
from quiz.tui.action import Action
from quiz.tui.key_names import shown
from quiz.tui.lines import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.tui.app import QuizApp


_FOUND_ONLY = frozenset({"up", "down", "page_up", "page_down"})
"""What is found by its name, and is not listed before anything was typed."""


@frozen
class Command:
    """Something that can be done now."""

    name: str
    run: "Callable[[], object]"
    description: str
    listed: bool = True
    """Whether it is shown before anything was typed."""


class Commands(Provider):
    """Finds commands by their names."""

    async def discover(self) -> Hits:
        """Yield what can be done now."""
        for one in self.commands():
            if one.listed:
                yield DiscoveryHit(plain(one.name), one.run, text=one.name, help=one.description)

    async def search(self, query: str) -> Hits:
        """Yield what matches what was typed."""
        matcher = self.matcher(query)
        for one in self.commands():
            score = matcher.match(one.name)
            if score > 0:
                yield Hit(score, _highlighted(one.name, query, matcher.match_style), one.run, text=one.name, help=one.description)

    def commands(self) -> Iterator[Command]:
        """Yield everything that can be done now."""
        screen = self.screen
        if isinstance(screen, ActingScreen):
            for action in screen.working():
                if action.id != "app.command_palette":
                    yield from _of_action(screen, action)
        if isinstance(screen, MainScreen):
            yield from self._decks()
        yield from self._themes()

    def _decks(self) -> Iterator[Command]:
        app: QuizApp = self.app  # type: ignore[assignment]
        for row in app.collection.decks():
            title = safe_line(row.title) or row.deck
            yield Command(f"Study: {title}", partial(app.study, row.deck), "Study what waits in this deck", listed=False)

    def _themes(self) -> Iterator[Command]:
        from quiz.tui.more_themes import offered
        from quiz.tui.themes import OWN

        app: QuizApp = self.app  # type: ignore[assignment]
        own = {theme.name for theme in OWN}
        for theme, name in offered().items():
            if theme != app.theme:
                yield Command(f"Theme: {name}", partial(app.use_theme, theme), "Change the colours", listed=theme in own)


def _of_action(screen: "ActingScreen[object]", action: Action) -> Iterator[Command]:
    listed = action.name not in _FOUND_ONLY
    if action.numbered:
        for number, key in enumerate(action.keys, 1):
            name = f"{screen.label(action)} {number}  ({shown(key)})"
            yield Command(name, partial(screen.perform, action, number), action.description, listed=False)
        return
    key = screen.key(action)
    name = f"{screen.label(action)}  ({key})" if key else screen.label(action)
    yield Command(name, partial(screen.perform, action), action.description, listed=listed)


def _highlighted(name: str, query: str, style: object) -> Content:
    """Return a name with the letters that match; it may be a deck's title, and is never read as markup."""
    from textual.fuzzy import FuzzySearch

    content = plain(name)
    _, offsets = FuzzySearch().match(query, name)
    for offset in offsets:
        if not name[offset].isspace():
            content = content.stylize(style, offset, offset + 1)  # type: ignore[arg-type]
    return content
