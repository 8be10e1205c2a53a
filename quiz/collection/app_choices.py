"""How the learner likes the app: the section `[app]` of `settings.toml`, and the keys of `[keys]`."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from quiz.collection.setting_checks import one_of, seconds
from quiz.facts.fields import boolean, described


class Motion(StrEnum):
    """How much moves on the screen."""

    FULL = "full"
    REDUCED = "reduced"


class Pictures(StrEnum):
    """How pictures are shown."""

    AUTO = "auto"
    HALF_CELLS = "half-cells"
    OFF = "off"


class Sound(StrEnum):
    """When a card's sound is played."""

    AUTO = "auto"
    """As soon as it belongs to what is shown, and by its key."""
    KEY = "key"
    OFF = "off"


class Symbols(StrEnum):
    """Which signs lines, bars and marks are made of."""

    AUTO = "auto"
    """What the terminal's encoding can write."""
    UNICODE = "unicode"
    ASCII = "ascii"


@frozen
class AppChoices:
    """How the learner likes the app."""

    theme: str = ""
    """The name of a theme; empty is the one that fits the terminal."""
    motion: Motion = Motion.FULL
    pictures: Pictures = Pictures.AUTO
    sound: Sound = Sound.AUTO
    symbols: Symbols = Symbols.AUTO
    timer: bool = False
    """The time that the present question takes is shown."""
    focus: bool = False
    """The Study screen starts with nothing but the card."""
    auto_show: int = 0
    """Seconds after which the answer is shown by itself; 0 is never."""
    auto_grade: int = 0
    """Seconds after which a shown answer gets the suggested grade by itself; 0 is never."""


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
}
"""The keys of `[app]`."""
