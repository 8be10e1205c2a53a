"""The app: opens the collection, holds the screens together, and remembers the theme."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.command import Provider
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.errors import NoWidget
from textual.screen import ModalScreen, Screen

from quiz.collection.clock import local_now
from quiz.collection.collection import Collection
from quiz.collection.settings import FILE as SETTINGS
from quiz.collection.settings import Settings
from quiz.errors import QuizError, UsageError
from quiz.text.safe import safe
from quiz.tui.acting import ActingScreen
from quiz.tui.actions import bindings
from quiz.tui.going import Going
from quiz.tui.starting import settle
from quiz.tui.study.beginning import Begun, begin
from quiz.tui.terminal import encoding, is_dumb, write_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeVar

    from textual.actions import ActionParseResult

    from quiz.study.session import Session
    from quiz.tui.early.stage import Stage
    from quiz.tui.home.screen import HomeScreen
    from quiz.tui.study.beginning import Making
    from quiz.tui.study.screen import StudyScreen

    Found = TypeVar("Found")

_BEAT, _PATIENCE = 0.005, 400
"""Seconds from one look to the next at whether the first screen is open, and how often that is looked at."""
_LOWEST = 2
"""Screens of which the upper one is the lowest that is shown: Textual has an empty one below."""


def run(home: Path, deck: str | None = None, make: "Making | None" = None) -> int:
    """Open the collection in the folder `home` and run the app until the learner leaves it; return the exit code.

    A collection that did not exist takes in the decks that ship with quiz. With `deck`, a session on that deck begins at once, on
    all decks where it is empty; with `make`, the one that it makes.
    Raises `NotFoundError` for a deck that the collection does not have, `StoreError` for a collection that cannot be opened, and
    `SettingsError` for settings that cannot be used, `UsageError` in a terminal that cannot show any app.
    """
    from quiz.collection.places import FILE as COLLECTION

    if is_dumb(os.environ):
        raise UsageError("This terminal (TERM=dumb) cannot show the app. quiz drill studies in plain lines.")
    path = home / COLLECTION
    fresh = not path.exists()
    with Collection.open(path, Settings.of(home / SETTINGS)) as collection:
        if fresh:
            collection.add_bundled(local_now())
        return run_over(collection, home, deck, make)


def run_over(
    collection: Collection,
    home: Path,
    deck: str | None = None,
    make: "Making | None" = None,
    *,
    begun: Begun | None = None,
    stage: "Stage | None" = None,
) -> int:
    """Run the app over a collection that is open already, as `run` does; what is chosen in it is kept in the folder `home`.

    With `begun`, the session has begun before; with `stage`, the app takes the terminal over from it.
    """
    if deck:
        collection.named(deck)
    app = QuizApp(collection, local_now, settings=home / SETTINGS, deck=deck, make=make, begun=begun)
    if stage is not None:
        app.driver_class = stage.driver(app.driver_class)
        app.opened = stage.let_keys
    write_in(encoding(os.environ))
    try:
        app.run()
    finally:
        settle()
    return app.return_code or 0


def _commands() -> type[Provider]:
    from quiz.tui.commands import Commands

    return Commands


def _home() -> "HomeScreen":
    from quiz.tui.home.screen import HomeScreen

    return HomeScreen()


def _study(begun: Begun) -> "StudyScreen":
    from quiz.tui.study.screen import StudyScreen

    return StudyScreen(begun.session, begun.title)


class QuizApp(Going):
    """The terminal app over a collection. `now` is its only clock."""

    TITLE = "quiz"
    CSS_PATH = "app.tcss"
    # For what lies over a screen; the screens themselves have more of them.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (34, "-tall")]  # noqa: RUF012
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    def __init__(
        self,
        collection: Collection,
        now: Callable[[], datetime],
        *,
        settings: Path | None = None,
        deck: str | None = None,
        make: "Making | None" = None,
        begun: Begun | None = None,
    ) -> None:
        """Show `collection`; with `deck`, begin with a session on it, with `make`, with the one that it makes, or with `begun`.

        What is chosen in the app is written into the file `settings`; without it, it lasts as long as the app.
        """
        self.now = now
        self._deck = deck
        self._make = make
        self._begun = begun
        self.opened: Callable[[], None] = lambda: None
        """Called when the first screen answers to keys."""
        super().__init__(collection, settings)
        # From the start, so that nothing is painted in other colours before.
        self.apply_choices()

    def on_mount(self) -> None:
        """Show the screen that is wanted, and no other before it."""
        self.push_screen(self._first_screen())
        self.tell_of_problems()

    def on_ready(self) -> None:
        """The first screen is there: what waited for it goes on."""
        self.call_after_refresh(self._open, _PATIENCE)

    def _open(self, patience: int) -> None:
        """Once the first screen can answer to keys, let those through that were pressed before, and do what was put off."""
        if patience and not (isinstance(self.screen, ActingScreen) and self.screen.is_open):
            self.set_timer(_BEAT, partial(self._open, patience - 1))
            return
        self.opened()
        settle()

    def _first_screen(self) -> Screen[None]:
        """Return the session that was asked for, where there is something to ask; else Home, which is made when it is wanted."""
        begun, self._begun = self._begun, None
        if begun is None and (self._deck is not None or self._make):
            begun = self._begin(self._deck or None, self._make)
        return _home() if begun is None else _study(begun)

    async def on_event(self, event: events.Event) -> None:
        """Clean what is pasted before any field has it: it may come from anywhere. A click on what is no more is none."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = safe(event.text)
        if isinstance(event, events.MouseDown) and not event.is_forwarded and self._is_gone(event.x, event.y):
            return
        await super().on_event(event)

    def _is_gone(self, x: int, y: int) -> bool:
        """Say whether what is painted somewhere was just taken away, such as a note at its end: Textual looks for its parent."""
        try:
            found, _ = self.screen.get_widget_at(x, y)
        except NoWidget:
            return False
        return found.parent is None and found is not self.screen

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: "Mapping[str, DOMNode] | None" = None,
    ) -> bool:
        """Do an action; where the collection refuses or fails, say so, and leave everything as it is."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except QuizError as error:
            self.tell(str(error), failed=True)
            return True

    def _handle_exception(self, error: Exception) -> None:
        """End the app with what a learner can do rather than with a traceback, where nothing else is left.

        Nobody misses the parts of a screen that was being made when the app was left.
        """
        if self._exit and isinstance(error, NoMatches):
            return
        if isinstance(error, QuizError):
            from rich.text import Text

            self.exit(1, return_code=1, message=Text(safe(str(error))))
            return
        super()._handle_exception(error)

    def on_app_focus(self) -> None:
        """Take in what another program has changed meanwhile: the settings, and what Home shows."""
        self.read_settings_again()
        if _is_home(self.screen):
            cast("HomeScreen", self.screen).refresh_decks()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Help and commands are for the screens, not for what lies over them."""
        if action in {"help", "problems", "command_palette"} and isinstance(self.screen, ModalScreen):
            # A form over a screen has a footer, with help and menu in it, as any other screen.
            return isinstance(self.screen, ActingScreen) and (action != "problems" or bool(self.problems))
        if action == "problems" and not self.problems:
            return False
        return super().check_action(action, parameters)

    # From screen to screen

    def study(self, deck: str | None, make: "Making | None" = None, *, instead: bool = False) -> None:
        """Start a session on a deck and those below it, on all decks where none is named, or the session that `make` makes.

        Leaving it leads back to the present screen; with `instead`, to the one below, whose place it takes.
        """
        if (begun := self._begin(deck, make)) is not None:
            self.switch_screen(_study(begun)) if instead else self.push_screen(_study(begun))

    def _begin(self, deck: str | None, make: "Making | None") -> Begun | None:
        try:
            found = begin(self.collection, deck, make, self.now())
        except QuizError as error:
            self.call_later(self.tell, str(error), failed=True)
            return None
        if found is None:
            self.call_later(self.tell, "Nothing waits there today.")
        return found

    def finish(self, session: "Session", title: str) -> None:
        """Go from the Study screen to the summary of its session."""
        from quiz.tui.summary.screen import SummaryScreen

        self.switch_screen(SummaryScreen(session, title))

    def resume(self, session: "Session", title: str) -> None:
        """Go from the summary back to the session, of which a step was taken back."""
        from quiz.tui.study.screen import StudyScreen

        self.switch_screen(StudyScreen(session, title))

    def back(self) -> None:
        """Go back to the screen below; Home is the lowest."""
        if len(self.screen_stack) > _LOWEST:
            self.pop_screen()
        elif not _is_home(self.screen):
            self.switch_screen(_home())

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen on top. The lowest one stays, also where what lay over it is left twice, or while quiz ends."""
        return super().pop_screen() if len(self.screen_stack) > _LOWEST else AwaitComplete()

    def go_home(self) -> None:
        """Go back to the decks."""
        while not _is_home(self.screen):
            self.back()

    @property
    def below_is_home(self) -> bool:
        """Whether going back leads to the decks."""
        return len(self.screen_stack) <= _LOWEST or _is_home(self.screen_stack[-2])

    def offers(self) -> dict[str, str]:
        """Return the title of every deck that ships with quiz and that the collection never had, by id."""
        from quiz.collection.places import bundled_decks

        known = {row.deck for archived in (False, True) for row in self.collection.decks(archived=archived)}
        return {name: _title(folder) for name, folder in bundled_decks().items() if name not in known}

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Say something in passing; what failed stays longer."""
        self.clear_notifications()
        self.notify(safe(text), severity="error" if failed else "information", timeout=12 if failed else 2.5, markup=False)

    # Actions everywhere

    def action_command_palette(self) -> None:
        """Show everything that works now, to be found by its name."""
        from quiz.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_help_quit(self) -> None:
        """Ctrl+C, with nothing to copy: say what leads out."""
        self.tell(f"{self.keymap.key('app.quit')} leaves quiz; every answer is saved already")

    def action_help(self) -> None:
        """Show all keys."""
        from quiz.tui.help import HelpScreen

        if isinstance(self.screen, ActingScreen):
            self.push_screen(HelpScreen(self.screen))


def _is_home(screen: Screen[Any]) -> bool:
    """Say whether a screen is Home. Its module is loaded when it is wanted, not for a session that was asked for."""
    return getattr(screen, "place", "") == "home"


@cache
def _title(folder: Path) -> str:
    """Return the title in the file of a deck that ships with quiz, without loading its facts."""
    import tomllib

    try:
        found = tomllib.loads((folder / "deck.toml").read_text(encoding="utf-8"))["deck"]["title"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError):
        return folder.name
    return str(found)
