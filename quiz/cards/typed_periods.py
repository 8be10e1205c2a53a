"""Periods in answers: decades, centuries, seasons and quarters, as `1950s`, `XIXe siècle`, `20世纪50年代` or `summer 1969`."""

import re
from collections.abc import Iterator, Mapping

from quiz.facts.dates import Date

_CENTURY = re.compile(
    r"\b(?:century|centuries|cent\.|jahrhunderts?|jhdt\.?|jh\.?|si[eè]cle|siglo|s[eé]culo|secolo|segle|eeuw|wieku?|stolet[ií]|"
    r"[åa]rhundre(?:de?t?|t)?|vuosisata|yüzyıl|yy\.|век[еа]?|століття|αιώνα[σς]?|αι\.|thế kỷ|abad)(?!\w)|"
    r"世[紀纪]|세기|القرن|(?:ה)?מאה|शताब्दी|सदी|ศตวรรษที่"
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth twenty-first"
)
_NUMBER = re.compile(
    r"(?:(?:the|le|il|el|o|la|in|im|au|en|no)\s+|ال|ה-|第)*"
    r"(?:(?P<digits>\d{1,2})\s?(?:st|nd|rd|th|e|de|ste|er|[eè]me|os|οσ|\.|º|ª|-?[йго]{1,2}|वीं|वी|\.?\s?,)?|"
    r"(?P<roman>[ivx]{1,5})(?:e|[eè]me|-?[йго]{1,2}|º)?|(?P<word>[a-z]{5,11}(?:-first)?))\s*"
)
_CENTURY_OF_YEARS = re.compile(r"(\d{1,2})00-(?:talet|tallet|luku)")
# Where only the tens are said, the century before last is not meant.
_DECADE = re.compile(
    r"(?:the\s+|in\s+|die\s+|les\s+|los\s+|gli\s+|os\s+|de\s+)*"
    r"(?:(?:ann[ée]es|a[ñn]os|d[ée]cad[ae] de(?: los)?|anni|anos|jaren|anys|lata|години|година|δεκαετία (?:του )?)\s*)?"
    r"['’]?(?P<tens>\d{2,3}0|\d0)\s*"
    r"(?P<sign>['’]?s|er(?:[ -]?jahren?)?|-?е(?: годы| года)?|-?х(?: годов)?|-?ті(?: роки)?|"
    r"-(?:talet|tallet|luku)|'l[ae]r|年代|년대|\.)?"
)
_DECADE_WORDS = re.compile(r"a[ñn]os|ann[ée]es|d[ée]cad|anni|anos|jaren|anys|lata|δεκαετία")
_DECADE_OF_CENTURY = re.compile(r"(\d{1,2})世[紀纪](\d)0年代")
_SPOKEN_DECADE = re.compile(r"(?:the\s+)?(?:nineteen[- ])?(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies")
_SPOKEN_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
# Spring, summer, autumn and winter by the numbers that EDTF gives them.
_SEASONS: Mapping[int, tuple[str, ...]] = {
    21: (
        "spring",
        "frühling",
        "frühjahr",
        "printemps",
        "primavera",
        "lente",
        "voorjaar",
        "wiosna",
        "весна",
        "весной",
        "春",
        "봄",
    ),
    22: ("summer", "sommer", "été", "verano", "estate", "verão", "zomer", "lato", "лето", "летом", "夏", "여름"),
    23: (
        "autumn",
        "fall",
        "herbst",
        "automne",
        "otoño",
        "autunno",
        "outono",
        "herfst",
        "jesień",
        "осень",
        "осенью",
        "秋",
        "가을",
    ),
    24: ("winter", "hiver", "invierno", "inverno", "zima", "зима", "зимой", "冬", "겨울"),
}
_SEASON_OF = {word: number for number, words in _SEASONS.items() for word in words}
_WINTER = 24
_SEASON = re.compile(
    rf"(?:the\s+|in\s+|im\s+|en\s+|au\s+)*(?:(?P<word>{'|'.join(_SEASON_OF)})\s*(?:of\s+|de\s+|del\s+|do\s+)?(?P<year>\d{{3,4}})|"
    rf"(?P<year_first>\d{{3,4}})\s*年?[のに]?\s*(?P<word_last>{'|'.join(_SEASON_OF)})天?)(?:\s*(?:г\.?|года?|r\.))?"
)
_QUARTER = re.compile(r"q([1-4])[ /]?(\d{4})|(\d{4})[ -]?q([1-4])")


def periods(text: str, stem: str, *, before: bool) -> Iterator[Date]:
    """Yield every period that folded `text` can be read as.

    `stem` is the text without its era, and `before` says whether that is the one before Christ.
    """
    yield from _centuries(stem, before=before)
    if before:
        return
    yield from _decades(text)
    if season := _SEASON.fullmatch(text):
        year, number = int(season["year"] or season["year_first"]), _SEASON_OF[season["word"] or season["word_last"]]
        yield Date(year, season=number)
        if number == _WINTER:
            # The winter of a year may be the one that ends in it.
            yield Date(year - 1, season=number)
    if quarter := _QUARTER.fullmatch(text):
        year, number = int(quarter[2] or quarter[3]), int(quarter[1] or quarter[4])
        yield Date(year, 3 * number - 2, end=Date(year, 3 * number))


def _centuries(stem: str, *, before: bool) -> Iterator[Date]:
    if years := _CENTURY_OF_YEARS.fullmatch(stem):
        yield Date(100 * int(years[1]), unspecified="century")
    rest = _CENTURY.sub(" ", stem, count=1)
    match = _NUMBER.fullmatch(rest.strip(" -")) if rest != stem else None
    number = _ordinal(match) if match else 0
    if not 1 <= number <= 99:
        return
    if before:
        yield Date(1 - 100 * number, end=Date(100 - 100 * number))
        return
    yield Date(100 * number - 99, end=Date(100 * number))
    # What begins with 18 is what most people, and `18XX`, mean by the nineteenth.
    if number > 1:
        yield Date(100 * number - 100, unspecified="century")


def _ordinal(match: re.Match[str]) -> int:
    if match["digits"]:
        return int(match["digits"])
    if match["roman"]:
        return _roman(match["roman"])
    ordinals = _ORDINALS.split()
    return ordinals.index(match["word"]) + 1 if match["word"] in ordinals else 0


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _decades(text: str) -> Iterator[Date]:
    if of_century := _DECADE_OF_CENTURY.fullmatch(text):
        yield Date(100 * (int(of_century[1]) - 1) + 10 * int(of_century[2]), unspecified="decade")
    spoken = _SPOKEN_DECADE.fullmatch(text)
    if spoken:
        yield Date(1920 + 10 * _SPOKEN_TENS.index(spoken[1]), unspecified="decade")
    decade = _DECADE.fullmatch(text)
    # A number alone is a year, and so is one with a full stop, unless a word for years stands before it.
    if decade and (decade["sign"] not in {None, "."} or _DECADE_WORDS.search(text)):
        first = int(decade["tens"])
        first += 1900 if first < 100 else 0
        if first % 100 == 0 and (decade["sign"] or "").startswith("-") and decade["sign"][1:2] in "tl":
            # `1800-talet` is the whole century.
            return
        yield Date(first, unspecified="decade")
        if first % 100 == 0:
            yield Date(first, unspecified="century")


def month_by_roman(numeral: str) -> int:
    """Return the month that a Roman numeral (lower case, `i` to `xii`) counts, or 0."""
    number = _roman(numeral) if re.fullmatch("[ivx]{1,4}", numeral) else 0
    return number if number <= 12 else 0
