"""Completing what is being typed into the search field: words of the language, and names that the collection has."""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import frozen

from quiz.store.search_terms import FIELDS, PROPERTIES, States

WORDS: Final = (
    "deck:", "tag:", "is:", "relation:", "subject:", "prop:", "rated:", "added:", "edited:", "introduced:", "status:", "source:",
    "kind:", "front:", "back:", "value:", "given:", "lang:", "resched:", "w:", "re:", "nc:", "cid:", "nid:",
)  # fmt: skip
"""Words of the language before a colon, those that are used most first."""
_DAYS: Final = ("1", "7", "30")
_OPENING: Final = ' \t"('


@frozen
class Completion:
    """What a part of a search can be completed to."""

    start: int
    end: int
    """Where the part stands in the search."""
    candidates: tuple[str, ...]

    def applied(self, text: str, number: int) -> tuple[str, int]:
        """Return the search with one of the candidates in it, and where the cursor is behind it."""
        word = self.candidates[number % len(self.candidates)]
        return text[: self.start] + word + text[self.end :], self.start + len(word)


def completion(text: str, cursor: int, names: Mapping[str, Sequence[str]]) -> Completion | None:
    """Return what the word before the cursor can become, with the names of `quiz.store.search_rows.names`; nothing if nothing."""
    start = _start(text, cursor)
    part = text[start:cursor]
    key, colon, value = part.partition(":")
    if not colon:
        if not part or part.startswith('"'):
            return None
        words = [*WORDS, *(f"{name}:" for name in names.get("relation", ()) if _is_plain(name) and f"{name}:" not in WORDS)]
        found = [word for word in words if word.startswith(part.casefold()) and word != part]
    else:
        found = [f"{key}:{_written(one)}" for one in _values(key.casefold(), value.lstrip('"'), names)]
        found = [one for one in found if one != part]
    return Completion(start, cursor, tuple(found)) if found else None


def _start(text: str, cursor: int) -> int:
    """Return where the term before the cursor begins, behind its minus sign."""
    start, quoted = 0, False
    for place, letter in enumerate(text[:cursor]):
        if letter == '"' and text[place - 1 : place] != "\\":
            # The quote of deck:"two words" is inside its term.
            start = start if quoted or text[place - 1 : place] == ":" else place
            quoted = not quoted
        elif letter in _OPENING + ")" and not quoted:
            start = place + 1
    return start + 1 if text[start : start + 1] == "-" and start < cursor else start


def _values(key: str, value: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    folded = value.casefold()
    if key == "is":
        known: Sequence[str] = States
    elif key == "prop":
        known = [f"{name}{sign}" for name in PROPERTIES for sign in (">", "<", "=")]
    elif key in {"rated", "added", "edited", "introduced", "resched"}:
        known = _DAYS
    elif key == "tag":
        known = ("none", *names.get("tag", ()))
    else:
        known = names.get(key, ()) if key in {"deck", *FIELDS} else ()
    begins = [one for one in known if one.casefold().startswith(folded)]
    if key in {"deck", "tag", "relation", "source"} and folded:
        begins += [one for one in known if folded in one.casefold() and one not in begins]
    return begins


def _written(name: str) -> str:
    """Return a name as a search has it: in quotes where it needs them."""
    found = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{found}"' if any(letter in " ()\t\u3000" for letter in found) else found


def term(key: str, name: str) -> str:
    """Return the search for a name, such as `deck:"two words"`."""
    return f"{key}:{_written(name).replace('*', chr(92) + '*').replace('_', chr(92) + '_')}"


def _is_plain(name: str) -> bool:
    return not any(letter in ' ()":\\*-\t' for letter in name)
