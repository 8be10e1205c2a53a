"""What two writings of one word have in common."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.text.normal import bare, folded, plain, script

words = st.text() | st.text(st.sampled_from("aéÅ ｀'’ﬁŉßİıσςǅｶﾞカが한ᄒ\u200b\u0301\u0345\u0327-—“ \t½²"))


@given(words)
@example("Paris\u200b ")
@example("cafe\u0301")
@example("e\u200b\u0301")
def test_plain_says_everything_once(text: str) -> None:
    assert plain(text) == plain(plain(text))
    assert plain(text) == plain(unicodedata.normalize("NFD", text))


@given(words)
@example("é｀")
@example("ŉa")
@example("ŉé")
@example("ᾷ")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(text) == folded(folded(text))


@given(words)
@example("ŉa")
@example("+")
@example("½")
def test_baring_twice_changes_nothing_more(text: str) -> None:
    assert bare(text) == bare(bare(text))
    assert bare(text) == bare(folded(text))


@given(words)
@example("\u1ffd")
@example("a\u200b\u0301")
def test_each_form_forgives_what_the_stricter_one_does(text: str) -> None:
    assert folded(text) == folded(plain(text))
    assert folded(text) == folded(f" {text}\n")


@given(st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x17F, exclude_characters="İıſŉ")))
def test_case_does_not_matter_when_folded(text: str) -> None:
    assert folded(text.upper().lower()) == folded(text.lower())
    assert folded(text.title()) == folded(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim  Jong\u00a0Un", "kim jong un"),
        ("STRASSE", "straße"),
        ("don’t", "don't"),
        ("don`é", "don'é"),
        ("“é”", '"é"'),
        ("１９４５", "1945"),
        ("São Tomé", "Sa\u0303o Tome\u0301"),
        ("Tō–kyō", "tō-kyō"),
        ("ＡＢＣ", "abc"),
        ("Pari\u200bs", "paris"),
    ],
)
def test_folded_forgives(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Curaçao", "curacao"),
        ("Łódź", "Lodz"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Ærø", "aero"),
        ("C. elegans", "c elegans"),
        ("Việt Nam", "vietnam"),
    ],
)
def test_bare_forgives(one: str, other: str) -> None:
    assert folded(one) != folded(other)
    assert bare(one) == bare(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("+", "-"), ("が", "か"), ("दिल्ली", "दल"), ("กี", "กา"), ("C++", "C"), ("cat", "cut"), ("ハ", "バ")],
)
def test_bare_keeps_what_makes_a_difference(one: str, other: str) -> None:
    assert bare(one) != bare(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Oslo", "LATIN"), ("12 Ω", "GREEK"), ("Москва", "CYRILLIC"), ("東京", "CJK"), ("é", "LATIN"), ("42", ""), ("", "")],
)
def test_script_is_that_of_the_first_letter(text: str, expected: str) -> None:
    assert expected == script(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ශ්\u200dරී", "ශ්\u200dරී"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("☀\ufe0f", "☀\ufe0f"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("Par\u200dis\u200c", "Paris"),
        ("Pari\u200bs", "Paris"),
        ("caf\u0065\u200d\u0301\u200d", "caf\u00e9"),
    ],
)
def test_joiners_stay_where_they_are_spelling(text: str, expected: str) -> None:
    assert expected == plain(text) == plain(plain(text))
