"""What the columns of a table hold: guessed, and told."""

from pathlib import Path

import pytest

from quiz.errors import UsageError
from quiz.facts.rows import Row, Table
from quiz.formats.columns import layout, tags_in, unique


def _table(*columns: str, rows: tuple[tuple[str, ...], ...] = ()) -> Table:
    return Table(columns, tuple(Row(number, row) for number, row in enumerate(rows, start=2)))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ("country capital", "subject capital"),
        ("Front Back", "subject answer"),
        ("question answer Tags", "subject answer tags"),
        ("guid English Danish tags", "id subject Danish tags"),
        ("name since capital", "subject since capital"),
        ("name relation:tags tags", "subject relation:tags tags"),
        ("name answer", "subject relation:answer"),
        ("Category Question Answer", "ignore subject answer"),
        ("id question difficulty answer explanation Tags", "id subject ignore answer note tags"),
        ("Deck Front Back", "ignore subject answer"),
        ("name capital front back", "subject capital front back"),
        ("front back interval ease_factor next_review", "subject answer ignore ignore ignore"),
        ("word meaning last_review review_count", "subject meaning ignore ignore"),
        ("station interval", "subject interval"),
    ],
)
def test_the_meaning_of_columns_is_guessed(columns: str, expected: str) -> None:
    assert expected.split() == list(layout(_table(*columns.split()), {}).roles.values())


def test_a_column_that_is_called_like_a_qualifier_and_holds_none_is_a_relation() -> None:
    table = _table("name", "status", "capital", rows=(("France", "independent", "Paris"),))
    assert "relation:status" == layout(table, {}).roles["status"]
    table = _table("name", "status", "capital", rows=(("France", "disputed", "Paris"),))
    assert "status" == layout(table, {}).roles["status"]


def test_a_level_that_several_rows_share_is_no_subject() -> None:
    rows = (("1", "ebb", "falls"), ("1", "flow", "rises"))
    assert ["level", "subject", "meaning"] == list(layout(_table("level", "word", "meaning", rows=rows), {}).roles.values())
    once = (("1", "ebb", "falls"), ("2", "ebb", "rises"))
    assert ["subject", "word", "meaning"] == list(layout(_table("level", "word", "meaning", rows=once), {}).roles.values())
    assert ["subject", "word"] == list(layout(_table("level", "word", rows=(("1", "ebb"), ("1", "flow"))), {}).roles.values())
    assert ["subject", "x", "y"] == list(layout(_table("subject", "x", "y", rows=rows), {}).roles.values())


def test_an_id_never_stands_for_two_things() -> None:
    assert "relation:id" == layout(_table("name", "id", rows=(("a", "1"), ("b", "1"))), {}).roles["id"]
    assert "id" == layout(_table("name", "id", "x", rows=(("a", "1", ""), ("a", "1", ""))), {}).roles["id"]


def test_a_column_that_only_counts_is_not_taken() -> None:
    table = _table("column 1", "name", "capital", rows=(("1", "France", "Paris"), ("2", "Peru", "Lima")))
    assert ["ignore", "subject", "capital"] == list(layout(table, {}).roles.values())


def test_entities_of_wikidata_are_left_out_where_their_words_stand_beside() -> None:
    columns = ("river", "riverLabel", "mouth", "mouthLabel", "length")
    rows = tuple(
        (f"http://www.wikidata.org/entity/Q{n}", f"r{n}", f"http://www.wikidata.org/entity/Q{n}", f"m{n}", "9") for n in (1, 2)
    )
    assert ["ignore", "subject", "ignore", "mouth", "length"] == list(layout(_table(*columns, rows=rows), {}).roles.values())
    words = (("a", "b", "c", "d", "9"),)
    assert ["subject", "riverLabel", "mouth", "mouthLabel", "length"] == list(
        layout(_table(*columns, rows=words), {}).roles.values()
    )


def test_further_columns_without_names_are_not_asked_of_questions() -> None:
    columns = ("column 1", "column 2", "column 3")
    asked = tuple((f"Is it {n}?", "yes", "0") for n in range(3))
    assert ["subject", "answer", "ignore"] == list(layout(_table(*columns, rows=asked), {}).roles.values())
    words = tuple((f"w{n}", f"m{n}", f"x{n}") for n in range(3))
    assert ["subject", "answer", "column 3"] == list(layout(_table(*columns, rows=words), {}).roles.values())


def test_what_is_told_wins_and_the_rest_is_guessed_around_it() -> None:
    found = layout(_table("country", "capital", "note"), {"capital": "subject", "note": "ignore"})
    assert {"country": "country", "capital": "subject", "note": "ignore"} == dict(found.roles)
    found = layout(_table("word", "meaning"), {"meaning": "answer"})
    assert {"word": "subject", "meaning": "answer"} == dict(found.roles)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"capitol": "subject"}, "The table has no column “capitol”. Did you mean “capital”?"),
        ({"capital": " "}, "needs a role"),
        ({"country": "subject", "capital": "subject"}, "Two columns are to be the subject"),
        ({"country": "tags", "capital": "ignore"}, "No column holds the subjects"),
        ({"capital": "ignore"}, "Beside its subjects the table states nothing"),
    ],
)
def test_what_cannot_be_is_told(told: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        layout(_table("country", "capital"), told)


def test_columns_of_one_name_get_numbers() -> None:
    assert ("a", "a (2)", "b", "a (3)") == unique(["a", "a", "b", "a"])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a b", ["a", "b"]),
        ("a,b c", ["a", "b c"]),
        ("甲，乙", ["甲", "乙"]),
        ("two words; b", ["two words", "b"]),
        ("two words;", ["two words"]),
        (" ", []),
    ],
)
def test_tags_are_divided_as_anki_or_as_quiz_writes_them(cell: str, expected: list[str]) -> None:
    assert expected == tags_in(cell)


def test_a_deck_whose_relations_are_called_like_what_is_left_out_comes_back(tmp_path: Path) -> None:
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact
    from quiz.formats.reading import read
    from quiz.formats.writing import write

    names = ("category", "explanation", "interval", "due", "uuid", "option a", "option b", "correct")
    facts = [Fact(f"s{n}", name, f"{name} {n}", tags=["a,b"]) for n in range(2) for name in names]
    for label, ending in (("term", "csv"), ("term", "jsonl"), ("", "csv")):
        deck = Deck("d", facts=facts, subject_label=label)
        write(deck, tmp_path / f"d.{ending}", force=True)
        back = read(tmp_path / f"d.{ending}").deck
        assert {(fact.subject, fact.relation, str(fact.value), fact.tags) for fact in facts} == {
            (fact.subject, fact.relation, str(fact.value), fact.tags) for fact in back.facts
        }
