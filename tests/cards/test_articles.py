import pytest

from quiz.cards.articles import clash, split_article


@pytest.mark.parametrize(
    ("lang", "text", "found", "rest"),
    [
        ("en", "the sun", "the", "sun"), ("en", "an  apple", "an", "apple"), ("en", "theatre", "", "theatre"),
        ("en", "the", "", "the"), ("en", "a", "", "a"),
        ("fr", "l'eau", "l'", "eau"), ("fr", "l' eau", "l'", "eau"), ("fr", "les eaux", "les", "eaux"),
        ("fr", "l'", "", "l'"), ("fr", "lac", "", "lac"),
        ("it", "un'amica", "un'", "amica"), ("it", "gli amici", "gli", "amici"), ("nl", "'t huis", "'t", "huis"),
        ("nl", "het huis", "het", "huis"),
        ("ar", "القاهرة", "ال", "قاهرة"), ("ar", "الف", "", "الف"), ("ar", "ال", "", "ال"), ("cy", "'r haul", "'r", "haul"),
        ("hu", "az alma", "az", "alma"),
        ("xx", "the sun", "", "the sun"), ("en", "", "", ""),
    ],
)  # fmt: skip
def test_split(lang: str, text: str, found: str, rest: str) -> None:
    assert (found, rest) == split_article(text, lang)


def test_genders_that_clash() -> None:
    assert [True, True, False, False, False, False, True, False] == [
        clash(*pair, "de")
        for pair in (
            ("der", "das"),
            ("ein", "eine"),
            ("ein", "das"),
            ("der", ""),
            ("", "das"),
            ("die", "den"),
            ("die", "das"),
            ("xyz", "das"),
        )
    ]
    assert not clash("the", "a", "en")
    assert not clash("le", "la", "xx")
    assert clash("le", "la", "fr")
    assert not clash("l'", "la", "fr")
