"""Changes to settings, one value at a time, checked like the file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from quiz.collection.settings import FILE, Settings
from quiz.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Where = tuple[str, ...]
"""The table that a setting stands in: `("study",)`, `("decks", "history::china")`, `("app",)` or `("keys",)`."""


@frozen
class Change:
    """One setting that is written, or taken out again."""

    where: Where
    name: str
    value: Any = None
    """As the file has it, such as `"10m"` rather than 600; `None` takes the setting out, so that what it inherits holds again."""


def applied(settings: Settings, changes: Iterable[Change]) -> Settings:
    """Return settings after some changes.

    Raises:
        SettingsError: a value is none that its setting takes, or there is no such setting.
    """
    from quiz.collection.app_checks import FOR_APP, key_list
    from quiz.collection.app_choices import AppChoices
    from quiz.collection.setting_checks import FOR_ALL, FOR_DECKS

    for change in changes:
        match change.where:
            case ("study",):
                settings = evolve(settings, base=evolve(settings.base, **_checked(change, FOR_ALL, Settings().base)))
            case ("app",):
                chosen = settings.app or AppChoices()
                settings = evolve(settings, app=evolve(chosen, **_checked(change, FOR_APP, AppChoices())))
            case ("keys",):
                settings = evolve(settings, keys=_table(settings.keys, change, {change.name: key_list}))
            case ("decks", deck):
                own = _table(settings.decks.get(deck, {}), change, FOR_DECKS)
                settings = evolve(settings, decks={**settings.decks, deck: own})
            case _:
                message = f"There is no section {change.where} in the settings."
                raise ValueError(message)
    return settings


def _table(table: "Mapping[str, Any]", change: Change, checks: "Mapping[str, Callable[[Any], Any]]") -> dict[str, Any]:
    left = {name: value for name, value in table.items() if name != change.name}
    return left if change.value is None else left | _checked(change, checks)


def _checked(change: Change, checks: "Mapping[str, Callable[[Any], Any]]", defaults: object = None) -> dict[str, Any]:
    """Return the good value of a change by its name; the default where it is taken out."""
    from quiz.facts.fields import Places, Report

    if change.value is None and change.name in checks:
        return {change.name: getattr(defaults, change.name)}
    report = Report(Places(FILE, lambda _: None))
    found = report.read(change.where, {change.name: change.value}, checks)
    if report.problems.errors:
        raise SettingsError(report.problems.found)
    return found
