"""Numbers in Chinese, Japanese and Korean characters, alone or behind digits: `十二`, `一万`, `1億2000万`, `만오천`."""

import re
import unicodedata
from decimal import Decimal

_ONES = {character: number for number, several in enumerate(
    ("〇零○영공", "一壱壹일", "二弐贰貳两兩이", "三参叁參삼", "四肆사", "五伍오", "六陆陸륙육", "七柒칠", "八捌팔", "九玖구"),
) for character in several}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "십": 10, "百": 100, "佰": 100, "백": 100, "千": 1000, "仟": 1000, "천": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "만": 10**4, "亿": 10**8, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
_FORMS = "".join((*_ONES, *_TENS, *_MYRIADS))
_NUMBER = re.compile(f"(?:[{_FORMS}]|\\d+(?:,\\d{{3}})*(?:\\.\\d+)?)+")
_PIECE = re.compile(f"[{_FORMS}]|[\\d,.]+")
_IN_DATE = re.compile(f"[{''.join((*_ONES, *_TENS))}]+(?=\\s*(?:年|月|日|号|號|世紀|世纪|년|월|일|세기))")
_GAP = re.compile(f"(?<=[\\d{_FORMS}])\\s+(?=[{_FORMS}])")
_LONGEST = 40


def han_number(text: str) -> tuple[Decimal, str] | None:
    """Read a number that begins `text` and has at least one such character; return it with what follows, or nothing."""
    text = _GAP.sub("", text)
    match = _NUMBER.match(text)
    if not match or len(match[0]) > _LONGEST or not any(character in _FORMS for character in match[0]):
        return None
    number = _value(_PIECE.findall(match[0]))
    return None if number is None else (number, text[match.end() :].strip())


def with_digits(text: str) -> str:
    """Return a date's `text` with digits for the characters that say its year, month, day or century: `二十世纪`."""
    return _IN_DATE.sub(lambda found: str(_value(list(unicodedata.normalize("NFC", found[0]))) or 0), text)


def _value(pieces: list[str]) -> Decimal | None:
    if len(pieces) > 1 and all(piece in _ONES for piece in pieces):
        # Digit by digit, as in a year: 一九四五.
        return Decimal("".join(str(_ONES[piece]) for piece in pieces))
    total, below, digit = Decimal(0), Decimal(0), None
    for piece in pieces:
        if piece in _MYRIADS:
            group = below + (digit or 0)
            total += (group or 1) * _MYRIADS[piece]
            below, digit = Decimal(0), None
        elif piece in _TENS:
            below += (Decimal(1) if digit is None else digit) * _TENS[piece]
            digit = None
        elif digit:
            return None
        else:
            digit = Decimal(_ONES[piece]) if piece in _ONES else Decimal(piece.replace(",", ""))
    return total + below + (digit or 0)
