"""Dates in answers: what a learner may have meant by `3/9/2025`, `2 сентября 1945` or `前221年`."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from attrs import evolve

from quiz.cards.spelling import primary
from quiz.cards.verdict import Finding, Outcome
from quiz.facts.dates import Date, Day, days_in_month, parse_date
from quiz.facts.relation import Relation
from quiz.text.normal import bare, folded

_LONGEST = 60
# The beginnings that tell the months apart, January first; each language's own, without accents, several forms with a bar.
_MONTHS: Mapping[str, str] = {
    "en": "jan feb mar apr may jun jul aug sep oct nov dec",
    "de": "jan|jän feb mär|mae|mrz apr mai jun jul aug sep okt nov dez",
    "fr": "janv fév mars avr mai juin juil août sept oct nov déc",
    "es": "ene feb mar abr may jun jul ago sep|set oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "nl": "jan feb maa|mrt apr mei jun jul aug sep okt nov dec",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "tr": "oca şub mar nis may haz tem ağu eyl eki kas ara",
    "ru": "янв фев мар апр май|мая июн июл авг сен окт ноя дек",
    "uk": "січ лют бер кві тра чер лип сер вер жов лис гру",
    "el": "ιαν φεβ μαρ απρ μαι|μαϊ ιουν ιουλ αυγ σεπ οκτ νοε|νοεμ δεκ",
    "sv": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "he": "ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "hi": "जन फर|फ़र मार्च अप्रै मई जून जुला अग सितं|सित अक्तू|अक्टू नवं|नव दिसं|दिस",
}
_BEGINNINGS = {
    lang: tuple((bare(start), number) for number, starts in enumerate(months.split(), start=1) for start in starts.split("|"))
    for lang, months in _MONTHS.items()
}
_PARTED = re.compile(r"(\d{1,4})\s*[./\-]\s*(\d{1,4})(?:\s*[./\-]\s*(\d{1,4}))?\.?")
_HAN = re.compile(r"(?:公元|西暦|紀元)?(前)?\s*(\d{1,4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号號])?)?")
_BEFORE = re.compile(
    r"\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?chr\.?|v\.?\s?u\.?\s?z\.?|av\.?\s?j\.?-?\s?c\.?|"
    r"a\.?\s?de?\.?\s?c\.?|a\.?\s?c\.?|"
    r"p\.?\s?n\.?\s?e\.?|"
    r"до\s+н\.?\s?э\.?|π\.?\s?χ\.?|m\.?\s?ö\.?|f\.?\s?kr\.?|ق\.?\s?م\.?|לפנה[\"״]ס|ई\.?\s?पू\.?)$"
)
_AFTER = re.compile(
    r"\s*(?:a\.?\s?d\.?|c\.?\s?e\.?|n\.?\s?chr\.?|ap\.?\s?j\.?-?\s?c\.?|d\.?\s?c\.?|n\.?\s?e\.?|н\.?\s?э\.?|μ\.?\s?χ\.?)$"
)
_PREPOSITION = re.compile(r"^(?:in|on)\s+(?=\S)", re.IGNORECASE)
_SPAN = re.compile(r"(?:(?:between|from)\s+)?(\d{3,4})\s*(?:-|to|and)\s*(\d{3,4})")
_CENTURY = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s*(?:century|jahrhundert|jh\.?|siècle|siglo|secolo|século|век|wiek|世紀|世纪)"
)
_DECADE = re.compile(r"(\d{1,3}0)\s*(?:'?s|er(?: jahre)?|-е|-x|年代)")
_WORDS = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0962\u0963][^\W_]*)*")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|e|-?го)?")
_WIDEST = 100
"""Years: a wider span than a century is no answer to when something was."""


@lru_cache(maxsize=1024)
def dates(text: str, lang: str = "en") -> tuple[Date, ...]:
    """Return every date that `text` can be read as; none when it is no date. Days and months may stand in either order."""
    text = _PREPOSITION.sub("", text.strip())
    cleaned = folded(_ascii_digits(text)).strip(" ,;")
    if not cleaned or len(cleaned) > _LONGEST:
        return ()
    found = list(_all_readings(cleaned, primary(lang)))
    if not found or not _PARTED.fullmatch(cleaned):
        found += _read(text.strip())
    return tuple(dict.fromkeys(found))


def judge_date(right: Date, text: str, relation: Relation, lang: str) -> Finding:
    """Judge a typed date at the precision of the right one.

    A more precise date that agrees is right, a less precise one is close. Of a span of time, any date inside is right. An
    approximate date may be off by a hundredth of its age, at least one year and at most fifty; more where the relation's
    tolerance (in years) says so.
    """
    if folded(text) in {folded(str(right)), folded(right.edtf)}:
        return Finding(Outcome.RIGHT, str(right))
    findings = [_judged(right, typed, relation) for typed in dates(text, lang)]
    known = any(finding.outcome is Outcome.RIGHT for finding in findings)
    if not known and right.precision == "day" and not re.search(r"\d{3}", text):
        # The day and month without the year.
        for typed in (*dates(f"{text} {right.year}", lang), *dates(f"{text.rstrip('.')}.{right.year}", lang)):
            if typed.precision == "day" and _judged(right, typed, relation).outcome is Outcome.RIGHT:
                return Finding(Outcome.CLOSE, str(right), f"the year is missing: {right}")
    if not findings:
        return Finding(Outcome.WRONG, note="the answer is a date")
    return min(findings, key=lambda finding: _ORDER[finding.outcome])


_ORDER: Mapping[Outcome, int] = {Outcome.RIGHT: 0, Outcome.CLOSE: 1, Outcome.WRONG: 2}


def _judged(right: Date, typed: Date, relation: Relation) -> Finding:
    typed = evolve(typed, approximate=False, uncertain=False)
    inside = right.earliest <= typed.earliest and typed.latest <= right.latest
    if inside:
        within = right.precision == "interval" and typed.edtf != evolve(right, approximate=False, uncertain=False).edtf
        return Finding(Outcome.RIGHT, str(right), str(right) if within else "")
    reach = _reach(right, relation)
    if reach and _years(right.earliest, -reach) <= typed.earliest and typed.latest <= _years(right.latest, reach):
        return Finding(Outcome.RIGHT, str(right), f"near enough: {right}")
    contains = typed.earliest <= right.earliest and right.latest <= typed.latest
    if contains and typed.latest[0] - typed.earliest[0] <= _WIDEST:
        return Finding(Outcome.CLOSE, str(right), f"true, but more exactly: {right}")
    if right.precision == "day" and typed.precision == "day":
        if typed.year == right.year and typed.month == right.month:
            return Finding(Outcome.WRONG, note="the month and year are right")
        if typed.year == right.year:
            return Finding(Outcome.WRONG, note="the year is right")
    return Finding(Outcome.WRONG)


def _reach(right: Date, relation: Relation) -> int:
    allowed = int(relation.tolerance.amount) if relation.tolerance and not relation.tolerance.share else 0
    end = right.end
    if right.approximate or (end is not None and end.approximate):
        return max(allowed, min(max(abs(2000 - right.year) // 100, 1), 50))
    return allowed


def _years(day: Day, reach: int) -> Day:
    return (day[0] + reach, *day[1:])


def _all_readings(text: str, lang: str) -> Iterator[Date]:
    parted = _PARTED.fullmatch(text)
    if parted:
        yield from _parted(parted[1], parted[2], parted[3])
    span = _SPAN.fullmatch(text)
    if span and int(span[1]) <= int(span[2]):
        yield Date(int(span[1]), end=Date(int(span[2])))
    century = _CENTURY.fullmatch(text)
    if century and int(century[1]):
        yield Date(100 * int(century[1]) - 99, end=Date(100 * int(century[1])))
    decade = _DECADE.fullmatch(text)
    if decade:
        yield Date(int(decade[1]), end=Date(int(decade[1]) + 9))
    if han := _HAN.fullmatch(text):
        yield from _date(1 - int(han[2]) if han[1] else int(han[2]), int(han[3] or 0) or None, int(han[4] or 0) or None)
    before = _BEFORE.search(text)
    stem = text[: before.start()] if before else _AFTER.sub("", text)
    if stem != text and re.fullmatch(r"(?:c\.?\s*)?\d{1,5}", stem):
        year = int(re.sub(r"\D", "", stem))
        yield from _date(1 - year if before else year)
    # People write -55 for 55 BC, which EDTF calls -0054.
    if re.fullmatch(r"-[1-9]\d{0,2}", text):
        yield Date(1 + int(text))
        yield Date(int(text))
    yield from _worded(stem, lang)


def _parted(first: str, second: str, third: str | None) -> Iterator[Date]:
    one, two = int(first), int(second)
    if third is None:
        yield from _date(one, two) if len(first) > 2 else _date(two, one) if len(second) > 2 else ()
    elif len(first) > 2:
        yield from _date(one, two, int(third))
        yield from _date(one, int(third), two)
    else:
        years = (int(third),) if len(third) > 2 else (1900 + int(third), 2000 + int(third))
        for year in years:
            yield from _date(year, two, one)
            yield from _date(year, one, two)


def _worded(text: str, lang: str) -> Iterator[Date]:
    words = _WORDS.findall(text)
    if not 2 <= len(words) <= 8:
        return
    month, numbers = None, []
    for word in words:
        if ordinal := _ORDINAL.fullmatch(word):
            numbers.append(int(ordinal[1]))
        elif word.isdecimal():
            numbers.append(int(word))
        elif month is None:
            month = _month(bare(word), lang)
    if month is None or not 1 <= len(numbers) <= 2:
        return
    if len(numbers) == 1:
        yield from _date(numbers[0], month)
        return
    day, year = numbers if numbers[0] <= 31 else reversed(numbers)
    yield from _date(year, month, day)


def _month(word: str, lang: str) -> int | None:
    if lang == "he":
        word = word.removeprefix("ב")
    for spoken in dict.fromkeys((lang, "en")):
        for start, number in _BEGINNINGS.get(spoken, ()):
            if len(word) >= len(start) and word.startswith(start):
                return number
    return None


def _date(year: int, month: int | None = None, day: int | None = None) -> Iterator[Date]:
    if month is not None and not 1 <= month <= 12:
        return
    if day is not None and (month is None or not 1 <= day <= days_in_month(year, month)):
        return
    yield Date(year, month, day)


def _read(text: str) -> list[Date]:
    try:
        return [parse_date(text)]
    except ValueError:
        return []


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c if c.isascii() or not c.isdecimal() else str(unicodedata.decimal(c)) for c in text)
