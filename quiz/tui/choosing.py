"""What the learner chose for the app: read, written into the settings file, and put into effect at once."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from textual import constants
from textual.app import App

from quiz.collection.app_choices import AppChoices, Motion, Symbols
from quiz.collection.settings import Settings
from quiz.errors import Problem, QuizError, SettingsError
from quiz.tui import terminal
from quiz.tui.colours import DEFAULT, FORMER, LIGHT
from quiz.tui.kept_rules import KeptRules
from quiz.tui.keyed import Keyed
from quiz.tui.keymap import Keymap
from quiz.tui.themes import OWN, WITHOUT_COLOURS, after, called, extra_variables

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.setting_changes import Change
    from quiz.tui.action import Action
    from quiz.tui.signs import PlainSigns


class Choosing(Keyed, App[int]):
    """The part of the app that holds the settings. Those of its collection are always the present ones."""

    def __init__(self, collection: "Collection", settings: Path | None = None) -> None:
        """Keep the settings in a file; without one, for as long as the app runs."""
        self.collection = collection
        self.settings_file = settings
        self._seen = _signature(settings)
        self.file_problems: tuple[Problem, ...] = ()
        """What is wrong in the settings file since an editor wrote it; what held before goes on."""
        self._held = Keymap.of(collection.choices.keys)
        # Textual takes NO_COLOR out of the environment.
        self._colourless = terminal.is_colourless(os.environ)
        self._signs: PlainSigns | None = None
        super().__init__()
        self.stylesheet = KeptRules(self.get_css_variables())
        if self._colourless:
            from textual.filter import Monochrome, NoColor

            self._filters = [*(one for one in self._filters if not isinstance(one, Monochrome)), NoColor()]
        for theme in OWN:
            self.register_theme(theme)

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Say something in passing."""
        raise NotImplementedError

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the colours that the app's styles name."""
        return extra_variables()

    @property
    def keymap(self) -> Keymap:
        """Every action with the keys that do it now."""
        return self._held

    def works(self, action: "Action") -> bool:
        """Say whether an action of everywhere has something to do."""
        return action.name != "problems" or bool(self.file_problems or self._held.problems or self.unknown_theme)

    @property
    def problems(self) -> "tuple[Problem, ...]":
        """What is wrong in the settings, with the lines of the file: as a whole, or with the learner's keys."""
        found = self._held.problems
        if self.unknown_theme:
            message = f"There is no theme “{self.unknown_theme}”"
            found = (Problem("wrong-theme", message, "Settings list those that there are.", where="app.theme"), *found)
        return self.file_problems or _placed(found, self.settings_file)

    @property
    def choices(self) -> AppChoices:
        """How the learner likes the app."""
        return self.collection.choices.app or AppChoices()

    def choose(self, name: str, value: str | bool | None) -> bool:  # noqa: FBT001 - the value of a setting
        """Set one of the `[app]` settings, as the file has it (`"10s"`, `"reduced"`, `True`), and put it into effect.

        `None` takes it out again. Returns whether it was written; what was wrong is told.
        """
        from quiz.collection.setting_changes import Change

        return self.change_settings(Change(("app",), name, value))

    def change_settings(self, *changes: "Change") -> bool:
        """Write settings and put them into effect. Returns whether it was done; what was wrong is told."""
        from quiz.collection.setting_changes import applied
        from quiz.collection.setting_writing import write_settings

        try:
            if self.settings_file is None:
                found = applied(self.collection.choices, changes)
            else:
                found = write_settings(self.settings_file, changes)
        except QuizError as error:
            self.tell(str(error), failed=True)
            return False
        self._seen = _signature(self.settings_file)
        self.take_settings(found)
        return True

    def read_settings_again(self) -> None:
        """Put into effect what an editor has written into the file; with mistakes in it, what held before goes on."""
        if self.settings_file is None or (seen := _signature(self.settings_file)) == self._seen:
            return
        self._seen = seen
        try:
            found = Settings.of(self.settings_file)
        except SettingsError as error:
            self.file_problems = error.problems
            key = self._held.key("app.problems")
            what = "A mistake" if len(error.problems) == 1 else f"{len(error.problems)} mistakes"
            self._show_changes()
            self.tell(f"{what} in the settings file: {key} tells more. Until then the settings stay as they were.", failed=True)
            return
        if self.file_problems:
            self.file_problems = ()
            self._show_changes()
        self.take_settings(found)

    def take_settings(self, settings: Settings) -> None:
        """Put other settings into effect, on the screens that are open too."""
        if settings == self.collection.choices:
            return
        other_keys = settings.keys != self.collection.choices.keys
        self.collection.use(settings)
        if other_keys:
            self._held = Keymap.of(settings.keys)
            for node in (self, *self.screen_stack):
                if isinstance(node, Keyed):
                    node.set_keys()
        self.apply_choices()
        self._show_changes()
        if other_keys:
            self.tell_of_problems()

    def _show_changes(self) -> None:
        for screen in self.screen_stack:
            told = getattr(screen, "settings_changed", None)
            if told is not None:
                told()

    def tell_of_problems(self) -> None:
        """Say that some of the learner's own keys do not hold, and where to read why."""
        number = len(self._held.problems)
        what = "One of your keys does not hold" if number == 1 else f"{number} of your keys do not hold"
        said = [f"{what}."] if number else []
        said += [f"There is no theme “{self.unknown_theme}”."] if self.unknown_theme else []
        if said:
            self.tell(f"{' '.join(said)} {self._held.key('app.problems')} tells more.", failed=True)

    def action_problems(self) -> None:
        """Tell what is wrong with the keys in the settings."""
        from quiz.tui.problems import ProblemsScreen

        self.push_screen(ProblemsScreen(self.problems))

    def apply_choices(self) -> None:
        """Make the app look and move as it was chosen."""
        self.theme = self._fitting_theme()
        still = self.choices.motion is Motion.REDUCED or os.environ.get("TEXTUAL_ANIMATIONS", "").casefold() == "none"
        self.animation_level = "none" if still else constants.TEXTUAL_ANIMATIONS
        self._choose_signs()

    @property
    def moves(self) -> bool:
        """Whether anything may move or blink on the screen."""
        return self.animation_level != "none"

    @property
    def unknown_theme(self) -> str:
        """The theme that the settings name and that there is not; empty where there is one."""
        chosen = self.choices.theme
        return chosen if chosen and not self._has_theme(chosen) else ""

    def _fitting_theme(self) -> str:
        if self._colourless:
            return WITHOUT_COLOURS
        chosen = self.choices.theme or self._former_theme()
        if chosen and self._has_theme(chosen):
            return chosen
        return LIGHT if terminal.is_light(os.environ) else DEFAULT

    def _has_theme(self, name: str) -> bool:
        """Say whether a theme can be chosen; one of Textual's is made fit first."""
        if any(theme.name == name for theme in OWN):
            return True
        from quiz.tui.more_themes import NAMES, adapted

        if name not in NAMES:
            return False
        self.register_theme(adapted(name))
        return True

    def _choose_signs(self) -> None:
        """Paint with plain signs where that is chosen, or where the terminal's encoding has no others."""
        encoding = terminal.encoding(os.environ)
        plain = self.choices.symbols is Symbols.ASCII or (self.choices.symbols is Symbols.AUTO and encoding != "utf-8")
        if plain == (self._signs is not None):
            return
        if self._signs is not None:
            self._filters.remove(self._signs)
            self._signs = None
        else:
            from quiz.tui.signs import PlainSigns

            self._signs = PlainSigns(encoding)
            self._filters.append(self._signs)
        if self._running:
            self.refresh_css(animate=False)

    def next_theme(self) -> None:
        """Change to the theme after the present one."""
        self.use_theme(after(self.theme))

    def use_theme(self, name: str) -> None:
        """Change the colours, and remember them."""
        if self.choose("theme", name) and self.unknown_theme:
            self.tell_of_problems()
        elif self.choices.theme == name:
            self.tell("There are no colours here." if self._colourless else f"Theme: {called(name).lower()}")

    def _former_theme(self) -> str:
        """Return the theme that an earlier version remembered, until another one is chosen."""
        if self.settings_file is None:
            return ""
        import tomllib

        try:
            found = tomllib.loads(self.settings_file.with_name(FORMER).read_text(encoding="utf-8")).get("theme", "")
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            return ""
        return found if isinstance(found, str) else ""


def _placed(problems: "tuple[Problem, ...]", path: Path | None) -> "tuple[Problem, ...]":
    """Return problems with the lines of the file that they are in."""
    if not problems or path is None:
        return problems
    from attrs import evolve

    from quiz.facts.editing.toml_lines import lines_of

    try:
        lines = lines_of(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return problems
    places = (tuple(problem.where.split(".", 1)) for problem in problems)
    return tuple(evolve(problem, file=str(path), line=lines.line(place)) for problem, place in zip(problems, places, strict=True))


def _signature(path: Path | None) -> tuple[int, int] | None:
    """Return what tells whether a file was written since."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_size)
