"""The things that facts speak about."""

from collections.abc import Iterable

from attrs import field, frozen
from attrs.validators import min_len

from quiz.facts.media import Picture, picture_or_none
from quiz.facts.values import text_of
from quiz.text.safe import safe_line


def names(found: str | Iterable[str]) -> tuple[str, ...]:
    """Convert one name or several to a tuple without doubles, in their order."""
    several = (found,) if isinstance(found, str) else found
    return tuple(dict.fromkeys(filter(None, map(text_of, several))))


@frozen
class Term:
    """A thing with a name: a person, a country, an element."""

    name: str = field(converter=text_of, validator=min_len(1))
    type: str = field(default="", converter=safe_line)
    aliases: tuple[str, ...] = field(default=(), converter=names)
    """Other names that an answer may use."""
    was: tuple[str, ...] = field(default=(), converter=names)
    """Former names; accepted too, and told as former."""
    broader: tuple[str, ...] = field(default=(), converter=names)
    """Names of terms that contain this one."""
    picture: Picture | None = field(default=None, converter=picture_or_none)
    """A picture of it, beside the deck."""

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, its own first."""
        return (self.name, *self.aliases, *self.was)
