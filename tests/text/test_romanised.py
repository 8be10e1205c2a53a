import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.text.romanised import has_romanisation, is_romanised


@pytest.mark.parametrize(
    ("word", "lang", "spelled", "not_spelled"),
    [
        ("Москва", "ru", "Moskva Moskwa MOSKVA", "Moscow Moskv Moskvaa Mosква"),
        ("Хрущёв", "ru", "Khrushchev Khrushchyov Chruščev Hruscev", "Kruschev"),
        ("объект", "ru", "obekt obyekt objekt", "obikt"),
        ("Александр", "ru", "Aleksandr Alexandr", "Aleksander"),
        ("Мой", "ru", "Moy Moj Moi", "Mo"),
        ("Київ", "uk", "Kyiv", "Kiev"),
        ("Гоголь", "uk", "Hohol Gogol", ""),
        ("Гоголь", "", "Gogol", "Hohol"),
        ("Пловдив", "bg", "Plovdiv", "Plovdif"),
        ("ъгъл", "bg", "agal ugul", "gl"),
        ("Љубљана", "sr", "Ljubljana", "Lubljna"),
        ("Αθήνα", "el", "Athina Athena", "Atina-Athens"),
        ("Ευρώπη", "el", "Evropi Eyropi Europi", "Eurwpi"),
        ("γάγγραινα", "el", "gangraina", "gaggran"),
        ("さくら", "ja", "sakura", "sakra"),
        ("とうきょう", "ja", "Tokyo Tōkyō toukyou tohkyoh", "Kyoto tkyo"),
        ("がっこう", "ja", "gakkou gakkō gakko", "gakou gagkou"),
        ("ファン", "ja", "fan fuan", "han"),
        ("コーヒー", "ja", "kohi koohii kohhi", "kaahii"),
        ("こんにちは", "ja", "konnichiwa konnichiha konnitiwa", "konichwa"),
        ("きって", "ja", "kitte", "kite"),
        ("おおさか", "ja", "Osaka Ōsaka oosaka", "saka"),
        ("서울", "ko", "Seoul Soul", "Sul"),
        ("평양", "ko", "Pyongyang Pyeongyang", "Pongang"),
        ("값", "ko", "gaps kaps", "gat"),
    ],
)
def test_usual_spellings(word: str, lang: str, spelled: str, not_spelled: str) -> None:
    assert {True} == {is_romanised(latin, word, lang) for latin in spelled.split()}, word
    assert not [latin for latin in not_spelled.split() if is_romanised(latin, word, lang)]


def test_spaces_hyphens_and_case_do_not_count() -> None:
    assert is_romanised("Nizhny Novgorod", "Нижний Новгород", "ru")
    assert is_romanised("nizhnij-novgorod", "Нижний Новгород", "ru")
    assert is_romanised("TOKYO", "とうきょう")


def test_what_cannot_be_romanised_by_its_letters() -> None:
    assert not [word for word in ("東京", "שלום", "سلام", "Rome", "", "123", "Моscow東") if has_romanisation(word)]
    assert not is_romanised("tokyo", "東京")
    assert not is_romanised("rome", "Rome")
    assert [True] * 5 == [has_romanisation(word) for word in ("Москва", "Αθήνα", "ねこ", "ネコ", "서울")]


def test_long_texts_are_no_words() -> None:
    assert is_romanised("a" * 80, "а" * 80)
    assert not is_romanised("a" * 81, "а" * 81)


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["", "ru", "uk", "ja", "xx"]))
def test_any_text_is_compared(latin: str, word: str, lang: str) -> None:
    assert is_romanised(latin, word, lang) in {True, False}


@given(st.text(alphabet="абвгдежзиклмнопрстуфх", min_size=1, max_size=12))
def test_the_letters_one_by_one_are_one_spelling(word: str) -> None:
    latin = "a b v g d e zh z i k l m n o p r s t u f kh"
    table = dict(zip("абвгдежзиклмнопрстуфх", latin.split(" "), strict=True))
    spelled = "".join(table[letter] for letter in word)
    assert is_romanised(spelled, word, "ru")
    assert not is_romanised(f"{spelled}q", word, "ru")
