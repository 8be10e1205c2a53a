"""Which older encoding a text is in, told by the letters of languages: for Latin scripts, and for pairs of bytes of East Asia.

A language has few letters beyond ASCII, and a text in the wrong encoding shows others: Czech in Windows-1252 is full of ø and ì,
German from a Macintosh full of Š and Ÿ. Nothing here proves an encoding.
"""

import re
from typing import Final

_WESTERN: Final = {
    "French": "àâæçéèêëîïôœùûüÿ",
    "German": "äöüß",
    "Spanish, Catalan": "áéíñóúüàèïòç·ºª¿¡",
    "Portuguese": "áâãàçéêíóôõúºª",
    "Italian": "àèéìíîòóùú",
    "Nordic": "åäöæøéáíóúýðþ",
    "Dutch": "áéëïíóöúüèê",
}
_CENTRAL: Final = {
    "Czech, Slovak": "áäčďéěíĺľňóôŕřšťúůýž",
    "Polish": "ąćęłńóśźż",
    "Hungarian": "áéíóöőúüű",
    "Romanian": "ăâîșțşţ",
    "Croatian, Slovene": "čćđšž",
    "German": "äöüß",
}
_ENCODINGS: Final = {
    "cp1252": _WESTERN, "cp1250": _CENTRAL, "iso8859-2": _CENTRAL, "mac_roman": _WESTERN, "cp850": _WESTERN, "cp852": _CENTRAL,
    "mac_latin2": _CENTRAL,
}  # fmt: skip
"""The languages that each encoding is made for; of equals, the first encoding is taken."""
_SIGNS: Final = frozenset("“”„‘’‚«»‹›–—…€£°§©®™•·×÷½¼¾±²³µ¿¡\xa0º")
_IN_WORDS: Final = re.compile(r"(?<=[^\W\d_])[“”„‚«»‹›…€£°§©®™•×÷½¼¾±µ¶¿¡](?=[^\W\d_])|(?<=[^\W\d_])[£×÷½¼¾±µ¶¤]")
_INSIDE: Final = re.compile(r"(?<=[a-z])[^\W\d_a-z](?=[a-z])")
_BEYOND: Final = re.compile(rb"[\x80-\xff]+")
_KANA: Final = (0xA4, 0xA5)
_FIRST_HAN, _LAST_HANGUL, _LAST_COMMON = 0xB0, 0xC8, 0xD7
_ENOUGH: Final = 0.97
_FEWEST_PAIRS: Final = 6


def latin_encoding(data: bytes) -> str | None:
    """Return the encoding of a text in Latin letters that are all of one language, where in Windows-1252 they are of none.

    Nothing where Windows-1252 may be right, or where none fits.
    """
    found: dict[str, float] = {}
    for name in _ENCODINGS:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        found[name] = _fit(text, name)
    if not found or found.get("cp1252", 0) >= 0.9:
        return None
    best = max(found, key=lambda name: found[name])
    return best if best != "cp1252" and found[best] >= _ENOUGH else None


def _fit(text: str, name: str) -> float:
    """Return the share of letters beyond ASCII that the language with the most of them has; 0 where it is no Latin text."""
    letters = [letter for letter in text if not letter.isascii() and letter not in _SIGNS]
    # A single letter proves no other encoding, but speaks for the usual one.
    if len(set(letters)) < (1 if name == "cp1252" else 2) or len(letters) > 0.5 * sum(map(str.isalpha, text)):
        return 0.0
    wrong = len(_IN_WORDS.findall(text)) + sum(letter.isupper() for letter in _INSIDE.findall(text))
    most = 0.0
    for alphabet in _ENCODINGS[name].values():
        fitting = sum(letter.lower() in alphabet or letter in alphabet for letter in letters)
        most = max(most, (fitting - wrong) / len(letters))
    return most


def double_encoding(data: bytes) -> str | None:
    """Return the encoding of a text whose bytes beyond ASCII all stand in pairs, as those of East Asian texts do."""
    runs = _BEYOND.findall(data)
    pairs = [(run[at], run[at + 1]) for run in runs if not len(run) % 2 for at in range(0, len(run), 2)]
    if len(runs) < 3 or len(pairs) < _FEWEST_PAIRS or any(len(run) % 2 for run in runs):
        return None
    if any(one < 0xA1 or other < 0xA1 for one, other in pairs):
        return None
    first = [one for one, _ in pairs]
    if any(one in _KANA for one in first):
        return "euc_jp"
    han = [one for one in first if one >= _FIRST_HAN]
    if len(han) < _FEWEST_PAIRS or max(han) > _LAST_COMMON:
        return None
    # Korean syllables end before the characters that are so frequent in Chinese.
    return "cp949" if max(han) <= _LAST_HANGUL else "gb18030"
