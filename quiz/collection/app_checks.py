"""What each key of `[app]` in `settings.toml` takes, and those of `[keys]`."""

from collections.abc import Callable, Mapping
from typing import Any

from quiz.collection.app_choices import Motion, Pictures, Sound, Symbols
from quiz.collection.setting_checks import one_of, seconds
from quiz.facts.checks import boolean, described


def words(found: object) -> str:
    """Check for a text."""
    if not isinstance(found, str):
        message = f"{described(found)} stands where a word was expected"
        raise ValueError(message)  # noqa: TRY004 - a file's mistake, told like the others
    return found


def key_list(found: object) -> tuple[str, ...]:
    """Check for keys: one, or a list of them, by the names that Textual gives them, such as `ctrl+r` or `f5`."""
    several = [found] if isinstance(found, str) else found
    if not isinstance(several, list) or not all(isinstance(one, str) and one.strip() for one in several):
        message = f'{described(found)} stands where a key or a list of keys was expected, such as ["u", "ctrl+z"]'
        raise ValueError(message)
    return tuple(one.strip() for one in several)


FOR_APP: Mapping[str, Callable[[Any], Any]] = {
    "theme": words,
    "motion": one_of(Motion),
    "pictures": one_of(Pictures),
    "sound": one_of(Sound),
    "symbols": one_of(Symbols),
    "timer": boolean,
    "focus": boolean,
    "auto_show": seconds,
    "auto_grade": seconds,
    "sync": words,
}
"""The keys of `[app]`."""
