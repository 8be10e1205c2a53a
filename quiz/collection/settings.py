"""The learner's settings: a file that a person can edit, for all decks and for some, each deck inheriting from those above it."""

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve, field, frozen

from quiz.errors import Problem, SettingsError
from quiz.study.limits import levels
from quiz.study.settings import StudySettings

if TYPE_CHECKING:
    from quiz.collection.app_choices import AppChoices

FILE = "settings.toml"
"""The file's name, in the folder of the collection."""
_SECTIONS = ("study", "decks", "app", "keys")
_LARGEST = 2**20
"""Bytes."""


@frozen
class Settings:
    """How somebody studies, deck by deck."""

    base: StudySettings = field(factory=StudySettings)
    """What holds where nothing else is said."""
    decks: Mapping[str, Mapping[str, Any]] = field(factory=dict)
    """What is said of some decks and of those below them: fields of `StudySettings` by deck."""
    app: "AppChoices | None" = None
    """How the learner likes the app; `None` is as it comes."""
    keys: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """Keys of their own choice, by the id of the app's action; the app says which ids and keys there are."""

    @classmethod
    def of(cls, path: str | PathLike[str]) -> Self:
        """Read the settings from a TOML file; where there is none, everything has its default.

        Raises:
            SettingsError: something in the file is wrong; every mistake is told, with its line and what was expected.
        """
        place = Path(path)
        name = str(place)
        try:
            if not place.exists():
                return cls()
            if place.stat().st_size > _LARGEST:
                raise SettingsError([Problem("too-large", "The file is larger than 1 MiB", "Settings are a few lines.", name)])
            return cls.parse(place.read_bytes().decode("utf-8-sig"), name)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise SettingsError([Problem("encoding", "The file is not UTF-8", "Save it as UTF-8.", name, line)]) from None
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = f"The settings cannot be read: {reason}"
            raise SettingsError([Problem("missing-file", message, "Mend that, or move the file away.", name)]) from None

    @classmethod
    def parse(cls, text: str, name: str = FILE) -> Self:
        """Read the settings from the text of a TOML file, which is called `name` in messages. Raises as `of` does."""
        # Only whoever has such a file waits for what reads it.
        import tomllib

        from quiz.collection.setting_checks import FOR_ALL, FOR_DECKS, ONCE
        from quiz.facts.fields import Places, Report

        try:
            data = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            raise SettingsError([_syntax(error, name, text)]) from None
        report = Report(Places(name, _Lines(text).line))
        for key in data:
            if key not in _SECTIONS:
                report.unknown((key,), key, _SECTIONS, "section")
        base = report.read(("study",), report.table(("study",), data.get("study", {})), FOR_ALL)
        decks = {}
        for deck, entry in report.table(("decks",), data.get("decks", {})).items():
            path = ("decks", deck)
            table = dict(report.table(path, entry))
            for key in ONCE & table.keys():
                del table[key]
                message = f"“{key}” is the same for all decks"
                report.add((*path, key), "misplaced-key", message, "Write it under [study].")
            decks[deck] = report.read(path, table, FOR_DECKS)
        app, keys = None, {}
        if "app" in data or "keys" in data:
            from quiz.collection.app_checks import FOR_APP, key_list
            from quiz.collection.app_choices import AppChoices

            app = AppChoices(**report.read(("app",), report.table(("app",), data.get("app", {})), FOR_APP))
            given = report.table(("keys",), data.get("keys", {}))
            keys = report.read(("keys",), given, dict.fromkeys(given, key_list))
        if report.problems.errors:
            raise SettingsError(report.problems.found)
        return cls(StudySettings(**base), decks, app, keys)

    def for_deck(self, deck: str) -> StudySettings:
        """Return the settings that hold for a deck: the base, changed by what is said of each level above it, and of itself."""
        changes: dict[str, Any] = {}
        for level in levels(deck):
            changes |= self.decks.get(level, {})
        return evolve(self.base, **changes) if changes else self.base

    def bounded(self, decks: Iterable[str], key: str) -> list[str]:
        """Return the levels of these decks that a limit bounds, such as `new_per_day`.

        They are the decks themselves, and the levels above them that the settings name with a limit of their own.
        """
        known = list(decks)
        if not any(key in said for said in self.decks.values()):
            return known
        named = (level for deck in known for level in levels(deck) if key in self.decks.get(level, {}))
        return list(dict.fromkeys((*known, *named)))


class _Lines:
    """Finds the lines of a text's keys; it is scanned only when there is something to tell."""

    def __init__(self, text: str) -> None:
        self._text = text

    def line(self, path: tuple[str | int, ...]) -> int | None:
        from quiz.facts.editing.toml_lines import lines_of

        return lines_of(self._text).line(path)


def _syntax(error: Exception, name: str, text: str) -> Problem:
    if isinstance(error, RecursionError):
        return Problem("toml", "The file nests tables or lists too deeply", "Settings need two levels.", name)
    reason, _, place = str(error).partition(" (at ")
    words = place.removesuffix(")").replace(",", "").split()
    line = int(words[1]) if words[:1] == ["line"] else text.count("\n") + 1
    return Problem(
        "toml", f"The file is not TOML: {reason}", "Mend the syntax there; the rest is checked after that.", name, line
    )
