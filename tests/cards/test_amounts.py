import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.amounts import amounts


def read(text: str, lang: str = "en", unit: str = "") -> set[str]:
    return {f"{quantity.amount:f} {quantity.unit}".strip() for quantity in amounts(text, lang, unit)}


@pytest.mark.parametrize(
    ("text", "lang", "unit", "expected"),
    [
        ("70", "en", "", {"70"}), ("70 minutes", "en", "", {"70 minutes"}), ("+5", "en", "", {"5"}),
        ("- 5", "en", "", {"-5"}), (".5", "en", "", {"0.5"}),
        ("1,234", "en", "", {"1234"}), ("1.234", "en", "", {"1.234"}), ("1.234", "de", "", {"1234", "1.234"}),
        ("1,5", "en", "", {"1.5"}),
        ("0,123", "de", "", {"0.123"}), ("1,234,567.8", "en", "", {"1234567.8"}), ("1.234.567,8", "de", "", {"1234567.8"}),
        ("1,23,456.7", "hi", "", {"123456.7"}),
        ("1 234,5", "fr", "", {"1234.5"}), ("1’234", "de", "", {"1234"}), ("12,34.5", "en", "", set()),
        ("1,2,3", "en", "", set()), ("1.2.3", "en", "", set()),
        ("3e6", "en", "", {"3000000"}), ("3E-2", "en", "", {"0.03"}), ("2.8×10^6", "en", "", {"2800000"}),
        ("2.8 x 10**6 km", "en", "", {"2800000 km"}),
        ("2·10⁻³", "en", "", {"0.002"}), ("1/2", "en", "", {"0.5"}), ("-1/2 cup", "en", "", {"-0.5 cup"}),
        ("1 1/2", "en", "", {"1.5"}), ("1/0", "en", "", set()),
        ("½", "en", "", {"0.5"}), ("2½ h", "en", "", {"2.5 h"}), ("¾", "en", "", {"0.75"}), ("c. 26", "en", "", {"26"}),
        ("about 26", "en", "", {"26"}),
        ("約26", "ja", "", {"26"}), ("~26", "en", "", {"26"}), ("ca 26", "de", "", {"26"}), ("cab 26", "en", "", set()),
        ("$5", "en", "", {"5 $"}),
        ("US$ 5bn", "en", "", {"5000000000 US$"}), ("€-5", "en", "", {"-5 €"}), ("26 Mio.", "de", "", {"26000000"}),
        ("5m", "en", "", {"5000000"}),
        ("5m", "en", "km", {"5 m"}), ("5 m", "en", "km", {"5 m"}), ("5m", "en", "kg", {"5000000"}),
        ("5k", "en", "", {"5000"}), ("5 k", "en", "m", {"5 k"}),
        ("12.0 ± 0.5 g", "en", "", {"12.0 g"}), ("12 +/- 1", "en", "", {"12"}), ("12:30", "en", "", set()),
        ("1-2", "en", "", set()), ("5, 6", "en", "", set()),
        ("5/6/7", "en", "", set()), ("٥", "ar", "", {"5"}), ("१२", "hi", "", {"12"}), ("١٬٠٠٠", "ar", "", {"1000"}),
        ("１２％", "ja", "", {"12 %"}),
        ("", "en", "", set()), ("x" * 201, "en", "", set()), ("seven", "en", "", {"7"}), ("sieben", "de-AT", "", {"7"}),
        ("seven million km", "en", "", {"7000000 km"}),
        ("十二万人", "zh", "", {"120000 人"}), ("5 %", "en", "", {"5 %"}), ("12345678", "en", "", {"12345678"}),
        ("5–", "en", "", {"5 –"}), ("5 / x", "en", "", {"5 / x"}),
    ],
)  # fmt: skip
def test_read(text: str, lang: str, unit: str, expected: set[str]) -> None:
    assert expected == read(text, lang, unit)


@given(st.text(max_size=30) | st.text(alphabet="0123456789.,'-/ eE×^kmb½±%$", max_size=20), st.sampled_from(["en", "de", "xx"]))
def test_any_text_is_read(text: str, lang: str) -> None:
    for quantity in amounts(text, lang):
        assert quantity.amount.is_finite()


def test_several_numbers_are_not_one() -> None:
    several = ("70; 80", "70 80", "70 | 80", "70 & 80", "70 or 80", "30 °C; 40 °C", "70 oder 80", "70 → 80", "70 km or 80 km")
    assert [()] * len(several) == [amounts(text) for text in several]
    assert {"5 mg/100 ml"} == read("5 mg/100 ml")
    assert {"12 per 1000"} == read("12 per 1000")
    assert {"2.5 h"} == read("2 1/2 h")
