"""Text files from anywhere."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts import encoding
from quiz.facts.encoding import BinaryDataError, MixedEncodingError, TooLargeError, UndecodableError, decode, decoded

FRENCH = "Été comme hiver, la forêt où naît l'œuvre du maître reste calme.\nÇa va très bien, à bientôt !\n"
CZECH = "Dvořák;skladatel\nPříliš žluťoučký kůň úpěl ďábelské ódy\nmožnost;řeka\n"
RUSSIAN = "Москва;столица\nСанкт-Петербург;город\nРека Волга впадает в Каспийское море\n"
GREEK = "Αθήνα;πρωτεύουσα\nΘεσσαλονίκη;πόλη\nΗ Ελλάδα είναι χώρα\n"
ARABIC = "القاهرة;عاصمة\nبغداد;مدينة\nالسلام عليكم\n"
TURKISH = "İstanbul;şehir\nÇanakkale;şehir\nIğdır;güneş ve gökyüzü\n"
ICELANDIC = "Þór;guð\nÁs;áss\nýmis orð;ýsa\n"
JAPANESE = "表\t裏\n食べる\tto eat\n飲む\tto drink\n東京は日本の首都です\n"
CHINESE = "北京\t首都\n上海\t城市\n中华人民共和国\t国家\n今天天气很好\n"
TAIWANESE = "臺北\t首都\n高雄\t城市\n中華民國\t國家\n今天天氣很好\n"
KOREAN = "서울\t수도\n부산\t도시\n대한민국의 수도는 서울이다\n"
THAI = "กรุงเทพ\tเมืองหลวง\nเชียงใหม่\tเมือง\n"


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_utf_8_is_read_as_such_with_and_without_its_mark(text: str) -> None:
    data = text.encode()

    assert text == decode(b"\xef\xbb\xbf" + data)
    if not data.startswith((b"\xef\xbb\xbf", b"PK\x03\x04")):
        assert text == decode(data)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_a_byte_order_mark_decides(text: str, name: str) -> None:
    # In UTF-16 the mark and a NUL are the mark of UTF-32.
    text = text.lstrip("\x00")

    assert (text, name, False) == decoded(("\ufeff" + text).encode(name))


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["front\tback\nä\tb\n", RUSSIAN, CHINESE, FRENCH, "a"])
def test_wide_text_is_known_by_its_nuls(text: str, name: str) -> None:
    assert (text, name, False) == decoded(text.encode(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FRENCH, "cp1252"),
        ("Größe;Straße\nMünchen;Österreich\nÄrger;Übung\n", "cp1252"),
        ("¿Qué?;¡Olé!\nniño;child\n", "cp1252"),
        ("front,back\nnaïve café,“smart”\n", "cp1252"),
        ("price\n5 € – 7 €\n", "cp1252"),
        ("ä;ö\nä 1;ö 2\n", "cp1252"),
        ("Ærø;ø\nå;stream\n", "cp1252"),
        ("été;île\n", "cp1252"),
        (ICELANDIC, "cp1252"),
        (TURKISH, "cp1254"),
        (CZECH, "cp1250"),
        ("Łódź;miasto\nKraków;miasto\nzażółć gęślą jaźń\n", "cp1250"),
        ("Łódź;Lodz\n", "cp1250"),
        ("otázka;odpověď\nKdy začala válka?;V září roku 1939\nJaký je nejvyšší vrch?;Sněžka, 1603 m\n", "cp1250"),
        ("kérdés;válasz\nMi Magyarország fővárosa?;Budapest\nMilyen a víz?;hűvös és tűzforró\n", "cp1250"),
        ("kraj;stolica\nPolska;Warszawa, miasto nad Wisłą\nWęgry;Budapeszt\nCzechy;Praga, złota\n", "iso8859-2"),
        ("Land;Hauptstadt\nÖsterreich;Wien\nDänemark;Kopenhagen\nTürkei;Ankara\n", "mac_roman"),
        ("Où est né Molière ?\tÀ Paris\nQui était là ?\tL’été français\nça va ?\ttrès bien, merci\n", "mac_roman"),
        ("Land;Hauptstadt\nÖsterreich;Wien\nDänemark;Kopenhagen\nTürkei;Ankara\n", "cp850"),
        ("单词\t意思\n你好\t问候的话\n谢谢\t表示感谢\n再见\t告别的话\n", "gb18030"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (RUSSIAN, "mac_cyrillic"),
        ("Рим;Италия\n", "cp1251"),
        ("Київ;столиця\nЛьвів;місто\n", "koi8_u"),
        ("고양이\tcat\n", "cp949"),
        ("Žuvėdra;paukštis\nąžuolas;medis\nšuo;gyvūnas\n", "cp1257"),
        ("chó;dog\nmèo;cat\nnước;water\nđường;road\n".replace("ớ", "ơ\u0301").replace("ờ", "ơ\u0300"), "cp1258"),
        ("ŝipo;ship\nĉevalo;horse\naŭto;car\n", "iso8859-3"),
        ("São Paulo;cidade\nmaçã;fruta\npão;comida\n", "mac_roman"),
        ("œuf;egg\nsœur;sister\nprix;5 €\n", "iso8859-15"),
        ("Łódź;miasto\nżółw;zwierzę\nświnia;zwierzę\n", "cp852"),
        (GREEK, "cp1253"),
        (ARABIC, "cp1256"),
        (JAPANESE, "cp932"),
        ("表\t裏\n食べる\tto eat\n", "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (TAIWANESE, "big5"),
        (KOREAN, "cp949"),
        (THAI, "cp874"),
    ],
)
@pytest.mark.parametrize("ascii_lines", [0, 500])
def test_older_encodings_are_guessed(text: str, name: str, ascii_lines: int) -> None:
    found = decoded((text + "plain,line\n" * ascii_lines).encode(name))

    assert text == found.text[: len(text)]
    assert found.guessed


@pytest.mark.parametrize("data", [b"a\xa5b\n", b"\xfc\x9ek\xf0\xfcO\n"])
def test_what_fits_several_encodings_alike_or_none_is_refused_rather_than_guessed(data: bytes) -> None:
    with pytest.raises(UndecodableError, match="which other encoding it is in cannot be told") as caught:
        decode(b"a;b\n" + data)

    assert 2 == caught.value.line
    assert "save it as UTF-8" in caught.value.hint


def test_japanese_in_seven_bits_is_known_by_its_escapes() -> None:
    assert (JAPANESE, "iso2022_jp", True) == decoded(JAPANESE.encode("iso2022_jp"))


def test_lines_that_are_utf_8_by_chance_mix_nothing() -> None:
    # “Её” in Windows-1251 is valid UTF-8 for “Ÿ”.
    text = "Её\nмоя подруга\n" + RUSSIAN

    assert (text, "cp1251") == decoded(text.encode("cp1251"))[:2]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_file_in_two_encodings_names_the_first_bad_line(end: bytes) -> None:
    data = end.join([b"front,back", "utf8 é,x".encode(), b"ascii,y", "latin é,y".encode("cp1252"), "è".encode("cp1252")])

    with pytest.raises(MixedEncodingError, match="line 4 is not UTF-8, as other lines") as caught:
        decode(data)

    assert 4 == caught.value.line
    assert "line 4" in caught.value.hint
    assert isinstance(caught.value, ValueError)


def test_a_damaged_byte_after_the_mark_is_named_by_its_line() -> None:
    with pytest.raises(MixedEncodingError) as caught:
        decode(b"\xef\xbb\xbfname\nOslo\nMalm\xf6\n")

    assert 3 == caught.value.line


def test_chinese_lines_that_happen_to_be_utf_8_mix_nothing() -> None:
    # 谩 (0xD5 0xD2 …) aside, these two bytes are é in UTF-8 and a character in GB 18030.
    by_chance = b"\xc3\xa9".decode("gb18030")
    text = CHINESE + by_chance + "\n"

    assert text == decode(text.encode("gb18030"))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"SQLite format 3\x00\x10\x00", "SQLite"),
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x28\xb5\x2f\xfd\x24", "Zstandard"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel"),
        (b"name\nOslo\nBer\x00gen\n", "line 3 holds a NUL byte"),
        (bytes(range(256)), "NUL byte"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(BinaryDataError, match=what) as caught:
        decode(data)

    assert caught.value.hint


def test_a_cut_off_utf_16_file_is_refused() -> None:
    with pytest.raises(UndecodableError, match="begins as UTF-16-LE but line 2 is broken"):
        decode(b"\xff\xfea\x00\n\x00b\x00c")


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LARGEST", 2 * 1024 * 1024)

    with pytest.raises(TooLargeError, match="too large: 3 MiB, and at most 2 MiB"):
        decode(b"a" * (3 * 1024 * 1024))


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: data.replace(b"\x00", b"e")))
def test_any_bytes_are_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        found = decode(data)
    except UndecodableError as error:
        found = error.hint and str(error)

    assert bool(found) == bool(data.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff"))


@pytest.mark.parametrize("found", ["", "ascii only"])
def test_plain_text_loads_nothing_to_guess_with(found: str) -> None:
    code = f"""
import sys
from quiz.facts.encoding import decode
assert decode({found.encode()!r}) == {found!r}
assert "quiz.facts.alphabets" not in sys.modules
"""

    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cp1252.csv", "front,back\nnaïve café,“smart”\n"),
        ("shift_jis.tsv", "表\t裏\n食べる\tto eat\n"),
        ("utf16be_nobom.tsv", "front\tback\nä\tb\n"),
        ("utf16le_bom.csv", "front,back\nälter,старый\n"),
        ("cr_only.tsv", "a\tb\rc\td\r"),
    ],
)
def test_files_of_the_corpus(corpus: Path, name: str, expected: str) -> None:
    assert expected == decode((corpus / "malformed/synthetic/text" / name).read_bytes())
