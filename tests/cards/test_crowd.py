"""Crowds of texts say what comparing with each of them says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.crowd import Crowd
from quiz.cards.sameness import marks, may_be_same_words

TEXTS = (
    "1,000", "1000", "1e3", "1.0", "1", "1/2", "0.5", "c. 1900", "1900", "1903", "1900s", "3 May 1900", "1900-05-03",
    "1900-05", "winter 1900", "winter 1901", "winter 1902", "summer 1900", "spring 1900", "c. spring 1900", "12/1899",
    "01/1901", "5 km", "5000 m", "5 kilometres", "3.1 mi", "5 kg", "5 apples", "5 apple", "5", "7 MW", "7 mW",
    "The Gambia", "Gambia", "gambia", "Muenchen", "München", "Munchen", "Moskva", "Москва", "Минск", "Minsk", "US",
    "U.S.", "United States", "United States of America", "USA", "UK", "St. Petersburg", "Saint Petersburg",
    "Georgia (country)", "Georgia", "Georgia (US state)", "a; b", "b", "b and a", "a, b, c", "c", "A", "a/b", "北京",
    "+", "-", "C#", "C", "The", "Wall St.", "Wall Street",
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(TEXTS), max_size=14), st.sampled_from(TEXTS), st.sampled_from(["en", "de", "ru"]))
def test_a_crowd_says_what_its_members_say(several: list[str], text: str, lang: str) -> None:
    crowd, one = [marks(member, lang) for member in several], marks(text, lang)
    assert any(may_be_same_words(one, other, lang) for other in crowd) == Crowd(crowd, lang).might_be(one)


def test_a_large_crowd_says_of_every_text_what_each_member_says() -> None:
    far = [marks(f"Word{'x' * number}", "en") for number in range(9)]
    for first in TEXTS:
        for second in TEXTS:
            one, other = marks(first, "en"), marks(second, "en")
            assert may_be_same_words(one, other, "en") == Crowd([*far, other], "en").might_be(one), (first, second)
