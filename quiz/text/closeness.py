"""Closeness: how far one writing is from another, whether it is only misspelt, and where the two differ."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, TypeAlias

from attrs import frozen

from quiz.text.normal import bare, folded, script

Op: TypeAlias = Literal["same", "missing", "extra", "wrong"]

LONGEST_COMPARED = 1000
"""Longer texts are never called close: a slip in an essay is not what a near miss is about, and the comparison is quadratic."""

_DIGITS = re.compile(r"\d+")
# Those of kings and wars; `DC` and `MD` are more often no numbers.
_ROMAN = re.compile(r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")
_WORDS = re.compile(r"[\s\-'/,.;:()]+")
_JOINERS = frozenset("\u200c\u200d")
_DENSE = frozenset({"ARABIC", "HEBREW", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "SYRIAC"})
# Prefixes that turn a word into its opposite: a whole other word, however few letters it takes.
_OPPOSITES = (
    ("hyper", "hypo"), ("endo", "exo"), ("inter", "intra"), ("macro", "micro"), ("maxi", "mini"), ("ab", "ad"), ("in", "ex"),
    ("im", "ex"), ("im", "em"), ("un", ""), ("in", ""), ("im", ""), ("ir", ""), ("il", ""), ("non", ""), ("dis", ""),
)  # fmt: skip


@frozen
class Piece:
    """A run of letters in the comparison of a given and a right writing.

    `same` and `missing` pieces together spell the right writing; `same`, `extra` and `wrong` pieces the given one. A `wrong`
    piece is always followed by the `missing` one that should stand in its place.
    """

    op: Op
    text: str


def distance(a: str, b: str) -> int:
    """Return how many letters must be put in, left out, replaced or swapped with their neighbour to turn `a` into `b`.

    This is the Damerau-Levenshtein distance in its restricted form (optimal string alignment).
    """
    from rapidfuzz.distance import OSA

    return int(OSA.distance(a, b))


def allowance(letters: int, *, dense: bool = False) -> int:
    """Return how many slips a word of so many letters may have: none below 4, one up to 7, two from 8 on.

    Scripts that write few or no vowels, or whole syllables, are dense: none below 5, one up to 9, two from 10 on.
    """
    if dense:
        return 0 if letters < 5 else 1 if letters < 10 else 2
    return 0 if letters < 4 else 1 if letters < 8 else 2


def close(a: str, b: str) -> bool:
    """Say whether one writing is a near miss of the other, so that the learner knew the word but misspelt it.

    Case, accents, punctuation and spaces do not count. Digits and Roman numerals must agree, each word must itself be close
    (`North Korea` is not nearly `South Korea`), and opposites (`hyper-`, `hypo-`) never are. Equal writings are close.
    """
    if len(a) > LONGEST_COMPARED or len(b) > LONGEST_COMPARED:
        return False
    one, other = bare(a), bare(b)
    if one == other:
        return len(one) > 1 or len(folded(a)) == len(folded(b))
    most = allowance(max(len(one), len(other)), dense=script(b) in _DENSE)
    if abs(len(one) - len(other)) > most or _DIGITS.findall(one) != _DIGITS.findall(other) or not one or not other:
        return False
    if not same_numerals(a, b):
        return False
    return distance(one, other) <= most and not _opposite(one, other) and _words_close(a, b)


def same_numerals(a: str, b: str) -> bool:
    """Say whether both have the same Roman numerals. What stands in capitals in one may stand in small letters in the other."""
    return _has_numerals_of(a, b) and _has_numerals_of(b, a)


def diff(given: str, right: str, *, exact: bool = False) -> tuple[Piece, ...]:
    """Return the runs in which `given` and `right` agree and differ. Letters keep their accents and combining marks.

    Unless `exact`, letters that differ only in case agree, and are shown as the right writing has them.
    """
    from rapidfuzz.distance import Levenshtein

    one, other = letters(given), letters(right)
    keys = (one, other) if exact else ([letter.casefold() for letter in one], [letter.casefold() for letter in other])
    pieces: list[Piece] = []
    for step in Levenshtein.opcodes(*keys):
        gone, wanted = "".join(one[step.src_start : step.src_end]), "".join(other[step.dest_start : step.dest_end])
        match step.tag:
            case "equal":
                pieces.append(Piece("same", wanted))
            case "insert":
                pieces.append(Piece("missing", wanted))
            case "delete":
                pieces.append(Piece("extra", gone))
            case _:
                pieces += Piece("wrong", gone), Piece("missing", wanted)
    return tuple(pieces)


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that `word` was probably meant to be, or nothing when none is near.

    Near is within a third of the letters; of several equally near ones the first is returned.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    listed = list(candidates)
    key = bare(word)
    forms = [bare(candidate) for candidate in listed]
    found = process.extractOne(key, forms, scorer=OSA.distance, processor=None, score_cutoff=max(1, len(key) // 3))
    if found is None or (len(key) < 3 and found[1]):
        return None
    return listed[int(found[2])]


def letters(text: str) -> list[str]:
    """Split text into letters as a reader sees them: combining marks stay with their base, joined emoji together."""
    found: list[str] = []
    joined = False
    for character in unicodedata.normalize("NFC", text):
        belongs = character in _JOINERS or (not character.isascii() and unicodedata.category(character)[0] == "M")
        if found and (belongs or joined):
            found[-1] += character
        else:
            found.append(character)
        joined = character == "\u200d"
    return found


def _words_close(a: str, b: str) -> bool:
    ones, others = ([bare(word) for word in _WORDS.split(folded(text)) if word] for text in (a, b))
    if len(ones) != len(others):
        # A whole word more or less is no slip of the finger: `New Delhi` is not nearly `Delhi`.
        return not (set(ones) <= set(others) or set(others) <= set(ones))
    if len(ones) == 1:
        return True
    return all(
        one == other or (distance(one, other) <= allowance(max(len(one), len(other))) and not _opposite(one, other))
        for one, other in zip(ones, others, strict=True)
    )


def _has_numerals_of(one: str, other: str) -> bool:
    numerals = _ROMAN.findall(other)
    return not numerals or set(numerals) <= set(_WORDS.split(one.upper()))


def _opposite(one: str, other: str) -> bool:
    for first, second in _OPPOSITES:
        for a, b in ((one, other), (other, one)):
            if a.startswith(first) and b.startswith(second) and a[len(first) :] == b[len(second) :]:
                return True
    return False
