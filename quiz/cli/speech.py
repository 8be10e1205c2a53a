"""How a drill words things for the ear: signs as words, times in full, differences letter by letter."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from quiz.cards.depicted import asked_media
from quiz.facts.clozes import BLANK
from quiz.facts.media import Picture, Sound
from quiz.facts.media_named import media_of_fact
from quiz.text.areas import areas

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.memory.rating import Rating
    from quiz.study.steps import Prospect
    from quiz.text.closeness import Piece

LONGEST: Final = 160
"""Characters in a line; a longer text goes on in further lines."""
MOST_DIFFERENCES = 4
"""Of more, the right answer itself tells more."""

# Signs that voices leave out, or call otherwise each. They are named rather than explained: a card may be about them.
_SIGNS: Final[Mapping[str, str]] = {
    "→": "arrow", "←": "left arrow", "↔": "double arrow", "⇒": "implies", "⇔": "if and only if", "↦": "maps to", "⇌": "both ways",
    "✓": "tick", "✔": "tick", "✗": "cross", "✘": "cross", "★": "star", "•": ",", "·": ",", "…": "...", "▸": ",", "›": ",",
    "≤": "less than or equal to", "≥": "greater than or equal to", "≠": "not equal to", "≈": "about equal to", "−": "minus",
    "≡": "identical to", "±": "plus or minus", "×": "times", "÷": "divided by", "√": "square root of", "∞": "infinity",
    "∈": "in", "∉": "not in", "⊂": "subset of", "⊆": "subset of", "∪": "union", "∩": "intersection", "∑": "sum of",
    "∏": "product of", "∫": "integral of", "∂": "partial", "∇": "nabla", "∀": "for all", "∃": "there is", "¬": "not",
    "∧": "and", "∨": "or", "∝": "proportional to",
}  # fmt: skip
_SIGN = re.compile(f"\\s*([{re.escape(''.join(_SIGNS))}])\\s*")
_GAPS = re.compile(" {2,}")
_RAISED: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", strict=True))
_POWER = re.compile("(⁻?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)([⁺⁻]?)|([⁺⁻])")
_LOWERED: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-")
_UNITS: Final = ((60, "second"), (60, "minute"), (24, "hour"), (30, "day"), (365 / 30, "month"))
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NAMES: Final[Mapping[str, str]] = {
    " ": "a space", "-": "a hyphen", "'": "an apostrophe", "’": "an apostrophe", ",": "a comma", ".": "a full stop",
    ";": "a semicolon", ":": "a colon", "(": "an opening bracket", ")": "a closing bracket", "/": "a slash",
}  # fmt: skip


def spoken(text: str) -> str:
    """Return a text with words for the signs in it; of a text that is nothing but one sign, the sign and its word."""
    if text.strip() in _SIGNS:
        return f"{text.strip()}, {_SIGNS[text.strip()]}"
    found = text.replace(BLANK, "blank")
    found = _POWER.sub(_power, found).translate(_LOWERED)
    return _GAPS.sub(" ", _SIGN.sub(_sign, found)).strip()


def lines(text: str) -> str:
    """Return a text in lines that are not too long."""
    return "\n".join(
        part
        for line in text.split("\n")
        for part in (wrap(line, LONGEST, break_on_hyphens=False) if len(line) > LONGEST else [line])
    )


def span(seconds: float) -> str:
    """Return a span of time in its largest fitting unit: `45 seconds`, `1 minute`, `8 days`, `1.2 months`, `2 years`."""
    amount = float(seconds)
    for size, unit in _UNITS:
        if round(amount, 1 if unit == "month" else 0) < size:
            return _counted(amount, unit, exact=unit == "month")
        amount /= size
    return _counted(amount, "year", exact=True)


def grades(prospects: "Mapping[Rating, Prospect]", suggested: "Rating", *, practice: bool) -> str:
    """Return the grades with what each leads to, and the one that an empty line gives; in practice, none leads anywhere."""
    names = [
        f"{int(rating)} {rating.name.title()}" + ("" if practice else f" in {span(found.wait)}")
        for rating, found in prospects.items()
    ]
    return f"Grade: {', '.join(names)}; an empty line is {int(suggested)} {suggested.name.title()}."


def difference(pieces: "Sequence[Piece]") -> str:
    """Return in words where an answer differs from the right one; nothing where they have little in common."""
    found: list[str] = []
    before = ""
    skipped = False
    for piece, following in pairwise([*pieces, None]):
        if piece is None or skipped:
            skipped = False
            continue
        where = f"after “{before[-12:].lstrip()}”" if before.strip() else "at the beginning"
        match piece.op:
            case "same":
                before = piece.text
            case "missing":
                found.append(f"{_letters(piece.text)} missing {where}: {_named(piece.text)}")
                before = piece.text
            case "extra":
                found.append(f"{_letters(piece.text)} too many {where}: {_named(piece.text)}")
            case "wrong":
                right = following.text if following is not None else ""
                found.append(f"{_named(piece.text)} in place of {_named(right)} {where}")
                before = right
                skipped = True
    same = sum(len(piece.text) for piece in pieces if piece.op == "same")
    other = sum(len(piece.text) for piece in pieces if piece.op != "same")
    if not found or not same or len(found) > MOST_DIFFERENCES or other > max(2, same):
        return ""
    text = "; ".join(found)
    return f"{text[0].upper()}{text[1:]}."


def ordinal(place: int) -> str:
    """Return which one a place is, counted from 0."""
    return _ORDINALS[place] if place < len(_ORDINALS) else f"number {place + 1}"


def enumerated(names: Iterable[str]) -> str:
    """Return names one after the other; where one of them has a comma in it, with semicolons between them."""
    found = [spoken(name) for name in names]
    return ("; " if any("," in name for name in found) else ", ").join(found)


def media(card: "Card", *, given: bool) -> list[str]:
    """Return what pictures and sounds a card has, in words: those that its question shows or, with their files, all of them."""
    if given:
        asked = asked_media(card, card.prompt)
        return [f"The question has a {_kind(one)}: {one.alt or 'it has no description'}{_covered(one)}." for one in asked]
    told = dict.fromkeys(one for fact in card.facts for one in media_of_fact(fact))
    lines = (f"{_kind(one).title()}: {one.alt or 'without a description'}, in the file {one.path}." for one in told)
    return list(dict.fromkeys(lines))


def _kind(medium: "Picture | Sound") -> str:
    return "picture" if isinstance(medium, Picture) else "sound"


def _covered(medium: "Picture | Sound") -> str:
    """Return in words what is covered of a picture."""
    masks = dict(medium.masks) if isinstance(medium, Picture) else {}
    asked, hidden = len(areas(masks.get("ask", ""))), len(areas(masks.get("hide", "")))
    parts = [f"{asked} covered {'part is' if asked == 1 else 'parts are'} asked for"] if asked else []
    parts += [f"{hidden} more {'is' if hidden == 1 else 'are'} covered"] if hidden else []
    return f"; {', '.join(parts)}" if parts else ""


def _counted(amount: float, unit: str, *, exact: bool) -> str:
    number = f"{amount:.1f}".removesuffix(".0") if exact else f"{amount:.0f}"
    return f"{number} {unit}{'' if number == '1' else 's'}"


def _sign(match: re.Match[str]) -> str:
    word = _SIGNS[match[1]]
    if match[0] == "·":
        word = "times"  # with nothing beside it, as in a unit
    if word in {",", "..."}:
        return f"{word} "
    start = "" if match.start() == 0 else " "
    return f"{start}{word} "


def _power(match: re.Match[str]) -> str:
    minus, digits, charge, alone = match.groups()
    signs = {"⁺": "plus", "⁻": "minus"}
    if alone:
        return f" {signs[alone]} "
    number = "".join(_RAISED[digit] for digit in digits)
    if charge:
        return f" {number} {signs[charge]} "
    if minus:
        return f" to the power of minus {number}"
    return {"2": " squared", "3": " cubed"}.get(number, f" to the power of {number}")


def _letters(text: str) -> str:
    number = len(text)
    return "one letter" if number == 1 else f"{number} letters"


def _named(text: str) -> str:
    """Return letters as they are spelt; of those with a mark, the mark is told."""
    return " ".join(_letter(letter) for letter in text) if len(text) < 4 else f"“{text}”"


def _letter(letter: str) -> str:
    if letter in _NAMES:
        return _NAMES[letter]
    if letter.isascii() or unicodedata.decomposition(letter) == "":
        return letter
    mark = unicodedata.name(letter, "").partition(" WITH ")[2].lower()
    return f"{unicodedata.normalize('NFD', letter)[0]} with {mark}" if mark else letter
