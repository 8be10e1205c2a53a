"""Pictures and sounds as values: files beside the deck, and what is said of them in words."""

import re
from hashlib import blake2b

from attrs import field, frozen
from attrs.validators import min_len

from quiz.text.normal import plain
from quiz.text.rich import MASKS, Span, media_of
from quiz.text.rich_signs import attributes, masked
from quiz.text.safe import safe_line

_WITH_ALT = re.compile(r"!\[(?P<alt>.*)\]\((?P<path>.*)\)(?P<masks>\{ *(?:hide|ask|show)=[^{}]*\})?")

_ESCAPED = re.compile(r"\\([\\(])")
_BACKSLASH = "\\"


def _line(found: str) -> str:
    """Convert to one safe line in its plain form. A file whose name a terminal would obey is not found under it."""
    return plain(safe_line(str(found)))


def _escaped(path: str) -> str:
    return path.replace(_BACKSLASH, _BACKSLASH * 2).replace("](", "]" + _BACKSLASH + "(")


@frozen
class _Medium:
    """A file beside the deck."""

    path: str = field(converter=_line, validator=min_len(1))
    """Where it is in the deck's folder. It is never part of a question: `flags/france.svg` says too much."""
    alt: str = field(default="", converter=_line)
    """What it shows or says, in words."""

    @property
    def key(self) -> str:
        """The canonical form."""
        return self.path

    @property
    def written(self) -> str:
        """The value as a deck file holds it: the path, or `![what it shows](the path)`."""
        if not self.alt and not _WITH_ALT.fullmatch(self.path):
            return self.path
        return f"![{self.alt}]({_escaped(self.path)})"

    def _named(self, kind: str) -> str:
        return self.alt or f"{kind} {blake2b(self.key.encode(), digest_size=3).hexdigest()}"


Masks = tuple[tuple[str, str], ...]


def _masks(found: Masks) -> Masks:
    named = dict(found)
    return tuple((name, _line(named[name])) for name in MASKS if named.get(name))


@frozen
class Picture(_Medium):
    """A picture."""

    masks: Masks = field(default=(), converter=_masks)
    """What is covered of it: pairs of `hide`, `ask` or `show` and areas, as `quiz.facts.areas` reads them."""

    @property
    def key(self) -> str:
        """The canonical form: another part of one picture is another value."""
        return self.path + masked(self.masks)

    @property
    def written(self) -> str:
        """The value as a deck file holds it: the path, or `![what it shows](the path)`, perhaps with what is covered of it."""
        if not self.masks:
            return super().written
        return f"![{self.alt}]({_escaped(self.path)}){masked(self.masks)}"

    def __str__(self) -> str:
        return self._named("picture")


@frozen
class Sound(_Medium):
    """A sound."""

    def __str__(self) -> str:
        return self._named("sound")


def parse_picture(text: str) -> Picture:
    """Read a picture: a path, or `![what it shows](path)`. Raises `ValueError` where there is no path."""
    return Picture(*_parts(text, "picture", "flags/france.svg"), _masks_of(text))


def parse_sound(text: str) -> Sound:
    """Read a sound: a path, or `![what is heard](path)`. Raises `ValueError` where there is no path."""
    return Sound(*_parts(text, "sound", "birds/wren.mp3"))


def named_in(source: str) -> tuple[Picture | Sound, ...]:
    """Return the pictures and sounds that rich text names, in their order."""
    return tuple(medium_of(span) for span in media_of(source))


def medium_of(span: Span) -> Picture | Sound:
    """Return the picture or sound that a span of rich text is."""
    return Sound(span.path, span.alt) if "sound" in span.styles else Picture(span.path, span.alt, span.masks)


def picture_or_none(found: Picture | str | None) -> Picture | None:
    """Convert what a term's picture may be given as. Raises `ValueError` for an empty path."""
    return found if found is None or isinstance(found, Picture) else parse_picture(found)


def _masks_of(text: str) -> Masks:
    match = _WITH_ALT.fullmatch(_line(text))
    found = attributes(match["masks"]) if match and match["masks"] else None
    return tuple(found[1].items()) if found else ()


def _parts(text: str, kind: str, example: str) -> tuple[str, str]:
    text = _line(text)
    match = _WITH_ALT.fullmatch(text)
    path, alt = (_ESCAPED.sub(r"\1", match["path"]), match["alt"]) if match else (text, "")
    if not path.strip():
        message = f"“{text}” names no {kind}; expected a file beside the deck, such as {example}"
        raise ValueError(message)
    return path, alt
