"""Telling a format by what is in a file."""

from pathlib import Path

import pytest

from quiz.errors import FormatError
from quiz.formats.format import HEAD
from quiz.formats.sniffing import sniff


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.bin", b"a,b\n1,2\n3,4\n", "csv"),
        ("x.json", b"a;b\n1;2\n3;4\n", "csv"),
        ("x.csv", b'[{"a": 1}]', "json"),
        ("x.csv", b'{"a": 1}\n{"a": 2}\n', "jsonl"),
        ("x.csv", b'{\n "a": 1\n}\n', "json"),
        ("x.csv", b"#separator:tab\n#html:true\na\tb\n", "anki-text"),
        ("x.csv", b"PAR1\x00\x00", "parquet"),
        ("x.txt", b'[deck]\nid = "x"\n', "quiz"),
        ("x.csv", "ä;ö\n1;2\n3;4\n".encode("utf-16"), "csv"),
        ("x", b"a,b\n" + b"x,y\n" * HEAD, "csv"),
        ("x", "ä,b\n".encode() + "ü,ö\n".encode() * HEAD, "csv"),
    ],
)
def test_content_decides(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert expected == sniff(path).format.name


@pytest.mark.parametrize(
    ("name", "first", "second"), [("x.tsv", "csv", "anki-text"), ("x.txt", "anki-text", "csv"), ("x", "csv", "anki-text")]
)
def test_of_formats_that_fit_equally_well_the_name_chooses_and_the_others_are_told(
    tmp_path: Path, name: str, first: str, second: str
) -> None:
    path = tmp_path / name
    path.write_text("Haus\thouse\nBaum\ttree\n", encoding="utf-8")
    found = sniff(path)
    assert (first, [second]) == (found.format.name, [one.name for one in found.rivals])


def test_a_header_of_questions_and_answers_speaks_for_a_table(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("front\tback\nHaus\thouse\n", encoding="utf-8")
    assert "csv" == sniff(path).format.name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"PK\x03\x04 word/document.xml", "a ZIP archive"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "a pointer of Git LFS"),
        (b"\x00\x01\x02\xff\xfe\x80abc", "the file is no text"),
        (b"some words\nand more of them\n", "hold no table, no JSON and no cards"),
    ],
)
def test_what_is_in_no_format_is_told_with_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=said):
        sniff(path)


def test_a_file_that_is_not_there_and_a_folder_without_a_deck_are_told(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="There is no file"):
        sniff(tmp_path / "x")
    with pytest.raises(FormatError, match=r"the folder holds no deck\.toml"):
        sniff(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- Tides\n\t- ebb #card\n\t\t- falls\n", "as Logseq has them"),
        ("<show><q>ebb</q></show>", "it is XML or HTML"),
        ("ROM*keeps\nRAM*forgets\nCPU*counts\n", "--separator SIGN"),
    ],
)
def test_a_text_of_no_format_is_told_what_to_do(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "x.txt").write_text(text)
    with pytest.raises(FormatError, match=said):
        sniff(tmp_path / "x.txt")
