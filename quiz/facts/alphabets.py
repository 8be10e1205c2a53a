"""Which older encoding a text is in, told by how often letters stand beside each other in the languages that are written in it.

Czech in Windows-1252 is full of ø and ì between letters where neither stands, and German from a Macintosh of Š and Ÿ in words.
For every encoding the text costs some bits in each of its languages, as if it were packed by what is known of them: the
encoding in which it costs the least is the likeliest. Nothing here proves one.

What is known of languages is in `letters.txt`: for each the pairs of letters of which one is beyond ASCII (`_` stands for what is
no letter, and `.` before a letter for the letter wherever it stands), or the characters of East Asia, behind the bits that each
costs, `a` for 0 to `o` for 14. `tests/facts/letters.py` counted them in translations of Django (BSD) and CLDR (Unicode-3.0).
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple
from unicodedata import category

_WESTERN: Final = ("de", "fr", "es", "ca", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "ga", "sq")
_CENTRAL: Final = ("pl", "cs", "sk", "hu", "hr", "sl", "ro", "de")
_BALTIC: Final = ("lt", "lv", "et")
_CYRILLIC: Final = ("ru", "uk", "bg", "sr", "mk", "be")
_LATIN: Final = frozenset({*_WESTERN, *_CENTRAL, *_BALTIC, "tr", "vi", "eo"})
_EAST_ASIAN: Final = frozenset({"ja", "zh", "tw", "ko"})
ENCODINGS: Final[Mapping[str, tuple[int, tuple[str, ...]]]] = {
    "cp1252": (0, (*_WESTERN, "et")), "cp1250": (3, _CENTRAL), "cp1251": (2, _CYRILLIC), "cp1253": (2, ("el",)),
    "cp1254": (3, ("tr",)), "cp1255": (3, ("he",)), "cp1256": (2, ("ar", "fa")), "cp1257": (4, _BALTIC), "cp1258": (5, ("vi",)),
    "cp874": (2, ("th",)), "cp932": (0, ("ja",)), "gb18030": (0, ("zh",)), "cp950": (0, ("tw",)), "cp949": (0, ("ko",)),
    "euc_jp": (2, ("ja",)), "koi8-r": (2, ("ru", "bg")), "koi8-u": (4, ("uk", "ru", "be")), "iso8859-2": (4, _CENTRAL),
    "iso8859-3": (6, ("eo",)), "iso8859-5": (6, _CYRILLIC), "iso8859-6": (6, ("ar",)), "iso8859-7": (4, ("el",)),
    "iso8859-8": (4, ("he",)), "iso8859-13": (6, _BALTIC), "iso8859-15": (6, (*_WESTERN, "et")), "iso8859-16": (9, ("ro",)),
    "mac_roman": (8, _WESTERN), "mac_latin2": (10, _CENTRAL), "mac_cyrillic": (8, _CYRILLIC), "mac_greek": (10, ("el",)),
    "mac_turkish": (12, ("tr",)), "cp850": (8, _WESTERN), "cp852": (10, _CENTRAL), "cp866": (6, ("ru", "bg", "be")),
    "cp437": (10, _WESTERN), "cp857": (12, ("tr",)), "cp775": (12, _BALTIC), "cp737": (12, ("el",)),
}  # fmt: skip
"""How many bits each encoding costs for being rare, and the languages that are written in it."""
_COMMON: Final = frozenset("“”„‘’‚«»‹›–—…€£°§©®™•·×÷½¼¾±²³µ¿¡ºª№′″−、。，：；！？（）「」『』・〜\xa0\u3000")
_IN_WORDS: Final = frozenset("’·ªº\u200c\u200d")
_BEFORE_WORDS: Final = frozenset("“„‘‚«‹¿¡–—…·•’\xa0")
_BEHIND_WORDS: Final = frozenset("”’»›…°®™ªº²³·–—\xa0")
_COMMON_SIGN, _SIGN, _SIGN_IN_WORD, _SIGN_AT_WORD = 6, 18, 14, 8
_STRANGE, _SELDOM, _BEHIND = 16, 3, 8
_BORROWED: Final = 3
"""For what another language has that is written in the same encoding: names stay as they are."""
_CASE: Final = 6
"""For a capital behind a small letter."""
_FOREIGN: Final = {"single": 10, "double": 6}
"""For a letter of another script beside one of ASCII."""
_LEVELS: Final[Mapping[str, tuple[tuple[int, int, int], ...]]] = {
    "gb18030": ((0xB0, 0xD7, 13), (0xA1, 0xA3, 10)), "cp950": ((0xA4, 0xC6, 14), (0xA1, 0xA3, 11)),
    "cp949": ((0xB0, 0xC8, 13), (0xA1, 0xA1, 11)), "cp932": ((0x82, 0x83, 10), (0x81, 0x81, 11), (0x88, 0x97, 13)),
    "euc_jp": ((0xA4, 0xA5, 10), (0xA1, 0xA1, 11), (0xB0, 0xCF, 13)),
}  # fmt: skip
"""The bits of characters that `letters.txt` lacks, by their first byte: from, to, bits. The standards put frequent ones first."""
_RARE, _RAREST, _HALF = 17, 20, 13


_LONGEST: Final = 4
"""Bytes of one character at the most."""


class Guess(NamedTuple):
    """An encoding that a text may be in."""

    encoding: str
    bits: float
    """How improbable the text is in it."""
    text: str

    @property
    def rate(self) -> float:
        """The bits for each letter or sign beyond ASCII."""
        return self.bits / max(1, sum(not letter.isascii() for letter in self.text))


def guesses(data: bytes) -> list[Guess]:
    """Return the encodings that text may be in, the likeliest first. Of a text in ASCII none is likelier than the others."""
    found = []
    for name, (rare, languages) in ENCODINGS.items():
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(data) - _LONGEST:  # what was cut off at the end is no mistake
                continue
            text = data.decode(name, "ignore")
        found.append(Guess(name, rare + _bits(text, name, languages), text))
    return sorted(found, key=lambda guess: guess.bits)


def rate(data: bytes, encoding: str) -> float:
    """Return the bits that each letter or sign beyond ASCII costs in one of `ENCODINGS`."""
    text = data.decode(encoding, "replace")
    return Guess(encoding, _bits(text, encoding, ENCODINGS[encoding][1]), text).rate


def _bits(text: str, encoding: str, languages: tuple[str, ...]) -> float:
    """Return how many bits a text costs in the language of these in which it costs the least. Text in ASCII costs nothing."""
    triples = Counter(zip("\n" + text, text, text[1:] + "\n", strict=False))
    double = languages[0] in _EAST_ASIAN
    foreign = 0 if languages[0] in _LATIN else _FOREIGN["double" if double else "single"]
    shared = 0.0
    pairs: Counter[tuple[str, str]] = Counter()
    for (before, letter, behind), count in triples.items():
        if letter.isascii():
            continue
        one, other, next_one = _kind(before), _kind(letter), _kind(behind)
        if other == "_":
            shared += count * (_COMMON_SIGN if letter in _COMMON else _SIGN)
            shared += 0 if double else count * _misplaced(letter, behind=one != "_", before=next_one != "_")
            continue
        if foreign:
            shared += count * foreign * ((one.isascii() and one != "_") + (next_one.isascii() and next_one != "_"))
        shared += count * _CASE * ((before.islower() and letter.isupper()) + (letter.islower() and behind.isupper()))
        pairs[one, other] += count
        if behind.isascii() and not double:
            pairs[other, next_one] += count
    if double:
        known = _known(languages[0])
        return shared + sum(count * known.get(other, _level(other, encoding)) for (_, other), count in pairs.items())
    common = _common(languages)
    borrowed = {pair: _pair_bits(*pair, common) + _BORROWED for pair in pairs}
    return shared + min(
        sum(count * min(_pair_bits(*pair, known), borrowed[pair]) for pair, count in pairs.items())
        for known in map(_known, languages)
    )


def _misplaced(sign: str, *, behind: bool, before: bool) -> int:
    """Return what a sign costs where it hardly stands: in a word, behind one, or before one."""
    if behind and before:
        return 0 if sign in _IN_WORDS else _SIGN_IN_WORD
    return _SIGN_AT_WORD if (behind and sign not in _BEHIND_WORDS) or (before and sign not in _BEFORE_WORDS) else 0


def _pair_bits(one: str, other: str, known: Mapping[str, int]) -> int:
    found = known.get(one + other)
    if found is None:
        return _BEHIND if other.isascii() else min(_STRANGE, known.get("." + other, _STRANGE) + _SELDOM)
    return found


@lru_cache(4096)
def _kind(letter: str) -> str:
    """Return a letter as `letters.txt` has it: small, and `_` for what is none."""
    return letter.lower()[:1] if letter.isalpha() or category(letter).startswith("M") else "_"


@lru_cache(4096)
def _level(letter: str, encoding: str) -> int:
    """Return the bits that a character of East Asia costs by its place in the standard."""
    data = letter.encode(encoding, "replace")
    if len(data) == 1:
        return _HALF
    if len(data) > 2:
        return _RAREST
    return next((bits for first, last, bits in _LEVELS[encoding] if first <= data[0] <= last), _RARE)


@cache
def _known(language: str) -> Mapping[str, int]:
    """Return the bits of the pairs of letters of a language, or of its characters."""
    return _languages()[language]


@cache
def _common(languages: tuple[str, ...]) -> Mapping[str, int]:
    """Return the bits of pairs of letters in the language of these in which they cost the least."""
    found: dict[str, int] = {}
    for language in languages:
        for pair, bits in _known(language).items():
            found[pair] = min(bits, found.get(pair, bits))
    return found


@cache
def _languages() -> Mapping[str, Mapping[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for line in files("quiz.facts").joinpath("letters.txt").read_text(encoding="utf-8").splitlines():
        language, _, rest = line.partition("\t")
        size = 1 if language in _EAST_ASIAN else 2
        known = found[language] = {}
        for group in rest.split(" "):
            bits = ord(group[0]) - ord("a")
            known.update((group[at : at + size], bits) for at in range(1, len(group), size))
    return found
