"""Quizlet's exports: terms with their definitions, whatever divides them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import UsageError
from quiz.formats.reading import Contents, read
from quiz.formats.sniffing import sniff

PAIRS = [("hund", "dog"), ("katze", "cat, kitten"), ("haus", "house - a building"), ("baum", "tree")]


def _pairs(found: Contents) -> list[tuple[str, str]]:
    return [(fact.subject, str(fact.value)) for fact in found.deck.facts]


@pytest.mark.parametrize("cell", ["\t", "::", "|||", ";;", "==>", " = ", " → "])
@pytest.mark.parametrize("row", ["\n\n", ";;;", "|||", "###", "\n---\n", "@@"])
def test_any_signs_are_guessed(tmp_path: Path, cell: str, row: str) -> None:
    if cell.strip() and cell in row:
        return
    path = tmp_path / "set.txt"
    path.write_text(row.join(f"{term}{cell}{definition}" for term, definition in PAIRS), encoding="utf-8")
    assert "quizlet" == sniff(path).format.name
    assert PAIRS == [(term, definition) for term, definition in _pairs(read(path))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hund - dog\nkatze - cat\nhaus - house\n", [("hund", "dog"), ("katze", "cat"), ("haus", "house")]),
        ("hund,dog;katze,cat;haus,house", [("hund", "dog"), ("katze", "cat"), ("haus", "house")]),
        ("hund\tdog;katze\tcat;haus\thouse;", [("hund", "dog"), ("katze", "cat"), ("haus", "house")]),
        ("hund\tdog\nbarks\nkatze\tcat\nhaus\thouse\n", [("hund", "dog\nbarks"), ("katze", "cat"), ("haus", "house")]),
        ("hund: dog\nanimal\n\nkatze: cat\n\nhaus: house\n", [("hund", "dog\nanimal"), ("katze", "cat"), ("haus", "house")]),
        ("hund|||dog;;katze|||cat\nkitten;;haus|||house", [("hund", "dog"), ("katze", "cat\nkitten"), ("haus", "house")]),
        ("eis\t1. ice\n2. ice cream\n3) hail\nhaus\thouse\n", [("eis", "1. ice\n2. ice cream\n3) hail"), ("haus", "house")]),
        (
            "hund - dog; katze - cat; haus - house - a building; baum - tree",
            [("hund", "dog"), ("katze", "cat"), ("haus", "house - a building"), ("baum", "tree")],
        ),
        (
            "word, meaning\nel mar, the sea\nel puerto, the port, the harbour\nla ola, the wave\n",
            [("el mar", "the sea"), ("el puerto", "the port, the harbour"), ("la ola", "the wave")],
        ),
        ("hund → dog\nkatze → cat\nhaus → house\n", [("hund", "dog"), ("katze", "cat"), ("haus", "house")]),
        ("hund -- dog\nkatze -- cat - kitten\nhaus -- house\n", [("hund", "dog"), ("katze", "cat - kitten"), ("haus", "house")]),
        ("hund;dog\nkatze;cat\nhaus;house\n", [("hund", "dog"), ("katze", "cat"), ("haus", "house")]),
    ],
)
def test_what_people_choose_is_guessed(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    (tmp_path / "set.txt").write_text(text)
    found = read(tmp_path / "set.txt")
    assert ("quizlet", expected) == (found.format.name, _pairs(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n3,4\n", "csv"),
        ("front\tback\nHaus\thouse\n", "csv"),
        ("el mar, the sea\nla ola, the wave\n", "csv"),
        ("Haus\thouse\nBaum\ttree\n", "anki-text"),
        ("Q: a - b\nA: c - d\n", "hashcards"),
    ],
)
def test_tables_stay_tables(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / ("x.csv" if expected == "csv" else "x.txt")).write_text(text)
    assert expected == sniff(tmp_path / ("x.csv" if expected == "csv" else "x.txt")).format.name


@pytest.mark.parametrize("sign", [";", ","])
def test_the_first_sign_divides_where_the_others_stand_within_sentences(tmp_path: Path, sign: str) -> None:
    text = f"per se{sign}by itself{sign} in itself\nad hoc{sign}for this\nde facto{sign}in fact{sign} truly{sign} really\n"
    (tmp_path / "x.csv").write_text(text)
    found = read(tmp_path / "x.csv")
    assert [
        ("per se", f"by itself{sign} in itself"),
        ("ad hoc", "for this"),
        ("de facto", f"in fact{sign} truly{sign} really"),
    ] == [(fact.subject, str(fact.value)) for fact in found.deck.facts]
    (tmp_path / "y.csv").write_text(f"term{sign}definition\n{text}")
    assert 3 == len(read(tmp_path / "y.csv").deck.facts)


def test_the_signs_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a~1~~b~2\nmore~~c~3")
    expected = [("a", "1"), ("b", "2\nmore"), ("c", "3")]
    assert expected == _pairs(read(tmp_path / "x", separator="~", row_separator="~~", format="quizlet"))
    assert expected == _pairs(read(tmp_path / "x", row_separator="~~"))
    (tmp_path / "y").write_text("a<>1\nb<>2")
    assert [("a", "1"), ("b", "2")] == _pairs(read(tmp_path / "y", separator="<>"))
    with pytest.raises(UsageError, match="one character"):
        read(tmp_path / "y", separator="<>", format="csv")


def test_a_row_without_the_sign_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a :: 1\n\nnothing\n\nb :: 2\n\nc ::\n")
    found = read(tmp_path / "x", separator="::", row_separator="\\n\\n")
    assert [("a", "1"), ("b", "2")] == _pairs(found)
    assert ["line 3", "line 7"] == [one.where for one in found.skipped]


_words = (
    st.text(st.sampled_from("abcäöß 日本-,.()"), min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool)
)


@given(pairs=st.lists(st.tuples(_words, _words), min_size=1, max_size=8, unique=True))
def test_whatever_was_divided_comes_back(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("quizlet") / "x"
    path.write_text("###".join(f"{term}|||{definition}" for term, definition in pairs), encoding="utf-8")
    assert pairs == _pairs(read(path, separator="|||", row_separator="###"))
