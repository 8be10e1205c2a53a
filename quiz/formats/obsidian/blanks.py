"""The blanks of a sentence: highlighted words, words in curly braces, bold words; with hints and numbers.

`==words==^[hint][^1]` is hidden on the first card; `[^ash]` says of each card in turn whether it asks for the words, shows or
hides them. (clozecraft 0.2.)
"""

import re
from collections.abc import Sequence
from typing import Final

from quiz.formats.authored import Blank, hole, unmarked

_HINTED: Final = r"(?:\^\[(?P<hint{0}>[^\]\n]{{0,500}})\])?(?:\[\^(?P<number{0}>\d{{1,3}}|[ahs]{{1,200}})\])?"
_SIGNS: Final = {
    "highlights": r"==(?:(?P<first0>\d{1,3}|[ahs]{1,200});;)?(?P<words0>(?:[^=\n]|=(?!=)){1,5000}?)"
    r"(?:;;(?P<own0>[^=\n]{1,500}))?==" + _HINTED.format(0),
    "bold": r"\*\*(?=\S)(?P<words1>(?:(?!\*\*)[^\n]){1,5000})(?<=\S)\*\*" + _HINTED.format(1),
    "curly": r"\{\{(?:c?(?P<first2>\d{1,3}):{1,2}|(?P<other2>\d{1,3});;)?(?P<words2>[^\n{}]{1,5000}?)"
    r"(?:(?:::|;;)(?P<own2>[^\n{}]{1,500}))?\}\}" + _HINTED.format(2),
}  # fmt: skip
_CODE: Final = r"(?P<code>`[^`\n]*`)"


def with_blanks(
    source: str, *, highlights: bool, bold: bool, curly: bool, own: Sequence[tuple[str, str]] = ()
) -> tuple[str, list[Blank]]:
    """Return Markdown with its blanks marked, and what is said of each. A blank without a number is a card of its own.

    `own` are further signs that stand before and behind blanks.
    """
    wanted = {"highlights": highlights, "bold": bold, "curly": curly}
    further = (
        rf"{re.escape(opened)}(?P<words{place}>(?:(?!{re.escape(closed)}|{re.escape(opened)})[^\n]){{1,5000}}){re.escape(closed)}"
        for place, (opened, closed) in enumerate(own, start=len(_SIGNS))
    )
    pattern = re.compile("|".join([_CODE, *further, *(sign for name, sign in _SIGNS.items() if wanted[name])]))
    told: list[tuple[str, str]] = []

    def marked(found: re.Match[str]) -> str:
        given = {key: value for key, value in found.groupdict().items() if value is not None}
        if "code" in given:
            return found[0]
        words = next(value for key, value in given.items() if key.startswith("words"))
        hint = next((value for key, value in given.items() if key.startswith(("hint", "own"))), "")
        number = next((value for key, value in given.items() if key.startswith(("number", "first", "other"))), "")
        told.append((number, hint.strip()))
        return hole(len(told) - 1, words)

    marked_source = pattern.sub(marked, unmarked(source))
    return marked_source, list(_blanks(told))


def _blanks(told: list[tuple[str, str]]) -> list[Blank]:
    """Return which cards hide each blank, counted from 1."""
    if any(number and not number.isdigit() for number, _ in told):
        return [Blank(_places(number, "a"), hint, _places(number, "h")) for number, hint in told]
    numbers = sorted({int(number) for number, _ in told if number})
    places = {number: place for place, number in enumerate(numbers, start=1)}
    free = len(places)
    blanks = []
    for number, hint in told:
        if number:
            blanks.append(Blank((places[int(number)],), hint))
        else:
            free += 1
            blanks.append(Blank((free,), hint))
    return blanks


def _places(letters: str, wanted: str) -> tuple[int, ...]:
    """Return the cards of which a letter stands: `a` for those that ask, `h` for those that hide."""
    return tuple(place for place, letter in enumerate(letters, start=1) if letter == wanted)
