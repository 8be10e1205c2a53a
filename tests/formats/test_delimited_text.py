"""Tables of text: what is taken, what is skipped and where."""

from pathlib import Path

import pytest

import quiz
from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.formats import tabular
from quiz.formats.format import Taken
from quiz.formats.reading import Contents, read
from quiz.formats.writing import write


def _read(tmp_path: Path, text: str | bytes, **options: object) -> Contents:
    path = tmp_path / "words.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, **options)  # type: ignore[arg-type]  # a test's own options


def _stated(found: Contents) -> list[tuple[str, str, str]]:
    return [(fact.subject, fact.relation, str(fact.value)) for fact in found.deck.facts]


def test_a_table_is_a_deck_of_its_name(tmp_path: Path) -> None:
    found = _read(tmp_path, "country;capital\nPeru;Lima\nKenya;Nairobi\n")
    assert ("words", "csv", 2) == (found.deck.id, found.format.name, found.taken)
    assert [("Peru", "capital", "Lima"), ("Kenya", "capital", "Nairobi")] == _stated(found)
    assert "country" == found.deck.subject_label


def test_questions_are_asked_as_they_stand(tmp_path: Path) -> None:
    from quiz.cards.generation import generate

    found = _read(tmp_path, "question,answer\nWho wrote Emma?,Jane Austen\n")
    assert [("Who wrote Emma?", "Jane Austen")] == [(card.prompt, card.answer) for card in generate(found.deck)]


def test_a_question_with_two_answers_is_one_card_that_wants_both(tmp_path: Path) -> None:
    from quiz.cards.generation import generate

    found = _read(tmp_path, "front,back\nNeighbours of Portugal?,Spain; mostly\nNeighbours of Portugal?,the sea\n")
    assert [2] == [len(card.members) for card in generate(found.deck)]


def test_every_row_that_gives_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    text = "country,capital,since\nPeru,Lima,\n,Nairobi,\nKenya,,\nChile,Santiago,yesterday\nMali,Bamako,1960,too much\n"
    found = _read(tmp_path, text, columns={"since": "since"})
    assert [("Peru", "capital", "Lima"), ("Chile", "capital", "Santiago")] == _stated(found)
    assert ["line 6", "line 3", "line 4", "line 5, since"] == [one.where for one in found.skipped]
    assert 4 == found.skipped_count


def test_qualifiers_tags_and_sources_are_taken(tmp_path: Path) -> None:
    found = _read(tmp_path, "name,leader,until,tags,source\nUtopia,Thomas,1535,a b,An atlas; https://example.org/x\n")
    fact = found.deck.facts[0]
    assert ("1535", {"a", "b"}) == (str(fact.until), set(fact.tags))
    assert ["An atlas", "https://example.org/x"] == [source.title for source in fact.sources]
    assert [None, "https://example.org/x"] == [source.url for source in found.deck.sources.values()]


def test_a_table_without_a_header_is_asked_column_by_column(tmp_path: Path) -> None:
    found = _read(tmp_path, "Haus,house\nBaum,tree\n", header=False)
    assert [("Haus", "answer", "house"), ("Baum", "answer", "tree")] == _stated(found)


def test_separator_and_encoding_can_be_told(tmp_path: Path) -> None:
    found = _read(tmp_path, "wort:größe\nHaus:groß\n".encode("latin-1"), separator=":", encoding="latin-1")
    assert [("Haus", "größe", "groß")] == _stated(found)
    with pytest.raises(FormatError, match="there is no encoding “latin-99”"):
        _read(tmp_path, "a,b\n1,2\n", encoding="latin-99")
    with pytest.raises(FormatError, match="line 2 is not utf-8"):
        _read(tmp_path, b"a,b\n\xff,2\n", format="csv", encoding="utf-8")


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    found = _read(tmp_path, "wort,größe\nHäuser,größer\n".encode("cp1252"))
    assert [("Häuser", "größe", "größer")] == _stated(found)
    assert "cp1252, which is a guess" in found.notes[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n", "has a header, and no row below it"),
        ("a,b\n,\n", "has a header, and no row below it"),
        ("a,b\n,x\n", r"nothing in it could be taken\. line 2: The row has no subject"),
        ('a,b\nx,"y\n', "a quote opens here and never closes"),
    ],
)
def test_a_table_of_which_nothing_can_be_taken_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        _read(tmp_path, text, format="csv")


def test_a_text_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "LARGEST", 10)
    with pytest.raises(FormatError, match=r"too large: .* Split it"):
        _read(tmp_path, "country,capital\nPeru,Lima\n")


def test_hostile_text_is_neutralised(tmp_path: Path) -> None:
    found = _read(tmp_path, "front,back\n\x1b[31mred\u202e,\x07bell\n")
    assert not {"\x1b", "\u202e", "\x07"} & set("".join(map("".join, _stated(found))))


def test_a_deck_is_written_with_a_column_a_relation(tmp_path: Path) -> None:
    facts = [
        Fact("Peru", "capital", "Lima", tags=["two", "words"]),
        Fact("Peru", "tags", "x", sources=Source("Atlas")),
        Fact("Kenya", "capital", "Nairobi", tags=["two words"]),
    ]
    write(Deck("words", facts=facts), tmp_path / "words.csv")
    text = (tmp_path / "words.csv").read_text(encoding="utf-8")
    assert (
        "subject,capital,relation:tags,source,tags\nPeru,Lima,,,two; words\nPeru,,x,Atlas,\nKenya,Nairobi,,,two words;\n"
    ) == text
    assert set(facts) == set(read(tmp_path / "words.csv").deck.facts)


def test_answers_to_a_query_are_the_words_and_not_how_they_are_written(tmp_path: Path) -> None:
    decimal = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
    text = (
        "?river\t?riverLabel\t?length\t?says\n"
        f'<http://www.wikidata.org/entity/Q1>\t"Ouse"@en-GB\t"12.5"{decimal}\t"a \\"wide\\" one"@en\n'
        '<http://www.wikidata.org/entity/Q2>\t"Exe"@en\t7\t\n'
    )
    found = _read(tmp_path, text)
    assert [("Ouse", "length", "12.5"), ("Ouse", "says", 'a "wide" one'), ("Exe", "length", "7")] == [
        (fact.subject, fact.relation, str(fact.value)) for fact in found.deck.facts
    ]
    taken = [one for one in quiz.records(tmp_path / "words.csv") if isinstance(one, Taken)]
    assert ["Ouse", "Ouse", "Exe"] == [fact.subject for one in taken for fact in one.facts]
    assert "?river" in str(_read(tmp_path, "?river,length\nOuse,12\nExe,7\n").deck.subject_label)
