"""The names of keys: as Textual has them, as people write them, and from one to the other."""

import re
import unicodedata
from functools import cache

_SHOWN = {
    "backspace": "Backspace",
    "delete": "Del",
    "down": "↓",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "home": "Home",
    "insert": "Ins",
    "left": "←",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "right": "→",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
}
_NAMED = {
    **{name: name for name in _SHOWN},
    **{words.casefold(): name for name, words in _SHOWN.items()},
    **{f"f{number}": f"f{number}" for number in range(1, 25)},
    "return": "enter",
    "page up": "pageup",
    "page down": "pagedown",
    "hyphen": "minus",
}
_MODIFIERS = ("ctrl", "alt", "shift", "super", "hyper", "meta")
"""In the order in which Textual writes them."""
_SAME = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+left_square_bracket": "Esc"}
"""What a terminal sends alike."""
_LETTER = re.compile(r"[a-z]")
_SIGNS = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "hyphen_minus": "-", "plus": "+", "underscore": "_"}
"""What keys write that Textual calls otherwise than Unicode does. It is asked only where somebody's own keys are read: the first
card is painted before it is loaded."""


def shown(key: str) -> str:
    """Return a key as people write it."""
    *modifiers, last = key.split("+") if len(key) > 1 else (key,)
    if modifiers:
        return "+".join([*(modifier.title() for modifier in modifiers), _capital(shown(last))])
    if last in _SHOWN:
        return _SHOWN[last]
    return last.upper() if last in _NAMED else character(last) or last


def is_text(key: str) -> bool:
    """Say whether a key writes something in a text field."""
    found = character(key)
    return found is not None and found.isprintable()


@cache
def character(key: str) -> str | None:
    """Return what a key writes, or nothing."""
    if len(key) == 1 or "+" in key:
        return key if key != "+" and len(key) == 1 else None
    if key in _SIGNS:
        return _SIGNS[key]
    try:
        return unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        # A name with a hyphen in it, such as that of ±.
        return _by_name().get(key) if "_" in key else None


def _key_of(sign: str) -> str:
    from textual.keys import _character_to_key

    return _character_to_key(sign)


@cache
def _by_name() -> dict[str, str]:
    """Return the signs of European keyboards by the names of their keys."""
    return {_key_of(sign): sign for sign in map(chr, range(0x21, 0x250)) if sign.isprintable()}


def key_named(words: str) -> str:
    """Return Textual's name of a key that somebody wrote, such as `ctrl+r` for `Ctrl+R`, `slash` for `/`, or `pageup` for `PgUp`.

    Raises `ValueError`, which says what was expected, for a key that there is not.
    """
    if len(words) == 1:
        if words.isspace() or not words.isprintable():
            raise ValueError(_unknown(words))
        return _NAMED.get(words) or _key_of(words)
    *modifiers, last = (part.strip() for part in re.split(r"\+(?!$)", words))
    held = {part.casefold() for part in modifiers}
    if not held <= set(_MODIFIERS):
        raise ValueError(_unknown(words))
    base = _base(last if len(last) == 1 and not held else last.casefold(), words)
    if held == {"shift"} and _LETTER.fullmatch(base):
        return base.upper()
    found = "+".join([*(one for one in _MODIFIERS if one in held), base])
    if found in _SAME:
        message = f"{shown(found)} cannot be told from {_SAME[found]} in a terminal"
        raise ValueError(message)
    return found


def _base(last: str, words: str) -> str:
    if last in _NAMED:
        return _NAMED[last]
    if len(last) == 1 and last.isprintable() and not last.isspace():
        return _key_of(last)
    writes = character(last)
    if writes is None or _key_of(writes) != last:
        raise ValueError(_unknown(words))
    return last


def _capital(words: str) -> str:
    return words.upper() if len(words) == 1 else words


def _unknown(words: str) -> str:
    return f"There is no key “{words}”; expected one such as x, X, /, enter, escape, pageup, f5, ctrl+r or alt+x"
