"""Counts how often letters stand beside each other, for `quiz/facts/letters.txt`, in the translations of Django and in CLDR.

    uv run --with django --with babel python -m tests.facts.letters

Names of countries are left out: with them, whatever was counted can be tried.
"""

import re
from ast import literal_eval
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

TARGET = Path(__file__).parents[2] / "quiz" / "facts" / "letters.txt"
LANGUAGES = (
    "de", "fr", "es", "ca", "pt", "it", "nl", "sv", "da", "nb", "fi", "is", "ga", "pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq",
    "ru", "uk", "bg", "sr", "mk", "be", "el", "tr", "he", "ar", "fa", "lt", "lv", "et", "th", "vi", "eo", "ja", "zh", "tw", "ko",
)  # fmt: skip
ELSEWHERE = {"zh": "zh_Hans", "tw": "zh_Hant"}
EAST_ASIAN = {"ja", "zh", "tw", "ko"}
SELDOM = {"fr": "œuf œuvre cœur sœur vœu nœud bœuf mœurs œil\n" * 3, "es": "¿Qué? ¡Olé! pingüino cigüeña\n" * 3}
"""Words with letters that hardly stand in programs."""
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
MOST_CHARACTERS = 900
FORMATTING = re.compile(r"%\(\w+\)s|%[sdi]|\{\w+\}|<[^>]*>|&\w+;|Project-Id-Version.*", re.DOTALL)


def translations(language: str) -> Iterator[str]:
    """Yield the sentences of Django's translation into a language."""
    import django  # type: ignore[import-not-found]

    for path in sorted(Path(django.__file__).parent.glob(f"**/locale/{language}/LC_MESSAGES/*.po")):
        parts: list[str] | None = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("msgstr"):
                if parts:
                    yield FORMATTING.sub("", "".join(parts))
                parts = [literal_eval(line[line.index('"') :])]
            elif line.startswith('"') and parts is not None:
                parts.append(literal_eval(line))
            else:
                if parts:
                    yield FORMATTING.sub("", "".join(parts))
                parts = None


def names(language: str) -> Iterator[str]:
    """Yield the names that CLDR has in a language: of languages, scripts, money, months, cities, units."""
    from babel import Locale  # type: ignore[import-not-found]

    locale: Any = Locale.parse(language)
    for named in (locale.languages, locale.scripts, locale.variants, locale.currencies):
        yield from map(str, named.values())
    for calendar in (locale.months, locale.days, locale.quarters):
        yield from (str(name) for widths in calendar.values() for width in widths.values() for name in width.values())
    yield from (zone["city"] for zone in locale.time_zones.values() if "city" in zone)
    for zone in (*locale.meta_zones.values(), *locale._data["unit_patterns"].values()):
        for width in zone.values():
            if isinstance(width, dict):
                yield from (name.replace("{0}", "") for name in width.values() if isinstance(name, str))


def text_in(language: str) -> str:
    """Return a text in a language, in small letters, as its older encodings write it."""
    source = ELSEWHERE.get(language, language)
    text = "\n".join([*translations(source)] * 3 + [*names(source)]) + "\n" + SELDOM.get(language, "")
    text = normalize("NFC", text).lower()
    if language == "ro":
        text += text.translate({ord("ș"): "ş", ord("ț"): "ţ"})
    if language == "vi":  # Windows-1258 writes tones behind their letters
        text = "".join(map(_with_tone, text))
    return text


def _with_tone(letter: str) -> str:
    parts = normalize("NFD", letter)
    return normalize("NFC", "".join(part for part in parts if part not in TONES)) + "".join(
        part for part in parts if part in TONES
    )


def _kind(letter: str) -> str:
    return letter if letter.isalpha() or category(letter).startswith("M") else "_"


def characters(text: str) -> dict[int, list[str]]:
    """Return the characters of East Asia that stand in a text, by how many bits each costs."""
    counts = Counter(letter for letter in text if ord(letter) > 0x2E00)
    groups: dict[int, list[str]] = defaultdict(list)
    for letter, count in counts.most_common(MOST_CHARACTERS):
        if count > 2:
            groups[round(-log2(count / counts.total()))].append(letter)
    return groups


def pairs(text: str) -> dict[int, list[str]]:
    """Return the pairs of letters of which one is beyond ASCII, and such letters behind a dot, by how many bits each costs."""
    kinds = [_kind(letter) for letter in text]
    single, double, total = Counter(kinds), Counter(pairwise(kinds)), len(kinds)
    usual = {letter for letter, count in single.items() if letter.isascii() or count > 2}
    groups: dict[int, list[str]] = defaultdict(list)
    for letter in sorted(usual):
        if not letter.isascii():
            groups[min(14, round(-log2(single[letter] / total)))].append(f".{letter}")
    for (one, other), count in double.items():
        bits = round(-log2((count + 4 * single[other] / total) / (single[one] + 4)))
        if not (one + other).isascii() and {one, other} <= usual and count > 1 and bits <= 12:
            groups[bits].append(one + other)
    return groups


def main() -> None:
    """Write `letters.txt` anew."""
    lines = []
    for language in LANGUAGES:
        text = text_in(language)
        groups = characters(text) if language in EAST_ASIAN else pairs(text)
        lines.append(
            f"{language}\t" + " ".join(chr(ord("a") + bits) + "".join(sorted(found)) for bits, found in sorted(groups.items()))
        )
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
