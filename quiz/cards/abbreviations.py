"""Abbreviations in names: `St. Petersburg` for `Saint Petersburg`, `Mt Everest`, `Henry VIII`, and initials such as `U.S.`."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from quiz.text.normal import bare, folded

# Words by their abbreviations, folded. What is a word of its own counts only with its dot.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"st": "saint", "mt": "mount", "mtn": "mountain", "mts": "mountains", "ft": "fort", "pt.": "point", "dr": "doctor",
           "mr": "mister", "prof": "professor", "gen": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant",
           "sgt": "sergeant", "adm": "admiral", "pres": "president", "gov": "governor", "sen": "senator", "rev": "reverend",
           "jr": "junior", "sr": "senior", "co.": "company", "corp": "corporation", "inc.": "incorporated", "ltd": "limited",
           "univ": "university", "inst": "institute", "dept": "department", "intl": "international", "natl": "national",
           "govt": "government", "is.": "islands", "isl": "islands", "rep.": "republic", "dem.": "democratic", "n.": "north",
           "s.": "south", "e.": "east", "w.": "west", "ave": "avenue", "blvd": "boulevard", "rd": "road", "bros": "brothers",
           "vs": "versus", "no.": "number", "approx": "approximately"},
    "fr": {"st": "saint", "ste": "sainte", "mt": "mont", "dr": "docteur", "m.": "monsieur", "mme": "madame",
           "mlle": "mademoiselle",
           "prof": "professeur", "av": "avenue", "bd": "boulevard", "gal": "général"},
    "de": {"st": "sankt", "dr": "doktor", "prof": "professor", "hl": "heiliger", "str": "straße", "nr": "nummer", "bzw":
           "beziehungsweise", "z.": "zum", "d.": "der", "a.": "am", "jr": "junior"},
    "es": {"sta": "santa", "sto": "santo", "s.": "san", "dr": "doctor", "dra": "doctora", "sr": "señor", "sra": "señora",
           "d.": "don", "avda": "avenida", "gral": "general"},
    "it": {"s.": "san", "ss.": "santi", "sta": "santa", "dott": "dottore", "prof": "professore", "sig": "signor"},
    "pt": {"s.": "são", "sta": "santa", "sto": "santo", "dr": "doutor", "sr": "senhor", "sra": "senhora"},
    "nl": {"st": "sint", "dr": "doctor", "prof": "professor", "dhr": "de heer", "mevr": "mevrouw"},
    "ca": {"st": "sant", "sta": "santa"},
    "pl": {"św": "święty", "dr": "doktor", "prof": "profesor"},
    "ru": {"св": "святой", "г.": "город", "им": "имени", "о.": "остров"},
}  # fmt: skip
# At the end of a name these are something else: `Wall St.`, `Mulholland Dr.`
_LAST: Mapping[str, Mapping[str, str]] = {"en": {"st": "street", "dr": "drive", "co.": "county", "pt.": "port"}}
# Of kings, popes and wars, from the second word on; what is a letter too, only at the end.
_ONES = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = {ten + one: str(10 * tens + ones) for tens, ten in enumerate(("", "x", "xx")) for ones, one in enumerate(_ONES, start=1)}
# In answers in any language.
_EVERYWHERE = "en"
_WORD = re.compile(r"[^\s\-]+")
_SMALL = frozenset(
    {"of", "the", "and", "for", "de", "la", "le", "les", "du", "des", "d'", "et", "y", "e", "del", "der", "die", "das", "und",
     "von", "van", "el", "los", "las", "di", "da", "do", "dos", "i", "и"}
)  # fmt: skip
_MOST_INITIALS = 6


@lru_cache(maxsize=65_536)
def spelled_out(text: str, lang: str) -> str:
    """Return folded `text` with every abbreviation written out, and Roman numerals as numbers; `lang` is a primary tag."""
    if _short_words(lang).isdisjoint(word.rstrip(",;").removesuffix(".") for word in text.replace("-", " ").split()):
        return text
    known, last = _WORDS.get(lang, _WORDS[_EVERYWHERE]), _LAST.get(lang, {})
    words = list(_WORD.finditer(text))
    found, end = "", 0
    for place, match in enumerate(words):
        word = match[0].rstrip(",;")
        key = word.removesuffix(".")
        dotted = f"{key}." if word.endswith(".") else ""
        at_end = place == len(words) - 1 and place > 0
        if place > 0 and (at_end or len(key) > 1) and key in _ROMAN:
            out = _ROMAN[key] + match[0][len(key) :]
        else:
            out = ((last.get(key) or last.get(dotted)) if at_end else None) or known.get(key) or known.get(dotted) or match[0]
        found, end = found + text[end : match.start()] + out, match.end()
    return found + text[end:]


@cache
def _short_words(lang: str) -> frozenset[str]:
    known = {**_WORDS.get(lang, _WORDS[_EVERYWHERE]), **_LAST.get(lang, {})}
    return frozenset(word.removesuffix(".") for word in (*known, *_ROMAN))


def initials(name: str) -> str:
    """Return the initials of a name of several words, small words left out; nothing for one word or too many."""
    words = [word for word in folded(name).replace("-", " ").split() if word not in _SMALL]
    return "".join(bare(word)[:1] for word in words) if 2 <= len(words) <= _MOST_INITIALS else ""


def as_initials(typed: str) -> str:
    """Return the letters of an answer that is written as initials (`US`, `U.S.`, `u.s.`), or nothing."""
    letters = typed.replace(".", "").replace(" ", "")
    dotted = typed.count(".") >= len(letters) - 1 > 0
    if 2 <= len(letters) <= _MOST_INITIALS and letters.isalpha() and (letters.isupper() or dotted):
        return bare(letters)
    return ""
