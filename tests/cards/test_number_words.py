from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.number_words import SPOKEN, in_words


@pytest.mark.parametrize(
    ("lang", "text", "number", "rest"),
    [
        ("en", "seventy minutes", "70", "minutes"), ("en", "minus five", "-5", ""), ("en", "negative two km", "-2", "km"),
        ("en", "three point one four", "3.14", ""), ("en", "three point five million", "3.5", "million"),
        ("en", "two dozen eggs", "24", "eggs"), ("en", "a dozen", "12", ""), ("en", "half a million", "0.5", "million"),
        ("en", "two and a half hours", "2.5", "hours"), ("en", "a hundred and five", "105", ""), ("en", "o", None, ""),
        ("en", "half", None, ""), ("en", "half a cake", None, ""), ("en", "point five", None, ""),
        ("en", "three point", "3", "point"),
        ("en", "an apple", None, ""), ("en", "nine point oh", "9", "point oh"), ("en", "two dozens", "24", ""),
        ("de", "fuenf Komma zwei", "5.2", ""), ("de", "anderthalb", "1.5", ""), ("de", "dreieinhalb Meter", "3.5", "meter"),
        ("de", "eine Milliarde", "1", "milliarde"), ("de", "zwei Dutzend", "24", ""),
        ("de", "eine halbe Million", "0.5", "million"),
        ("fr", "deux virgule vingt-cinq", "2.25", ""), ("fr", "moins dix", "-10", ""), ("fr", "zero", "0", ""),
        ("fr", "trois et demi", "3.5", ""), ("fr", "deux douzaines", "24", ""), ("fr", "un demi-million", "0.5", "million"),
        ("es", "dos coma cinco", "2.5", ""), ("es", "veintitres", "23", ""), ("es", "dos y media", "2.5", ""),
        ("es", "medio millón", "0.5", "millón"), ("es", "menos uno", "-1", ""), ("es", "tres docenas", "36", ""),
        ("it", "due virgola cinque", "2.5", ""), ("it", "meno tre", "-3", ""), ("it", "mezzo milione", "0.5", "milione"),
        ("pt", "dois vírgula cinco", "2.5", ""), ("pt", "dois virgula cinco", "2.5", ""), ("pt", "duas dúzias", "24", ""),
        ("pt", "tres milhoes", "3000000", ""), ("pt", "meio milhão", "0.5", "milhão"),
        ("nl", "twee komma vijf", "2.5", ""), ("nl", "drieendertig", "33", ""), ("nl", "een half miljoen", "0.5", "miljoen"),
        ("nl", "min drie", "-3", ""), ("ru", "три", None, ""), ("", "three", None, ""),
    ],
)  # fmt: skip
def test_read(lang: str, text: str, number: str | None, rest: str) -> None:
    found = in_words(text, lang)
    assert found == (None if number is None else (Decimal(number), rest))


@given(st.text(max_size=60), st.sampled_from(sorted(SPOKEN)))
def test_any_text_is_read(text: str, lang: str) -> None:
    found = in_words(text, lang)
    assert found is None or found[0].is_finite()


def test_a_long_text_of_numbers_is_read_at_its_beginning() -> None:
    assert (Decimal(1), " ".join(["one"] * 29)) == in_words(" ".join(["one"] * 30), "en")


@pytest.mark.parametrize(
    ("lang", "text", "amount"),
    [("es", "dos millones y medio", "2500000"), ("fr", "un million et demi", "1500000"), ("en", "two and a half", "2.5"),
     ("it", "due milioni e mezzo", "2500000"), ("en", "a hundred and a half", "100.5"), ("en", "zero and a half", "0.5")],
)  # fmt: skip
def test_and_a_half_of_a_million(lang: str, text: str, amount: str) -> None:
    assert (Decimal(amount), "") == in_words(text, lang)
