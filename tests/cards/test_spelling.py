import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.spelling import Level, article, form, primary, without_brackets

SAME, FOLDED, SPELLED, DIGRAPHS, BARE, ABBREVIATED, SHORT = Level


@pytest.mark.parametrize(
    ("level", "lang", "text", "expected"),
    [
        (SAME, "en", "  Côte   d’Ivoire ", "Côte d’Ivoire"), (FOLDED, "en", "Côte d’Ivoire", "côte d'ivoire"),
        (FOLDED, "en", "ＡＢＣ", "abc"),
        (FOLDED, "tr", "IĞDIR", "ığdır"), (FOLDED, "en", "IGDIR", "igdir"), (FOLDED, "ru", "Ёлка", "елка"),
        (FOLDED, "ar", "كتــاب", "كتاب"),
        (FOLDED, "he", "תל־אביב", "תל אביב"), (FOLDED, "hy", "Երևան", "երեվան"),
        (SPELLED, "en", "The Hague.", "hague"), (SPELLED, "en", "“The Hague”!", "hague"),
        (SPELLED, "en", "D.P.R.K.", "dprk"), (SPELLED, "en", "the", "the"),
        (SPELLED, "en", "C++", "c++"), (SPELLED, "en", "C#", "c#"), (SPELLED, "en", "f'", "f'"), (SPELLED, "en", "n!", "n!"),
        (SPELLED, "en", "?!", "?!"),
        (SPELLED, "en", "Q & A", "qanda"), (SPELLED, "fr", "L'eau & le vin", "eauetlevin"),
        (SPELLED, "xx", "a & b", "aandb"), (SPELLED, "en", "3.14", "3.14"),
        (SPELLED, "en", "12:30", "12:30"), (SPELLED, "en", "-5", "-5"), (SPELLED, "en", "a-5", "a5"),
        (SPELLED, "en", "x -5", "x-5"), (SPELLED, "en", "5 %", "5 %"), (SPELLED, "en", "50 %", "50%"),
        (SPELLED, "en", "1 000", "1 000"), (SPELLED, "en", "U-2", "u2"), (SPELLED, "es", "¿Cómo?", "cómo"),
        (SPELLED, "es", "¡El año!", "año"), (SPELLED, "nl", "'t huis", "huis"),
        (SPELLED, "en", "'the sun'", "sun"), (SPELLED, "de", "das Haus", "haus"), (SPELLED, "hi", "दिल्ली।", "दिल्ली"),
        (DIGRAPHS, "de", "Köln", "koeln"), (DIGRAPHS, "da", "Ærø", "aeroe"), (DIGRAPHS, "sv", "Åbo", "aabo"),
        (DIGRAPHS, "is", "Þór", "thór"),
        (BARE, "fr", "L’Été", "ete"), (BARE, "pl", "Łódź", "lodz"), (BARE, "ja", "カメラ", "かめら"),
        (BARE, "ar", "أحمد", "احمد"), (BARE, "ar", "ألبانيا", "بانيا"),
        (BARE, "ar", "البانيا", "بانيا"), (BARE, "ar", "مدرسة", "مدرسه"), (BARE, "fa", "کتاب", "كتاب"),
        (BARE, "he", "שָׁלוֹם", "שלום"), (BARE, "hi", "हिन्दी", "हिंदी"),
        (BARE, "hi", "चाँद", "चांद"), (BARE, "hi", "सफ़ेद", "सफेद"), (BARE, "th", "ไม้", "ไม้"), (BARE, "en", "1.5 é", "1.5e"),
        (ABBREVIATED, "en", "St. Louis", "saintlouis"), (ABBREVIATED, "en", "Wall St", "wallstreet"),
        (ABBREVIATED, "pt", "S. Tomé", "saotome"),
        (SHORT, "en", "Georgia (country)", "georgia"), (SHORT, "en", "Georgia [US]", "georgia"),
        (SHORT, "zh", "北京（中国）", "北京"), (SHORT, "en", "(x)", "(x)"),
    ],
)  # fmt: skip
def test_forms(level: Level, lang: str, text: str, expected: str) -> None:
    assert expected == form(text, level, lang)


@given(st.text(max_size=15), st.sampled_from(["en", "de", "fr", "ar", "tr", "hi"]))
def test_forms_are_at_home_in_any_text(text: str, lang: str) -> None:
    for level in Level:
        assert isinstance(form(text, level, lang), str)
        assert form(text, level, lang).strip() or not text.strip() or not any(map(str.isalnum, text))


@given(st.text(alphabet="aäé oØ'-.", max_size=10), st.text(alphabet="aäé oØ'-.", max_size=10))
def test_what_is_equal_stays_equal(one: str, other: str) -> None:
    for strict, loose in ((SAME, FOLDED), (FOLDED, SPELLED), (SPELLED, DIGRAPHS), (SPELLED, BARE)):
        if form(one, strict, "en") == form(other, strict, "en"):
            assert form(one, loose, "en") == form(other, loose, "en")


def test_brackets_at_the_end_only() -> None:
    pairs = {
        "a (b)": "a",
        "a [b]": "a",
        "a（b）": "a",
        "(b)": "(b)",
        "a (b) c": "a (b) c",
        "a (b (c))": "a (b (c))",
        "a (b) (c)": "a (b)",
        "": "",
    }
    assert pairs == {text: without_brackets(text) for text in pairs}


def test_leading_articles() -> None:
    assert ["the", "", "das", "l'", "el", ""] == [
        article(text, lang)
        for text, lang in (
            ("The sun", "en"),
            ("theatre", "en"),
            ("DAS Haus", "de"),
            ("L’eau", "fr"),
            ("¡El año!", "es"),
            ("the sun", "xx"),
        )
    ]


def test_primary_tags() -> None:
    assert ["de", "zh", "en", ""] == [primary(tag) for tag in ("de-AT", "zh-Hans-CN", "EN", "")]
