"""How the learner likes the app: the section `[app]` of `settings.toml`."""

from enum import StrEnum

from attrs import frozen


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
    sync: str = ""
    """The folder through which the app syncs with other devices."""
