r"""The simple part of chemical formulas as `\ce{…}` of mhchem has them: `2 H2 + O2 -> 2 H2O`, `SO4^2-`, `^{14}_{6}C`."""

import re

from quiz.text.tex_signs import LOWERED, RAISED, UnknownTeXError

_ARROWS = {"->": "→", "<-": "←", "<->": "↔", "<=>": "⇌", "<-->": "⇄", "<=>>": "⇌", "<<=>": "⇌"}
_WORD = re.compile(
    r"(?P<amount>\d+(?:[./]\d+)?)(?=\S)|(?P<element>[A-Z][a-z]?|e(?=\^?-))|(?P<open>[(\[])|(?P<close>[)\]])"
    r"|\^(?:\{(?P<high>[^{}]*)\}|(?P<charge>\d*[+-]|\d+))|_(?:\{(?P<low>[^{}]*)\}|(?P<count>\d+))"
    r"|(?P<bond>[-=#])(?=[A-Z(])|(?P<loose>[+-])$|(?P<dot>[.*])(?=[\dA-Z])"
)
_STATE = re.compile(r"\((?:aq|s|l|g|cr|v)\)")
_BONDS = {"-": "-", "=": "=", "#": "≡"}


def chemistry(source: str) -> str:
    """Return a chemical formula in Unicode, or raise `UnknownTeXError` for what is not known for certain."""
    words = source.split()
    if not words:
        raise UnknownTeXError(source)
    return " ".join(_word(word, first=not place or words[place - 1] in {"+", *_ARROWS}) for place, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    if word in _ARROWS:
        return _ARROWS[word]
    if word in {"v", "^", "+"}:
        return {"v": "↓", "^": "↑", "+": "+"}[word]
    if first and re.fullmatch(r"\d+(?:[./]\d+)?", word):
        return word
    shown, at, last = "", 0, ""
    while at < len(word):
        state = _STATE.match(word, at)
        if state and shown:
            shown, at, last = shown + state[0], state.end(), "state"
            continue
        match = _WORD.match(word, at)
        # A number behind an element or a bracket is its count.
        count = re.compile(r"\d+").match(word, at) if last in {"element", "close"} else None
        if count:
            shown, at, last = shown + _all(count[0], LOWERED), count.end(), "count"
            continue
        if match is None or (match.lastgroup == "amount" and shown and last != "dot"):
            raise UnknownTeXError(word)
        kind = match.lastgroup or ""
        if kind == "loose" and last not in {"element", "close", "count", "low", "open"}:
            raise UnknownTeXError(word)
        if kind in {"high", "charge"} and last == "amount":
            raise UnknownTeXError(word)
        shown, at, last = shown + _piece(kind, match[kind]), match.end(), kind
    return shown


def _piece(kind: str, text: str) -> str:
    if kind in {"high", "charge", "loose"}:
        return _all(text, RAISED)
    if kind in {"low", "count"}:
        return _all(text, LOWERED)
    return {"bond": _BONDS.get(text, ""), "dot": "·"}.get(kind, text)


def _all(text: str, letters: dict[str, str]) -> str:
    if not text or any(letter not in letters for letter in text):
        raise UnknownTeXError(text)
    return "".join(letters[letter] for letter in text)
