"""Leading articles by language: what may be left out, and what tells a learner of the language the gender."""

import re
from collections.abc import Mapping
from functools import lru_cache

_GENDERS: Mapping[str, Mapping[str, str]] = {
    "en": {"the": "", "a": "", "an": ""},
    "fr": {"le": "m", "un": "m", "la": "f", "une": "f", "les": "mf", "des": "mf", "l'": "mf"},
    "de": {"der": "m", "die": "fp", "das": "n", "dem": "mn", "den": "mp", "des": "mn", "ein": "mn", "eine": "f", "einen": "m",
           "einem": "mn", "einer": "f"},
    "es": {"el": "m", "la": "f", "los": "m", "las": "f", "lo": "m", "un": "m", "una": "f", "unos": "m", "unas": "f"},
    "it": {"il": "m", "lo": "m", "la": "f", "i": "m", "gli": "m", "le": "f", "un": "m", "uno": "m", "una": "f", "l'": "mf",
           "un'": "f"},
    "pt": {"o": "m", "a": "f", "os": "m", "as": "f", "um": "m", "uma": "f", "uns": "m", "umas": "f"},
    "nl": {"de": "c", "het": "n", "een": "cn", "'t": "n", "'n": "cn"},
    "ca": {"el": "m", "la": "f", "els": "m", "les": "f", "l'": "mf", "un": "m", "una": "f"},
    "gl": {"o": "m", "a": "f", "os": "m", "as": "f", "un": "m", "unha": "f"},
    "ro": {"un": "mn", "o": "f", "niște": "mfn"},
    "sv": {"en": "c", "ett": "n", "den": "c", "det": "n"},
    "da": {"en": "c", "et": "n", "den": "c", "det": "n"},
    "nb": {"en": "m", "ei": "f", "et": "n", "den": "mf", "det": "n"},
    "no": {"en": "m", "ei": "f", "et": "n", "den": "mf", "det": "n"},
    "el": {"ο": "m", "η": "f", "το": "n", "οι": "mf", "τα": "n", "ένας": "m", "μία": "f", "μια": "f", "ένα": "n"},
    "hu": {"a": "", "az": "", "egy": ""},
    "eo": {"la": ""},
    "ga": {"an": "", "na": ""},
    "cy": {"y": "", "yr": "", "'r": ""},
    "ar": {"ال": ""},
}  # fmt: skip

_ATTACHED = frozenset({"ال"})


def _pattern(articles: Mapping[str, str]) -> re.Pattern[str]:
    # An article that ends in an apostrophe stands directly before its word; so does the Arabic one, before three letters or more.
    apart = [re.escape(article) for article in articles if not article.endswith("'") and article not in _ATTACHED]
    elided = [re.escape(article) for article in articles if article.endswith("'")]
    attached = [f"{article}(?=\\w{{3}})" for article in articles if article in _ATTACHED]
    choices = [f"(?:{'|'.join(apart)})(?=\\s)"] if apart else []
    return re.compile(f"({'|'.join([*choices, *elided, *attached])})\\s*(?=\\S)")


_PATTERNS = {lang: _pattern(articles) for lang, articles in _GENDERS.items()}


@lru_cache(maxsize=4096)
def split_article(text: str, lang: str) -> tuple[str, str]:
    """Split folded text into its leading article, or nothing, and the rest. `lang` is a primary tag such as `de`."""
    pattern = _PATTERNS.get(lang)
    match = pattern.match(text) if pattern else None
    return (match[1], text[match.end() :]) if match else ("", text)


def clash(one: str, other: str, lang: str) -> bool:
    """Say whether two articles cannot stand before the same word, as `der` and `das` cannot."""
    genders = _GENDERS.get(lang, {})
    ones, others = genders.get(one, ""), genders.get(other, "")
    return bool(ones and others) and not set(ones) & set(others)
