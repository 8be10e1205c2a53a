"""What the learner chose for the app: read, written into the settings file, and put into effect at once."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from quiz.collection.app_choices import AppChoices
from quiz.collection.settings import Settings
from quiz.errors import QuizError, SettingsError
from quiz.tui.keyed import Keyed
from quiz.tui.keymap import Keymap
from quiz.tui.themes import DEFAULT, THEMES, after, extra_variables

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.setting_changes import Change
    from quiz.errors import Problem
    from quiz.tui.action import Action

FORMER = "app.toml"
"""Where the theme stood in earlier versions, beside the settings."""


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
        super().__init__()
        for theme in THEMES:
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
        return action.name != "problems" or bool(self.file_problems or self._held.problems)

    @property
    def problems(self) -> "tuple[Problem, ...]":
        """What is wrong in the settings, with the lines of the file: as a whole, or with the learner's keys."""
        return self.file_problems or _placed(self._held.problems, self.settings_file)

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
        if number := len(self._held.problems):
            what = "One of your keys does" if number == 1 else f"{number} of your keys do"
            self.tell(f"{what} not hold. {self._held.key('app.problems')} tells why.", failed=True)

    def action_problems(self) -> None:
        """Tell what is wrong with the keys in the settings."""
        from quiz.tui.problems import ProblemsScreen

        self.push_screen(ProblemsScreen(self.problems))

    def apply_choices(self) -> None:
        """Make the app look and move as it was chosen."""
        chosen = self.choices.theme or self._former_theme()
        self.theme = chosen if chosen in self.available_themes else DEFAULT

    def next_theme(self) -> None:
        """Change to the theme after the present one."""
        self.use_theme(after(self.theme))

    def use_theme(self, name: str) -> None:
        """Change the colours, and remember them."""
        if self.choose("theme", name):
            self.tell(f"Theme: {name.removeprefix('quiz-').replace('contrast', 'high contrast')}")

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
    places = (("keys", problem.where.removeprefix("keys.")) for problem in problems)
    return tuple(evolve(problem, file=str(path), line=lines.line(place)) for problem, place in zip(problems, places, strict=True))


def _signature(path: Path | None) -> tuple[int, int] | None:
    """Return what tells whether a file was written since."""
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return None if found is None else (found.st_mtime_ns, found.st_size)
