"""Dates in answers: what a learner may have meant by `3/9/2025`, `2 сентября 1945` or `前221年`."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from quiz.cards.han_numbers import with_digits
from quiz.cards.spelling import primary
from quiz.cards.typed_periods import month_by_roman, periods
from quiz.facts.dates import Date, days_in_month, parse_date
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
    "da": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "nb": "jan feb mar apr mai jun jul aug sep okt nov des",
    "fi": "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu",
    "cs": "led úno bře dub kvě červn|červen červenc|červec srp zář říj lis pro",
    "hu": "jan feb már ápr máj jún júl aug szep okt nov dec",
    "ro": "ian feb mar apr mai iun iul aug sep oct noi|nov dec",
    "ca": "gen feb mar abr mai jun jul ag set oct nov des",
    "bg": "яну фев мар апр май юни юли авг сеп окт ное дек",
    "id": "jan feb mar apr mei jun jul agu sep okt nov des",
    "th": "มกร กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "he": "ינואר פברואר מרץ|מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "hi": "जन फर|फ़र मार्च अप्रै मई जून जुला अग सितं|सित अक्तू|अक्टू नवं|नव दिसं|दिस",
}
_BEGINNINGS = {
    lang: sorted(
        ((bare(start), number) for number, starts in enumerate(months.split(), start=1) for start in starts.split("|")),
        key=lambda beginning: -len(beginning[0]),
    )
    for lang, months in _MONTHS.items()
}
_PARTED = re.compile(r"(\d{1,4})\s*[./\-]\s*(\d{1,4})(?:\s*[./\-]\s*(\d{1,4}))?\.?")
_HAN = re.compile(
    r"(?:公元|西暦|紀元|기원)?(?P<before>前|전)?\s*(?P<year>\d{1,4})\s*[年년](?:\s*(?P<month>\d{1,2})\s*[月월](?:\s*(?P<day>\d{1,2})\s*[日号號일])?)?"
)
_ERA_YEAR = re.compile(r"(明治|大正|昭和|平成|令和)\s*(元|\d{1,2})\s*年")
_ERAS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}
_BUDDHIST = re.compile(r"(?:พ\.?\s?ศ\.?|พุทธศักราช)\s*(\d{4})$")
_VIETNAMESE = re.compile(r"(?:(?:ngày\s+)?(\d{1,2})\s+)?tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{3,4})")
_ROMAN_MONTH = re.compile(r"(\d{1,2})[.\s]+([ivx]{1,4})[.\s]+(\d{4})")
_BEFORE = re.compile(
    r"\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?chr\.?|v\.?\s?u\.?\s?z\.?|av\.?\s?j\.?-?\s?c\.?|"
    r"a\.?\s?de?\.?\s?c\.?|a\.?\s?c\.?|"
    r"p\.?\s?n\.?\s?e\.?|"
    r"(?:г(?:од[ау]?)?\.?\s*)?до\s+н\.?\s?э\.?|π\.?\s?χ\.?|m\.?\s?ö\.?|f\.?\s?kr\.?|ق\.?\s?م\.?|לפנה[\"״]ס|ई\.?\s?पू\.?)$"
)
_AFTER = re.compile(
    r"\s*(?:a\.?\s?d\.?|c\.?\s?e\.?|n\.?\s?chr\.?|ap\.?\s?j\.?-?\s?c\.?|d\.?\s?c\.?|n\.?\s?e\.?|н\.?\s?э\.?|μ\.?\s?χ\.?)$"
)
_PREPOSITION = re.compile(r"^(?:in|on)\s+(?=\S)", re.IGNORECASE)
_SPAN = re.compile(r"(?:(?:between|from)\s+)?(\d{3,4})\s*(?:-|to|and)\s*(\d{3,4})")
_WORDS = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0962\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e][^\W_]*)*")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|e|-?го)?")


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


def _all_readings(text: str, lang: str) -> Iterator[Date]:
    parted = _PARTED.fullmatch(text)
    if parted:
        yield from _parted(parted[1], parted[2], parted[3])
    span = _SPAN.fullmatch(text)
    if span and int(span[1]) <= int(span[2]):
        yield Date(int(span[1]), end=Date(int(span[2])))
    yield from _east_asian(with_digits(text))
    if buddhist := _BUDDHIST.search(text):
        text = f"{text[: buddhist.start()]}{int(buddhist[1]) - 543}"
        yield from _date(int(buddhist[1]) - 543) if buddhist.start() == 0 else ()
    if vietnamese := _VIETNAMESE.fullmatch(text):
        yield from _date(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1] or 0) or None)
    if roman := _ROMAN_MONTH.fullmatch(text):
        yield from _date(int(roman[3]), month_by_roman(roman[2]) or 13, int(roman[1]))
    before = _BEFORE.search(text)
    stem = text[: before.start()] if before else _AFTER.sub("", text)
    yield from periods(with_digits(text), with_digits(stem).strip(), before=before is not None)
    if stem != text and re.fullmatch(r"(?:c\.?\s*)?\d{1,5}", stem):
        year = int(re.sub(r"\D", "", stem))
        yield from _date(1 - year if before else year)
    # People write -55 for 55 BC, which EDTF calls -0054.
    if re.fullmatch(r"-[1-9]\d{0,2}", text):
        yield Date(1 + int(text))
        yield Date(int(text))
    if re.fullmatch(r"\d{3,4}\.", text):
        yield Date(int(text[:-1]))
    for date in _worded(stem, lang):
        yield from _date(1 - date.year, date.month, date.day) if before else (date,)


def _east_asian(text: str) -> Iterator[Date]:
    text = _ERA_YEAR.sub(lambda found: f"{_ERAS[found[1]] - 1 + int(found[2].replace('元', '1'))}年", text)
    if han := _HAN.fullmatch(text):
        year = 1 - int(han["year"]) if han["before"] else int(han["year"])
        yield from _date(year, int(han["month"] or 0) or None, int(han["day"] or 0) or None)


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
