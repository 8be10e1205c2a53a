from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.han_numbers import han_number, with_digits


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("十二", 12, ""), ("十", 10, ""), ("二十", 20, ""), ("一百", 100, ""), ("三百零五", 305, ""), ("〇", 0, ""),
        ("七", 7, ""),
        ("一万", 10_000, ""), ("万", 10_000, ""), ("一亿二千万", 120_000_000, ""), ("1億2000万人", 120_000_000, "人"),
        ("14亿", 1_400_000_000, ""), ("1.4 億", 140_000_000, ""), ("一九四五", 1945, ""), ("二〇二五年", 2025, "年"),
        ("叁佰零伍", 305, ""), ("兩千", 2000, ""), ("만오천", 15_000, ""), ("일만 오천", 15_000, ""), ("이십삼", 23, ""),
        ("1,200万", 12_000_000, ""), ("五公里", 5, "公里"), ("两兆", 2 * 10**12, ""), ("十万", 100_000, ""), ("3천", 3000, ""),
        ("十二亿三千四百五十六万七千八百九十", 1_234_567_890, ""), ("二十 km", 20, "km"),
    ],
)  # fmt: skip
def test_read(text: str, number: int, rest: str) -> None:
    assert (Decimal(number), rest) == han_number(text)


def test_what_is_no_such_number() -> None:
    assert [None] * 6 == [han_number(text) for text in ("12", "", "twelve", "km 十", "一十二三", "三5十")]
    assert han_number("一" * 40) is not None
    assert han_number("一" * 41) is None


def written(number: int) -> str:
    """Write a number below a hundred million as Chinese does, with a zero for every gap."""
    if number >= 10_000:
        below = number % 10_000
        zero = "零" if 0 < below < 1000 else ""
        return written(number // 10_000) + "万" + zero + (written(below) if below else "")
    gap = False
    found = ""
    for size, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            found += ("零" if gap and found else "") + "零一二三四五六七八九"[digit] + sign
        gap = digit == 0
    return found or "零"


@given(st.integers(0, 99_999_999))
def test_every_number_is_read_back(number: int) -> None:
    assert (Decimal(number), "") == han_number(written(number))


@given(st.text(alphabet="一二十百千万亿零〇.,5 年", max_size=30))
def test_any_text_is_read(text: str) -> None:
    found = han_number(text)
    assert found is None or found[0] >= 0


def test_dates_with_digits() -> None:
    assert "1945年9月2日" == with_digits("一九四五年九月二日")
    assert "20世纪50年代" == with_digits("二十世纪50年代")
    assert "12月" == with_digits("十二月")
    assert "10세기" == with_digits("십세기")
    assert "三国" == with_digits("三国")
