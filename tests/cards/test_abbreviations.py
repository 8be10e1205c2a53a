import pytest

from quiz.cards.abbreviations import as_initials, initials, spelled_out


@pytest.mark.parametrize(
    ("lang", "short", "full"),
    [
        ("en", "st. petersburg", "saint petersburg"),
        ("en", "st petersburg", "saint petersburg"),
        ("en", "wall st.", "wall street"),
        ("en", "st.", "saint"),
        ("en", "mulholland dr", "mulholland drive"),
        ("en", "dr. no", "doctor no"),
        ("en", "orange co.", "orange county"),
        ("en", "ford motor co. ltd.", "ford motor company limited"),
        ("en", "n. korea", "north korea"),
        ("en", "n korea", "n korea"),
        ("en", "what is", "what is"),
        ("en", "marshall is.", "marshall islands"),
        ("en", "martin luther king, jr.", "martin luther king, junior"),
        ("en", "washington, d.c.", "washington, d.c."),
        ("en", "st-denis", "saint-denis"),
        ("fr", "st-denis", "saint-denis"),
        ("fr", "ste marie", "sainte marie"),
        ("de", "st. gallen", "sankt gallen"),
        ("es", "s. josé", "san josé"),
        ("pt", "s. paulo", "são paulo"),
        ("xx", "mt. fuji", "mount fuji"),
        ("en", "henry viii", "henry 8"),
        ("en", "elizabeth i", "elizabeth 1"),
        ("en", "type ii diabetes", "type 2 diabetes"),
        ("en", "vi and iiii", "vi and iiii"),
        ("pl", "chleb i woda", "chleb i woda"),
        ("en", "", ""),
    ],
)
def test_written_out(lang: str, short: str, full: str) -> None:
    assert full == spelled_out(short, lang)


def test_initials_leave_small_words_out() -> None:
    names = ("United States", "United States of America", "Trinidad and Tobago", "Guinea-Bissau", "República de El Salvador")
    assert ["us", "usa", "tt", "gb", "rs"] == [initials(name) for name in names]
    assert ["", "", ""] == [initials(name) for name in ("Peru", "", "b c d f g h j")]
    assert "bcdfgh" == initials("b c d f g h")


def test_what_is_written_as_initials() -> None:
    assert ["us", "us", "us", "usa", "us"] == [as_initials(text) for text in ("US", "U.S.", "u.s.", "U. S. A.", "U.S")]
    assert [""] * 7 == [as_initials(text) for text in ("us", "Us", "U", "ABCDEFG", "U2", "", "u s")]
    assert "abcdef" == as_initials("ABCDEF")
