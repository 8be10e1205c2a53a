import pytest

from quiz.cards.typed_periods import month_by_roman, periods
from quiz.text.normal import folded

READINGS = {
    "1950s": "195X", "the 1950s": "195X", "1950's": "195X", "1900s": "190X 19XX", "fifties": "195X",
    "the nineteen-twenties": "192X", "nineties": "199X",
    "1950": "", "1950.": "", "1950er": "195X", "1950er jahre": "195X", "50er jahre": "195X", "die 50er": "195X",
    "années 1950": "195X",
    "les années 50": "195X", "años 50": "195X", "década de 1950": "195X", "anni '50": "195X", "lata 50.": "195X", "50.": "",
    "50": "", "1950-е годы": "195X",
    "1950-х": "195X", "1950年代": "195X", "20世纪50年代": "195X", "1980-talet": "198X", "190年代": "019X", "1955s": "",
    "19th century": "1801/1900 18XX", "19 century": "1801/1900 18XX", "the nineteenth century": "1801/1900 18XX",
    "first century": "0001/0100",
    "twenty-first century": "2001/2100 20XX", "umpteenth century": "", "0th century": "", "century": "",
    "xixe siècle": "1801/1900 18XX",
    "xix siecle": "1801/1900 18XX", "siglo xviii": "1701/1800 17XX", "ixth century": "", "ix век": "0801/0900 08XX",
    "19. jahrhundert": "1801/1900 18XX",
    "19. jh.": "1801/1900 18XX", "19世紀": "1801/1900 18XX", "19세기": "1801/1900 18XX", "القرن 19": "1801/1900 18XX",
    "19वीं सदी": "1801/1900 18XX",
    "19ος αιώνας": "1801/1900 18XX", "1800-talet": "18XX", "2000-luku": "20XX", "1980-luku": "198X",
    "xiv secolo": "1301/1400 13XX",
    "summer 1969": "1969-22", "spring of 1969": "1969-21", "the autumn of 969": "0969-23", "fall 1969": "1969-23",
    "winter 1969": "1969-24 1968-24",
    "printemps 1968": "1968-21", "1969年の夏": "1969-22", "1969年夏天": "1969-22", "лето 1941 года": "1941-22", "summer": "",
    "summer 69": "",
    "q3 2025": "2025-07/2025-09", "2025-q1": "2025-01/2025-03", "q4/2025": "2025-10/2025-12", "q5 2025": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize("text", READINGS)
def test_read(text: str) -> None:
    assert READINGS[text].split() == [date.edtf for date in periods(folded(text), folded(text), before=False)]


def test_centuries_before_christ() -> None:
    found = [date.edtf for date in periods("5th century bc", "5th century", before=True)]
    assert ["-0499/-0400"] == found
    assert ["-0099/0000"] == [date.edtf for date in periods("1st century bc", "1st century", before=True)]
    assert [] == list(periods("1950s bc", "1950s", before=True))


def test_months_by_roman_numerals() -> None:
    numerals = "i ii iii iv v vi vii viii ix x xi xii"
    assert list(range(1, 13)) == [month_by_roman(numeral) for numeral in numerals.split()]
    assert [0, 0, 0, 0] == [month_by_roman(text) for text in ("xiii", "", "a", "iiiii")]
